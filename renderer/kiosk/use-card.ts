import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BridgeTerminal } from '../data/terminal-page.ts'
import {
  afterEvent,
  type CardState,
  type CardTrouble,
  isAnother,
  type LaidCard,
  noCard,
  type OfferedCard,
  offeredCard,
} from './card.ts'
import { type DeviceEventName, deviceEventsOfPage } from './device-events.ts'

/** What is said of a card that was not read stands so long. */
const troubleMs = 20_000
const events = ['card', 'card-gone', 'card-trouble', 'device'] as const

/** The card of whoever stands here. */
export interface Card {
  /** Which card can be laid or put in now; null where none can. */
  readonly offered: OfferedCard | null
  readonly laid: LaidCard | null
  readonly trouble: CardTrouble | null
  /** Forgets it, here and in the bridge. */
  forget(): void
}

/**
 * Follows the cards that are laid at this kiosk. `onAnother` runs when a card is another person's than the one before,
 * so that their session begins anew.
 */
export function useCard(bridge: BridgeTerminal | null, onAnother: () => void): Card {
  const [state, setState] = useState<CardState>(noCard)
  const latest = useRef({ state, onAnother })
  latest.current.onAnother = onAnother
  const reads = bridge?.cardReader === true

  const put = useCallback((next: CardState): void => {
    latest.current.state = next
    setState(next)
  }, [])
  const forget = useCallback((): void => {
    const { card } = latest.current.state
    if (card) endCard(card.cardId)
    put({ ...latest.current.state, card: null, trouble: null })
  }, [put])

  useEffect(() => {
    if (!reads) return
    const hear = (data: string, event: DeviceEventName): void => {
      const before = latest.current.state
      const next = afterEvent(before, event, data)
      if (next === null) return
      const another = next.card !== null && isAnother(next.card, before.card)
      if (before.card !== null && next.card !== null && next.card.cardId !== before.card.cardId)
        endCard(before.card.cardId)
      put(next)
      if (another) latest.current.onAnother()
    }
    const deaf = deviceEventsOfPage.on(events, hear)
    // A page that is loaded anew is nobody's.
    window.addEventListener('pagehide', forget)
    return () => {
      window.removeEventListener('pagehide', forget)
      deaf()
    }
  }, [reads, put, forget])

  const { trouble } = state
  useEffect(() => {
    if (trouble === null) return
    const timer = setTimeout(() => put({ ...latest.current.state, trouble: null }), troubleMs)
    return () => clearTimeout(timer)
  }, [trouble, put])

  const { card, readers } = state
  return useMemo(
    () => ({ offered: reads ? offeredCard(readers) : null, laid: card, trouble, forget }),
    [reads, readers, card, trouble, forget],
  )
}

/** The bridge holds the number for a minute at most; with this it is gone at once. */
function endCard(cardId: string): void {
  fetch(`/api/v1/cards/${encodeURIComponent(cardId)}`, { method: 'DELETE', keepalive: true }).catch(() => {
    // The bridge is away; it forgets by itself.
  })
}

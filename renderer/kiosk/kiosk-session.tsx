import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { BridgeTerminal } from '../data/terminal-page.ts'
import { useConnection, useHallCommand } from '../data/use-hall.ts'
import { useLanguage } from '../ui/i18n.ts'
import { useReading } from '../ui/reading-aids.tsx'
import { AwayView } from './away-view.tsx'
import { type Kiosk, KioskContext, type Tray } from './kiosk-context.ts'
import { readScan } from './read-scan.ts'
import { freshSession, isFresh, type Place, placeOf, step, type TakeRequest } from './session.ts'
import { StillThere } from './still-there.tsx'
import type { Card } from './use-card.ts'
import type { Help } from './use-help.ts'
import { useIdle } from './use-idle.ts'
import { useScans } from './use-scans.ts'
import { useSpeech } from './use-speech.ts'
import { View } from './view.tsx'

/** One person's time at the kiosk. Unmounting it forgets them: nothing is kept outside of it. */
export function KioskSession(props: {
  bridge: BridgeTerminal | null
  help: Help
  card: Card
  onLeave: () => void
}): ReactNode {
  const { bridge, help, card, onLeave } = props
  const [session, move] = useReducer(step, freshSession)
  const [tray, setTray] = useState<Tray>(null)
  const speech = useSpeech()
  const { language } = useLanguage()
  const place = placeOf(session)
  const go = useCallback((next: Place) => move({ to: 'place', place: next }), [])

  const asked = useRef<TakeRequest>({})
  const taking = useHallCommand('takeTicket', {
    onDone: (ticket) => go({ at: 'taken', ticket }),
    onProblem: (problem) => go({ at: 'trouble', problem, request: asked.current }),
  })
  const { run } = taking
  const cardId = card.laid?.cardId
  const take = useCallback(
    (request: TakeRequest) => {
      // Who laid a card takes their ticket by it, and in the language of the page. Tried again it stays that card's and that
      // language's: one press is one ticket.
      const named = { ...(cardId === undefined ? {} : { cardId }), language, ...request }
      asked.current = named
      run({ body: named })
    },
    [run, cardId, language],
  )

  const checkIn = useHallCommand('checkIn', {
    onDone: ({ checkIn: how, ...ticket }) => go({ at: 'taken', ticket, checkIn: how }),
    onProblem: (problem) => go({ at: 'check-in-trouble', problem }),
  })

  const touched = useTouchedReading() || card.laid !== null || speech.on || tray !== null || !isFresh(session)
  // The page with the ticket counts down by itself, faster.
  const { idleness, stay } = useIdle(touched && place.at !== 'taken', onLeave, card.laid?.cardId)
  useScans(bridge !== null, (text) => {
    stay()
    const scanned = readScan(text)
    if (scanned.kind === 'booking') checkIn.run({ body: { ...scanned.with, language } })
    else go(scanned.kind === 'ticket' ? { at: 'own-ticket', secret: scanned.secret } : { at: 'scan-unknown' })
  })
  const away = useConnection() === 'away'

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (tray !== null) setTray(null)
      else if (place.at === 'taken') onLeave()
      else move({ to: 'back' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [tray, place.at, onLeave])

  const kiosk = useMemo<Kiosk>(
    () => ({
      session,
      bridge,
      help,
      card,
      speech,
      tray,
      setTray,
      move,
      go,
      take,
      taking: taking.busy,
      leave: onLeave,
    }),
    [session, bridge, help, card, speech, tray, go, take, taking.busy, onLeave],
  )
  const warned = idleness.state === 'warned'
  return (
    <KioskContext value={kiosk}>
      <div className="kiosk" data-place={place.at} inert={warned}>
        {away && isFresh(session) ? <AwayView /> : <View place={place} />}
      </div>
      {idleness.state === 'warned' ? <StillThere secondsLeft={idleness.secondsLeft} onStay={stay} /> : null}
    </KioskContext>
  )
}

/** Whether the page is read otherwise than each person finds it. */
function useTouchedReading(): boolean {
  const { size, contrast, lowReach } = useReading()
  const { language } = useLanguage()
  return size !== 'l' || contrast || lowReach || language !== 'zh-CN'
}

import { useEffect, useRef } from 'react'
import { useKiosk } from './kiosk-context.ts'

/** Runs when a card is laid while the view is shown; not for one that lay there before. */
export function useLaidCard(onLaid: (cardId: string) => void): void {
  const { card } = useKiosk()
  const cardId = card.laid?.cardId ?? null
  const known = useRef(cardId)
  const latest = useRef(onLaid)
  latest.current = onLaid
  useEffect(() => {
    if (cardId === known.current) return
    known.current = cardId
    if (cardId !== null) latest.current(cardId)
  }, [cardId])
}

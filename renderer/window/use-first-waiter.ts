import { useEffect, useRef } from 'react'
import { chime, readyChime } from './chime.ts'
import type { Desk } from './use-desk.ts'

/** Plays the chime when somebody comes to the empty line of an open window with free hands, if sound is wanted. */
export function useFirstWaiter(desk: Desk, sound: boolean): void {
  const { line, situation } = desk
  const total = line?.total
  const free = situation.state === 'open' && situation.hand === null
  const before = useRef(total)
  useEffect(() => {
    if (sound && free && before.current === 0 && total !== undefined && total > 0) chime()
    before.current = total
  }, [sound, free, total])
  useEffect(() => {
    if (!sound) return
    // After a reload the browser wants a gesture of its own before anything may sound.
    addEventListener('pointerdown', readyChime, { once: true })
    addEventListener('keydown', readyChime, { once: true })
    return () => {
      removeEventListener('pointerdown', readyChime)
      removeEventListener('keydown', readyChime)
    }
  }, [sound])
}

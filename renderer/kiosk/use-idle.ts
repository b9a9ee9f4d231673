import { useEffect, useRef, useState } from 'react'
import { type Idleness, idlenessAfter } from './idle.ts'

const active: Idleness = { state: 'active' }

/**
 * Watches for touches and keys. Once the person was warned, touches reach only the question (`stay`), so that nobody
 * presses blindly what lies below it. Another `sign` (a card that was laid) counts as a touch and as an answer. `onOver`
 * runs once when the time is up. Measured by the monotonic clock.
 */
export function useIdle(
  watching: boolean,
  onOver: () => void,
  sign?: string,
): { idleness: Idleness; stay: () => void } {
  const [idleness, setIdleness] = useState<Idleness>(active)
  const touchedAt = useRef(0)
  const over = useRef(onOver)
  over.current = onOver
  const warned = idleness.state === 'warned'

  useEffect(() => {
    if (!watching) return
    touchedAt.current = performance.now()
    setIdleness(active)
    const timer = setInterval(() => {
      const next = idlenessAfter(performance.now() - touchedAt.current)
      setIdleness((before) => (sameIdleness(before, next) ? before : next))
      if (next.state !== 'over') return
      clearInterval(timer)
      over.current()
    }, 250)
    return () => clearInterval(timer)
  }, [watching])

  useEffect(() => {
    if (sign === undefined) return
    touchedAt.current = performance.now()
    setIdleness(active)
  }, [sign])

  useEffect(() => {
    if (!watching || warned) return
    const touch = (): void => {
      touchedAt.current = performance.now()
    }
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'] as const
    for (const kind of kinds) document.addEventListener(kind, touch, { capture: true, passive: true })
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, touch, { capture: true })
    }
  }, [watching, warned])

  return {
    idleness: watching ? idleness : active,
    stay: () => {
      touchedAt.current = performance.now()
      setIdleness(active)
    },
  }
}

function sameIdleness(one: Idleness, other: Idleness): boolean {
  return (
    one.state === other.state &&
    (one.state !== 'warned' || other.state !== 'warned' || one.secondsLeft === other.secondsLeft)
  )
}

import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'

/** Where somebody is on their way to a booking. Nothing of the person is in it. */
const step = z.discriminatedUnion('at', [
  z.object({ at: z.literal('what') }),
  z.object({ at: z.literal('when'), itemId: z.string() }),
  z.object({
    at: z.literal('who'),
    itemId: z.string(),
    day: z.string(),
    start: z.string(),
    end: z.string(),
  }),
])
export type Step = z.infer<typeof step>

const first: Step = { at: 'what' }

/** The step as the browser's history keeps it, so that the phone's own way back goes one step back. */
export function useSteps(): { step: Step; go(step: Step): void; back(): void } {
  const [now, setNow] = useState<Step>(() => readStep(history.state))
  useEffect(() => {
    const popped = (event: PopStateEvent): void => setNow(readStep(event.state))
    addEventListener('popstate', popped)
    return () => removeEventListener('popstate', popped)
  }, [])
  const go = useCallback((next: Step) => {
    history.pushState(next, '')
    setNow(next)
    scrollTo(0, 0)
  }, [])
  const back = useCallback(() => history.back(), [])
  return { step: now, go, back }
}

function readStep(state: unknown): Step {
  const read = step.safeParse(state)
  return read.success ? read.data : first
}

/** The parts of a day under which its slots stand. */
export const dayParts = ['night', 'morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** In which part of the day a wall-clock time lies: 凌晨 to 06:00, 上午 to 12:00, 下午 to 18:00, 晚上. */
export function partOfDay(time: string): DayPart {
  if (time < '06:00') return 'night'
  if (time < '12:00') return 'morning'
  return time < '18:00' ? 'afternoon' : 'evening'
}

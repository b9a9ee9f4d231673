import type { ReactNode } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { useWords } from '../../ui/i18n.ts'
import { Ask } from '../parts/ask.tsx'
import { registryWords } from './words.ts'

/** Whether the hall refused a change because it would call bookings off: then one is asked first. */
export function callsBookingsOff(problem: Problem | null): problem is Problem {
  return problem?.code === 'bookings-affected'
}

/** What a form itself has to tell of a refusal: nothing where one is asked about bookings instead. */
export function apartFromBookings(problem: Problem | null): Problem | null {
  return callsBookingsOff(problem) ? null : problem
}

/** Where a change was refused because it calls bookings off: says how many, and asks whether it shall. */
export function AskBookings(props: {
  problem: Problem | null
  /** What is changed, as people know it. */
  name: string
  onYes: () => void
  onClose: () => void
}): ReactNode {
  const say = useWords(registryWords)
  if (!callsBookingsOff(props.problem)) return null
  const count = props.problem.count ?? 0
  return (
    <Ask
      title={say('bookingsTitle', { count })}
      word={say('bookingsYes', { count })}
      keepWord={say('bookingsNo')}
      wrong
      onYes={props.onYes}
      onClose={props.onClose}
    >
      <p>{say('bookingsBody', { name: props.name })}</p>
    </Ask>
  )
}

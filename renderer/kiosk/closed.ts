import type { Queue } from '../../contract/shapes.ts'

const reasons = {
  'before-hours': 'closedBefore',
  lunch: 'closedLunch',
  'last-ticket-passed': 'closedLast',
  'after-hours': 'closedAfter',
  'closed-today': 'closedToday',
  full: 'closedFull',
  'switched-off': 'noQueue',
} as const

/** Which words say why no ticket can be taken for a queue; null when one can. No queue at all is for a person to mend. */
export function closedReason(
  queue: Pick<Queue, 'openness'> | null,
): (typeof reasons)[keyof typeof reasons] | null {
  if (queue === null) return 'noQueue'
  return queue.openness === 'open' ? null : reasons[queue.openness]
}

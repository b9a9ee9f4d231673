import type { LineRules } from './line.ts'
import type { TicketClass } from './ticket.ts'

/** What is known of a ticket that waits and of the others in its queue. */
export interface AheadFacts {
  readonly class: TicketClass
  /** Those of its own class that come before it. */
  readonly olderSameClass: number
  /** Who waits in its queue by class, itself not counted; appointments only those due. */
  readonly waitingByClass: Readonly<Record<TicketClass, number>>
  readonly priorityRun: number
  readonly rules: LineRules
}

/**
 * How many of its queue will be called before a ticket, as the line stands: the count that `orderLine` would
 * give with nobody over a bound, without walking the line.
 */
export function ticketsAhead(facts: AheadFacts): number {
  const { appointment, green, priority, ordinary } = facts.waitingByClass
  const every = facts.rules.priorityRun
  const run = Math.min(facts.priorityRun, every)
  switch (facts.class) {
    case 'appointment':
      return facts.olderSameClass
    case 'ordinary': {
      // Before the n-th ordinary turn the run has to fill up n times, the first time from where it stands.
      const priorityCalls = every - run + facts.olderSameClass * every
      return appointment + facts.olderSameClass + Math.min(green + priority, priorityCalls)
    }
    case 'green':
    case 'priority': {
      const before = facts.olderSameClass + (facts.class === 'priority' ? green : 0)
      const ordinaryTurns = Math.floor((run + before) / every)
      return appointment + before + Math.min(ordinary, ordinaryTurns)
    }
  }
}

import type { LineHead } from './line.ts'

/** A queue that the window serves. */
export interface ServedQueue {
  readonly queueId: string
  /** Its place in the window's order, smallest first. */
  readonly position: number
  /** Its share of the calls where weights are configured, above 0. */
  readonly weight: number
  /** State of the round robin, kept for the window between calls; 0 at first. */
  readonly credit: number
  /** Green and priority calls in a row in this queue until now. */
  readonly priorityRun: number
}

/** Rule 3, one after the other. A queue that is not among the window's own stands after all of them. */
export function firstInOrder(heads: readonly LineHead[], queues: readonly ServedQueue[]): ServedQueue {
  const byArrival = heads.toSorted((a, b) => a.arrivalOrder - b.arrivalOrder)
  const waiting = byArrival.map(
    ({ queueId }) => queues.find((queue) => queue.queueId === queueId) ?? unserved(queueId),
  )
  const [first] = waiting.toSorted((a, b) => (a.position === b.position ? 0 : a.position - b.position))
  if (first === undefined) throw new Error('a queue is chosen only where somebody can be called')
  return first
}

/**
 * Rule 3, by weights: smooth weighted round robin, as nginx does it. Each queue with somebody to call earns its
 * weight, the richest is called and pays what all earned together. The credits' sum never changes, so that a queue
 * that waits gets richer until it is called. Ties go to who arrived first.
 */
export function heaviest(
  served: readonly ServedQueue[],
  heads: readonly LineHead[],
  queues: readonly ServedQueue[],
): { queue: ServedQueue; credits: ReadonlyMap<string, number> } {
  const credits = new Map(creditsOf(queues))
  for (const queue of served) credits.set(queue.queueId, queue.credit + queue.weight)
  const richest = Math.max(...served.map((queue) => credits.get(queue.queueId) ?? 0))
  const rich = served.filter((queue) => credits.get(queue.queueId) === richest)
  const tied = heads.filter((head) => rich.some((queue) => queue.queueId === head.queueId))
  const oldest = tied.toSorted((a, b) => a.arrivalOrder - b.arrivalOrder)[0]
  const queue = rich.find((one) => one.queueId === oldest?.queueId)
  if (queue === undefined) throw new Error('every served queue has somebody to call')
  const earned = served.reduce((sum, one) => sum + one.weight, 0)
  credits.set(queue.queueId, richest - earned)
  return { queue, credits }
}

/** Each queue's credit as it stands. */
export function creditsOf(queues: readonly ServedQueue[]): ReadonlyMap<string, number> {
  return new Map(queues.map((queue) => [queue.queueId, queue.credit]))
}

function unserved(queueId: string): ServedQueue {
  return { queueId, position: Number.POSITIVE_INFINITY, weight: 1, credit: 0, priorityRun: 0 }
}

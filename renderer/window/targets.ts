import type { HallWindow, Queue } from '../../contract/shapes.ts'

/** Where a ticket can be sent. */
export type Target =
  | { readonly kind: 'queue'; readonly key: string; readonly queue: Queue }
  | { readonly kind: 'window'; readonly key: string; readonly window: HallWindow }

/** What may be chosen from. */
export interface TargetFacts {
  readonly queues: readonly Queue[]
  readonly windows: readonly HallWindow[]
  readonly ownWindowId: string
  /** The queue in which the ticket stands already. */
  readonly presentQueueId: string
}

/**
 * Queues, then windows, in the hall's order. The ticket's own queue and this window are left out, and closed windows
 * and queues that are switched off: a ticket that waits for one would never be called.
 */
export function targetsOf(facts: TargetFacts): Target[] {
  return [
    ...facts.queues
      .filter((queue) => queue.id !== facts.presentQueueId && queue.openness !== 'switched-off')
      .map((queue): Target => ({ kind: 'queue', key: `q-${queue.id}`, queue })),
    ...facts.windows
      .filter((window) => window.id !== facts.ownWindowId && window.state !== 'closed')
      .map((window): Target => ({ kind: 'window', key: `w-${window.id}`, window })),
  ]
}

/**
 * Those that fit what was typed: a queue by its letters or a part of its name, a window by the beginning of its number,
 * a part of its name or who sits there. Exact letters and numbers come first.
 */
export function findTargets(targets: readonly Target[], typed: string): readonly Target[] {
  const wanted = typed.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return targets
  return targets
    .map((target) => ({ target, rank: rankOf(target, wanted) }))
    .filter((one) => one.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((one) => one.target)
}

function rankOf(target: Target, wanted: string): number | null {
  const [short, words] =
    target.kind === 'queue'
      ? [target.queue.prefix, [target.queue.name, target.queue.nameEn]]
      : [target.window.number, [target.window.name, target.window.staffName]]
  const code = short.toLowerCase()
  if (code === wanted) return 0
  if (code.startsWith(wanted)) return 1
  return words.some((word) => word?.toLowerCase().includes(wanted)) ? 2 : null
}

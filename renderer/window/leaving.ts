import type { HallWindow, Queue } from '../../contract/shapes.ts'

/** A queue that nobody would serve any more, and how many wait in it. */
export interface LeftAlone {
  readonly queueId: string
  readonly name: string
  readonly prefix: string
  readonly waiting: number
}

type Post = Pick<HallWindow, 'id' | 'state'> & { readonly queueIds: readonly string[] }

/** The queues with people waiting for which this window is the last open one: said before it pauses or closes. */
export function leftAlone(
  own: Post,
  windows: readonly Post[],
  queues: readonly Pick<Queue, 'id' | 'name' | 'prefix' | 'waiting'>[],
): LeftAlone[] {
  if (own.state !== 'open') return []
  return queues
    .filter((queue) => own.queueIds.includes(queue.id) && queue.waiting > 0)
    .filter(
      (queue) =>
        !windows.some(
          (other) => other.id !== own.id && other.state === 'open' && other.queueIds.includes(queue.id),
        ),
    )
    .map(({ id, name, prefix, waiting }) => ({ queueId: id, name, prefix, waiting }))
}

/** What becomes of the ticket in hand, and how a window is left. */
export interface Leave {
  readonly reason?: string
  readonly inHand?: 'put-back' | 'hold' | 'hand-over'
  readonly toWindowId?: string
}

/** The choices for a ticket in hand: only what is served can be put on hold. */
export function handChoices(state: 'called' | 'serving'): readonly NonNullable<Leave['inHand']>[] {
  return state === 'serving' ? ['put-back', 'hold', 'hand-over'] : ['put-back', 'hand-over']
}

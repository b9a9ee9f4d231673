import type { TicketState } from '../queue/ticket.ts'
import { foldOn, openingState, type ReplayEntry, type ReplayState } from './fold.ts'

/** Entries between two kept states: seeking folds at most so many. */
const stride = 400

/**
 * A day that can be looked at at any moment. Its time runs forward only: where the hall's clock was set back, entries
 * count as of the latest time before them, so that the order of the journal stays the order of the replay.
 */
export class Timeline {
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly entries: readonly ReplayEntry[]
  readonly #kept: ReplayState[]

  constructor(day: {
    readonly startsAtMs: number
    readonly endsAtMs: number
    readonly opening: readonly ReplayEntry[]
    readonly entries: readonly ReplayEntry[]
  }) {
    this.startsAtMs = day.startsAtMs
    this.endsAtMs = day.endsAtMs
    let latestMs = day.startsAtMs
    this.entries = day.entries.map((entry) => {
      latestMs = Math.max(latestMs, entry.atMs)
      return entry.atMs === latestMs ? entry : { ...entry, atMs: latestMs }
    })
    let state = openingState(day.opening)
    this.#kept = [state]
    for (let from = 0; from + stride <= this.entries.length; from += stride) {
      state = foldOn(state, this.entries.slice(from, from + stride))
      this.#kept.push(state)
    }
  }

  /** How many entries had happened at an instant, that instant included. */
  placeAt(ms: number): number {
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.entries[middle]?.atMs ?? Number.POSITIVE_INFINITY) <= ms) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The hall at an instant. */
  stateAt(ms: number): ReplayState {
    const place = this.placeAt(ms)
    const kept = this.#kept[Math.floor(place / stride)]
    if (kept === undefined) throw new Error('a state is kept for every stride')
    return foldOn(kept, this.entries.slice(kept.folded, place))
  }

  /** How many waited in these queues, at each change: instants and counts, beginning with the day. */
  waitingCurve(
    isCounted: (queueId: string) => boolean,
  ): { readonly atMs: number; readonly waiting: number }[] {
    const waits = (ticket: { state: TicketState; queueId: string }) =>
      ticket.state === 'waiting' && isCounted(ticket.queueId)
    const waiting = new Set(
      [...this.stateAtBeginning().tickets].flatMap(([id, ticket]) => (waits(ticket) ? [id] : [])),
    )
    const curve = [{ atMs: this.startsAtMs, waiting: waiting.size }]
    for (const { atMs, ticketId, ticket } of this.entries) {
      if (ticketId === null || ticket === null || waits(ticket) === waiting.has(ticketId)) continue
      if (waits(ticket)) waiting.add(ticketId)
      else waiting.delete(ticketId)
      curve.push({ atMs, waiting: waiting.size })
    }
    return curve
  }

  /** The hall before the day's first entry. */
  stateAtBeginning(): ReplayState {
    const [first] = this.#kept
    if (first === undefined) throw new Error('the beginning is kept')
    return first
  }
}

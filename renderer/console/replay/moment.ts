import type { ReplayState, ReplayTicket } from '../../../core/replay/fold.ts'
import type { Timeline } from '../../../core/replay/timeline.ts'
import type { PlanWindow } from '../board/plan.tsx'
import type { ReplayPlace } from './read-day.ts'

type Queue = ReplayPlace['queues'][number]

const minuteMs = 60_000

/** From when to when a line of the day runs. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/** A queue at a moment: those who wait, the longest first. */
export interface QueueMoment {
  readonly queue: Queue
  readonly waiting: readonly ReplayTicket[]
  /** Null where the first was issued before what was read. */
  readonly longestMinutes: number | null
}

/** What the room shows of one instant. */
export interface Moment {
  readonly waiting: number
  readonly serving: number
  readonly windowsOpen: number
  readonly queues: readonly QueueMoment[]
  readonly windows: readonly PlanWindow[]
}

/** The hall at an instant as it is shown: of the queues and windows that whoever looks may see. */
export function momentOf(place: ReplayPlace, state: ReplayState, atMs: number): Moment {
  const waiting = new Map<string, ReplayTicket[]>(place.queues.map((queue) => [queue.id, []]))
  const inHand = new Map<string, ReplayTicket>()
  for (const ticket of state.tickets.values()) {
    if (ticket.state === 'waiting') waiting.get(ticket.queueId)?.push(ticket)
    else if (ticket.windowId !== null && (ticket.state === 'called' || ticket.state === 'serving'))
      inHand.set(ticket.windowId, ticket)
  }
  const queues = place.queues
    .map((queue) => queueMoment(queue, waiting.get(queue.id) ?? [], atMs))
    .filter((queue) => queue.waiting.length > 0)
    .sort((one, other) => (other.longestMinutes ?? 0) - (one.longestMinutes ?? 0))
  const windows = place.windows.map(({ id, number, zoneId }): PlanWindow => {
    const window = state.windows.get(id)
    const ticket = inHand.get(id)
    const paused = window?.state === 'paused'
    return {
      id,
      number,
      zoneId,
      // Somebody in hand is served to the end, also where the window has closed meanwhile.
      look:
        ticket !== undefined
          ? ticket.state === 'called'
            ? 'called'
            : 'atWork'
          : window === undefined || window.state === 'closed'
            ? 'closed'
            : paused
              ? 'paused'
              : 'idle',
      note: ticket?.number ?? (paused && window.pauseReason ? window.pauseReason : null),
      watch: false,
    }
  })
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting.length, 0),
    serving: windows.filter((window) => window.look === 'atWork').length,
    windowsOpen: place.windows.filter(({ id }) => state.windows.get(id)?.state === 'open').length,
    queues,
    windows,
  }
}

function queueMoment(queue: Queue, tickets: readonly ReplayTicket[], atMs: number): QueueMoment {
  const waiting = tickets.toSorted((one, other) => (one.arrivedAtMs ?? 0) - (other.arrivedAtMs ?? 0))
  const firstMs = waiting[0]?.arrivedAtMs ?? null
  return { queue, waiting, longestMinutes: firstMs === null ? null : (atMs - firstMs) / minuteMs }
}

/** The part of a day worth a line: from its first entry to its last, in whole minutes; the day where it has none. */
export function spanOf(line: Timeline): Span {
  const [first, last] = [line.entries[0], line.entries.at(-1)]
  if (first === undefined || last === undefined) return { fromMs: line.startsAtMs, toMs: line.endsAtMs }
  const fromMs = Math.floor(first.atMs / minuteMs) * minuteMs
  // A day of one moment is still a line.
  const toMs = Math.max(fromMs + minuteMs, Math.ceil(last.atMs / minuteMs) * minuteMs)
  return { fromMs, toMs }
}

/** Minutes between two names of a scale: what people count time by. */
const scaleSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180]
const scaleMost = 12

/** Where a line's scale has its names: at round times of the hall's day, so many as have room beside each other. */
export function scaleOf(span: Span, dayStartsAtMs: number): number[] {
  const minutes = (span.toMs - span.fromMs) / minuteMs
  const step = (scaleSteps.find((one) => minutes / one <= scaleMost) ?? 240) * minuteMs
  // From the hall's own midnight: a zone may be half an hour off.
  const first = dayStartsAtMs + Math.ceil((span.fromMs - dayStartsAtMs) / step) * step
  const count = Math.max(0, Math.floor((span.toMs - first) / step) + 1)
  return Array.from({ length: count }, (_, at) => first + at * step)
}

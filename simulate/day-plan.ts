import type { PlannedBooking } from './booking-plan.ts'
import type { HallShape } from './hall-shape.ts'
import { chanceFrom } from './reference/chance.ts'
import { planVisit, type QueueShare, type VisitPlan } from './visit-plan.ts'
import { planWindowDay, type Span, type WindowDay } from './window-day.ts'

/** A whole day as it was meant: the same for the same hall and seed. */
export interface DayPlan {
  readonly seed: number
  readonly visits: readonly VisitPlan[]
  /** Bookings that nobody comes for. */
  readonly absentees: readonly PlannedBooking[]
  readonly windows: readonly WindowDay[]
  /** When the last window should have closed. */
  readonly endsAtMs: number
}

export interface PlanOptions {
  readonly visits: number
  readonly seed: number
  /** When tickets are given, such as 09:00–12:00 and 13:30–17:00. */
  readonly open: readonly Span[]
  /** How busy a window is on average, as a share of its time: service times are scaled to it. Null leaves them. */
  readonly load?: number | null
}

const hour = 3_600_000
/** A hall that is open over noon. */
export const openOverNoon: readonly Span[] = [{ fromMs: 9 * hour, toMs: 17 * hour }]
/** Office hours with a lunch break. */
export const officeSpans: readonly Span[] = [
  { fromMs: 9 * hour, toMs: 12 * hour },
  { fromMs: 13.5 * hour, toMs: 17 * hour },
]
/** So busy that there are lines at the rushes and none at noon. */
const usualLoad = 0.72

/** Plans a day from a seed: who comes when and for what, and when each window is staffed. */
export function planDay(shape: HallShape, options: PlanOptions): DayPlan {
  const chance = chanceFrom(options.seed ^ 0xda7)
  const windows = shape.windows.map((window, index) =>
    planWindowDay(window.number, index, options.open, chance),
  )
  const served = new Set(shape.windows.flatMap(({ queues }) => queues))
  const usual = new Map([...served].sort().map((queue) => [queue, usualMinutes(chance)]))
  const share = queueShares(shape, usual)
  const load = options.load === undefined ? usualLoad : options.load
  const scale = load === null ? 1 : scaleFor(load, { windows, share, usual, visits: options.visits })
  const arrivals = Array.from({ length: options.visits }, () => arrivalMs(chance, options.open)).sort(
    (a, b) => a - b,
  )
  const drawn = arrivals.map((atMs) =>
    planVisit({
      atMs,
      shape,
      share,
      open: options.open,
      meanMs: (queue) => (usual.get(queue) ?? 6) * 60_000 * scale,
      chance: chanceFrom(Math.floor(chance() * 2 ** 32)),
    }),
  )
  return {
    seed: options.seed,
    visits: drawn.map(({ visit }) => visit),
    absentees: drawn.flatMap(({ absentee }) => absentee ?? []),
    windows,
    endsAtMs: Math.max(...windows.map(({ closesAtMs }) => closesAtMs)),
  }
}

/** Every window is as busy as the others: a queue whose services are short is asked for more often. */
function queueShares(shape: HallShape, usual: ReadonlyMap<string, number>): QueueShare[] {
  const windowsFirst = new Map<string, number>()
  for (const { queues } of shape.windows) {
    const [first] = queues
    if (first !== undefined) windowsFirst.set(first, (windowsFirst.get(first) ?? 0) + 1)
  }
  const weights = [...usual].map(([queue, minutes]) => ({
    queue,
    weight: (windowsFirst.get(queue) ?? nobodyFirst) / minutes,
  }))
  const total = weights.reduce((sum, { weight }) => sum + weight, 0)
  let upTo = 0
  return weights.map(({ queue, weight }) => {
    upTo += weight / total
    return { queue, upTo, part: weight / total }
  })
}

/** A queue that no window serves first is asked for now and then. */
const nobodyFirst = 0.15

/** What a queue's service usually takes: some are a matter of minutes, some of a quarter of an hour. */
function usualMinutes(chance: () => number): number {
  return 3 + 11 * chance() ** 2
}

/** Scales service times so that windows are as busy as wished, whatever the number of visits: within what is human. */
function scaleFor(
  load: number,
  day: {
    windows: readonly WindowDay[]
    share: readonly QueueShare[]
    usual: ReadonlyMap<string, number>
    visits: number
  },
): number {
  const meanMinutes = day.share.reduce((sum, { queue, part }) => sum + part * (day.usual.get(queue) ?? 6), 0)
  const minutesOpen = day.windows.reduce(
    (sum, window) =>
      sum +
      (window.closesAtMs - window.opensAtMs - window.breaks.reduce((all, one) => all + one.forMs, 0)) /
        60_000,
    0,
  )
  const wished = (minutesOpen * load) / Math.max(1, day.visits * meanMinutes)
  return Math.min(2.5, Math.max(0.1, wished))
}

/** The curve of a working day: a rush in the morning, a valley at noon, a lower rush in the afternoon. */
const curve: readonly (readonly [hour: number, weight: number])[] = [
  [8.5, 0.5],
  [9, 1],
  [9.5, 1.7],
  [10, 2],
  [10.5, 1.8],
  [11, 1.3],
  [11.5, 0.8],
  [12, 0.35],
  [13, 0.35],
  [13.5, 0.8],
  [14, 1.3],
  [14.5, 1.6],
  [15, 1.4],
  [15.5, 1.1],
  [16, 0.7],
  [16.5, 0.4],
  [17, 0.15],
]
const highest = 2

function weightAt(ms: number): number {
  const at = ms / hour
  const next = curve.findIndex(([from]) => from > at)
  const [before, after] = [curve[next - 1], curve[next]]
  if (before === undefined || after === undefined) return 0.2
  return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0])
}

/** Draws by rejection: a time of the day is as likely as the curve is high there. Whole seconds, as people are noted. */
function arrivalMs(chance: () => number, open: readonly Span[]): number {
  const from = Math.min(...open.map(({ fromMs }) => fromMs))
  // Tickets end half an hour before the day's last span ends.
  const to = Math.max(...open.map(({ toMs }) => toMs)) - 30 * 60_000
  for (;;) {
    const ms = from + Math.floor((chance() * (to - from)) / 1000) * 1000
    const isOpen = open.some((span) => span.fromMs <= ms && ms < span.toMs)
    if (isOpen && chance() * highest < weightAt(ms)) return ms
  }
}

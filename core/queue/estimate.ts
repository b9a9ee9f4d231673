import { afterOpenMs, type Break } from './breaks.ts'
import { calledBefore, type LineSeen } from './overdue.ts'

/** What is known of a queue when somebody is told how long to wait. */
export interface WaitFacts {
  /** Who will be called before, as the line stands. */
  readonly ahead: number
  /** Windows that serve the queue now; a fraction where they serve other queues too. */
  readonly windowsOpen: number
  /** Of these, windows with nobody in hand. */
  readonly windowsIdle: number
  /** How long each of the queue's own people in hand has kept a window until now, in seconds. */
  readonly inHandSeconds: readonly number[]
  /** How long the queue's last services took; few of them make a wider range. */
  readonly ended: EndedServices
  /**
   * How long whoever was called last had waited, in seconds, breaks not counted: somebody of the same queue and
   * class. Left out or null where that is not known.
   */
  readonly lastWaitSeconds?: number | null
  /** Windows that would serve the queue and pause: for how long they have, in minutes. */
  readonly pausedMinutes?: readonly number[]
  /** When windows that serve the queue now will probably be away (see `usualAbsences`), in minutes from now. */
  readonly awayAhead?: readonly BreakAhead[]
  /** What else the queue's windows serve; left out or null where they serve nothing else and nobody goes before. */
  readonly others?: OtherLines | null
  /** Breaks of the hall's day that have not ended, in order, in minutes from now. */
  readonly breaks?: readonly BreakAhead[]
}

/** What an estimate needs of services that ended: the same for everybody who comes until the next one ends. */
export interface EndedServices {
  readonly count: number
  readonly meanMinutes: number
  /** Sum of the squared differences from the mean. */
  readonly squares: number
}

/** Other people whom the queue's windows may call before. */
export interface OtherLines {
  /** Whether any of the queue's windows serves another queue too. */
  readonly windowsShared: boolean
  /** All open windows that serve the queue, whatever else they serve. */
  readonly windowsServing: number
  /** Lines with somebody in them who is not ahead as the lines stand, but will be when over the bound. */
  readonly lines: readonly LineSeen[]
  readonly ownBoundMinutes: number
  readonly lineBoundMinutes: number
}

/** A break; `fromMinutes` is 0 or less while it lasts. */
export interface BreakAhead {
  readonly fromMinutes: number
  readonly untilMinutes: number
}

/** Minutes to wait as a range; its middle is the best single guess. Decimals: pages round. */
export interface WaitRange {
  readonly lowMinutes: number
  readonly highMinutes: number
}

/** Fewer services than this say nothing about the next. */
const servicesNeeded = 3
/** Older services belong to another time of day; with fewer, one long service moves the whole estimate. */
const servicesUsed = 200
/** The most that somebody waits whom a window is free for: the clerk's press and the walk. */
const atOnceMinutes = 1
/** Standard deviations to each side that hold eight waits in ten, if chance alone were at work. */
const deviationsEachSide = 1.2816
/**
 * How far the mean service drifts within a day, as a share of it: people, items and clerks change. It is the error
 * that does not average out, of the mean of past services and of the last wait alike.
 */
const driftShare = 0.17
/** The same where windows serve several queues: which of them has a window changes as well. */
const sharedDriftShare = 0.32
/** With few services spread by chance, a spread as is usual at counters (a coefficient of variation of 0.84) stands in. */
const usualSpread = 0.7
const usualSpreadServices = 10
/**
 * How much of the time that services in hand have taken counts while fewer than 200 have ended. Short services end
 * first, so that the mean of those that ended is too small in the first hour. All of it would count for services that
 * end by chance alone (their total time on test); of services with a long tail that is too much.
 */
const inHandShare = 0.35
/** A pause is taken to last half an hour, and who has paused for longer to come back a quarter of an hour from now. */
const pauseMinutes = 30
const lateBackMinutes = 15
/** A range that a break would tear apart goes to the side that has so much of it. */
const oneSideShare = 0.7

/**
 * The range of somebody whose time comes in so many minutes and who is not called before: no sooner, and from then on as
 * long at most as anybody in their place.
 */
export function notBefore(range: WaitRange, minutes: number): WaitRange {
  return {
    lowMinutes: Math.max(range.lowMinutes, minutes),
    highMinutes: range.highMinutes + minutes,
  }
}

/**
 * The wait as a range that is meant to hold eight true waits in ten, or null when the hall cannot tell: no window open,
 * or too few services yet.
 *
 * Middle: the queue-length rule (Ibrahim & Whitt 2009), departures needed × mean service ÷ windows; the more
 * departures, the more it leans on their other rule, the wait of the last to enter service (see `lastWaitShare`).
 * Both are meant for one line with a steady number of windows. What a hall has besides is worked into the departures
 * (who goes before by the bound of their class), into the windows (those that pause come back) and into the clock
 * (nobody is called in a break), as the same authors do for changing capacity (Ibrahim & Whitt 2011).
 * Width: the spread of so many departures (a renewal process), the uncertainty of a mean of so few services,
 * and the drift of the mean. The range is even about its middle and ends at 0, but for breaks; with more people
 * ahead neither end gets earlier.
 */
export function estimateWait(facts: WaitFacts): WaitRange | null {
  const { ahead, windowsOpen, windowsIdle, others } = facts
  if (!(windowsOpen > 0)) return null
  const { count: services } = facts.ended
  if (services < servicesNeeded) {
    return ahead === 0 && windowsIdle > 0 ? { lowMinutes: 0, highMinutes: atOnceMinutes } : null
  }
  const { mean, variance } = serviceOf(facts.ended, facts.inHandSeconds)
  const inOrder = ahead + 1 - windowsIdle
  if (inOrder <= 0) return { lowMinutes: 0, highMinutes: Math.min(atOnceMinutes, mean / windowsOpen) }
  const departures =
    others && windowsIdle === 0
      ? calledBefore({ ...others, inOrder, meanMinutes: mean, windowsOpen })
      : inOrder
  const byLength = minutesUntilDone(departures * mean, facts)
  if (byLength === 0) return { lowMinutes: 0, highMinutes: 0 }
  const windows = (departures * mean) / byLength
  const middle = byLength * correction(byLength, { departures, mean, variance, windows }, facts)
  // The spread is that of as many departures as the middle stands for.
  const count = (middle * windows) / mean
  const chance = variance * (count + count ** 2 / services)
  const drift = (count * mean * (others?.windowsShared ? sharedDriftShare : driftShare)) ** 2
  const reach = Math.min(middle, (deviationsEachSide * Math.sqrt(chance + drift)) / windows)
  return aroundBreaks({ lowMinutes: middle - reach, highMinutes: middle + reach }, facts.breaks ?? [])
}

/** Mean and variance of a service in minutes. */
function serviceOf({ count, meanMinutes, squares }: EndedServices, inHandSeconds: readonly number[]) {
  const inHand = count < servicesUsed ? (inHandShare * sum(inHandSeconds)) / 60 : 0
  const mean = meanMinutes + inHand / count
  const usual = usualSpreadServices * usualSpread * mean ** 2
  return { mean, variance: (squares + usual) / (count - 1 + usualSpreadServices) }
}

/** How long the last services of a queue took, in seconds, newest first, of which the first 200 count. */
export function endedServices(seconds: readonly number[]): EndedServices {
  const minutes = seconds.slice(0, servicesUsed).map((one) => one / 60)
  const count = minutes.length
  const meanMinutes = count === 0 ? 0 : sum(minutes) / count
  return { count, meanMinutes, squares: sum(minutes.map((one) => (one - meanMinutes) ** 2)) }
}

/** A change in the windows that work for a queue: one more, or one less. */
interface Change {
  readonly atMinutes: number
  readonly by: 1 | -1
}

/** So many of the windows open now are believed to stay, and one at least: who comes in place of others is not known. */
const stayingShare = 0.34

/** When so many minutes of work are done by the open windows, as they leave and come back. */
function minutesUntilDone(work: number, facts: WaitFacts): number {
  const changes: Change[] = [
    ...(facts.pausedMinutes ?? []).map(
      (minutes): Change => ({
        atMinutes: minutes < pauseMinutes ? pauseMinutes - minutes : lateBackMinutes,
        by: 1,
      }),
    ),
    ...(facts.awayAhead ?? []).flatMap(({ fromMinutes, untilMinutes }): Change[] => [
      { atMinutes: Math.max(0, fromMinutes), by: -1 },
      { atMinutes: untilMinutes, by: 1 },
    ]),
  ]
  const fewest = Math.max(Math.min(1, facts.windowsOpen), stayingShare * facts.windowsOpen)
  let left = work
  let windows = facts.windowsOpen
  let atMinutes = 0
  for (const change of changes.sort((a, b) => a.atMinutes - b.atMinutes)) {
    const working = Math.max(fewest, windows)
    if ((change.atMinutes - atMinutes) * working >= left) return atMinutes + left / working
    left -= (change.atMinutes - atMinutes) * working
    atMinutes = change.atMinutes
    windows += change.by
  }
  return atMinutes + left / Math.max(fewest, windows)
}

/** The range on the clock. A break that lies within it is left out where most of the range is to one side. */
function aroundBreaks(range: WaitRange, breaks: readonly BreakAhead[]): WaitRange {
  if (breaks.length === 0) return range
  const spans = breaks.map((one): Break => ({ fromMs: one.fromMinutes, untilMs: one.untilMinutes }))
  const { lowMinutes: low, highMinutes: high } = range
  const clock = (minutes: number) => afterOpenMs(0, minutes, spans)
  const torn = spans.find((one) => one.fromMs > 0 && clock(low) < one.fromMs && clock(high) > one.untilMs)
  if (torn === undefined) return { lowMinutes: clock(low), highMinutes: clock(high) }
  const after = (clock(high) - torn.untilMs) / (high - low)
  if (after >= oneSideShare) return { lowMinutes: torn.untilMs, highMinutes: clock(high) }
  const isBefore = after <= 1 - oneSideShare
  return { lowMinutes: clock(low), highMinutes: isBefore ? torn.fromMs : clock(high) }
}

/** A service's mean and variance in minutes, how many must end before it is one's turn, and the windows for it. */
interface Departures {
  readonly departures: number
  readonly mean: number
  readonly variance: number
  readonly windows: number
}

/** What the queue-length rule is multiplied by, so that it is the weighted mean of both rules. */
function correction(byLength: number, ahead: Departures, facts: WaitFacts): number {
  const { lastWaitSeconds, windowsIdle } = facts
  // With a window free the line is not what it was for the last one.
  if (lastWaitSeconds === null || lastWaitSeconds === undefined || windowsIdle > 0) return 1
  const lastWait = lastWaitSeconds / 60
  const share = lastWaitShare(ahead, (lastWait * ahead.windows) / ahead.mean)
  return 1 - share + (share * lastWait) / byLength
}

/**
 * How much the last wait weighs beside the queue-length rule, from 0 to a half. Both rules fail by the chance of the
 * departures to come, which no weight takes away. What differs: the rule by length drifts with the mean service; the
 * last wait holds the chance of departures of its own time, and drifts the more the longer ago it began, counted in
 * the departures that it lasted. Each weighs by the other's variance.
 */
function lastWaitShare({ departures, mean, variance }: Departures, departuresSince: number): number {
  const drift = (departures * mean * driftShare) ** 2
  const ofLastWait = variance * departures + drift * (1 + departuresSince / servicesUsed)
  return drift === 0 ? 0 : drift / (drift + ofLastWait)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

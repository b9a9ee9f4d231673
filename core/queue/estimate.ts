/** What is known of a queue when somebody is told how long to wait. */
export interface WaitFacts {
  /** Who will be called before. */
  readonly ahead: number
  /** Windows that serve the queue now; a fraction where they serve other queues too. */
  readonly windowsOpen: number
  /** Of these, windows with nobody in hand. */
  readonly windowsIdle: number
  /**
   * How long each service in hand has taken until now, in seconds. Part of what is known, and not used: on
   * recorded days no way of using it made the error smaller.
   */
  readonly inServiceSeconds: readonly number[]
  /** How long the last services took, in seconds, newest first. The first 200 count; fewer make a wider range. */
  readonly recentServiceSeconds: readonly number[]
  /**
   * How long whoever was called last had waited, in seconds: somebody of the same queue and class. Left out or
   * null where that is not known.
   */
  readonly lastWaitSeconds?: number | null
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

/**
 * The wait as a range that holds at least eight true waits in ten, or null when the hall cannot tell: no window
 * open, or too few services yet.
 *
 * Middle: the queue-length rule (Ibrahim & Whitt 2009), departures needed × mean service ÷ windows; the more
 * departures, the more it leans on their other rule, the wait of the last to enter service (see `lastWaitShare`).
 * Width: the spread of so many departures (a renewal process), the uncertainty of a mean of so few services,
 * and the drift of the mean. The range is even about its middle and ends at 0; with more people ahead neither
 * end gets earlier.
 */
export function estimateWait(facts: WaitFacts): WaitRange | null {
  const { ahead, windowsOpen, windowsIdle } = facts
  if (!(windowsOpen > 0)) return null
  const services = facts.recentServiceSeconds.slice(0, servicesUsed).map((seconds) => seconds / 60)
  if (services.length < servicesNeeded) {
    return ahead === 0 && windowsIdle > 0 ? { lowMinutes: 0, highMinutes: atOnceMinutes } : null
  }
  const mean = sum(services) / services.length
  const departures = ahead + 1 - windowsIdle
  if (departures <= 0) return { lowMinutes: 0, highMinutes: Math.min(atOnceMinutes, mean / windowsOpen) }
  const variance = sum(services.map((minutes) => (minutes - mean) ** 2)) / (services.length - 1)
  const byQueueLength = (departures * mean) / windowsOpen
  const chance = variance * (departures + departures ** 2 / services.length)
  const drift = (departures * mean * driftShare) ** 2
  const reach = Math.min(byQueueLength, (deviationsEachSide * Math.sqrt(chance + drift)) / windowsOpen)
  const corrected = correction(byQueueLength, { departures, mean, variance }, facts)
  return { lowMinutes: (byQueueLength - reach) * corrected, highMinutes: (byQueueLength + reach) * corrected }
}

/** A service's mean and variance in minutes, and how many must end before it is one's turn. */
interface Departures {
  readonly departures: number
  readonly mean: number
  readonly variance: number
}

/** What the whole range is multiplied by, so that its middle is the weighted mean of both rules. */
function correction(byQueueLength: number, ahead: Departures, facts: WaitFacts): number {
  const { lastWaitSeconds, windowsIdle, windowsOpen } = facts
  // With a window free the line is not what it was for the last one.
  if (lastWaitSeconds === null || lastWaitSeconds === undefined || windowsIdle > 0 || byQueueLength === 0)
    return 1
  const lastWait = lastWaitSeconds / 60
  const share = lastWaitShare(ahead, (lastWait * windowsOpen) / ahead.mean)
  return 1 - share + (share * lastWait) / byQueueLength
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

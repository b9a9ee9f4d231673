import type { TicketState } from '../queue/ticket.ts'
import { opensRectification, type RatingLevel, ratingLevels } from '../rating/level.ts'
import { type Spread, spreadOf } from './quantile.ts'

/** What a report counts of one ticket: a person's one visit, whatever happened in between. */
export interface TicketFact {
  readonly issuedAtMs: number
  /** The time of an appointment; null for all others. */
  readonly dueAtMs: number | null
  /** Null while it was never called. */
  readonly firstCalledAtMs: number | null
  readonly state: TicketState
  /** When it was missed, unless it came back or the press was undone. */
  readonly missedAtMs: number | null
  /** The range told at issue; both null where the hall could not tell. */
  readonly lowMinutes: number | null
  readonly highMinutes: number | null
  /** How long one should wait at most in the queue that it was issued for; null where no target is set. */
  readonly targetMinutes: number | null
}

/** What a report counts of one finished service. */
export interface ServiceFact {
  /** Null where its length is not known: it was left open over its day's end, or for longer than a shift. */
  readonly serviceMs: number | null
  readonly ratingState: 'asked' | 'rated' | 'not-rated'
  /** Null while it is not rated. */
  readonly level: RatingLevel | null
}

/** The figures of a day, a queue, a window, a person. Times are in minutes; a share is null where nothing stands below it. */
export interface Figures {
  readonly issued: number
  /** Called at least once. */
  readonly called: number
  readonly cancelled: number
  /** Expired without having been called. */
  readonly expired: number
  /** Called, and never came. */
  readonly noShows: number
  /** Of those called. */
  readonly noShowShare: number | null
  readonly wait: Spread | null
  /** Called, and issued for a queue that has a target. */
  readonly aimed: number
  /** Of these, those that waited no longer than it. */
  readonly onTarget: number
  readonly onTargetShare: number | null
  readonly served: number
  /** Of those whose length is known. */
  readonly service: Spread | null
  readonly levels: Readonly<Record<RatingLevel, number>>
  readonly rated: number
  /** Asked, and the time to rate passed. */
  readonly notRated: number
  /** Of all finished services. */
  readonly ratedShare: number | null
  readonly satisfied: number
  /** Of the services that were rated: one that nobody rated is never counted as satisfied. */
  readonly satisfiedShare: number | null
  /** Tickets that were told a range and called: those by which estimates are judged. */
  readonly judged: number
  /** Tickets to which the hall told no range. */
  readonly untold: number
  readonly inRange: number
  /** Of those judged. */
  readonly inRangeShare: number | null
}

/**
 * The wait of a person: from the ticket to the first call. An appointment waits from its time, because it is not
 * called before it; who is called earlier than that has not waited. A clock that was set back counts nothing rather
 * than less than nothing.
 */
export function waitMinutes(fact: TicketFact): number | null {
  if (fact.firstCalledAtMs === null) return null
  const from = Math.max(fact.issuedAtMs, fact.dueAtMs ?? fact.issuedAtMs)
  return Math.max(0, fact.firstCalledAtMs - from) / 60_000
}

/** Called, and never came: still missed, or expired after it. A no-show that came back or was undone is none. */
export function isNoShow(fact: TicketFact): boolean {
  return fact.state === 'no-show' || (fact.state === 'expired' && fact.missedAtMs !== null)
}

/** Whether the wait since issue lay in the range that was told; null where there is nothing to judge. */
export function wasInRange(fact: TicketFact): boolean | null {
  if (fact.firstCalledAtMs === null || fact.lowMinutes === null || fact.highMinutes === null) return null
  const waited = (fact.firstCalledAtMs - fact.issuedAtMs) / 60_000
  return fact.lowMinutes <= waited && waited <= fact.highMinutes
}

/** Adds facts up, one by one, to the figures of one group. */
export class Tally {
  readonly #waits: number[] = []
  readonly #services: number[] = []
  readonly #levels: Record<RatingLevel, number> = {
    'very-satisfied': 0,
    satisfied: 0,
    'fairly-satisfied': 0,
    dissatisfied: 0,
    'very-dissatisfied': 0,
  }
  #issued = 0
  #served = 0
  #cancelled = 0
  #expired = 0
  #noShows = 0
  #notRated = 0
  #judged = 0
  #untold = 0
  #inRange = 0
  #aimed = 0
  #onTarget = 0

  addTicket(fact: TicketFact): void {
    this.#issued += 1
    const wait = waitMinutes(fact)
    if (wait !== null) this.#waits.push(wait)
    if (wait !== null && fact.targetMinutes !== null) {
      this.#aimed += 1
      if (wait <= fact.targetMinutes) this.#onTarget += 1
    }
    if (fact.state === 'cancelled') this.#cancelled += 1
    if (isNoShow(fact)) this.#noShows += 1
    else if (fact.state === 'expired') this.#expired += 1
    if (fact.lowMinutes === null || fact.highMinutes === null) this.#untold += 1
    const held = wasInRange(fact)
    if (held === null) return
    this.#judged += 1
    if (held) this.#inRange += 1
  }

  addService(fact: ServiceFact): void {
    this.#served += 1
    if (fact.serviceMs !== null) this.#services.push(fact.serviceMs / 60_000)
    if (fact.level !== null) this.#levels[fact.level] += 1
    else if (fact.ratingState === 'not-rated') this.#notRated += 1
  }

  figures(): Figures {
    const called = this.#waits.length
    const served = this.#served
    const count = (levels: readonly RatingLevel[]): number =>
      levels.reduce((sum, level) => sum + this.#levels[level], 0)
    const rated = count(ratingLevels)
    const satisfied = count(ratingLevels.filter((level) => !opensRectification(level)))
    return {
      issued: this.#issued,
      called,
      cancelled: this.#cancelled,
      expired: this.#expired,
      noShows: this.#noShows,
      noShowShare: share(this.#noShows, called),
      wait: spreadOf(this.#waits),
      aimed: this.#aimed,
      onTarget: this.#onTarget,
      onTargetShare: share(this.#onTarget, this.#aimed),
      served,
      service: spreadOf(this.#services),
      levels: { ...this.#levels },
      rated,
      notRated: this.#notRated,
      ratedShare: share(rated, served),
      satisfied,
      satisfiedShare: share(satisfied, rated),
      judged: this.#judged,
      untold: this.#untold,
      inRange: this.#inRange,
      inRangeShare: share(this.#inRange, this.#judged),
    }
  }
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : part / of
}

import type { Estimate } from '../contract/shapes.ts'
import type { Arrival } from './arrivals.ts'

/** What the two classic rules would have told at the same moment, in minutes; null while they cannot tell. */
export interface BaselineGuess {
  /** Queue length: (people ahead + 1) × mean of the last 50 services ÷ windows. */
  readonly queueLength: number | null
  /** Last to enter service: the wait of whoever entered service last. */
  readonly lastToEnter: number | null
}

/** Somebody who took a ticket and waited. Instants are milliseconds of the hall's clock. */
export interface Waited {
  readonly ticketId: string
  readonly arrivedAtMs: number
  /** Every window that serves their queue was busy when they came. */
  readonly foundAllBusy: boolean
  /** The range told at issue; null where the hall could not tell. */
  readonly told: Estimate
  readonly guess: BaselineGuess
  readonly calledAtMs: number | null
  /** Left when their patience ended. */
  readonly left: boolean
}

/** A person of a measured day, as far as their visit went. */
export interface Customer extends Waited {
  readonly arrival: Arrival
  readonly number: string
  calledAtMs: number | null
  /** The number of the window that called them. */
  windowNumber: string | null
  finishedAtMs: number | null
  left: boolean
}

/** Minutes from the ticket to the call; null for who was never called. */
export function waitMinutes(one: Waited): number | null {
  return one.calledAtMs === null ? null : (one.calledAtMs - one.arrivedAtMs) / 60_000
}

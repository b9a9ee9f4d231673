import type { Estimate } from '../contract/shapes.ts'
import type { Arrival } from './arrivals.ts'

/** What the two classic rules would have told at the same moment, in minutes; null while they cannot tell. */
export interface BaselineGuess {
  /** Queue length: (people ahead + 1) × mean of the last 50 services ÷ windows. */
  readonly queueLength: number | null
  /** Last to enter service: the wait of whoever entered service last. */
  readonly lastToEnter: number | null
}

/** A person of the day, as far as their visit went. Instants are milliseconds of the simulated clock. */
export interface Customer {
  readonly arrival: Arrival
  readonly ticketId: string
  readonly number: string
  readonly arrivedAtMs: number
  /** Every window that serves their queue was busy when they came. */
  readonly foundAllBusy: boolean
  /** The range told at issue; null where the hall could not tell. */
  readonly told: Estimate
  readonly guess: BaselineGuess
  calledAtMs: number | null
  /** The number of the window that called them. */
  windowNumber: string | null
  finishedAtMs: number | null
  /** Left when their patience ended. */
  left: boolean
}

/** Minutes from the ticket to the call; null for who was never called. */
export function waitMinutes(customer: Customer): number | null {
  return customer.calledAtMs === null ? null : (customer.calledAtMs - customer.arrivedAtMs) / 60_000
}

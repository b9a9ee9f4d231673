import type { Estimate, Ticket } from '../contract/shapes.ts'
import type { KioskClient } from './clients/kiosk.ts'
import type { PhoneClient } from './clients/phone.ts'
import type { BaselineGuess } from './customer.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Somebody with a ticket, as far as their visit went. Instants are of the hall's clock. */
export interface Visitor {
  readonly plan: VisitPlan
  readonly ticketId: string
  readonly number: string
  readonly kiosk: KioskClient | null
  readonly phone: PhoneClient | null
  /** Took the ticket elsewhere: this simulation only serves them. */
  readonly foreign: boolean
  readonly arrivedAtMs: number
  readonly foundAllBusy: boolean
  readonly windowsOpen: number
  readonly told: Estimate
  readonly guess: BaselineGuess
  /** Where the visitor believes to be; the hall knows better and says so by refusing. */
  state: 'waiting' | 'called' | 'serving' | 'held' | 'missed' | 'done' | 'left'
  queueId: string
  /** Counts calls and what ends them, so that a clerk's next step for an earlier call is void. */
  turn: number
  /** Services that were finished. */
  servicesDone: number
  /** What is left of the present service; null before it began. */
  serviceLeftMs: number | null
  serviceBeganMs: number
  /** By the hall's clock. */
  startedAtMs: number
  wasHeld: boolean
  wasTransferred: boolean
  wasMissed: boolean
  calledAtMs: number | null
  windowNumber: string | null
  finishedAtMs: number | null
  leftBecause: 'changed-plan' | 'patience' | null
}

/** Who was not told by the plan: somebody from elsewhere, who comes when called and takes a few minutes. */
const strangerPlan: VisitPlan = {
  atMs: 0,
  queue: '',
  items: [],
  class: 'ordinary',
  booking: null,
  serviceMs: [180_000],
  ratings: [null],
  phone: false,
  comes: 'at-once',
  walkMs: 20_000,
  leaves: null,
  hold: null,
  transfer: null,
  pick: 0,
}

/** What is known of a visitor when the ticket is taken. */
export type Arrived = Pick<
  Visitor,
  'plan' | 'kiosk' | 'phone' | 'arrivedAtMs' | 'foundAllBusy' | 'windowsOpen' | 'guess'
>

export function newVisitor(ticket: Ticket, arrived: Arrived): Visitor {
  return {
    ...arrived,
    ticketId: ticket.id,
    number: ticket.number,
    foreign: false,
    told: ticket.estimate,
    state: 'waiting',
    queueId: ticket.queueId,
    turn: 0,
    servicesDone: 0,
    serviceLeftMs: null,
    serviceBeganMs: 0,
    startedAtMs: 0,
    wasHeld: false,
    wasTransferred: false,
    wasMissed: false,
    calledAtMs: null,
    windowNumber: null,
    finishedAtMs: null,
    leftBecause: null,
  }
}

/** A ticket that was called and that nobody here took. */
export function stranger(ticket: Ticket): Visitor {
  return {
    ...newVisitor(ticket, {
      plan: strangerPlan,
      kiosk: null,
      phone: null,
      arrivedAtMs: Date.parse(ticket.issuedAt),
      foundAllBusy: false,
      windowsOpen: 0,
      guess: { queueLength: null, lastToEnter: null },
    }),
    foreign: true,
  }
}

import { type Spread, spreadOf } from '../core/report/quantile.ts'
import { type Waited, waitMinutes } from './customer.ts'
import type { ToldTicket } from './recorded.ts'

/** Where everybody of a day ended; no ticket is counted twice. */
export interface Counts {
  readonly issued: number
  readonly done: number
  readonly noShow: number
  /** Cancelled, but not because patience ended. */
  readonly cancelled: number
  /** Left because their patience ended. */
  readonly abandoned: number
  readonly expired: number
  /** Still in the hall: waiting, called, in service or held. */
  readonly waiting: number
}

/** Waits from the ticket to the call, in minutes, of everybody who was called; zeros where nobody was. */
export type Waits = Spread

/** How far guesses were from the waits that came. Minutes; `rase` is the root mean squared error ÷ mean wait. */
export interface Errors {
  readonly count: number
  readonly meanWaitMinutes: number
  readonly meanAbsoluteError: number
  readonly medianAbsoluteError: number
  readonly rase: number
}

/** The range told at issue, judged by its middle and by how often it held the wait. */
export interface RangeErrors extends Errors {
  readonly inRange: number
  readonly meanRangeMinutes: number
}

/**
 * Counts tickets by the state in which the interface tells them at the end. `issued` is counted elsewhere, in the
 * journal: a sum whose two sides come from one list would always be right.
 */
export function countTickets(
  issued: number,
  tickets: readonly ToldTicket[],
  customers: readonly Waited[],
): Counts {
  const left = new Set(customers.filter((one) => one.left).map((one) => one.ticketId))
  const counts = { issued, done: 0, noShow: 0, cancelled: 0, abandoned: 0, expired: 0, waiting: 0 }
  for (const { id, state } of tickets) {
    if (state === 'cancelled') counts[left.has(id) ? 'abandoned' : 'cancelled'] += 1
    else if (state === 'done' || state === 'expired') counts[state] += 1
    else if (state === 'no-show') counts.noShow += 1
    else counts.waiting += 1
  }
  return counts
}

/** Whether everybody issued is somewhere, and nobody who was not. */
export function isBalanced(counts: Counts): boolean {
  const { done, noShow, cancelled, abandoned, expired, waiting } = counts
  return counts.issued === done + noShow + cancelled + abandoned + expired + waiting
}

/** The waits of everybody who was called, whether somebody was ahead of them or not. */
export function waitsOf(customers: readonly Waited[]): Waits {
  const waits = customers.map(waitMinutes).filter((wait) => wait !== null)
  return spreadOf(waits) ?? { mean: 0, p50: 0, p95: 0, max: 0 }
}

/** Who found every window busy, was told something, and was called in the end. */
interface Judged {
  readonly guess: number
  readonly wait: number
}

function judge(customers: readonly Waited[], guessOf: (customer: Waited) => number | null): Judged[] {
  return customers.flatMap((customer) => {
    const [wait, guess] = [waitMinutes(customer), guessOf(customer)]
    return customer.foundAllBusy && wait !== null && guess !== null ? [{ guess, wait }] : []
  })
}

function errorsOf(judged: readonly Judged[]): Errors {
  const errors = judged.map(({ guess, wait }) => Math.abs(guess - wait))
  const meanWaitMinutes = mean(judged.map(({ wait }) => wait))
  const rootMeanSquare = Math.sqrt(mean(errors.map((error) => error ** 2)))
  return {
    count: judged.length,
    meanWaitMinutes,
    meanAbsoluteError: mean(errors),
    medianAbsoluteError: spreadOf(errors)?.p50 ?? 0,
    rase: meanWaitMinutes === 0 ? 0 : rootMeanSquare / meanWaitMinutes,
  }
}

/** How good the ranges were that the hall told. */
export function rangeErrors(customers: readonly Waited[]): RangeErrors {
  const told = customers.filter((one) => one.foundAllBusy && one.told !== null && waitMinutes(one) !== null)
  const middle = ({ told: range }: Waited) =>
    range === null ? null : (range.lowMinutes + range.highMinutes) / 2
  return {
    ...errorsOf(judge(told, middle)),
    inRange: mean(
      told.map((one) => {
        const wait = waitMinutes(one)
        return one.told && wait !== null && one.told.lowMinutes <= wait && wait <= one.told.highMinutes
          ? 1
          : 0
      }),
    ),
    meanRangeMinutes: mean(
      told.map((one) => (one.told === null ? 0 : one.told.highMinutes - one.told.lowMinutes)),
    ),
  }
}

/** How good the two classic rules would have been on the same people. */
export function baselineErrors(customers: readonly Waited[]): {
  readonly ql: Errors
  readonly les: Errors
} {
  return {
    ql: errorsOf(judge(customers, (customer) => customer.guess.queueLength)),
    les: errorsOf(judge(customers, (customer) => customer.guess.lastToEnter)),
  }
}

/** The mean; 0 of nothing. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

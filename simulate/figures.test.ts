import { describe, expect, it } from 'vitest'
import type { Estimate } from '../contract/shapes.ts'
import type { TicketState } from '../core/queue/ticket.ts'
import type { Customer } from './customer.ts'
import { baselineErrors, type Counts, countTickets, isBalanced, rangeErrors, waitsOf } from './figures.ts'

function customer(
  wait: number | null,
  told: Estimate,
  more: Partial<Pick<Customer, 'foundAllBusy' | 'guess'>> = {},
): Customer {
  return {
    arrival: { line: 2, atMs: 0, queue: 'A', class: 'ordinary', serviceMs: 60_000, patienceMs: null },
    ticketId: 't',
    number: 'A001',
    arrivedAtMs: 0,
    foundAllBusy: true,
    told,
    guess: { queueLength: null, lastToEnter: null },
    calledAtMs: wait === null ? null : wait * 60_000,
    windowNumber: null,
    finishedAtMs: null,
    left: wait === null,
    ...more,
  }
}

describe('the sum of a day', () => {
  const told = (...states: TicketState[]) =>
    states.map((state, index) => ({ id: `t${index}`, number: `A00${index}`, state }))
  const everyState = told('done', 'no-show', 'cancelled', 'cancelled', 'expired', 'called', 'held', 'waiting')
  const impatient = { ...customer(null, null), ticketId: 't3' }
  const counts: Counts = {
    issued: 8,
    done: 1,
    noShow: 1,
    cancelled: 1,
    abandoned: 1,
    expired: 1,
    waiting: 3,
  }

  it('puts each ticket into one place', () => {
    expect(countTickets(8, everyState, [impatient])).toEqual(counts)
    expect(isBalanced(counts)).toBe(true)
  })

  it('does not balance when one is missing, or one too many, in whatever place', () => {
    expect(isBalanced(countTickets(9, everyState, []))).toBe(false)
    expect(isBalanced(countTickets(7, everyState, []))).toBe(false)
    const places = ['issued', 'done', 'noShow', 'cancelled', 'abandoned', 'expired', 'waiting'] as const
    for (const place of places)
      for (const change of [-1, 1])
        expect(isBalanced({ ...counts, [place]: counts[place] + change }), place).toBe(false)
  })
})

describe('the figures of a day', () => {
  it('count whoever found every window busy, was told a range and was called', () => {
    const day = [
      customer(10, { lowMinutes: 5, highMinutes: 11 }),
      customer(20, { lowMinutes: 20, highMinutes: 32 }),
      customer(7, null),
      customer(null, { lowMinutes: 0, highMinutes: 9 }),
      customer(0, { lowMinutes: 0, highMinutes: 1 }, { foundAllBusy: false }),
    ]
    const errors = rangeErrors(day)
    // Middles 8 and 26 against 10 and 20: errors 2 and 6, mean wait 15.
    expect(errors).toMatchObject({
      count: 2,
      meanWaitMinutes: 15,
      meanAbsoluteError: 4,
      medianAbsoluteError: 4,
      inRange: 1,
      meanRangeMinutes: 9,
    })
    expect(errors.rase).toBeCloseTo(Math.sqrt((4 + 36) / 2) / 15)
    expect(waitsOf(day)).toMatchObject({ mean: 37 / 4, max: 20 })
  })

  it('judge both base lines on the same people', () => {
    const day = [
      customer(10, null, { guess: { queueLength: 9, lastToEnter: 14 } }),
      customer(20, null, { guess: { queueLength: 21, lastToEnter: null } }),
    ]
    const { ql, les } = baselineErrors(day)
    expect(ql.rase).toBeCloseTo(1 / 15)
    expect(les).toMatchObject({ count: 1, meanAbsoluteError: 4, meanWaitMinutes: 10 })
    expect(les.rase).toBeCloseTo(0.4)
  })

  it('are zero, not missing, for a day on which nobody waited', () => {
    expect(rangeErrors([])).toEqual({
      count: 0,
      meanWaitMinutes: 0,
      meanAbsoluteError: 0,
      medianAbsoluteError: 0,
      rase: 0,
      inRange: 0,
      meanRangeMinutes: 0,
    })
  })
})

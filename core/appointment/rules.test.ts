import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AppointmentRules,
  type Arrival,
  afterAbsence,
  arrivalAt,
  type BookingFacts,
  forCheckIn,
  mayBook,
  mayCancel,
} from './rules.ts'

const minute = 60_000
const rules: AppointmentRules = {
  leadMinutes: 60,
  earlyMinutes: 30,
  graceMinutes: 15,
  absentAfterMinutes: 60,
  absencesInRow: 3,
  blockDays: 30,
  bookingsPerPerson: 3,
}
const slot = { startMs: 600 * minute, endMs: 630 * minute }
const facts: BookingFacts = {
  plan: { bookable: true, slotMinutes: 30, peoplePerSlot: 2, daysAhead: 7 },
  slot,
  left: 1,
  nowMs: 0,
  rules,
  sameItemAndDay: 0,
  personBookings: 0,
  blockedUntilMs: null,
}
const why = (more: Partial<BookingFacts>) => {
  const answer = mayBook({ ...facts, ...more })
  return answer.ok ? 'booked' : answer.problem
}

describe('booking', () => {
  it.each([
    ['booked', {}],
    ['slot-full', { left: 0 }],
    ['slot-passed', { nowMs: 540 * minute }],
    ['booked', { nowMs: 540 * minute - 1 }],
    ['booked-already', { sameItemAndDay: 1 }],
    ['too-many', { personBookings: 3 }],
    ['booked', { personBookings: 9, rules: { ...rules, bookingsPerPerson: null } }],
    ['blocked', { blockedUntilMs: 1 }],
    ['booked', { blockedUntilMs: 0 }],
    ['not-bookable', { plan: { ...facts.plan, bookable: false } }],
    ['booked', { nowMs: slot.endMs - 1, rules: { ...rules, leadMinutes: null } }],
    ['slot-passed', { nowMs: slot.endMs, rules: { ...rules, leadMinutes: null } }],
  ] as const)('%s: %j', (answer, more) => {
    expect(why(more)).toBe(answer)
  })
})

describe('arriving', () => {
  it.each([
    ['early', 569],
    ['on-time', 570],
    ['on-time', 600],
    ['on-time', 644],
    ['late', 645],
    ['late', 689],
    ['absent', 690],
  ] as const)('%s at minute %i', (arrival, at) => {
    expect(arrivalAt(slot, rules, at * minute)).toBe(arrival)
  })
  it('an absence is never found before the grace is over', () => {
    expect(arrivalAt(slot, { ...rules, absentAfterMinutes: 0 }, 644 * minute)).toBe('on-time')
  })
  it('only ever goes on: early, on time, late, absent', () => {
    const order: Arrival[] = ['early', 'on-time', 'late', 'absent']
    const amount = fc.integer({ min: 0, max: 300 })
    fc.assert(
      fc.property(amount, amount, amount, fc.nat(1500), fc.nat(1500), (early, grace, absent, one, other) => {
        const set = { ...rules, earlyMinutes: early, graceMinutes: grace, absentAfterMinutes: absent }
        const [before, after] = [Math.min(one, other), Math.max(one, other)]
        expect(order.indexOf(arrivalAt(slot, set, before * minute))).toBeLessThanOrEqual(
          order.indexOf(arrivalAt(slot, set, after * minute)),
        )
      }),
    )
  })
})

it('a booking is called off by its holder until its slot begins, by staff until it ends, and an absence never', () => {
  expect(mayCancel('booked', slot, slot.startMs - 1, 'citizen')).toBe(true)
  expect(mayCancel('booked', slot, slot.startMs, 'citizen')).toBe(false)
  expect(mayCancel('booked', slot, slot.endMs - 1, 'staff')).toBe(true)
  expect(mayCancel('booked', slot, slot.endMs, 'staff')).toBe(false)
  for (const state of ['checked-in', 'cancelled', 'absent'] as const)
    for (const by of ['citizen', 'staff'] as const) expect(mayCancel(state, slot, 0, by)).toBe(false)
})

it('check-in by ID number takes the booking that can be checked in now, else the next one', () => {
  const at = (startMinute: number, state: 'booked' | 'checked-in' = 'booked') => ({
    startMs: startMinute * minute,
    endMs: (startMinute + 30) * minute,
    state,
  })
  const now = 605 * minute
  expect(forCheckIn([at(900), at(600), at(570)], rules, now)).toEqual(at(570))
  expect(forCheckIn([at(900), at(800)], rules, now)).toEqual(at(800))
  expect(forCheckIn([at(900), at(600, 'checked-in')], rules, now)).toEqual(at(600, 'checked-in'))
  expect(forCheckIn([at(600), at(570, 'checked-in')], rules, now)).toEqual(at(600))
  expect(forCheckIn([], rules, now)).toBeNull()
})

describe('absences', () => {
  it('the third in a row begins a block of thirty days, and the count begins again', () => {
    let kept = { absences: 0, blockedUntilMs: null as number | null }
    kept = afterAbsence(kept, rules, 0)
    kept = afterAbsence(kept, rules, 0)
    expect(kept).toEqual({ absences: 2, blockedUntilMs: null })
    expect(afterAbsence(kept, rules, 5)).toEqual({ absences: 0, blockedUntilMs: 5 + 30 * 86_400_000 })
  })
  it('are counted and never block where the hall has set none', () => {
    let kept = { absences: 0, blockedUntilMs: null as number | null }
    for (let count = 0; count < 50; count += 1)
      kept = afterAbsence(kept, { ...rules, absencesInRow: null }, 0)
    expect(kept).toEqual({ absences: 50, blockedUntilMs: null })
  })
})

import { describe, expect, it } from 'vitest'
import type { OpeningHours } from '../hours.ts'
import { closureOf, wasAwayDuring } from './closure.ts'

const working = { workday: true, holiday: false }
const holiday = { workday: false, holiday: true }
const tuesday = '2026-11-24'
const hours = (...spans: [string, string][]): OpeningHours => ({
  alwaysOpen: false,
  onHolidays: false,
  week: { 1: [], 2: spans, 3: [], 4: [], 5: [], 6: [], 7: [] },
  lastTicketMinutes: 60,
})
const slot = (start: string, end: string) => ({ start, end })

describe('a booked slot', () => {
  const office = hours(['09:00', '12:00'], ['13:30', '17:00'])

  it('is kept within the hours, to their very ends and after the last ticket', () => {
    for (const [start, end] of [
      ['09:00', '12:00'],
      ['13:30', '14:00'],
      ['16:30', '17:00'],
    ] as const)
      expect(closureOf(office, tuesday, working, slot(start, end), null), start).toBeNull()
  })

  it('is not kept where its beginning, its end or its middle lies outside', () => {
    for (const [start, end] of [
      ['08:30', '09:30'],
      ['16:31', '17:01'],
      ['11:30', '14:00'],
      ['12:00', '13:30'],
      ['18:00', '18:30'],
    ] as const)
      expect(closureOf(office, tuesday, working, slot(start, end), null), start).toBe('hours-changed')
  })

  it('lies within spans that touch or overlap', () => {
    expect(
      closureOf(
        hours(['09:00', '12:00'], ['12:00', '17:00']),
        tuesday,
        working,
        slot('11:30', '12:30'),
        null,
      ),
    ).toBeNull()
    expect(
      closureOf(
        hours(['09:00', '13:00'], ['11:00', '24:00']),
        tuesday,
        working,
        slot('12:30', '24:00'),
        null,
      ),
    ).toBeNull()
  })

  it('is not kept on a day without hours, and is where the queue never closes', () => {
    expect(closureOf(office, tuesday, holiday, slot('10:00', '10:30'), null)).toBe('day-closed')
    expect(closureOf(hours(), tuesday, working, slot('10:00', '10:30'), null)).toBe('day-closed')
    expect(
      closureOf({ ...office, onHolidays: true }, tuesday, holiday, slot('10:00', '10:30'), null),
    ).toBeNull()
    expect(
      closureOf({ ...hours(), alwaysOpen: true }, tuesday, holiday, slot('02:00', '02:30'), null),
    ).toBeNull()
  })

  it('ends with the hall’s day where the queue never closes', () => {
    const always = { ...hours(), alwaysOpen: true }
    expect(closureOf(always, tuesday, working, slot('19:30', '20:00'), '20:00')).toBeNull()
    expect(closureOf(always, tuesday, working, slot('20:00', '20:30'), '20:00')).toBe('hours-changed')
    expect(closureOf(always, tuesday, working, slot('23:30', '24:00'), '23:59')).toBe('hours-changed')
  })
})

describe('a service that was away', () => {
  const minute = 60_000
  const ten = { startMs: 0, endMs: 30 * minute }
  const away = (from: number, until: number) => [{ startMs: from * minute, endMs: until * minute }]

  it('excuses whoever had a part of their slot or of the grace in it', () => {
    expect(wasAwayDuring(ten, 15, away(-60, 1))).toBe(true)
    expect(wasAwayDuring(ten, 15, away(10, 13))).toBe(true)
    expect(wasAwayDuring(ten, 15, away(44, 90))).toBe(true)
  })

  it('excuses nobody by what ended before the slot or began after the grace', () => {
    expect(wasAwayDuring(ten, 15, away(-60, 0))).toBe(false)
    expect(wasAwayDuring(ten, 15, away(45, 90))).toBe(false)
    expect(wasAwayDuring(ten, 15, [])).toBe(false)
  })
})

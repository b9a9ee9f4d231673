import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOfLocal } from './day.ts'
import { hoursInWords, type OpeningHours, opennessAt } from './hours.ts'
import { holidayOn, workdayOn } from './workdays.ts'

const timeZone = 'Asia/Shanghai'
const office = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
] as const
const week = { 1: office, 2: office, 3: office, 4: office, 5: office, 6: [], 7: [] } as const
const hours: OpeningHours = { alwaysOpen: false, onHolidays: false, week, lastTicketMinutes: 15 }

/** A local moment, with what the calendar says of its day. */
function on(day: string, time = '10:00') {
  return {
    nowMs: instantOfLocal(day, time, timeZone),
    timeZone,
    workday: workdayOn(day),
    holiday: holidayOn(day),
  }
}

describe('opening hours, lunch break, last ticket time', () => {
  it.each([
    ['00:00', 'before-hours'],
    ['08:59', 'before-hours'],
    ['09:00', 'open'],
    ['11:59', 'open'],
    ['12:00', 'lunch'],
    ['13:29', 'lunch'],
    ['13:30', 'open'],
    ['16:44', 'open'],
    ['16:45', 'last-ticket-passed'],
    ['16:59', 'last-ticket-passed'],
    ['17:00', 'after-hours'],
    ['23:59', 'after-hours'],
  ])('on a Monday at %s: %s', (time, openness) => {
    expect(opennessAt(hours, on('2026-11-23', time))).toBe(openness)
  })

  it('the last ticket can pass in the lunch break: nobody is told to come back for nothing', () => {
    expect(opennessAt({ ...hours, lastTicketMinutes: 240 }, on('2026-11-23', '13:10'))).toBe(
      'last-ticket-passed',
    )
  })

  it('a hall open till midnight closes with the day', () => {
    const late: OpeningHours = { ...hours, lastTicketMinutes: 0, week: { ...week, 1: [['18:00', '24:00']] } }
    expect(opennessAt(late, on('2026-11-23', '23:59'))).toBe('open')
    expect(opennessAt(late, on('2026-11-24', '00:00'))).toBe('before-hours')
  })

  it('the spans may stand in any order', () => {
    const unordered = { ...hours, week: { ...week, 1: office.toReversed() } }
    expect(opennessAt(unordered, on('2026-11-23', '12:30'))).toBe('lunch')
    expect(opennessAt(unordered, on('2026-11-23', '08:00'))).toBe('before-hours')
    expect(hoursInWords(unordered, on('2026-11-23'))).toBe('09:00–12:00 13:30–17:00')
  })
})

describe('weekends and holidays', () => {
  it('an ordinary weekend without spans is closed', () => {
    expect(opennessAt(hours, on('2026-11-21'))).toBe('closed-today')
    expect(hoursInWords(hours, on('2026-11-21'))).toBe('')
  })

  it('nothing opens by itself on a day the office is closed (Berlin, 2024)', () => {
    // Thursday 1 October 2026, National Day.
    expect(opennessAt(hours, on('2026-10-01'))).toBe('closed-today')
    expect(hoursInWords(hours, on('2026-10-01'))).toBe('')
    // Saturday 3 October 2026, in the same holiday, in a hall that opens on Saturdays.
    const saturdays = { ...hours, week: { ...week, 6: office } }
    expect(opennessAt(saturdays, on('2026-10-03'))).toBe('closed-today')
    expect(opennessAt(saturdays, on('2026-11-21'))).toBe('open')
  })

  it('a hall that works on holidays opens by its week', () => {
    expect(opennessAt({ ...hours, onHolidays: true }, on('2026-10-01'))).toBe('open')
  })

  it("a make-up workday on a weekend without spans uses Monday's", () => {
    expect(opennessAt(hours, on('2026-10-10'))).toBe('open')
    expect(hoursInWords(hours, on('2026-10-10'))).toBe('09:00–12:00 13:30–17:00')
    const short: OpeningHours = { ...hours, week: { ...week, 6: [['09:00', '11:00']] } }
    expect(hoursInWords(short, on('2026-10-10'))).toBe('09:00–11:00')
  })

  it('in a year whose calendar is not loaded the week alone holds', () => {
    const unknown = (day: string) => ({ ...on(day), workday: null, holiday: null })
    expect(opennessAt(hours, unknown('2026-10-01'))).toBe('open')
    expect(opennessAt(hours, unknown('2026-10-10'))).toBe('closed-today')
  })
})

describe('a hall open around the clock', () => {
  it('is open at every hour of every day and has no hours to tell', () => {
    const always = { ...hours, alwaysOpen: true }
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.constantFrom(true, false, null),
        (nowMs, workday) => {
          expect(opennessAt(always, { nowMs, timeZone, workday })).toBe('open')
          expect(hoursInWords(always, { nowMs, timeZone, workday })).toBe('')
        },
      ),
    )
  })
})

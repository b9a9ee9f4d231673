import { describe, expect, it } from 'vitest'
import { addDays, weekdayOf } from './day.ts'
import { addWorkdays, holidayOn, workdayOn } from './workdays.ts'

function daysOf(year: number): string[] {
  const days: string[] = []
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) days.push(day)
  return days
}

describe("the State Council's calendar", () => {
  it('2026 has 248 working days', () => {
    expect(daysOf(2026).filter((day) => workdayOn(day) === true)).toHaveLength(248)
  })

  it('weekend working days of 2026: 01-04, 02-14, 02-28, 05-09, 09-20, 10-10', () => {
    const weekendWork = daysOf(2026).filter((day) => weekdayOf(day) >= 6 && workdayOn(day) === true)
    expect(weekendWork).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })

  it('a holiday is told from an ordinary weekend', () => {
    expect(holidayOn('2026-10-03')).toBe(true)
    expect(holidayOn('2026-11-21')).toBe(false)
    expect(holidayOn('2026-10-10')).toBe(false)
    expect(holidayOn('2026-11-23')).toBe(false)
    expect(workdayOn('2026-11-21')).toBe(false)
  })

  it('a year whose calendar is not loaded is unknown, never guessed', () => {
    for (const day of ['2099-05-06', '2003-12-31', '1998-05-06']) {
      expect(workdayOn(day)).toBeNull()
      expect(holidayOn(day)).toBeNull()
    }
  })

  it("does not depend on the machine's own time zone", () => {
    const machineZone = process.env['TZ']
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC']) {
        process.env['TZ'] = zone
        expect(workdayOn('2026-10-10')).toBe(true)
        expect(workdayOn('2026-10-07')).toBe(false)
        expect(workdayOn('2026-10-08')).toBe(true)
      }
    } finally {
      if (machineZone === undefined) delete process.env['TZ']
      else process.env['TZ'] = machineZone
    }
  })
})

describe('working days from a day on', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %i working days is %s', (day, count, last) => {
    expect(addWorkdays(day, count)).toEqual({ ok: true, value: last })
  })

  it('the last day is a working day, and so many working days lie on the way', () => {
    for (const count of [1, 5, 7, 15, 20, 45]) {
      const result = addWorkdays('2026-08-31', count)
      const last = result.ok ? result.value : ''
      const between = daysOf(2026).filter((day) => day > '2026-08-31' && day <= last && workdayOn(day))
      expect(between).toHaveLength(count)
      expect(between.at(-1)).toBe(last)
    }
  })

  it('a deadline in a year whose calendar is not loaded is refused, never guessed', () => {
    const unknown = { ok: false, problem: 'calendar-not-loaded' }
    expect(addWorkdays('2003-12-31', 1)).toEqual(unknown)
    const latestYear = [...Array(80).keys()]
      .map((at) => 2026 + at)
      .findLast((year) => workdayOn(`${year}-06-01`) !== null)
    expect(addWorkdays(`${latestYear}-12-31`, 1)).toEqual(unknown)
    expect(addWorkdays(`${latestYear}-12-01`, 200)).toEqual(unknown)
  })

  it.each([-1, 1.5, Number.NaN])('a count of %s is a bug', (count) => {
    expect(() => addWorkdays('2026-11-23', count)).toThrow(RangeError)
  })

  it('a text that is no day is a bug', () => {
    expect(() => workdayOn('2026-02-30')).toThrow(RangeError)
  })
})

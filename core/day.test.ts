import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayEndsBefore,
  dayStartsAt,
  instantOfLocal,
  isDay,
  localDay,
  localTime,
  offsetMinutes,
  toRfc3339,
  weekdayOf,
} from './day.ts'

const shanghai = 'Asia/Shanghai'
const at = (text: string) => Date.parse(text)
/** Zones on both sides of Greenwich, with summer time, half and quarter hours. */
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'Asia/Urumqi',
  'UTC',
  'America/Vancouver',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
)
const instant = fc.integer({ min: at('1980-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') })

describe("a hall's day", () => {
  it("tickets stay of one day after 17:00: the day is the hall's, not UTC's (TheQ)", () => {
    const utcMidnight = at('2020-11-24T00:00:00Z')
    expect(localTime(utcMidnight, 'America/Vancouver')).toBe('16:00')
    for (const afternoon of [utcMidnight - 1, utcMidnight, utcMidnight + 3_600_000]) {
      expect(localDay(afternoon, 'America/Vancouver')).toBe('2020-11-23')
    }
    expect(localDay(at('2026-11-22T23:00:00Z'), shanghai)).toBe('2026-11-23')
  })

  it('Numbers begin again each day: at local midnight, to the millisecond', () => {
    const midnight = at('2026-11-24T00:00:00+08:00')
    expect(localDay(midnight - 1000, shanghai)).toBe('2026-11-23')
    expect(localTime(midnight - 1000, shanghai)).toBe('23:59')
    expect(localDay(midnight - 1, shanghai)).toBe('2026-11-23')
    expect(localDay(midnight, shanghai)).toBe('2026-11-24')
    expect(localTime(midnight, shanghai)).toBe('00:00')
  })

  it('begins and ends where localDay changes, on days of 23 and 25 hours too', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const day = localDay(ms, timeZone)
        expect(localDay(dayStartsAt(day, timeZone), timeZone)).toBe(day)
        expect(localDay(dayStartsAt(day, timeZone) - 1, timeZone)).toBe(addDays(day, -1))
        expect(dayStartsAt(day, timeZone)).toBeLessThanOrEqual(ms)
        expect(dayEndsBefore(day, timeZone)).toBeGreaterThan(ms)
        expect(dayEndsBefore(day, timeZone)).toBe(dayStartsAt(addDays(day, 1), timeZone))
      }),
    )
    const hours = (day: string) =>
      (dayEndsBefore(day, 'America/Vancouver') - dayStartsAt(day, 'America/Vancouver')) / 3_600_000
    expect([hours('2020-03-08'), hours('2020-11-01'), hours('2020-11-02')]).toEqual([23, 25, 24])
  })
})

describe('local time', () => {
  it('is written with its offset', () => {
    const ms = at('2026-11-23T06:05:09.987Z')
    expect(toRfc3339(ms, shanghai)).toBe('2026-11-23T14:05:09+08:00')
    expect(toRfc3339(ms, 'UTC')).toBe('2026-11-23T06:05:09+00:00')
    expect(toRfc3339(ms, 'Asia/Kathmandu')).toBe('2026-11-23T11:50:09+05:45')
    expect(toRfc3339(at('2020-01-15T12:00:00Z'), 'America/St_Johns')).toBe('2020-01-15T08:30:00-03:30')
  })

  it('is what Temporal says, at any instant and zone, however often the offset changes', () => {
    fc.assert(
      fc.property(instant, zone, (ms, timeZone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
        expect(localDay(ms, timeZone)).toBe(zoned.toPlainDate().toString())
        expect(localTime(ms, timeZone)).toBe(zoned.toPlainTime().toString().slice(0, 5))
        expect(offsetMinutes(ms, timeZone) * 60_000_000_000).toBe(zoned.offsetNanoseconds)
        expect(Date.parse(toRfc3339(ms, timeZone))).toBe(Math.floor(ms / 1000) * 1000)
      }),
      { numRuns: 500 },
    )
  })

  it('changes within the same second as the zone', () => {
    const change = at('2020-03-08T10:00:00Z')
    expect(toRfc3339(change - 1, 'America/Vancouver')).toBe('2020-03-08T01:59:59-08:00')
    expect(toRfc3339(change, 'America/Vancouver')).toBe('2020-03-08T03:00:00-07:00')
  })

  it('goes back to the same instant', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const minute = Math.floor(ms / 60_000) * 60_000
        expect(instantOfLocal(localDay(minute, shanghai), localTime(minute, shanghai), shanghai)).toSatisfy(
          // The hour that came twice in Shanghai's summer times of 1986 to 1991 is read as the first one.
          (read: number) => read === minute || read === minute - 3_600_000,
        )
      }),
    )
    expect(instantOfLocal('2026-11-23', '17:00', shanghai)).toBe(at('2026-11-23T17:00:00+08:00'))
    expect(instantOfLocal('2026-12-31', '24:00', shanghai)).toBe(at('2027-01-01T00:00:00+08:00'))
  })

  it('a zone or a time that does not exist is a bug', () => {
    expect(() => localDay(0, 'Asia/Nowhere')).toThrow(RangeError)
    expect(() => instantOfLocal('2026-11-23', '25:00', shanghai)).toThrow(RangeError)
  })
})

describe('the calendar', () => {
  it('counts days across months, years and 29 February', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })

  it('2026-11-23 is a Monday, 1, and the Sunday before it is 7', () => {
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(weekdayOf('2026-11-22')).toBe(7)
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-11-23T00:00', '20261123'])(
    '"%s" is no day',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(() => addDays(text, 1)).toThrow(RangeError)
    },
  )
})

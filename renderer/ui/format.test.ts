import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDay,
  formatDuration,
  formatFen,
  formatTime,
  groupPhone,
  roundRange,
  spellNumber,
  splitNumber,
} from './format.ts'

const zone = 'Asia/Shanghai'

describe('a range of minutes', () => {
  it.each([
    [
      { lowMinutes: 12.2, highMinutes: 17.4 },
      { low: 12, high: 18 },
    ],
    [
      { lowMinutes: 0.2, highMinutes: 0.6 },
      { low: 0, high: 1 },
    ],
    [
      { lowMinutes: 0, highMinutes: 0 },
      { low: 0, high: 0 },
    ],
    [
      { lowMinutes: 37, highMinutes: 52 },
      { low: 35, high: 55 },
    ],
    [
      { lowMinutes: 118, highMinutes: 151 },
      { low: 110, high: 160 },
    ],
    [
      { lowMinutes: 15, highMinutes: 15 },
      { low: 15, high: 15 },
    ],
    [null, null],
    [{ lowMinutes: Number.NaN, highMinutes: 4 }, null],
  ])('%o is told as %o', (estimate, told) => {
    expect(roundRange(estimate)).toEqual(told)
  })

  it('told always holds the range estimated, and is at most a step wider at each end', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (lowMinutes, width) => {
          const told = roundRange({ lowMinutes, highMinutes: lowMinutes + width })
          if (told === null) throw new Error('a finite range is always told')
          expect(told.low).toBeLessThanOrEqual(lowMinutes + 1e-6)
          expect(told.high).toBeGreaterThanOrEqual(lowMinutes + width - 1e-6)
          expect(lowMinutes - told.low).toBeLessThan(10)
          expect(told.high - lowMinutes - width).toBeLessThan(10)
        },
      ),
    )
  })
})

describe('dates and times', () => {
  it('are those of the hall, whatever the terminal is set to', () => {
    expect(formatTime('2026-11-23T06:05:00Z', zone)).toBe('14:05')
    expect(formatTime('2026-11-22T16:00:00Z', zone)).toBe('00:00')
    expect(formatDay('2026-11-22T16:00:00Z', zone)).toBe('2026-11-23')
  })
  it('are written as the hall writes them', () => {
    expect(formatDate('2026-11-23T06:05:00Z', 'zh-CN', zone)).toBe('11月23日 星期一')
    expect(formatDate('2026-11-23T06:05:00Z', 'en', zone)).toBe('Monday 23 November')
  })
  it('count seconds like a clock', () => {
    expect(formatDuration(249)).toBe('4:09')
    expect(formatDuration(3849)).toBe('1:04:09')
    expect(formatDuration(-3)).toBe('0:00')
  })
})

describe('numbers', () => {
  it('of phones are grouped', () => {
    expect(groupPhone('13800138000')).toBe('138 0013 8000')
    expect(groupPhone('02372728888')).toBe('023-7272 8888')
    expect(groupPhone('72728888')).toBe('7272 8888')
    expect(groupPhone('12345')).toBe('12345')
  })
  it('of money are yuan with two places', () => {
    expect(formatFen(12_305)).toBe('123.05')
    expect(formatFen(-5)).toBe('-0.05')
  })
  it('of tickets are split and spelt', () => {
    expect(splitNumber('AB012')).toEqual({ prefix: 'AB', figures: '012' })
    expect(spellNumber('A001')).toBe('A 0 0 1')
  })
})

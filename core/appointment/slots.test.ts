import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holidayOn, workdayOn } from '../workdays.ts'
import { bookableDays, placesLeft, slotsOfDay } from './slots.ts'

const office = {
  alwaysOpen: false,
  onHolidays: false,
  week: {
    '1': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '2': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '3': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '4': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '5': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '6': [],
    '7': [],
  },
  lastTicketMinutes: 15,
} as const
const on = (day: string, minutes = 30, hours: Parameters<typeof slotsOfDay>[0] = office) =>
  slotsOfDay(hours, minutes, day, { workday: workdayOn(day), holiday: holidayOn(day) })
const starts = (day: string, minutes?: number) => {
  const slots = on(day, minutes)
  return typeof slots === 'string' ? slots : slots.map((slot) => slot.start)
}

describe('the slots of a day', () => {
  it('are the opening hours cut into equal parts, the break left out', () => {
    expect(starts('2026-11-24', 60)).toEqual(['09:00', '10:00', '11:00', '13:30', '14:30', '15:30'])
    expect(on('2026-11-24', 60)).toContainEqual({ start: '15:30', end: '16:30' })
  })
  it('a rest that is shorter than a slot is none', () => {
    expect(starts('2026-11-24', 45)).toEqual([
      '09:00',
      '09:45',
      '10:30',
      '11:15',
      '13:30',
      '14:15',
      '15:00',
      '15:45',
    ])
  })
  it('none begins after the last ticket', () => {
    expect(starts('2026-11-24', 5)).not.toContain('16:45')
    expect(starts('2026-11-24', 5)).toContain('16:40')
  })
  it('600 slots opened by themselves on a day the office was closed: weekends, holidays, unknown years', () => {
    expect(starts('2026-11-28')).toBe('closed')
    expect(starts('2026-10-01')).toBe('closed')
    expect(starts('2099-03-03')).toBe('calendar-not-loaded')
  })
  it('the Saturday that is worked for a holiday has a Monday’s slots', () => {
    expect(starts('2026-10-10')).toEqual(starts('2026-10-12'))
  })
  it('a queue that never closes has slots around the clock, on every day and in any year', () => {
    const hours = { ...office, alwaysOpen: true }
    for (const day of ['2026-10-01', '2026-11-28', '2099-03-03']) {
      const slots = on(day, 30, hours)
      expect(slots).toHaveLength(48)
      expect(slots.at(-1)).toEqual({ start: '23:30', end: '24:00' })
    }
  })

  it('never overlap, are all of one length, and lie inside the hours', () => {
    const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
      const minutes = quarter * 15
      return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    })
    const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(clock, clock), { maxLength: 4 }),
        fc.integer({ min: 5, max: 240 }),
        fc.integer({ min: 0, max: 240 }),
        (spans, length, lastTicketMinutes) => {
          const hours = { ...office, lastTicketMinutes, week: { ...office.week, '2': spans } }
          const slots = on('2026-11-24', length, hours)
          if (typeof slots === 'string') return
          let free = 0
          for (const { start, end } of slots) {
            expect(minutes(end) - minutes(start)).toBe(length)
            expect(minutes(start)).toBeGreaterThanOrEqual(free)
            expect(spans.some(([open, close]) => open <= start && end <= close)).toBe(true)
            free = minutes(end)
          }
        },
      ),
    )
  })
})

it('today and so many days after it can be booked', () => {
  expect(bookableDays('2026-12-30', 3)).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
  expect(bookableDays('2026-12-30', 0)).toEqual(['2026-12-30'])
})

describe('places left', () => {
  it('a booking of another length counts wherever it overlaps', () => {
    const slot = { startMs: 100, endMs: 200 }
    expect(
      placesLeft(slot, 3, [
        { startMs: 0, endMs: 100 },
        { startMs: 150, endMs: 250 },
      ]),
    ).toBe(2)
  })
  it('never more people than places, whoever comes in whatever order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
        (places, wishes) => {
          const booked: { startMs: number; endMs: number }[] = []
          for (const wish of wishes) {
            const slot = { startMs: wish * 10, endMs: wish * 10 + 10 }
            if (placesLeft(slot, places, booked) > 0) booked.push(slot)
          }
          for (const at of [0, 10, 20, 30])
            expect(booked.filter((one) => one.startMs === at).length).toBeLessThanOrEqual(places)
        },
      ),
    )
  })
})

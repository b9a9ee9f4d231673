import { describe, expect, it } from 'vitest'
import { openingHours } from '../../../contract/shapes.ts'
import {
  asMonday,
  cleanWeek,
  nextSpan,
  readClock,
  type Span,
  spanFault,
  type Week,
  weekFault,
  weekLines,
} from './hours-form.ts'

const office: Span[] = [
  ['09:00', '12:00'],
  ['13:30', '17:00'],
]
const rest: Week = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] }
const week: Week = { ...rest, '1': office, '2': office, '3': office, '4': office, '5': office }

describe('hours as one types them', () => {
  it.each([
    ['9', '09:00'],
    ['09:30', '09:30'],
    ['9:5', '09:05'],
    ['930', '09:30'],
    ['1730', '17:30'],
    ['９：３０', '09:30'],
    ['9点30', '09:30'],
    ['9点', '09:00'],
    ['24', '24:00'],
    ['25', null],
    ['12:60', null],
    ['24:30', null],
    ['', null],
    ['早上', null],
  ])('%s is %s', (typed, clock) => {
    expect(readClock(typed)).toBe(clock)
  })

  it('a span ends after it begins, and after the one before it', () => {
    expect(spanFault([['9', '8']], 0)).toBe('spanWrong')
    expect(spanFault([['9', 'x']], 0)).toBe('clockWrong')
    expect(
      spanFault(
        [
          ['9', '12'],
          ['11:30', '17'],
        ],
        1,
      ),
    ).toBe('spansCross')
    expect(spanFault(office, 1)).toBeNull()
  })

  it('a week needs a day that works', () => {
    expect(weekFault(rest)).toBe('noSpan')
    expect(weekFault(week)).toBeNull()
    expect(weekFault({ ...week, '6': [['9', '']] })).toBe('faultySpan')
  })

  it('is what the contract takes', () => {
    const typed: Week = {
      ...rest,
      '1': [
        ['9', '12'],
        ['1330', '24'],
      ],
    }
    const hours = { alwaysOpen: false, onHolidays: false, week: cleanWeek(typed), lastTicketMinutes: 15 }
    expect(openingHours.safeParse(hours).success).toBe(true)
    expect(hours.week['1']).toEqual([
      ['09:00', '12:00'],
      ['13:30', '24:00'],
    ])
  })

  it('offers the afternoon after a morning', () => {
    expect(nextSpan([])).toEqual(['09:00', '12:00'])
    expect(nextSpan([['09:00', '12:00']])).toEqual(['13:30', '17:00'])
    expect(nextSpan(office)).toEqual(['', ''])
  })

  it('copies Monday to the working days alone', () => {
    const changed = asMonday({ ...week, '1': [['08:00', '18:00']], '6': [['10:00', '12:00']] })
    expect(changed['5']).toEqual([['08:00', '18:00']])
    expect(changed['6']).toEqual([['10:00', '12:00']])
  })

  it('reads in as few lines as it can', () => {
    expect(weekLines(week)).toEqual([{ from: '1', to: '5', spans: office }])
    expect(weekLines({ ...week, '6': [['09:00', '12:00']] })).toHaveLength(2)
    expect(weekLines(rest)).toEqual([])
  })
})

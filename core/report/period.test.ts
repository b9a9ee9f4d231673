import { describe, expect, it } from 'vitest'
import { daysIn, monthOf, periodBefore, stepFor, stepsOf, weekOf } from './period.ts'

describe('weeks and months', () => {
  it.each([
    ['2026-11-23', '2026-11-23', '2026-11-29'],
    ['2026-11-29', '2026-11-23', '2026-11-29'],
    // ISO 8601: the week of New Year's Day 2027 (a Friday) begins in the year before.
    ['2027-01-01', '2026-12-28', '2027-01-03'],
  ])('the week of %s', (day, from, to) => {
    expect(weekOf(day)).toEqual({ from, to })
  })
  it.each([
    ['2026-02-10', '2026-02-01', '2026-02-28'],
    ['2028-02-29', '2028-02-01', '2028-02-29'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
  ])('the month of %s', (day, from, to) => {
    expect(monthOf(day)).toEqual({ from, to })
  })
})

describe('the period before', () => {
  it.each([
    ['a day', '2026-11-24', '2026-11-24', '2026-11-23', '2026-11-23'],
    ['a week', '2026-11-23', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['a whole month', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['a free span', '2026-11-10', '2026-11-14', '2026-11-05', '2026-11-09'],
  ])('of %s', (_, from, to, beforeFrom, beforeTo) => {
    expect(periodBefore({ from, to })).toEqual({ from: beforeFrom, to: beforeTo })
  })
})

describe('the course of a period', () => {
  it('goes by hours, days or weeks, by its length', () => {
    expect(stepFor({ from: '2026-11-24', to: '2026-11-24' })).toBe('hour')
    expect(stepFor({ from: '2026-11-01', to: '2026-11-30' })).toBe('day')
    expect(stepFor({ from: '2026-01-01', to: '2026-12-31' })).toBe('week')
  })
  it('leaves no day out', () => {
    expect(daysIn({ from: '2026-02-27', to: '2026-03-02' })).toBe(4)
    expect(stepsOf({ from: '2026-02-27', to: '2026-03-02' }, 'day')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ])
    expect(stepsOf({ from: '2026-11-20', to: '2026-11-24' }, 'week')).toEqual(['2026-11-16', '2026-11-23'])
    expect(stepsOf({ from: '2026-12-31', to: '2027-01-01' }, 'month')).toEqual(['2026-12', '2027-01'])
  })
})

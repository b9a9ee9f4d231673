import { describe, expect, it } from 'vitest'
import { isWhole, readChoice, stepBy, withKind, writeChoice } from './period-choice.ts'

const today = '2026-11-24'

describe('what the address asks for', () => {
  it('is today by queue when it asks nothing', () => {
    expect(readChoice('', today)).toEqual({
      kind: 'day',
      period: { from: today, to: today },
      by: 'queue',
      measure: 'people',
    })
  })
  it('comes back as it was written', () => {
    const choice = { ...readChoice('kind=month&by=staff&look=wait', today) }
    expect(choice.period).toEqual({ from: '2026-11-01', to: '2026-11-30' })
    expect(readChoice(writeChoice(choice), today)).toEqual(choice)
  })
  it.each(['kind=day&from=2026-02-30', 'kind=span&from=2026-03-01&to=2026-02-01', 'kind=never&by=x&look=y'])(
    'is as at first where it is wrong: %s',
    (search) => {
      expect(readChoice(search, today).period).toEqual({ from: today, to: today })
    },
  )
})

describe('earlier and later', () => {
  it.each([
    ['day', '2026-11-23', '2026-11-25'],
    ['week', '2026-11-16', '2026-11-30'],
    ['month', '2026-10-01', '2026-12-01'],
  ] as const)('by %s', (kind, before, after) => {
    const choice = readChoice(`kind=${kind}`, today)
    expect(stepBy(choice, 'earlier').period.from).toBe(before)
    expect(stepBy(choice, 'later').period.from).toBe(after)
    expect(stepBy(stepBy(choice, 'later'), 'earlier')).toEqual(choice)
  })
  it('a span goes by its own length', () => {
    const choice = readChoice('kind=span&from=2026-11-10&to=2026-11-14', today)
    expect(stepBy(choice, 'later').period).toEqual({ from: '2026-11-15', to: '2026-11-19' })
  })
})

describe('another kind of period', () => {
  it('stays around today, else around what was shown', () => {
    const month = readChoice('kind=month', today)
    expect(withKind(month, 'day', today).period).toEqual({ from: today, to: today })
    const earlier = stepBy(month, 'earlier')
    expect(withKind(earlier, 'week', today).period).toEqual({ from: '2026-09-28', to: '2026-10-04' })
    expect(withKind(earlier, 'span', today).period).toEqual(earlier.period)
  })
})

it('a year is whole, more is not', () => {
  expect(isWhole({ from: '2025-11-24', to: '2026-11-24' })).toBe(true)
  expect(isWhole({ from: '2025-11-23', to: '2026-11-24' })).toBe(false)
  expect(isWhole({ from: '', to: '2026-11-24' })).toBe(false)
})

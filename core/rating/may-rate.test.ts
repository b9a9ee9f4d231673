import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayRate, type RatingFacts } from './may-rate.ts'

const finished: RatingFacts = { finishedAtMs: 0, rated: false, nowMs: 0, openMinutes: 30 }
const rates = (facts: Partial<RatingFacts>) => {
  const answer = mayRate({ ...finished, ...facts })
  return answer.ok ? 'yes' : answer.problem
}

describe('a rating', () => {
  it('Asked when the service is finished, not before', () => {
    expect(rates({ finishedAtMs: null })).toBe('not-finished')
    expect(rates({})).toBe('yes')
  })

  it('open for a configurable time', () => {
    expect(rates({ nowMs: 30 * 60_000 })).toBe('yes')
    expect(rates({ nowMs: 30 * 60_000 + 1 })).toBe('rating-closed')
    expect(rates({ nowMs: 31 * 60_000, openMinutes: 60 })).toBe('yes')
  })

  it('one rating for one service, at any time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 10_080 }), (nowMs, openMinutes) => {
        expect(rates({ rated: true, nowMs, openMinutes })).toBe('already-rated')
      }),
    )
  })

  it('a clock set back an hour closes no rating', () => {
    expect(rates({ nowMs: -3_600_000 })).toBe('yes')
  })
})

import { describe, expect, it } from 'vitest'
import { satisfiedPercent } from './ratings.ts'

describe('the share of the satisfied', () => {
  it('is of those who rated: not rated is never counted as satisfied', () => {
    expect(satisfiedPercent({ rated: 8, satisfied: 6 })).toBe(75)
  })
  it('is none while nobody rated', () => {
    expect(satisfiedPercent({ rated: 0, satisfied: 0 })).toBeNull()
  })
  it('is 100 % only where nobody was dissatisfied', () => {
    expect(satisfiedPercent({ rated: 300, satisfied: 299 })).toBe(99)
    expect(satisfiedPercent({ rated: 300, satisfied: 300 })).toBe(100)
  })
})

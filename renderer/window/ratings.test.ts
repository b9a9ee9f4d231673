import { describe, expect, it } from 'vitest'
import { satisfiedPercent } from './ratings.ts'

describe('the share of the satisfied', () => {
  it('is of those who rated: not rated is never counted as satisfied', () => {
    expect(satisfiedPercent({ rated: 8, satisfied: 6 })).toBe(75)
  })
  it('keeps the decimal that reports show', () => {
    expect(satisfiedPercent({ rated: 8, satisfied: 7 })).toBe(87.5)
  })
  it('is none while nobody rated', () => {
    expect(satisfiedPercent({ rated: 0, satisfied: 0 })).toBeNull()
  })
  it('is 100 % only where nobody was dissatisfied', () => {
    expect(satisfiedPercent({ rated: 3000, satisfied: 2999 })).toBe(99.9)
    expect(satisfiedPercent({ rated: 300, satisfied: 300 })).toBe(100)
  })
})

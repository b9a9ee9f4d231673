import { describe, expect, it } from 'vitest'
import { ratingFigures } from './ratings.ts'

const day = (served: number, rated: number, satisfied: number, notRated = 0) =>
  ratingFigures({ services: Array.from({ length: served }), rated, satisfied, notRated })

describe('the figures of a day', () => {
  it('No answer is recorded as not rated: never as satisfied', () => {
    expect(day(12, 8, 6, 3)).toEqual({ served: 12, rated: 8, notRated: 3, satisfiedPercent: 75 })
  })
  it('tell no share while nobody rated', () => {
    expect(day(4, 0, 0, 4).satisfiedPercent).toBeNull()
  })
  it('100 % is said only where nobody was dissatisfied', () => {
    expect(day(300, 300, 299).satisfiedPercent).toBe(99)
    expect(day(300, 300, 300).satisfiedPercent).toBe(100)
  })
})

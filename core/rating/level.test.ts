import { describe, expect, it } from 'vitest'
import { levelToGb39046, levelToReportedSatisfaction, opensRectification, ratingLevels } from './level.ts'

describe('levels', () => {
  it('GB/T 39046-2020 table A.8: 1 = 非常满意 … 5 = 非常不满意', () => {
    expect(levelToGb39046('very-satisfied')).toBe(1)
    expect(levelToGb39046('fairly-satisfied')).toBe(3)
    expect(levelToGb39046('very-dissatisfied')).toBe(5)
  })

  it('the 好差评 reporting interface: satisfaction 1 = 非常不满意 … 5 = 非常满意', () => {
    expect(levelToReportedSatisfaction('very-satisfied')).toBe(5)
    expect(levelToReportedSatisfaction('fairly-satisfied')).toBe(3)
    expect(levelToReportedSatisfaction('very-dissatisfied')).toBe(1)
  })

  it("the scale's numbers are inverted between the two interfaces", () => {
    for (const level of ratingLevels) {
      expect(levelToGb39046(level) + levelToReportedSatisfaction(level)).toBe(6)
    }
  })

  it('the lowest two open a rectification, the others do not', () => {
    expect(ratingLevels.filter(opensRectification)).toEqual(['dissatisfied', 'very-dissatisfied'])
  })
})

import { describe, expect, it } from 'vitest'
import { ratingLevels } from './level.ts'
import { ratingReasons, reasonsFor } from './reasons.ts'

describe('reasons', () => {
  it('Low ratings ask for a reason, the others do not', () => {
    const asked = ratingLevels.filter((level) => reasonsFor(level).length > 0)
    expect(asked).toEqual(['dissatisfied', 'very-dissatisfied'])
  })

  it('have stable ids that stand once, and words in both languages', () => {
    expect(ratingReasons.map((reason) => reason.id)).toEqual([
      'long-wait',
      'attitude',
      'not-told-once',
      'repeated-trips',
      'extra-materials',
      'unclear-guide',
      'slow-handling',
      'other',
    ])
    for (const { zh, en } of ratingReasons) {
      expect(zh).toMatch(/^\p{Script=Han}+$/u)
      expect(en).toMatch(/^[A-Z][a-z ]+$/)
    }
  })
})

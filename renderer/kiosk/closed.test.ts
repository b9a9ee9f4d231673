import { describe, expect, it } from 'vitest'
import { queueOpenness } from '../../contract/shapes.ts'
import { closedReason } from './closed.ts'

describe('a closed queue', () => {
  it('says why in words for every reason', () => {
    for (const openness of queueOpenness.options)
      expect(closedReason({ openness }) === null).toBe(openness === 'open')
  })
  it('that does not exist sends one to a person', () => {
    expect(closedReason(null)).toBe('noQueue')
    expect(closedReason({ openness: 'switched-off' })).toBe('noQueue')
  })
})

import { describe, expect, it } from 'vitest'
import { makePassword } from './first-password.ts'

/** Randomness as a browser and Node give it. */
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))

describe('a made password', () => {
  it('is four groups of four without letters that are mistaken', () => {
    for (let round = 0; round < 50; round += 1)
      expect(makePassword(random)).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/)
  })
  it('prefers no letter: bytes beyond the last whole multiple are not used', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => (at < 16 ? 255 : at - 16))
    expect(makePassword(() => bytes)).toBe('abcd-efgh-jkmn-pqrs')
  })
  it('differs each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => makePassword(random))).size).toBe(100)
  })
})

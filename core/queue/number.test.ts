import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byPrefix, formatNumber, isPrefix, nextFreePrefix } from './number.ts'

const prefix = fc.stringMatching(/^[A-HJ-NP-Z]{1,2}$/)
const ordinal = fc.integer({ min: 1, max: 100_000 })

describe('a number', () => {
  it.each([
    ['A', 1, 'A001'],
    ['A', 999, 'A999'],
    ['A', 1000, 'A1000'],
    ['BC', 42, 'BC042'],
  ])('%s %i is %s', (letters, position, number) => {
    expect(formatNumber(letters, position)).toBe(number)
  })

  it('Numbers are unique for a hall and day: two prefixes or ordinals never give the same', () => {
    fc.assert(
      fc.property(prefix, ordinal, prefix, ordinal, (prefixA, ordinalA, prefixB, ordinalB) => {
        const same = prefixA === prefixB && ordinalA === ordinalB
        expect(formatNumber(prefixA, ordinalA) === formatNumber(prefixB, ordinalB)).toBe(same)
      }),
    )
    // The nearest neighbours, which random values hardly meet.
    expect(
      new Set([formatNumber('A', 1), formatNumber('AA', 1), formatNumber('A', 10), formatNumber('A', 100)])
        .size,
    ).toBe(4)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses the ordinal %s as a bug', (wrong) => {
    expect(() => formatNumber('A', wrong)).toThrow(RangeError)
  })
})

describe('prefixes', () => {
  it('Prefixes never use I or O', () => {
    const taken = new Set<string>()
    for (let next = nextFreePrefix(taken); next !== null; next = nextFreePrefix(taken)) taken.add(next)
    expect(taken.size).toBe(24 + 24 * 24)
    expect([...taken].filter((one) => /[IO]/.test(one))).toEqual([])
    expect([...taken].every(isPrefix)).toBe(true)
  })

  it('come in the order of the alphabet, single letters first', () => {
    expect(nextFreePrefix(new Set())).toBe('A')
    expect(nextFreePrefix(new Set(['A', 'C']))).toBe('B')
    expect(nextFreePrefix(new Set([...'ABCDEFGH']))).toBe('J')
    expect(nextFreePrefix(new Set([...'ABCDEFGHJKLMNPQRSTUVWXYZ', 'AA']))).toBe('AB')
  })

  it('are read by length first: AA comes after B', () => {
    expect(['AB', 'B', 'AA', 'A'].toSorted(byPrefix)).toEqual(['A', 'B', 'AA', 'AB'])
  })

  it.each(['', 'I', 'O', 'AI', 'OA', 'a', 'ABC', 'A1', 'Ä', ' A'])('"%s" is none', (text) => {
    expect(isPrefix(text)).toBe(false)
  })
})

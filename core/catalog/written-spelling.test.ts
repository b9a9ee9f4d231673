import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpelling, writeSpelling } from './written-spelling.ts'

const character = fc.record({
  text: fc.oneof(
    fc.constantFrom('社', '会', '𠮷', 'a', '8', 'fi'),
    fc.stringMatching(/^[\p{L}\p{N}]{1,3}$/u),
  ),
  readings: fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 4 }),
  startsWord: fc.boolean(),
})

describe('a spelling as a line of text', () => {
  it('is short and can be read by a person', () => {
    const spelling = [
      { text: '银', readings: ['yin'], startsWord: true },
      { text: '行', readings: ['hang', 'xing'], startsWord: false },
      { text: '3', readings: [], startsWord: true },
    ]
    expect(writeSpelling(spelling)).toBe('|银:yin 行:hang,xing|3')
  })

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), (spelling) => {
        expect(readSpelling(writeSpelling(spelling))).toEqual(spelling)
      }),
    )
  })
})

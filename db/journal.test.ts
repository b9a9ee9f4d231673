import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, canonicalEntry } from './journal.ts'

describe('the canonical form of an entry', () => {
  it('is that of RFC 8785, whatever its texts and body', () => {
    const text = fc.string({ unit: 'binary' }).map((one) => one.toWellFormed())
    const entry = fc.record({
      actor: text,
      at: text,
      body: fc.dictionary(
        text,
        fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
      ),
      epoch: text,
      id: text,
      seq: fc.nat(),
      type: text,
      version: fc.nat(),
    })
    fc.assert(
      fc.property(entry, (one) => {
        expect(canonicalEntry(one, canonical(one.body))).toBe(canonical(one))
      }),
    )
  })
})

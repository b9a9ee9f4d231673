import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HeldBytes } from './held-bytes.ts'

it('gives what was held and what came, in order, whatever is kept of it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 9 }), fc.nat(20))), (steps) => {
      const held = new HeldBytes()
      let expected: number[] = []
      for (const [bytes, used] of steps) {
        expected.push(...bytes)
        const all = held.with(bytes)
        expect([...all]).toEqual(expected)
        held.keep(all.subarray(Math.min(used, all.length)))
        expected = expected.slice(used)
        expect(held.length).toBe(expected.length)
        // Whoever gave the bytes may use their memory again.
        bytes.fill(0)
      }
    }),
  )
})

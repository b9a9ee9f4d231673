import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeyedHash } from './keyed-hash.ts'

describe('A keyed hash is HMAC-SHA-256', () => {
  it('of RFC 4231, whose second case is text with a short key', () => {
    expect(new KeyedHash(Buffer.from('Jefe')).of('what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    expect(new KeyedHash(Buffer.alloc(20, 0x0b)).of('Hi There')).toBe(
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    )
  })

  it('the same as Node makes, of texts of every kind and length, one after the other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 9000 }), { maxLength: 5 }),
        (key, texts) => {
          const keyed = new KeyedHash(key)
          expect(texts.map((text) => keyed.of(text))).toEqual(
            texts.map((text) => createHmac('sha256', key).update(text).digest('hex')),
          )
        },
      ),
    )
    const keyed = new KeyedHash(Buffer.from('k'))
    const long = '办'.repeat(100_000)
    expect(keyed.of(long)).toBe(createHmac('sha256', 'k').update(long).digest('hex'))
    expect(keyed.of('')).toBe(createHmac('sha256', 'k').update('').digest('hex'))
  })

  it('with a key longer than a block there is none: such a key would have to be hashed first', () => {
    expect(() => new KeyedHash(new Uint8Array(65))).toThrow('65 bytes')
  })
})

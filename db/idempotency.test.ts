import { uuidv7obj } from 'uuidv7'
import { describe, expect, it } from 'vitest'
import { Cipher } from './cipher.ts'
import { newId } from './id.ts'
import { keyHash } from './idempotency.ts'

const cipher = new Cipher(Buffer.alloc(32, 7))

describe('the hash under which an answer is kept', () => {
  it('lies in order for keys that were made one after the other', () => {
    const keys = Array.from({ length: 3 }, (_, turn) => newId().replace(/^.{13}/, `0199a1b2-c3d${turn}`))
    const hashes = keys.map((key) => keyHash(cipher, 'terminal:a', key))
    expect(hashes).toEqual(hashes.toSorted())
    expect(hashes[0]?.startsWith('0199a1b2c3d0')).toBe(true)
  })

  it('is the same for the same key of the same caller and for nobody else', () => {
    const key = uuidv7obj().toString()
    expect(keyHash(cipher, 'terminal:a', key)).toBe(keyHash(cipher, 'terminal:a', key))
    expect(keyHash(cipher, 'terminal:a', key)).not.toBe(keyHash(cipher, 'terminal:b', key))
  })

  it('takes any other key as well, and tells nothing of it', () => {
    for (const key of ['press-1', '3f2b8c1e-9d4a-4c1b-8e2f-0a1b2c3d4e5f', 'F'.repeat(36)])
      expect(keyHash(cipher, 'terminal:a', key)).toMatch(/^[0-9a-f]{64}$/)
  })
})

import { describe, expect, it } from 'vitest'
import { phoneSecret } from './phone-secret.ts'

describe('the secret in a phone’s address', () => {
  it.each([
    ['#mZ4-_xY0123456789abcdQ', 'mZ4-_xY0123456789abcdQ'],
    ['#token=mZ4-_xY0123456789abcdQ', 'mZ4-_xY0123456789abcdQ'],
    ['', null],
    ['#', null],
    ['#other=1', null],
    ['#<script>', null],
    ['#%E0%A4%A', null],
  ])('%s', (hash, secret) => {
    expect(phoneSecret(hash)).toBe(secret)
  })
})

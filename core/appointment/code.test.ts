import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codeOf, readCode, showCode } from './code.ts'

const anyCode = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(codeOf)
const letters = [...'23456789ABCDEFGHJKLMNPQRSTVWXYZ']

it('is read as it is shown, whatever the case and the spaces', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{8}$/)
      expect(readCode(showCode(code))).toBe(code)
      expect(readCode(` ${showCode(code).toLowerCase().replace('-', ' ')} `)).toBe(code)
    }),
  )
})

it('a wrong character is found, and so are two that changed places', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(7), fc.nat(7), fc.constantFrom(...letters), (code, at, other, letter) => {
      const wrong = code.slice(0, at) + letter + code.slice(at + 1)
      if (wrong !== code) expect(readCode(wrong)).toBeNull()
      const swapped = [...code]
      swapped[at] = code.charAt(other)
      swapped[other] = code.charAt(at)
      if (swapped.join('') !== code) expect(readCode(swapped.join(''))).toBeNull()
    }),
  )
})

it.each(['', 'K7QM', 'K7QM-3HX', '0000-0000', 'IIII-IIII', '预约码预约码预约'])('%j is no code', (text) => {
  expect(readCode(text)).toBeNull()
})

it('numbers far apart and near give different codes', () => {
  const codes = new Set(Array.from({ length: 20_000 }, (_, at) => codeOf(BigInt(at) * 7919n)))
  expect(codes.size).toBe(20_000)
})

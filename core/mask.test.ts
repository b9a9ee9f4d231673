import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIdNumber, maskName, maskPhone } from './mask.ts'

const plain = fc.stringMatching(/^[0-9A-Z张三李四欧阳娜𠮷]{0,30}$/u)

describe('Full ID numbers and names appear on no ticket and no display: mask (张*, 5002**********1234)', () => {
  it.each([
    ['张三', '张*'],
    ['欧阳娜娜', '欧*'],
    ['𠮷野家', '𠮷*'],
    ['John Smith', 'J*'],
    ['张', '*'],
    ['', ''],
  ])('the name %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it.each([
    ['500231198001011234', '5002**********1234'],
    ['50023119800101123X', '5002**********123X'],
    ['E12345678', 'E1*****78'],
    ['H1234567', 'H******7'],
    ['12345', '1***5'],
    ['1234', '****'],
    ['', ''],
  ])('the ID number %s is %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked)
  })

  it.each([
    ['13812341234', '138****1234'],
    ['02312345678', '023****5678'],
    ['12345678', '12****78'],
    ['1', '*'],
  ])('the phone number %s is %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })
})

describe('masking', () => {
  it.each([
    ['a name', maskName],
    ['an ID number', maskIdNumber],
    ['a phone number', maskPhone],
  ])('%s that is masked already reveals no more and no less', (_, mask) => {
    fc.assert(
      fc.property(plain, (text) => {
        expect(mask(mask(text))).toBe(mask(text))
      }),
    )
  })

  it('a name shows one character at most, and not how long it is', () => {
    fc.assert(
      fc.property(plain, (name) => {
        expect(
          Array.from(maskName(name)).filter((character) => character !== '*').length,
        ).toBeLessThanOrEqual(1)
        if (Array.from(name).length >= 2) expect(Array.from(maskName(name))).toHaveLength(2)
      }),
    )
  })

  it('a number shows only characters at its own ends, never more than four each, and hides a third at least', () => {
    for (const mask of [maskIdNumber, maskPhone]) {
      fc.assert(
        fc.property(plain, (number) => {
          const characters = Array.from(number)
          const masked = Array.from(mask(number))
          expect(masked).toHaveLength(characters.length)
          const shown = masked.flatMap((character, at) => (character === '*' ? [] : [at]))
          for (const at of shown) {
            expect(masked[at]).toBe(characters[at])
            expect(Math.min(at, characters.length - 1 - at)).toBeLessThan(4)
          }
          expect(characters.length - shown.length).toBeGreaterThanOrEqual(characters.length / 3)
        }),
      )
    }
  })

  it('all outputs about one person, put together, reveal no more than the mask', () => {
    const id = '500231198001011234'
    const outputs = [id, maskIdNumber(id), ` ${id} `].map(maskIdNumber)
    expect(new Set(outputs)).toEqual(new Set(['5002**********1234']))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageOn, checkCreditCode, checkIdNumber, checkResidentId } from './identity.ts'

const problem = (text: string) => {
  const checked = checkResidentId(text)
  return checked.ok ? 'valid' : checked.problem
}

/** All of 0–9 and X tried as the check digit: the one that fits makes a valid number. */
function complete(seventeen: string): string[] {
  return [...'0123456789X'].map((digit) => seventeen + digit).filter((number) => checkResidentId(number).ok)
}

describe('a resident identity number (GB 11643)', () => {
  it("the standard's own examples are valid", () => {
    expect(checkResidentId('11010519491231002X')).toEqual({
      ok: true,
      value: { birth: '1949-12-31', sex: 'female' },
    })
    expect(checkResidentId('440524188001010014')).toEqual({
      ok: true,
      value: { birth: '1880-01-01', sex: 'male' },
    })
  })

  it('a small x and spaces around are the same number', () => {
    expect(problem(' 11010519491231002x ')).toBe('valid')
  })

  it.each(['', '1101051949123100', 'A1010519491231002X', '11010519491231002Y', '1101051949123100２X'])(
    '"%s" has not the shape',
    (text) => {
      expect(problem(text)).toBe('shape')
    },
  )

  it.each(['110105194913310021', '110105202502290021', '110105000012310021'])(
    '%s has no date of birth',
    (text) => {
      expect(problem(text)).toBe('date')
    },
  )

  it('exactly one check digit fits, and any one digit typed wrong is found', () => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, fc.nat(999), fc.nat(16), fc.integer({ min: 1, max: 9 }), (birth, order, at, by) => {
        const compact = birth.toISOString().slice(0, 10).replaceAll('-', '')
        const [number, ...others] = complete(`500231${compact}${String(order).padStart(3, '0')}`)
        expect(others).toEqual([])
        const typed = [...(number ?? '')]
        typed[at] = String((Number(typed[at]) + by) % 10)
        expect(problem(typed.join(''))).not.toBe('valid')
      }),
    )
  })

  it('two neighbours swapped are found', () => {
    expect(problem('11010519491231002X')).toBe('valid')
    expect(problem('11010519491231020X')).toBe('check-digit')
    expect(problem('10110519491231002X')).toBe('check-digit')
  })
})

describe('a unified social credit code (GB 32100-2015)', () => {
  it('11500222MB15330524 is valid', () => {
    expect(checkCreditCode('11500222MB15330524')).toEqual({ ok: true, value: null })
  })

  it('any one character typed wrong is found', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (at, other) => {
        const code = [...'11500222MB15330524']
        fc.pre(code[at] !== other)
        code[at] = other
        expect(checkCreditCode(code.join(''))).toEqual({ ok: false, problem: 'check-digit' })
      }),
    )
  })

  it.each(['', '1150022', '11500222MB1533052I', '11500222MB1533052S', '11500222MB153305244'])(
    '"%s" has not the shape',
    (code) => {
      expect(checkCreditCode(code)).toEqual({ ok: false, problem: 'shape' })
    },
  )
})

describe('age', () => {
  it.each([
    ['1966-11-23', '2026-11-22', 59],
    ['1966-11-23', '2026-11-23', 60],
    ['1966-11-23', '2026-11-24', 60],
    ['1964-02-29', '2025-02-28', 60],
    ['1964-02-29', '2025-03-01', 61],
    ['2026-11-23', '2026-11-23', 0],
  ])('born %s is on %s %i years old', (birth, day, age) => {
    expect(ageOn(birth, day)).toBe(age)
  })
})

describe('the number given at the kiosk', () => {
  it('is kept in one spelling, so that one card stays one person', () => {
    expect(checkIdNumber(' 11010519491231002x')).toEqual({ ok: true, value: '11010519491231002X' })
    expect(checkIdNumber('e12345678')).toEqual({ ok: true, value: 'E12345678' })
  })

  it('is refused with a sentence that never repeats the number', () => {
    for (const wrong of [
      '110105194912310021',
      '110105194913310021',
      '11010519491231002A',
      '1234',
      'E1234 5678',
      '',
    ]) {
      const checked = checkIdNumber(wrong)
      expect(checked.ok).toBe(false)
      if (!checked.ok) {
        expect(checked.problem).toMatch(/^\p{Script=Han}.*。$/u)
        if (wrong !== '') expect(checked.problem).not.toContain(wrong)
      }
    }
  })
})

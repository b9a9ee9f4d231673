import { isDay } from './day.ts'
import { fail, ok, type Result } from './result.ts'

/** GB 11643-1999 (ISO 7064 MOD 11-2): weights of the first 17 characters, and the check digit by remainder. */
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const residentChecks = '10X98765432'

/**
 * Checks a resident identity number 公民身份号码 (GB 11643) and reads birth date and sex from it. Spaces around
 * it and a small x are accepted. Problems: not 18 characters of that shape, a birth date that never was, a wrong check digit.
 */
export function checkResidentId(
  text: string,
): Result<{ birth: string; sex: 'male' | 'female' }, 'shape' | 'date' | 'check-digit'> {
  const number = normalised(text)
  if (!/^\d{17}[\dX]$/.test(number)) return fail('shape')
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birth) || birth < '1800') return fail('date')
  const sum = weightedSum(residentWeights, (at) => Number(number[at]))
  if (residentChecks[sum % 11] !== number[17]) return fail('check-digit')
  return ok({ birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}

/** GB 32100-2015: alphabet (no I, O, S, V, Z) and weights of the first 17 characters. */
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/**
 * Checks a unified social credit code 统一社会信用代码 (GB 32100-2015). Published codes that fail their own check
 * digit exist: for `check-digit` a caller warns and records an override, it does not block.
 */
export function checkCreditCode(text: string): Result<null, 'shape' | 'check-digit'> {
  const code = normalised(text)
  if (code.length !== 18 || [...code].some((character) => !creditAlphabet.includes(character)))
    return fail('shape')
  const sum = weightedSum(creditWeights, (at) => creditAlphabet.indexOf(code[at] ?? ''))
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17] ? ok(null) : fail('check-digit')
}

/** Whole years 周岁 on a day, both `YYYY-MM-DD`. Who was born on 29 February is a year older on 1 March of other years. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

const residentProblems = {
  shape: '身份证号码应为 18 位，前 17 位是数字，末位是数字或 X。请核对后重新输入。',
  date: '身份证号码中的出生日期不存在。请核对后重新输入。',
  'check-digit': '身份证号码的校验位不对，可能输错了一位。请核对后重新输入。',
} as const

/**
 * Checks a number by which a person takes a real-name ticket, and gives it back in its one spelling (upper case, no
 * spaces around). 18 characters follow the resident rule (permits of Hong Kong, Macao and Taiwan residents and of
 * foreigners do too); passes and passports are 5–20 letters and digits. The problem is a sentence for the citizen
 * and never repeats the number.
 */
export function checkIdNumber(
  text: string,
  { readFromCard = false }: { readonly readFromCard?: boolean | undefined } = {},
): Result<string, string> {
  const number = normalised(text)
  if (number.length === 18) {
    const checked = checkResidentId(number)
    // A typed digit may be wrong; what a card says is the person's number, and issued ones that break the rule exist.
    const isIssued = readFromCard && !checked.ok && checked.problem === 'check-digit'
    return checked.ok || isIssued ? ok(number) : fail(residentProblems[checked.problem])
  }
  if (!/^[A-Z0-9]{5,20}$/.test(number)) {
    return fail('证件号码应为 5 至 20 位字母或数字。请核对后重新输入。')
  }
  return ok(number)
}

function normalised(text: string): string {
  return text.trim().toUpperCase()
}

function weightedSum(weights: readonly number[], valueAt: (at: number) => number): number {
  return weights.reduce((sum, weight, at) => sum + weight * valueAt(at), 0)
}

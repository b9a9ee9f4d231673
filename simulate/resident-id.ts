import { checkResidentId } from '../core/identity.ts'
import { must } from '../core/result.ts'

const checks = [...'0123456789X']
/** A region code that no county has: nobody's number is met by chance. */
const region = '999999'
const firstYear = 1946
const years = 60

/** The resident identity number 公民身份号码 of somebody who does not exist, with a check digit that holds (GB 11643). */
export function residentIdOf(chance: () => number): string {
  const digits = (upTo: number, width: number, from = 0) =>
    String(from + Math.floor(chance() * upTo)).padStart(width, '0')
  const birth = `${digits(years, 4, firstYear)}${digits(12, 2, 1)}${digits(28, 2, 1)}`
  const number = `${region}${birth}${digits(1000, 3)}`
  const check = checks.find((one) => checkResidentId(number + one).ok)
  return number + must(check, 'one of the eleven check digits holds')
}

/**
 * A booking code 预约码: eight characters that people read off a screen and type at a kiosk, `K7QM-3HX9`. Without
 * 0, 1, I, O and U none is mistaken for another. Seven of them are drawn (31⁷, 27 thousand million), the last
 * is a check: over a prime alphabet it finds every single wrong character and every two that changed places.
 */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
const drawn = 7

/** The code for a number drawn at random (or by a keyed hash), which is used modulo 31⁷. */
export function codeOf(number: bigint): string {
  let left = number
  let characters = ''
  for (let at = 0; at < drawn; at += 1) {
    characters += alphabet.charAt(Number(left % BigInt(alphabet.length)))
    left /= BigInt(alphabet.length)
  }
  return characters + checkOf(characters)
}

/** A typed or scanned code in its one form, spaces, dashes and case aside; null when it cannot be one. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s\-–—]/g, '')
  if (code.length !== drawn + 1 || [...code].some((one) => !alphabet.includes(one))) return null
  return checkOf(code.slice(0, drawn)) === code.at(-1) ? code : null
}

/** As it is shown: two groups of four. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

function checkOf(characters: string): string {
  const sum = [...characters].reduce((total, one, at) => total + (at + 2) * alphabet.indexOf(one), 0)
  return alphabet.charAt(sum % alphabet.length)
}

/** The name of a key of the on-screen keyboard, as its layout writes it. */
export type KeyName = string

export const eraseKey = '{bksp}'
export const eraseAllKey = '{clear}'
const longest = 40

/** The text after a key: a letter or digit is added, the other two take away. Characters of two units go whole. */
export function typed(text: string, key: KeyName): string {
  if (key === eraseAllKey) return ''
  if (key === eraseKey) return [...text].slice(0, -1).join('')
  return /^[a-z0-9]$/.test(key) && [...text].length < longest ? text + key : text
}

/**
 * A text as search compares it: full width as half width, upper case as lower, ü as v (as every Chinese keyboard
 * types it), tone marks left out.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/u\u0308/gu, 'v')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
}

/** The words of what somebody typed, folded: whatever is no letter, character or digit parts them. */
export function queryWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

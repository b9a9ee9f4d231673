/** Figures and letters that are not mistaken for one another when they are read out or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const groupLength = 4

/** A password that can be told: four groups of four, about 79 bits. `random` gives so many random bytes. */
export function makePassword(random: (count: number) => Uint8Array): string {
  const made: string[] = []
  // Bytes beyond the last whole multiple are thrown away: the remainder would prefer the first letters.
  const usable = 256 - (256 % letters.length)
  while (made.length < groups * groupLength)
    for (const byte of random(32))
      if (byte < usable && made.length < groups * groupLength)
        made.push(letters.charAt(byte % letters.length))
  return Array.from({ length: groups }, (_, at) =>
    made.slice(at * groupLength, (at + 1) * groupLength).join(''),
  ).join('-')
}

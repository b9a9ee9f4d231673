/** Letters of prefixes. I and O are left out: on paper and in the voice they pass for 1 and 0. */
const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']

/**
 * The number that a person reads and hears: prefix and ordinal in the queue's day, three digits at least.
 * It grows past 999 (`A1000`) instead of beginning again, so that a number stays unique on its day.
 * Throws for an ordinal that is not a whole number from 1: ordinals come from a counter, so that is a bug.
 */
export function formatNumber(prefix: string, ordinal: number): string {
  if (!Number.isSafeInteger(ordinal) || ordinal < 1)
    throw new RangeError(`no ordinal of a ticket: ${ordinal}`)
  return prefix + String(ordinal).padStart(3, '0')
}

/** Whether a text may stand before numbers: one or two of A–Z without I and O. */
export function isPrefix(text: string): boolean {
  return text.length >= 1 && text.length <= 2 && [...text].every((letter) => letters.includes(letter))
}

/**
 * The first prefix that no queue has: A … Z, then AA, AB …; null when all 600 are taken.
 * A new department gets its queue's prefix from here.
 */
export function nextFreePrefix(taken: ReadonlySet<string>): string | null {
  const pairs = letters.flatMap((first) => letters.map((second) => first + second))
  return [...letters, ...pairs].find((prefix) => !taken.has(prefix)) ?? null
}

/** The order in which people read prefixes: those of one letter, then those of two. */
export function byPrefix(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other))
}

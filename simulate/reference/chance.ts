/** Repeatable chance: the same seed gives the same hall. Numbers in [0, 1) (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One of several. Throws when there is none to choose from: that is a bug. */
export function oneOf<Value>(chance: () => number, values: readonly Value[]): Value {
  const value = values[Math.floor(chance() * values.length)]
  if (value === undefined) throw new Error('chance needs something to choose from')
  return value
}

/** The same values in another order (Fisher–Yates). */
export function shuffled<Value>(chance: () => number, values: readonly Value[]): Value[] {
  const rest = [...values]
  const mixed: Value[] = []
  while (rest.length > 0) mixed.push(...rest.splice(Math.floor(chance() * rest.length), 1))
  return mixed
}

/**
 * Shares a whole number out by weights, each at least `least` (largest remainder): the parts add up to `total`.
 * Throws when there is not enough for all: that is a bug of the plan.
 */
export function shareOut(total: number, weights: readonly number[], least: number): number[] {
  const free = total - least * weights.length
  if (free < 0) throw new Error(`${total} cannot be shared by ${weights.length} with ${least} each`)
  const sum = weights.reduce((all, one) => all + one, 0)
  const exact = weights.map((weight) => (free * weight) / sum)
  const parts = exact.map((share) => least + Math.floor(share))
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share % 1 }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  const left = total - parts.reduce((all, one) => all + one, 0)
  const topped = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => (topped.has(index) ? part + 1 : part))
}

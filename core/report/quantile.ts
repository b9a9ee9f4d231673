/** A spread of measured minutes: mean, median, the value that 95 of 100 stay within, the longest. */
export interface Spread {
  readonly mean: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/**
 * The value at or below which the share `part` of sorted numbers lies; between two of them by proportion (the
 * method that spreadsheets call PERCENTILE.INC). Null of no numbers.
 */
export function quantile(sorted: ArrayLike<number>, part: number): number | null {
  const place = (sorted.length - 1) * part
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below === undefined || above === undefined ? null : below + (above - below) * (place % 1)
}

/** The spread of numbers in any order; null of none. */
export function spreadOf(numbers: readonly number[]): Spread | null {
  const sorted = Float64Array.from(numbers).sort()
  const [p50, p95, max] = [quantile(sorted, 0.5), quantile(sorted, 0.95), sorted.at(-1)]
  if (p50 === null || p95 === null || max === undefined) return null
  return { mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length, p50, p95, max }
}

import { must } from '../core/result.ts'

/** The value that a share of all lies at or below (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return must(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)], 'something was measured')
}

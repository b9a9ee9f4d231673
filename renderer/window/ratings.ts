import { sharePercent } from '../../core/report/columns.ts'

/**
 * The share of the satisfied among those who rated, in per cent with one decimal, as the reports have it; null while
 * nobody rated. Not rated is never counted as satisfied.
 */
export function satisfiedPercent(day: { readonly rated: number; readonly satisfied: number }): number | null {
  return day.rated === 0 ? null : sharePercent(day.satisfied / day.rated)
}

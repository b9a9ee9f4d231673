/**
 * The share of the satisfied among those who rated, in whole per cent; null while nobody rated. Not rated is never
 * counted as satisfied. A share just below the whole is not rounded up to it: 100 % is said only where nobody was
 * dissatisfied.
 */
export function satisfiedPercent(day: { readonly rated: number; readonly satisfied: number }): number | null {
  return day.rated === 0 ? null : Math.floor((day.satisfied / day.rated) * 100)
}

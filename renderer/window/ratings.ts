/** A day's ratings at a window in figures. */
export interface RatingFigures {
  readonly served: number
  readonly rated: number
  readonly notRated: number
  /** Whole per cent of those rated; null while nobody rated. Not rated is never counted as satisfied. */
  readonly satisfiedPercent: number | null
}

/**
 * The figures of the day. A share just below the whole is not rounded up to it: 100 % is said only where nobody was
 * dissatisfied.
 */
export function ratingFigures(day: {
  readonly services: readonly unknown[]
  readonly rated: number
  readonly satisfied: number
  readonly notRated: number
}): RatingFigures {
  return {
    served: day.services.length,
    rated: day.rated,
    notRated: day.notRated,
    satisfiedPercent: day.rated === 0 ? null : Math.floor((day.satisfied / day.rated) * 100),
  }
}

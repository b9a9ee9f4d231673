import { fail, ok, type Result } from '../result.ts'

export interface RatingFacts {
  /** When the service was finished; null while it is not. */
  readonly finishedAtMs: number | null
  readonly rated: boolean
  readonly nowMs: number
  /** How long a finished service can be rated, in minutes. */
  readonly openMinutes: number
}

/**
 * Whether a service may be rated now: it is finished, has no rating (one rating for one service 一次一评),
 * and the time for it has not passed. A clock set back leaves it open: that takes nothing from anybody.
 */
export function mayRate(
  facts: RatingFacts,
): Result<null, 'not-finished' | 'already-rated' | 'rating-closed'> {
  if (facts.finishedAtMs === null) return fail('not-finished')
  if (facts.rated) return fail('already-rated')
  if (facts.nowMs - facts.finishedAtMs > facts.openMinutes * 60_000) return fail('rating-closed')
  return ok(null)
}

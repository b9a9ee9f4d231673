import { fail, ok, type Result } from '../result.ts'

/** What decides whether a missed ticket comes back. A limit of 0 is switched off. */
export interface ReturnFacts {
  readonly returnedBefore: boolean
  readonly missedAtMs: number
  readonly nowMs: number
  /** Numbers of its queue that were called since it was missed. */
  readonly numbersCalledSince: number
  readonly returnWithinMinutes: number
  readonly returnWithinNumbers: number
}

/**
 * Whether a no-show 过号 may come back into the queue: once, within so many minutes, or until so many later
 * numbers were called. Either limit is enough; with both switched off nobody comes back.
 * Once only: at Nevada's DMV (2015) people who deferred themselves again and again came in at the front.
 */
export function mayReturn(facts: ReturnFacts): Result<null, 'already-returned' | 'too-late'> {
  if (facts.returnedBefore) return fail('already-returned')
  const inTime =
    facts.returnWithinMinutes > 0 && facts.nowMs - facts.missedAtMs <= facts.returnWithinMinutes * 60_000
  const inNumbers = facts.returnWithinNumbers > 0 && facts.numbersCalledSince < facts.returnWithinNumbers
  return inTime || inNumbers ? ok(null) : fail('too-late')
}

export interface UndoFacts {
  readonly atMs: number
  readonly nowMs: number
  /** How long a press can be taken back; 0 switches it off. */
  readonly undoSeconds: number
  readonly rated: boolean
}

/**
 * Whether a start, no-show or finish pressed by mistake may be undone: within `undoSeconds` and before any
 * rating. A clock that was set back gives a negative age; that counts as expired, since the true age is
 * unknown and an undo must never reach further back than the rule.
 */
export function mayUndo(facts: UndoFacts): Result<null, 'undo-expired' | 'already-rated'> {
  if (facts.rated) return fail('already-rated')
  const ageMs = facts.nowMs - facts.atMs
  const inTime = facts.undoSeconds > 0 && ageMs >= 0 && ageMs <= facts.undoSeconds * 1000
  return inTime ? ok(null) : fail('undo-expired')
}

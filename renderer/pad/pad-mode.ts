import type { PadView } from '../../contract/shapes.ts'
import type { RatingLevel } from '../../core/rating/level.ts'

type Question = NonNullable<PadView['question']>

/** How a press ended, as the person is told. */
export type Outcome = 'sending' | 'sent' | 'kept' | 'already' | 'too-late' | 'refused'

/** What the person at the pad has done so far. */
export interface Answering {
  /** The question whose reasons are being asked, and the level pressed. */
  readonly reasons: { readonly question: Question; readonly level: RatingLevel } | null
  /** A press that was just made. */
  readonly outcome: Outcome | null
  /** The question that was answered last (`questionId`): it is not asked again while the hall does not know yet. */
  readonly answered: string | null
  /** Somebody asked for the question while the next ticket is already served. */
  readonly recalled: boolean
}

export const nothingDone: Answering = { reasons: null, outcome: null, answered: null, recalled: false }

/** What the pad shows: one thing at a time. */
export type PadMode =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'reasons'; readonly question: Question; readonly level: RatingLevel }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'serving'; readonly number: string; readonly earlier: Question | null }
  | { readonly kind: 'calling'; readonly number: string }
  | { readonly kind: 'rest' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'paused'; readonly reason: string }
  | { readonly kind: 'closed' }

/** One service asked about; the same ticket is asked again for its next service, or after an undo. */
export function questionId(question: Pick<Question, 'ticketId' | 'askedAt'>): string {
  return `${question.ticketId} ${question.askedAt}`
}

/**
 * What the pad shows now. A question stands until it is answered, its time is over or the next one is finished; once
 * the next person is being served it makes room, so that nobody rates a service that was not theirs.
 */
export function padMode(view: PadView, answering: Answering, hallNowMs: number): PadMode {
  if (answering.outcome !== null) return { kind: 'outcome', outcome: answering.outcome }
  if (answering.reasons !== null) return { kind: 'reasons', ...answering.reasons }
  const question = openQuestion(view, answering, hallNowMs)
  const { serving } = view
  const nextIsServed = serving?.state === 'serving' && serving.number !== question?.number
  if (question && (!nextIsServed || answering.recalled)) return { kind: 'question', question }
  if (serving?.state === 'serving') return { kind: 'serving', number: serving.number, earlier: question }
  if (serving?.state === 'called') return { kind: 'calling', number: serving.number }
  if (view.windowState === 'paused') return { kind: 'paused', reason: view.pauseReason ?? '' }
  if (view.windowState === 'closed') return { kind: 'closed' }
  return view.staff === null ? { kind: 'nobody' } : { kind: 'rest' }
}

function openQuestion(view: PadView, answering: Answering, hallNowMs: number): Question | null {
  const { question } = view
  if (question === null || questionId(question) === answering.answered) return null
  return Date.parse(question.openUntil) > hallNowMs ? question : null
}

import type { PadDesk } from '../../contract/routes/pad.ts'

/** After so long nobody who was asked stands there any more. */
const standsThereMs = 120_000

type Question = NonNullable<PadDesk['question']>

/** Which question each rating pad was asked last: each service is asked once, and again when the pad's power came back. */
export class Questions {
  readonly #asked = new Map<string, { question: Question; atMs: number }>()

  /** Whether the pad is to ask now. `first`: the bridge has just started, and the question may be an old one. */
  isNew(pad: string, question: Question | null, first: boolean, nowMs: number): boolean {
    if (question === null) {
      this.#asked.delete(pad)
      return false
    }
    const before = this.#asked.get(pad)
    if (before && sameQuestion(before.question, question)) return false
    this.#asked.set(pad, { question, atMs: nowMs })
    return !first || Math.abs(nowMs - Date.parse(question.askedAt)) < standsThereMs
  }

  /** The question that a pad which lost its power has to ask again; null where none is fresh. */
  again(pad: string, nowMs: number): Question | null {
    const asked = this.#asked.get(pad)
    return asked && nowMs - asked.atMs < standsThereMs ? asked.question : null
  }
}

function sameQuestion(one: Question, other: Question): boolean {
  return one.ticketId === other.ticketId && one.askedAt === other.askedAt
}

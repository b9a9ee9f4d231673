import { askStatus, type StatusPart } from '../codec/escpos.ts'
import type { Counting } from './device.ts'
import type { EscposTiming } from './escpos-timing.ts'

/** What is known of answers that have not come, for the connection after this one: they may come over that. */
export interface OwedAnswers {
  /** When each was asked for, oldest first. */
  readonly askedMs: readonly number[]
  /** How long after its question an answer of this printer may come. */
  readonly lateMs: number
}

export interface EscposQuestionsParts {
  readonly timing: EscposTiming
  readonly counters: Counting
  /** False where the line is lost. */
  readonly write: (bytes: Uint8Array) => Promise<boolean>
  /** What is waited for, or null when the line is lost first. */
  readonly untilLost: <Value>(waited: Promise<Value>) => Promise<Value | null>
  readonly owed: OwedAnswers | null
}

/** An answer may come so many times later than it is waited for, until a printer shows that its own come later still. */
const usualLateness = 5
const longestLateMs = 20_000
/** A printer that is slow is waited for a little longer than its last answer took, and no longer than this. */
const slower = 1.25
const longestPatienceMs = 4000
const parts = [1, 2, 3, 4] as const
/** So many answers that come at once, one after the other, and a missing one was lost. */
const promptAnswers = 2
/** A round of four questions in which something came that nobody had asked for is begun again so often. */
const rounds = 3

/**
 * A printer's real-time questions (`DLE EOT n`) and their answers. An answer does not say to which question it is one,
 * but they come in the order of the questions: so one part is asked about at a time, and another one only once no
 * answer can be out any more. Whether a missing one is late or lost is found out by asking again: a printer that
 * answers at once, twice, has lost it; of one that does not, all that is out is waited for.
 */
export class EscposQuestions {
  readonly #parts: EscposQuestionsParts
  /** When each question was asked whose answer is still out, oldest first. */
  #out: number[]
  #lastAskedMs: number
  #heardMs = Number.NEGATIVE_INFINITY
  /** How long after its question an answer may come, as far as this printer has shown. */
  #lateMs: number
  /** How long the last answer took. */
  #tookMs = 0
  #strays = 0
  #missed = 0
  #answer: ((byte: number) => void) | null = null

  constructor(parts: EscposQuestionsParts) {
    this.#parts = parts
    this.#out = [...(parts.owed?.askedMs ?? [])]
    this.#lastAskedMs = this.#out.at(-1) ?? Number.NEGATIVE_INFINITY
    this.#lateMs = parts.owed?.lateMs ?? usualLateness * parts.timing.answerMs
  }

  /** Questions that had no answer in time, so far: a printer that was switched off and on again misses some. */
  get missed(): number {
    return this.#missed
  }

  get owed(): OwedAnswers {
    return { askedMs: this.#out, lateMs: this.#lateMs }
  }

  /** An answer came. False where nothing was asked: it is later than was thought possible, or noise. */
  heard(byte: number): boolean {
    const nowMs = performance.now()
    this.#heardMs = nowMs
    const askedMs = this.#out.shift()
    if (askedMs === undefined) {
      this.#strays += 1
      this.#lateMs = Math.min(longestLateMs, 2 * this.#lateMs)
      // Where one was so late others may be: nothing is known of them, so the next question finds out.
      this.#out = [nowMs]
      this.#lastAskedMs = nowMs
      return false
    }
    this.#tookMs = nowMs - askedMs
    this.#answer?.(byte)
    return true
  }

  /** How long it takes until an answer that was out of its place has shown itself. */
  get settlesMs(): number {
    return Math.max(this.#parts.timing.againMs, slower * this.#tookMs)
  }

  /** Answers so far that came when none was awaited. */
  get strays(): number {
    return this.#strays
  }

  /** The answers to all four questions; null when the printer does not answer. */
  async all(): Promise<[number, number, number, number] | null> {
    for (let round = 0; round < rounds; round += 1) {
      const strays = this.#strays
      if (this.#out.length > 0 && !(await this.#settle(1))) return null
      const slow = this.#tookMs > this.#parts.timing.promptMs
      const answers = await (slow ? this.#together() : this.#oneByOne())
      if (answers === null) return null
      if (this.#out.length > 0 && !(await this.#settle(4))) return null
      const [first, second, third, fourth] = answers
      if (this.#strays !== strays) continue
      if (first === undefined || second === undefined || third === undefined || fourth === undefined) continue
      return [first, second, third, fourth]
    }
    return null
  }

  async #oneByOne(): Promise<number[] | null> {
    const answers: number[] = []
    for (const part of parts) {
      const answer = await this.#surely(part)
      if (answer === null) return null
      answers.push(answer)
    }
    return answers
  }

  /** All four at once: of a slow printer, whose state would be old before the fourth is asked for. Fewer where some are lost. */
  async #together(): Promise<number[] | null> {
    const { answerMs, drainMs } = this.#parts.timing
    const patienceMs = Math.min(Math.max(answerMs + drainMs, slower * this.#tookMs), longestPatienceMs)
    const answers = await this.#put(parts, patienceMs)
    if (answers.length < parts.length) this.#missed += 1
    return answers.length === 0 ? null : answers
  }

  /** One question: its answer, or null when none came within the time. */
  async ask(part: StatusPart, answerMs: number): Promise<number | null> {
    const [answer] = await this.#put([part], answerMs)
    if (answer === undefined) this.#missed += 1
    return answer ?? null
  }

  /** One of the four, asked once more where no answer came. Both questions are the same, so either's answer will do. */
  async #surely(part: StatusPart): Promise<number | null> {
    const { timing, counters } = this.#parts
    if (this.#out.length > 0 && !(await this.#settle(part))) return null
    const answer = (await this.ask(part, timing.answerMs)) ?? (await this.#next(1, timing.drainMs))[0] ?? null
    if (answer !== null || this.#out.length === 0) return answer
    counters.retries += 1
    return this.ask(part, timing.answerMs)
  }

  /** Finds out what became of the answers that are out; false when the printer does not answer at all. */
  async #settle(part: StatusPart): Promise<boolean> {
    const { promptMs, answerMs } = this.#parts.timing
    const begunMs = performance.now()
    for (let prompt = 0; prompt < promptAnswers; prompt += 1) {
      if (this.#out.length === 0 || this.#isOver()) return this.#forget()
      if ((await this.#put([part], promptMs)).length > 0) continue
      const isSpeaking = begunMs - this.#heardMs < this.#lateMs || this.#heardMs >= begunMs
      await this.#quiet(isSpeaking ? this.#lateMs : answerMs)
      return this.#out.length === 0 || this.#heardMs >= begunMs ? this.#forget() : false
    }
    await this.#quiet(promptMs)
    // Those that were lost make the ones that came look older than they are.
    this.#tookMs = 0
    return this.#forget()
  }

  /** Whether none of them can come any more. */
  #isOver(): boolean {
    return performance.now() - this.#lastAskedMs > this.#lateMs
  }

  #forget(): true {
    this.#out = []
    return true
  }

  /** Resolves when nothing is out, or when nothing came for so long. */
  async #quiet(ms: number): Promise<void> {
    while (this.#out.length > 0 && (await this.#next(1, ms)).length > 0);
  }

  /** Asks, and gives the answers that come within the time: as many as questions, or fewer. */
  async #put(asked: readonly StatusPart[], answerMs: number): Promise<number[]> {
    const nowMs = performance.now()
    this.#out.push(...asked.map(() => nowMs))
    this.#lastAskedMs = nowMs
    const answers = this.#next(asked.length, answerMs)
    const bytes = Uint8Array.from(asked.flatMap((part) => [...askStatus(part)]))
    return (await this.#parts.write(bytes)) ? answers : []
  }

  /** The next answers that come within the time. They are waited for before this returns. */
  async #next(many: number, ms: number): Promise<number[]> {
    const answers: number[] = []
    const done = Promise.withResolvers<void>()
    const take = (byte: number) => {
      answers.push(byte)
      if (answers.length === many) done.resolve()
    }
    const limit = setTimeout(done.resolve, ms)
    this.#answer = take
    await this.#parts.untilLost(done.promise)
    clearTimeout(limit)
    if (this.#answer === take) this.#answer = null
    return answers
  }
}

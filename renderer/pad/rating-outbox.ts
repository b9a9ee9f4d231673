import { z } from 'zod'
import { ratingLevel } from '../../contract/shapes.ts'
import type { Outcome } from './pad-mode.ts'

/** A press, kept on the pad until the hall has it. */
const keptRating = z.object({
  /** Idempotency key: however often it is sent, it counts once. */
  key: z.string(),
  ticketId: z.string(),
  level: ratingLevel,
  reasons: z.array(z.string()),
  text: z.string(),
})
export type KeptRating = z.infer<typeof keptRating>
const keptRatings = z.array(keptRating)

export interface OutboxParts {
  readonly store: {
    read(): string | null
    write(text: string | null): void
    /** Keeps what cannot be read for somebody who can: ratings are records and never thrown away. */
    setAside(text: string): void
  }
  /** Sends once. `later`: whether the hall has it is not known, send again. */
  readonly send: (rating: KeptRating) => Promise<Exclude<Outcome, 'sending' | 'kept'> | 'later'>
  readonly wait: (ms: number) => Promise<void>
  readonly newKey: () => string
}

/** Waiting times of the outbox, in milliseconds. */
export const outboxDelays = {
  /** Between two attempts while the hall is away. */
  again: 3000,
  /** So long a person is kept waiting for the answer; then the press counts as kept and they may go. */
  patience: 4000,
} as const

/**
 * Keeps each press until the hall has it: written down before it is sent, sent again after an outage and after the
 * pad was switched off, in order, with the key of the first attempt. A low level is written down at once, while its
 * reasons are still being asked: who walks away has rated.
 */
export class RatingOutbox {
  readonly #parts: OutboxParts
  #kept: readonly KeptRating[]
  /** Key of the press whose reasons are still being asked. */
  #open: string | null = null
  #running = false
  readonly #ended = new Map<string, (outcome: Outcome) => void>()

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#kept = readKept(parts.store)
  }

  /** Presses that the hall does not have yet. */
  get waiting(): number {
    return this.#kept.length
  }

  /** Writes a press down whose reasons are still being asked. Returns its key. */
  begin(ticketId: string, level: KeptRating['level']): string {
    const key = this.#parts.newKey()
    this.#open = key
    this.#keep([...this.#kept, { key, ticketId, level, reasons: [], text: '' }])
    return key
  }

  /** The person went back to the five levels: the press was a slip. */
  withdraw(key: string): void {
    if (this.#open === key) this.#open = null
    this.#keep(this.#kept.filter((one) => one.key !== key))
  }

  /** Sends what `begin` wrote down, with what was chosen since; tells how it ended, or `kept` when that takes long. */
  complete(key: string, reasons: readonly string[], text: string): Promise<Outcome> {
    if (this.#open === key) this.#open = null
    this.#keep(this.#kept.map((one) => (one.key === key ? { ...one, reasons: [...reasons], text } : one)))
    const ended = new Promise<Outcome>((resolve) => this.#ended.set(key, resolve))
    void this.flush()
    return Promise.race([ended, this.#parts.wait(outboxDelays.patience).then((): Outcome => 'kept')])
  }

  /** Sends whatever is kept, oldest first, until nothing is left. Called at start and when the hall is back. */
  async flush(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      for (let one = this.#next(); one !== undefined; one = this.#next()) {
        const { key } = one
        const outcome = await this.#parts.send(one)
        if (outcome === 'later') {
          this.#end(key, 'kept')
          await this.#parts.wait(outboxDelays.again)
          continue
        }
        this.#keep(this.#kept.filter((kept) => kept.key !== key))
        this.#end(key, outcome)
      }
    } finally {
      this.#running = false
    }
  }

  #next(): KeptRating | undefined {
    return this.#kept.find((one) => one.key !== this.#open)
  }

  #end(key: string, outcome: Outcome): void {
    this.#ended.get(key)?.(outcome)
    this.#ended.delete(key)
  }

  #keep(kept: readonly KeptRating[]): void {
    this.#kept = kept
    this.#parts.store.write(kept.length === 0 ? null : JSON.stringify(kept))
  }
}

function readKept(store: OutboxParts['store']): readonly KeptRating[] {
  const text = store.read()
  if (text === null) return []
  const read = keptRatings.safeParse(parseJson(text))
  if (read.success) return read.data
  store.setAside(text)
  return []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

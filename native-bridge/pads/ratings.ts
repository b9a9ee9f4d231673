import { setTimeout as wait } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import { type Client, ProblemError } from '../../contract/client.ts'
import type { PadDesk } from '../../contract/routes/pad.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { query } from '../../db/statement.ts'

const retryMs = [500, 1000, 2000, 5000, 15_000, 30_000] as const

interface RatingRow {
  id: number
  ticket_id: string
  level: RatingLevel
  idempotency_key: string
}

/**
 * Ratings that were pressed at pads: kept before anybody is thanked, one for each time that a service was asked, and
 * delivered once, in order, against the ticket that they were pressed for.
 */
export class PadRatings {
  readonly #db: Database.Database
  readonly #call: Client
  readonly #log: Logger
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #woken = Promise.withResolvers<void>()

  constructor(db: Database.Database, call: Client, log: Logger) {
    this.#db = db
    this.#call = call
    this.#log = log
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#running
  }

  /** Keeps a press. False when this question was answered already: nothing changes then. */
  keep(question: NonNullable<PadDesk['question']>, level: RatingLevel, nowMs: number): boolean {
    const kept = query(
      this.#db,
      `INSERT INTO pad_ratings (ticket_id, asked_at, level, pressed_at_ms, idempotency_key, state)
       VALUES (?, ?, ?, ?, ?, 'waiting') ON CONFLICT (ticket_id, asked_at) DO NOTHING`,
    ).run(question.ticketId, question.askedAt, level, nowMs, uuidv7())
    if (kept.changes === 0) return false
    this.wake()
    return true
  }

  /** Whether a question was answered at a pad of ours. */
  isAnswered(question: NonNullable<PadDesk['question']>): boolean {
    return (
      query<{ id: number }>(this.#db, 'SELECT id FROM pad_ratings WHERE ticket_id = ? AND asked_at = ?').get(
        question.ticketId,
        question.askedAt,
      ) !== undefined
    )
  }

  /** There is reason to try now: a press, or the hall was heard again. */
  wake(): void {
    this.#woken.resolve()
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      const next = query<RatingRow>(
        this.#db,
        "SELECT id, ticket_id, level, idempotency_key FROM pad_ratings WHERE state = 'waiting' ORDER BY id LIMIT 1",
      ).get()
      this.#woken = Promise.withResolvers()
      if (next === undefined) {
        await this.#woken.promise
        continue
      }
      if (await this.#settle(next)) {
        failures = 0
        continue
      }
      const delay = wait(retryMs[Math.min(failures, retryMs.length - 1)], undefined, {
        signal: this.#stopping.signal,
      })
      await Promise.race([delay.catch(() => {}), this.#woken.promise])
      failures += 1
    }
  }

  /** True when the hall has it or will never take it. */
  async #settle(row: RatingRow): Promise<boolean> {
    const end = (state: 'taken' | 'refused') =>
      query(this.#db, 'UPDATE pad_ratings SET state = ? WHERE id = ?').run(state, row.id)
    try {
      await this.#call(
        'rateTicket',
        { params: { id: row.ticket_id }, body: { level: row.level, channel: 'pad' } },
        { idempotencyKey: row.idempotency_key, signal: this.#stopping.signal },
      )
      end('taken')
      return true
    } catch (error) {
      if (this.#stopping.signal.aborted) return false
      if (!(error instanceof ProblemError)) {
        this.#log.error({ err: error }, 'a rating could not be delivered')
        return false
      }
      const { status, code } = error.problem
      // Away, busy, or our token is being renewed: it passes. Anything else will not be taken later either.
      if (status >= 500 || status === 401 || status === 403 || status === 408 || status === 429) return false
      this.#log.warn({ ticketId: row.ticket_id, code }, 'the hall refused a rating')
      end('refused')
      return true
    }
  }
}

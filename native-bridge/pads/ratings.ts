import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import type { Client } from '../../contract/client.ts'
import type { PadDesk } from '../../contract/routes/pad.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { query } from '../../db/statement.ts'
import { type KeptRow, Outbox } from '../hall/outbox.ts'

interface RatingRow extends KeptRow {
  readonly ticket_id: string
  readonly level: RatingLevel
}

/**
 * Ratings that were pressed at pads: kept before anybody is thanked, one for each time that a service was asked, and
 * delivered once, in order, against the ticket that they were pressed for.
 */
export class PadRatings extends Outbox<RatingRow> {
  readonly #db: Database.Database

  constructor(db: Database.Database, call: Client, log: Logger) {
    super({
      next: () =>
        query<RatingRow>(
          db,
          "SELECT id, ticket_id, level, idempotency_key FROM pad_ratings WHERE state = 'waiting' ORDER BY id LIMIT 1",
        ).get(),
      deliver: (row, more) =>
        call(
          'rateTicket',
          { params: { id: row.ticket_id }, body: { level: row.level, channel: 'pad' } },
          more,
        ),
      settle: (row, how) => query(db, 'UPDATE pad_ratings SET state = ? WHERE id = ?').run(how, row.id),
      describe: (row) => ({ ticketId: row.ticket_id }),
      log,
    })
    this.#db = db
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
}

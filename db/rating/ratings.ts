import type Database from 'better-sqlite3'
import type { RatingLevel } from '../../core/rating/level.ts'
import { query } from '../statement.ts'

/** A rating as it is stored: by named level, free words as ciphertext. */
export interface NewRating {
  readonly id: string
  readonly serviceId: string
  readonly ticketId: string
  readonly windowId: string
  readonly staffId: string | null
  readonly level: RatingLevel
  readonly reasons: readonly string[]
  readonly textCipher: Buffer | null
  readonly channel: string
  readonly terminalId: string | null
  readonly atMs: number
}

export function insertRating(db: Database.Database, rating: NewRating): void {
  query(
    db,
    `INSERT INTO ratings (id, service_id, ticket_id, window_id, staff_id, level, reasons, text_cipher, channel, terminal_id, at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    rating.id,
    rating.serviceId,
    rating.ticketId,
    rating.windowId,
    rating.staffId,
    rating.level,
    JSON.stringify(rating.reasons),
    rating.textCipher,
    rating.channel,
    rating.terminalId,
    rating.atMs,
  )
}

/** The rating of a service, if there is one. */
export function ratingOfService(
  db: Database.Database,
  serviceId: string,
): { level: RatingLevel; at_ms: number } | undefined {
  return query<{ level: RatingLevel; at_ms: number }>(
    db,
    'SELECT level, at_ms FROM ratings WHERE service_id = ?',
  ).get(serviceId)
}

/** Opens a rectification for a low rating. */
export function insertRectification(
  db: Database.Database,
  row: {
    id: string
    ratingId: string
    windowId: string
    staffId: string | null
    openedAtMs: number
    dueOn: string
  },
): void {
  query(
    db,
    "INSERT INTO rectifications (id, rating_id, window_id, staff_id, state, opened_at_ms, due_on) VALUES (?, ?, ?, ?, 'received', ?, ?)",
  ).run(row.id, row.ratingId, row.windowId, row.staffId, row.openedAtMs, row.dueOn)
}

import type Database from 'better-sqlite3'
import { query } from './statement.ts'

/** A time in which the hall's service did not run, ms. */
export interface Interruption {
  readonly startMs: number
  readonly endMs: number
}

/** When the hall's service was away, as far as that ended after an instant. */
export function interruptionsSince(db: Database.Database, sinceMs: number): Interruption[] {
  return query<{ since: string; at_ms: number }>(
    db,
    "SELECT json_extract(body, '$.since') AS since, at_ms FROM journal WHERE type = 'service-interrupted' AND at_ms > ? ORDER BY seq",
  )
    .all(sinceMs)
    .map((row) => ({ startMs: Date.parse(row.since), endMs: row.at_ms }))
}

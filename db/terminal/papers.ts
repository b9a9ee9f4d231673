import type Database from 'better-sqlite3'
import { placeBefore } from '../journal-place.ts'
import { query } from '../statement.ts'

/** A ticket whose latest print failed, or of whose latest print nobody knows whether it came out. */
export interface LostPaperRow {
  /** The journal's entry that tells of it: another print of the same ticket is another entry. */
  id: string
  ticketId: string
  number: string
  terminalName: string
  state: 'failed' | 'unknown'
}

/** A ticket lives no longer than a day, and with it the need for its paper. */
const lookBackMs = 24 * 3_600_000

/**
 * Tickets in the hall that have no paper, the newest first. A print where no printer is is none: there the number stands
 * on the screen by design. Entries from before they told number and terminal are left out: nobody could act on them.
 */
export function lostPapers(db: Database.Database, nowMs: number, limit: number): LostPaperRow[] {
  return query<LostPaperRow>(
    db,
    `SELECT j.id, j.ticket_id AS ticketId, json_extract(j.body, '$.number') AS number,
       json_extract(j.body, '$.terminalName') AS terminalName, json_extract(j.body, '$.state') AS state
     FROM journal j JOIN tickets t ON t.id = j.ticket_id
     WHERE j.type = 'print-ended' AND j.seq > ?
       AND json_extract(j.body, '$.state') IN ('failed', 'unknown')
       AND json_extract(j.body, '$.reason') IS NOT 'no-printer'
       AND json_extract(j.body, '$.number') IS NOT NULL AND json_extract(j.body, '$.terminalName') IS NOT NULL
       AND t.state NOT IN ('done', 'cancelled', 'expired')
       AND NOT EXISTS (
         SELECT 1 FROM journal later
         WHERE later.ticket_id = j.ticket_id AND later.seq > j.seq AND later.type = 'print-ended')
     ORDER BY j.seq DESC LIMIT ?`,
  ).all(placeBefore(db, nowMs - lookBackMs), limit)
}

import type Database from 'better-sqlite3'
import { changeOne, query } from '../statement.ts'

/** Somebody at a kiosk asked for a person. */
export interface HelpRow {
  id: string
  terminalId: string
  terminalName: string
  about: string
  state: 'waiting' | 'taken' | 'ended'
  atMs: number
  takenBy: string | null
  takenAtMs: number | null
}

const select = `SELECT h.id, h.terminal_id AS terminalId, t.name AS terminalName, h.about, h.state, h.at_ms AS atMs, s.name AS takenBy, h.taken_at_ms AS takenAtMs
  FROM help_calls h JOIN terminals t ON t.id = h.terminal_id LEFT JOIN staff s ON s.id = h.taken_by`

export function liveHelpCalls(db: Database.Database): HelpRow[] {
  return query<HelpRow>(db, `${select} WHERE h.state IN ('waiting', 'taken') ORDER BY h.at_ms`).all()
}

export function findHelpCall(db: Database.Database, id: string): HelpRow | undefined {
  return query<HelpRow>(db, `${select} WHERE h.id = ?`).get(id)
}

/** The call of a kiosk that has not ended, if there is one: a second press does not call twice. */
export function liveHelpOf(db: Database.Database, terminalId: string): HelpRow | undefined {
  return query<HelpRow>(
    db,
    `${select} WHERE h.terminal_id = ? AND h.state IN ('waiting', 'taken') ORDER BY h.at_ms LIMIT 1`,
  ).get(terminalId)
}

export function insertHelpCall(
  db: Database.Database,
  call: { id: string; terminalId: string; about: string; atMs: number },
): void {
  query(
    db,
    "INSERT INTO help_calls (id, terminal_id, about, state, at_ms) VALUES (?, ?, ?, 'waiting', ?)",
  ).run(call.id, call.terminalId, call.about, call.atMs)
}

export function takeHelpCall(db: Database.Database, id: string, staffId: string, nowMs: number): void {
  changeOne(
    db,
    "UPDATE help_calls SET state = 'taken', taken_by = ?, taken_at_ms = ? WHERE id = ? AND state = 'waiting'",
    staffId,
    nowMs,
    id,
  )
}

export function endHelpCall(db: Database.Database, id: string): void {
  changeOne(db, "UPDATE help_calls SET state = 'ended' WHERE id = ? AND state <> 'ended'", id)
}

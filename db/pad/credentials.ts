import type Database from 'better-sqlite3'
import { query } from '../statement.ts'

/** With what a person signs on at a pad. */
export interface PadCredential {
  staff_id: string
  number: string
  pin_hash: string | null
}

const columns = 'staff_id, number, pin_hash'

export function findPadCredential(db: Database.Database, staffId: string): PadCredential | undefined {
  return query<PadCredential>(db, `SELECT ${columns} FROM pad_credentials WHERE staff_id = ?`).get(staffId)
}

export function findByPadNumber(db: Database.Database, number: string): PadCredential | undefined {
  return query<PadCredential>(db, `SELECT ${columns} FROM pad_credentials WHERE number = ?`).get(number)
}

/** Sets a person's number and PIN, or takes both away. */
export function savePadCredential(
  db: Database.Database,
  staffId: string,
  credential: { readonly number: string; readonly pinHash: string | null } | null,
): void {
  if (credential === null) query(db, 'DELETE FROM pad_credentials WHERE staff_id = ?').run(staffId)
  else
    query(
      db,
      `INSERT INTO pad_credentials (staff_id, number, pin_hash) VALUES (?, ?, ?)
       ON CONFLICT (staff_id) DO UPDATE SET number = excluded.number, pin_hash = excluded.pin_hash`,
    ).run(staffId, credential.number, credential.pinHash)
}

/** Opens a session at a window's pad. No token is told to anybody: the pad speaks by its terminal's. */
export function insertPadSession(
  db: Database.Database,
  session: { hash: string; id: string; staffId: string; expiresAtMs: number; windowId: string },
): void {
  query(
    db,
    'INSERT INTO sessions (token_hash, id, staff_id, expires_at_ms, pad_window_id) VALUES (?, ?, ?, ?, ?)',
  ).run(session.hash, session.id, session.staffId, session.expiresAtMs, session.windowId)
}

/** Ends the sessions at a window's pad and says whose they were. */
export function takePadSessions(db: Database.Database, windowId: string): { id: string; staff_id: string }[] {
  return query<{ id: string; staff_id: string }>(
    db,
    'DELETE FROM sessions WHERE pad_window_id = ? RETURNING id, staff_id',
  ).all(windowId)
}

/** Tickets that wait for one window alone: for each such window and the queue that they stand in, how many. */
export function countSent(
  db: Database.Database,
): { queue_id: string; for_window_id: string; waiting: number }[] {
  return query<{ queue_id: string; for_window_id: string; waiting: number }>(
    db,
    `SELECT queue_id, for_window_id, count(*) AS waiting FROM tickets
     WHERE state = 'waiting' AND for_window_id IS NOT NULL GROUP BY for_window_id, queue_id`,
  ).all()
}

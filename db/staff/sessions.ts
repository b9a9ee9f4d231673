import type Database from 'better-sqlite3'
import type { StaffRole } from '../../core/staff/role.ts'
import { query } from '../statement.ts'

/** Who a session belongs to. */
export interface SessionRow {
  readonly sessionId: string
  readonly staffId: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly windowId: string | null
  readonly zoneId: string | null
  /** From then on the session is nobody's. */
  readonly expiresAtMs: number
}

/** Looks a session up by its token's hash; expired ones and those of inactive people are nobody's. */
export function findSession(db: Database.Database, hash: string, nowMs: number): SessionRow | undefined {
  const row = query<{
    session_id: string
    staff_id: string
    name: string
    window_id: string | null
    zone_id: string | null
    roles: string | null
    expires_at_ms: number
  }>(
    db,
    `SELECT x.id AS session_id, s.id AS staff_id, s.name, s.window_id, s.zone_id, x.expires_at_ms,
       (SELECT group_concat(role) FROM staff_roles r WHERE r.staff_id = s.id) AS roles
     FROM sessions x JOIN staff s ON s.id = x.staff_id WHERE x.token_hash = ? AND x.expires_at_ms > ? AND s.active = 1`,
  ).get(hash, nowMs)
  if (!row) return undefined
  return {
    sessionId: row.session_id,
    staffId: row.staff_id,
    name: row.name,
    // Roles are written from a checked list.
    roles: (row.roles?.split(',') ?? []) as StaffRole[],
    windowId: row.window_id,
    zoneId: row.zone_id,
    expiresAtMs: row.expires_at_ms,
  }
}

export function insertSession(
  db: Database.Database,
  session: { hash: string; id: string; staffId: string; expiresAtMs: number },
): void {
  query(db, 'INSERT INTO sessions (token_hash, id, staff_id, expires_at_ms) VALUES (?, ?, ?, ?)').run(
    session.hash,
    session.id,
    session.staffId,
    session.expiresAtMs,
  )
}

export function deleteSession(db: Database.Database, id: string): void {
  query(db, 'DELETE FROM sessions WHERE id = ?').run(id)
}

/** Ends every session of a person, one excepted; for a changed password or a closed account. */
export function deleteSessionsOf(db: Database.Database, staffId: string, except: string | null): void {
  query(db, 'DELETE FROM sessions WHERE staff_id = ? AND id <> ?').run(staffId, except ?? '')
}

export function deleteExpiredSessions(db: Database.Database, nowMs: number): void {
  query(db, 'DELETE FROM sessions WHERE expires_at_ms <= ?').run(nowMs)
}

/** How many sessions of a person are alive. */
export function countSessions(db: Database.Database, staffId: string, nowMs: number): number {
  return (
    query<{ n: number }>(
      db,
      'SELECT count(*) AS n FROM sessions WHERE staff_id = ? AND expires_at_ms > ?',
    ).get(staffId, nowMs)?.n ?? 0
  )
}

import type Database from 'better-sqlite3'
import type { Attendance } from '../../core/appointment/rules.ts'
import { query } from '../statement.ts'

/** How a person kept their bookings so far; nothing is known of most. */
export function attendanceOf(db: Database.Database, idNumberHash: string): Attendance {
  return (
    query<Attendance>(
      db,
      'SELECT absences, blocked_until_ms AS blockedUntilMs FROM appointment_attendance WHERE id_number_hash = ?',
    ).get(idNumberHash) ?? { absences: 0, blockedUntilMs: null }
  )
}

export function setAttendance(db: Database.Database, idNumberHash: string, kept: Attendance): void {
  query(
    db,
    `INSERT INTO appointment_attendance (id_number_hash, absences, blocked_until_ms) VALUES (?, ?, ?)
     ON CONFLICT (id_number_hash) DO UPDATE SET absences = excluded.absences, blocked_until_ms = excluded.blocked_until_ms`,
  ).run(idNumberHash, kept.absences, kept.blockedUntilMs)
}

import type Database from 'better-sqlite3'
import type { StaffRole } from '../../core/staff/role.ts'
import { changeOne, query } from '../statement.ts'

/** A person who works here, with what sign-in needs. */
export interface StaffRow {
  id: string
  account: string
  name: string
  post: string
  promise: string
  party_member: number
  password_hash: string
  window_id: string | null
  zone_id: string | null
  active: number
  failed_attempts: number
  locked_until_ms: number | null
}

const columns =
  'id, account, name, post, promise, party_member, password_hash, window_id, zone_id, active, failed_attempts, locked_until_ms'

export function findByAccount(db: Database.Database, account: string): StaffRow | undefined {
  return query<StaffRow>(db, `SELECT ${columns} FROM staff WHERE account = ?`).get(account)
}

export function findStaff(db: Database.Database, id: string): StaffRow | undefined {
  return query<StaffRow>(db, `SELECT ${columns} FROM staff WHERE id = ?`).get(id)
}

export function allStaff(db: Database.Database): StaffRow[] {
  return query<StaffRow>(db, `SELECT ${columns} FROM staff ORDER BY account`).all()
}

export function rolesOf(db: Database.Database, staffId: string): StaffRole[] {
  return query<{ role: StaffRole }>(db, 'SELECT role FROM staff_roles WHERE staff_id = ? ORDER BY role')
    .all(staffId)
    .map((row) => row.role)
}

/** What is registered of a person. */
export interface StaffRegistration {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly post: string
  readonly promise: string
  readonly partyMember: boolean
  readonly roles: readonly StaffRole[]
  readonly windowId: string | null
  readonly zoneId: string | null
  readonly active: boolean
  readonly passwordHash: string
}

/** Registers a person or replaces what is registered, roles included. */
export function saveStaff(db: Database.Database, one: StaffRegistration): void {
  changeOne(
    db,
    `INSERT INTO staff (id, account, name, post, promise, party_member, password_hash, window_id, zone_id, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, post = excluded.post, promise = excluded.promise, party_member = excluded.party_member,
       password_hash = excluded.password_hash, window_id = excluded.window_id, zone_id = excluded.zone_id, active = excluded.active`,
    one.id,
    one.account,
    one.name,
    one.post,
    one.promise,
    one.partyMember ? 1 : 0,
    one.passwordHash,
    one.windowId,
    one.zoneId,
    one.active ? 1 : 0,
  )
  query(db, 'DELETE FROM staff_roles WHERE staff_id = ?').run(one.id)
  for (const role of one.roles)
    query(db, 'INSERT INTO staff_roles (staff_id, role) VALUES (?, ?)').run(one.id, role)
}

/** Remembers wrong passwords, or forgets them after a right one. */
export function setAttempts(
  db: Database.Database,
  staffId: string,
  attempts: number,
  lockedUntilMs: number | null,
): void {
  changeOne(
    db,
    'UPDATE staff SET failed_attempts = ?, locked_until_ms = ? WHERE id = ?',
    attempts,
    lockedUntilMs,
    staffId,
  )
}

export function setPassword(db: Database.Database, staffId: string, passwordHash: string): void {
  changeOne(
    db,
    'UPDATE staff SET password_hash = ?, failed_attempts = 0, locked_until_ms = NULL WHERE id = ?',
    passwordHash,
    staffId,
  )
}

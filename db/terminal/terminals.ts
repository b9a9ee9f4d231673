import type Database from 'better-sqlite3'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { changeOne, query } from '../statement.ts'

/** A terminal as the hall knows it. */
export interface TerminalRow {
  readonly id: string
  readonly role: TerminalRole
  readonly name: string
  readonly windowId: string | null
  readonly zoneId: string | null
  /** Windows whose pads it carries besides its own. */
  readonly padWindows: 'all' | readonly string[]
  readonly enrolled: boolean
  readonly revoked: boolean
  readonly codeExpiresAtMs: number | null
  readonly lastSeenAtMs: number | null
  /** When it said that it is being switched off; null once it was heard again. */
  readonly stoppedAtMs: number | null
  /** Since when the operator is alerted that it is away; null while nobody is. */
  readonly alertedAtMs: number | null
}

interface Raw {
  id: string
  role: TerminalRole
  name: string
  window_id: string | null
  zone_id: string | null
  pad_windows: string
  token_hash: string | null
  revoked: number
  code_expires_at_ms: number | null
  last_seen_at_ms: number | null
  stopped_at_ms: number | null
  alerted_at_ms: number | null
}

const columns =
  'id, role, name, window_id, zone_id, pad_windows, token_hash, revoked, code_expires_at_ms, last_seen_at_ms, stopped_at_ms, alerted_at_ms'

function toTerminal(row: Raw): TerminalRow {
  return {
    id: row.id,
    role: row.role,
    name: row.name,
    windowId: row.window_id,
    zoneId: row.zone_id,
    padWindows: JSON.parse(row.pad_windows),
    enrolled: row.token_hash !== null,
    revoked: row.revoked === 1,
    codeExpiresAtMs: row.code_expires_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    stoppedAtMs: row.stopped_at_ms,
    alertedAtMs: row.alerted_at_ms,
  }
}

/** The terminal behind a token; a revoked one is nobody. */
export function findTerminalByToken(db: Database.Database, hash: string): TerminalRow | undefined {
  const row = query<Raw>(db, `SELECT ${columns} FROM terminals WHERE token_hash = ? AND revoked = 0`).get(
    hash,
  )
  return row && toTerminal(row)
}

/** The terminal that a single-use code is for, while the code is good. */
export function findTerminalByCode(
  db: Database.Database,
  hash: string,
  nowMs: number,
): TerminalRow | undefined {
  const row = query<Raw>(
    db,
    `SELECT ${columns} FROM terminals WHERE code_hash = ? AND code_expires_at_ms > ? AND revoked = 0`,
  ).get(hash, nowMs)
  return row && toTerminal(row)
}

export function findTerminal(db: Database.Database, id: string): TerminalRow | undefined {
  const row = query<Raw>(db, `SELECT ${columns} FROM terminals WHERE id = ?`).get(id)
  return row && toTerminal(row)
}

export function allTerminals(db: Database.Database): TerminalRow[] {
  return query<Raw>(db, `SELECT ${columns} FROM terminals ORDER BY role, name`).all().map(toTerminal)
}

/** Registers a terminal. */
export function insertTerminal(
  db: Database.Database,
  terminal: Pick<TerminalRow, 'id' | 'role' | 'name' | 'windowId' | 'zoneId' | 'padWindows'>,
): void {
  query(
    db,
    'INSERT INTO terminals (id, role, name, window_id, zone_id, pad_windows) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    terminal.id,
    terminal.role,
    terminal.name,
    terminal.windowId,
    terminal.zoneId,
    JSON.stringify(terminal.padWindows),
  )
}

/** Replaces a terminal's name and place; its token stays. */
export function updateTerminal(
  db: Database.Database,
  terminal: Pick<TerminalRow, 'id' | 'name' | 'windowId' | 'zoneId' | 'padWindows'>,
): void {
  changeOne(
    db,
    'UPDATE terminals SET name = ?, window_id = ?, zone_id = ?, pad_windows = ? WHERE id = ?',
    terminal.name,
    terminal.windowId,
    terminal.zoneId,
    JSON.stringify(terminal.padWindows),
    terminal.id,
  )
}

/** Gives a terminal a new single-use code; a revoked one may come back with it. */
export function setCode(db: Database.Database, id: string, codeHash: string, expiresAtMs: number): void {
  changeOne(
    db,
    'UPDATE terminals SET code_hash = ?, code_expires_at_ms = ?, revoked = 0 WHERE id = ?',
    codeHash,
    expiresAtMs,
    id,
  )
}

/** Gives a terminal its token and uses its code up. */
export function setToken(db: Database.Database, id: string, hash: string): void {
  changeOne(
    db,
    'UPDATE terminals SET token_hash = ?, code_hash = NULL, code_expires_at_ms = NULL WHERE id = ?',
    hash,
    id,
  )
}

/** Takes a terminal's token and code away; nobody waits for it any more. */
export function revoke(db: Database.Database, id: string): void {
  changeOne(
    db,
    'UPDATE terminals SET revoked = 1, token_hash = NULL, code_hash = NULL, code_expires_at_ms = NULL, alerted_at_ms = NULL WHERE id = ?',
    id,
  )
}

/** Notes when a terminal was last heard, whatever it was before: it is neither switched off nor away. */
export function setHeard(db: Database.Database, id: string, nowMs: number): void {
  changeOne(
    db,
    'UPDATE terminals SET last_seen_at_ms = ?, stopped_at_ms = NULL, alerted_at_ms = NULL WHERE id = ?',
    nowMs,
    id,
  )
}

/** Notes when a terminal was last heard, and nothing else. */
export function setLastSeen(db: Database.Database, id: string, nowMs: number): void {
  changeOne(db, 'UPDATE terminals SET last_seen_at_ms = ? WHERE id = ?', nowMs, id)
}

/** Notes that a terminal is being switched off in good order. */
export function setStopped(db: Database.Database, id: string, nowMs: number): void {
  changeOne(
    db,
    'UPDATE terminals SET last_seen_at_ms = ?, stopped_at_ms = ?, alerted_at_ms = NULL WHERE id = ?',
    nowMs,
    nowMs,
    id,
  )
}

/** Notes that the operator was alerted of a terminal's silence. */
export function setTerminalAlerted(db: Database.Database, id: string, nowMs: number): void {
  changeOne(db, 'UPDATE terminals SET alerted_at_ms = ? WHERE id = ?', nowMs, id)
}

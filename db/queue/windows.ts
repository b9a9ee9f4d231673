import type Database from 'better-sqlite3'
import type { TicketClass } from '../../core/queue/ticket.ts'
import type { Attendance } from '../../core/queue/usual-absences.ts'
import { changeOne, query } from '../statement.ts'

/** A window as the store holds it. */
export interface WindowRow {
  id: string
  number: string
  name: string
  zone_id: string | null
  state: 'closed' | 'open' | 'paused'
  pause_reason: string | null
  staff_id: string | null
  staff_name: string | null
  queue_order: 'order' | 'weights'
  /** 0 when it is switched off: no display shows it and nobody works at it. Its history stays. */
  active: 0 | 1
}

const select = `SELECT w.id, w.number, w.name, w.zone_id, w.state, w.pause_reason, w.staff_id, s.name AS staff_name, w.queue_order, w.active
  FROM windows w LEFT JOIN staff s ON s.id = w.staff_id`

/** Every window, those that are switched off with them. */
export function allWindows(db: Database.Database): WindowRow[] {
  return query<WindowRow>(db, `${select} ORDER BY w.position, w.number`).all()
}

export function findWindow(db: Database.Database, id: string): WindowRow | undefined {
  return query<WindowRow>(db, `${select} WHERE w.id = ?`).get(id)
}

/** Windows that somebody has open or paused: one, or several of a leader's zone. */
export function windowsAttendedBy(db: Database.Database, staffId: string): WindowRow[] {
  return query<WindowRow>(db, `${select} WHERE w.staff_id = ? AND w.state <> 'closed'`).all(staffId)
}

/** Windows that are not switched off: those of the hall as it works today. */
export function activeWindows(db: Database.Database): WindowRow[] {
  return query<WindowRow>(db, `${select} WHERE w.active = 1 ORDER BY w.position, w.number`).all()
}

/** Queue ids of every window, in the window's order. */
export function servedQueues(db: Database.Database): Map<string, string[]> {
  const served = new Map<string, string[]>()
  for (const row of query<{ window_id: string; queue_id: string }>(
    db,
    'SELECT window_id, queue_id FROM window_queues ORDER BY window_id, position',
  ).all()) {
    const known = served.get(row.window_id)
    if (known) known.push(row.queue_id)
    else served.set(row.window_id, [row.queue_id])
  }
  return served
}

/** An open window that serves a queue, with what it has in hand and what else it serves. */
export interface ServingWindow {
  busy: number
  /** Since when somebody of this queue keeps it: from the call, without the time that they were set aside. Null where that is not known. */
  kept_since_ms: number | null
  /**
   * Queues of this window which take their share before this one while somebody waits in them, as a JSON list: those that
   * stand before it in the window's order, or all others where the window goes by weights.
   */
  queues_before: string
  /** All other queues of this window, as a JSON list. */
  other_queues: string
  /** Class, beginning of the wait, call and place in the journal's order of whom it called from this queue and has in hand; null for nobody, and for whoever was called before. */
  called_class: TicketClass | null
  waits_since_ms: number | null
  called_at_ms: number | null
  called_seq: number | null
}

export function openWindowsOf(db: Database.Database, queueId: string): ServingWindow[] {
  return query<ServingWindow>(
    db,
    `SELECT t.id IS NOT NULL AS busy,
       CASE WHEN t.queue_id = q.queue_id AND coalesce(v.unmeasured, 0) = 0
         THEN coalesce(v.resumed_at_ms - v.served_before_ms - max(0, v.started_at_ms - v.called_at_ms), t.called_at_ms) END AS kept_since_ms,
       (SELECT json_group_array(o.queue_id) FROM window_queues o WHERE o.window_id = w.id AND o.queue_id <> q.queue_id
          AND (w.queue_order = 'weights' OR o.position < q.position)) AS queues_before,
       (SELECT json_group_array(o.queue_id) FROM window_queues o WHERE o.window_id = w.id AND o.queue_id <> q.queue_id) AS other_queues,
       f.class AS called_class, max(f.arrived_at_ms, coalesce(f.due_at_ms, 0)) AS waits_since_ms, f.called_at_ms, f.called_seq
     FROM window_queues q JOIN windows w ON w.id = q.window_id
     LEFT JOIN tickets t ON t.window_id = w.id AND t.state IN ('called', 'serving')
     LEFT JOIN tickets f ON f.id = t.id AND f.queue_id = q.queue_id AND f.calls = 1
     LEFT JOIN services v ON v.id = t.service_id AND t.state = 'serving'
     WHERE q.queue_id = ? AND w.state = 'open' ORDER BY w.position, w.number`,
  ).all(queueId)
}

/** Since when windows pause that serve a queue before all others, or by weights. */
export function pausedSince(db: Database.Database, queueId: string): number[] {
  return query<{ since_ms: number | null }>(
    db,
    `SELECT (SELECT j.at_ms FROM journal j WHERE j.type = 'window-paused' AND json_extract(j.body, '$.windowId') = w.id
         ORDER BY j.seq DESC LIMIT 1) AS since_ms
     FROM window_queues q JOIN windows w ON w.id = q.window_id
     WHERE q.queue_id = ? AND w.state = 'paused' AND (w.queue_order = 'weights'
       OR NOT EXISTS (SELECT 1 FROM window_queues o WHERE o.window_id = w.id AND o.position < q.position))`,
  )
    .all(queueId)
    .flatMap((row) => row.since_ms ?? [])
}

/** So many changes of each kind are looked back on: some days of a large hall, whatever the history. */
const attendanceKept = 1500

/** When windows opened, paused and closed lately, in order. */
export function recentAttendance(db: Database.Database): Attendance[] {
  const of = (change: Attendance['change']) =>
    query<{ seq: number; window_id: string; at_ms: number }>(
      db,
      `SELECT seq, json_extract(body, '$.windowId') AS window_id, at_ms FROM journal WHERE type = ? ORDER BY seq DESC LIMIT ${attendanceKept}`,
    )
      .all(`window-${change}`)
      .map((row) => ({ seq: row.seq, windowId: row.window_id, atMs: row.at_ms, change }))
  return [...of('opened'), ...of('paused'), ...of('closed')].sort((a, b) => a.seq - b.seq)
}

/** Open windows that serve a queue before all others, or by weights. */
export function windowsFirstFor(db: Database.Database, queueId: string): string[] {
  return query<{ id: string }>(
    db,
    `SELECT w.id FROM window_queues q JOIN windows w ON w.id = q.window_id
     WHERE q.queue_id = ? AND w.state = 'open' AND (w.queue_order = 'weights'
       OR NOT EXISTS (SELECT 1 FROM window_queues o WHERE o.window_id = w.id AND o.position < q.position))`,
  )
    .all(queueId)
    .map((row) => row.id)
}

/** Numbers of all windows that serve a queue, open or not; none that is switched off. */
export function windowNumbersOf(db: Database.Database, queueId: string): string[] {
  return query<{ number: string }>(
    db,
    'SELECT w.number FROM window_queues q JOIN windows w ON w.id = q.window_id WHERE q.queue_id = ? AND w.active = 1 ORDER BY w.position, w.number',
  )
    .all(queueId)
    .map((row) => row.number)
}

/** What windows are called by: their numbers. */
export function windowNumbers(db: Database.Database): { id: string; name: string }[] {
  return query<{ id: string; name: string }>(db, 'SELECT id, number AS name FROM windows').all()
}

/** How many open windows serve each queue. */
export function openCountByQueue(db: Database.Database): Map<string, number> {
  const rows = query<{ queue_id: string; n: number }>(
    db,
    "SELECT q.queue_id, count(*) AS n FROM window_queues q JOIN windows w ON w.id = q.window_id WHERE w.state = 'open' GROUP BY q.queue_id",
  ).all()
  return new Map(rows.map((row) => [row.queue_id, row.n]))
}

export function setWindowState(
  db: Database.Database,
  id: string,
  state: WindowRow['state'],
  staffId: string | null,
  pauseReason: string | null,
): void {
  changeOne(
    db,
    'UPDATE windows SET state = ?, staff_id = ?, pause_reason = ? WHERE id = ?',
    state,
    staffId,
    pauseReason,
    id,
  )
}

/** Registers a window or replaces what is registered of it; its state stays. */
export function saveWindow(
  db: Database.Database,
  window: {
    id: string
    number: string
    name: string
    zoneId: string | null
    queueIds: readonly string[]
    active?: boolean
  },
): void {
  // Windows stand in the order of their numbers; 3 before 12, and those with a letter after all.
  const position = /^\d+$/.test(window.number) ? Number(window.number) : lastPosition(db) + 1000
  changeOne(
    db,
    `INSERT INTO windows (id, number, name, zone_id, state, position, active) VALUES (?, ?, ?, ?, 'closed', ?, ?)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, name = excluded.name, zone_id = excluded.zone_id, position = excluded.position, active = excluded.active`,
    window.id,
    window.number,
    window.name,
    window.zoneId,
    position,
    window.active === false ? 0 : 1,
  )
  const kept = new Set(window.queueIds)
  for (const row of query<{ queue_id: string }>(
    db,
    'SELECT queue_id FROM window_queues WHERE window_id = ?',
  ).all(window.id)) {
    if (!kept.has(row.queue_id))
      changeOne(db, 'DELETE FROM window_queues WHERE window_id = ? AND queue_id = ?', window.id, row.queue_id)
  }
  for (const [place, queueId] of window.queueIds.entries()) {
    changeOne(
      db,
      'INSERT INTO window_queues (window_id, queue_id, position) VALUES (?, ?, ?) ON CONFLICT (window_id, queue_id) DO UPDATE SET position = excluded.position',
      window.id,
      queueId,
      place,
    )
  }
}

function lastPosition(db: Database.Database): number {
  return (
    query<{ position: number }>(db, 'SELECT coalesce(max(position), 0) AS position FROM windows').get()
      ?.position ?? 0
  )
}

/** A zone as it is registered. */
export interface ZoneRow {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
}

export function allZones(db: Database.Database): ZoneRow[] {
  return query<ZoneRow>(db, 'SELECT id, name, name_en AS nameEn FROM zones ORDER BY position').all()
}

/** What zones are called. */
export function zoneNames(db: Database.Database): { id: string; name: string }[] {
  return query<{ id: string; name: string }>(db, 'SELECT id, name FROM zones').all()
}

export function findZone(db: Database.Database, id: string): ZoneRow | undefined {
  return query<ZoneRow>(db, 'SELECT id, name, name_en AS nameEn FROM zones WHERE id = ?').get(id)
}

/** Replaces a zone's names; its place among the zones stays. */
export function updateZone(db: Database.Database, zone: ZoneRow): void {
  changeOne(db, 'UPDATE zones SET name = ?, name_en = ? WHERE id = ?', zone.name, zone.nameEn, zone.id)
}

export function insertZone(db: Database.Database, zone: ZoneRow): void {
  query(
    db,
    // The newest row has the last place: asked for the greatest one, each row of a file would read all before it.
    `INSERT INTO zones (id, name, name_en, position)
     VALUES (?, ?, ?, coalesce((SELECT position FROM zones ORDER BY rowid DESC LIMIT 1), 0) + 1)`,
  ).run(zone.id, zone.name, zone.nameEn)
}

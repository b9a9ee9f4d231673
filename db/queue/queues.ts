import type Database from 'better-sqlite3'
import type { OpeningHours } from '../../contract/shapes.ts'
import { longestStretchMs } from '../../core/queue/service-length.ts'
import { changeOne, query } from '../statement.ts'

/** A queue as it is registered. */
export interface QueueRow {
  readonly id: string
  readonly prefix: string
  readonly name: string
  readonly nameEn: string | null
  readonly zoneId: string | null
  readonly departmentId: string | null
  readonly switchedOn: boolean
  readonly hours: OpeningHours
  readonly dailyLimit: number | null
  /** The ordinals 号段 that it gives on a day; `lastNumber` null for no end. */
  readonly firstNumber: number
  readonly lastNumber: number | null
  /** How long somebody should wait here at most; null where the hall's own target holds. */
  readonly waitTargetMinutes: number | null
  readonly priorityRun: number
}

interface Raw {
  id: string
  prefix: string
  name: string
  name_en: string | null
  zone_id: string | null
  department_id: string | null
  switched_on: number
  hours: string
  daily_limit: number | null
  first_number: number
  last_number: number | null
  wait_target_minutes: number | null
  priority_run: number
}

const columns =
  'id, prefix, name, name_en, zone_id, department_id, switched_on, hours, daily_limit, first_number, last_number, wait_target_minutes, priority_run'

function toQueue(row: Raw): QueueRow {
  return {
    id: row.id,
    prefix: row.prefix,
    name: row.name,
    nameEn: row.name_en,
    zoneId: row.zone_id,
    departmentId: row.department_id,
    switchedOn: row.switched_on === 1,
    // Written by saveQueue from a value that its schema had checked.
    hours: JSON.parse(row.hours),
    dailyLimit: row.daily_limit,
    firstNumber: row.first_number,
    lastNumber: row.last_number,
    waitTargetMinutes: row.wait_target_minutes,
    priorityRun: row.priority_run,
  }
}

export function allQueues(db: Database.Database): QueueRow[] {
  return query<Raw>(db, `SELECT ${columns} FROM queues ORDER BY length(prefix), prefix`).all().map(toQueue)
}

export function findQueue(db: Database.Database, id: string): QueueRow | undefined {
  const row = query<Raw>(db, `SELECT ${columns} FROM queues WHERE id = ?`).get(id)
  return row && toQueue(row)
}

/** What queues are called by: their prefixes. */
export function queuePrefixes(db: Database.Database): { id: string; name: string }[] {
  return query<{ id: string; name: string }>(db, 'SELECT id, prefix AS name FROM queues').all()
}

export function prefixesTaken(db: Database.Database): Set<string> {
  return new Set(
    query<{ prefix: string }>(db, 'SELECT prefix FROM queues')
      .all()
      .map((row) => row.prefix),
  )
}

/** What is registered of a queue; without a range of numbers it begins with 1 and has no end, without a target it has none. */
export type QueueInput = Omit<QueueRow, 'priorityRun' | 'firstNumber' | 'lastNumber' | 'waitTargetMinutes'> &
  Partial<Pick<QueueRow, 'firstNumber' | 'lastNumber' | 'waitTargetMinutes'>>

/** Registers a queue or replaces what is registered of it; the run of priority calls stays. */
export function saveQueue(db: Database.Database, queue: QueueInput): void {
  changeOne(
    db,
    `INSERT INTO queues (id, prefix, name, name_en, zone_id, department_id, switched_on, hours, daily_limit, first_number, last_number, wait_target_minutes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET prefix = excluded.prefix, name = excluded.name, name_en = excluded.name_en, zone_id = excluded.zone_id,
       department_id = excluded.department_id, switched_on = excluded.switched_on, hours = excluded.hours, daily_limit = excluded.daily_limit,
       first_number = excluded.first_number, last_number = excluded.last_number, wait_target_minutes = excluded.wait_target_minutes`,
    queue.id,
    queue.prefix,
    queue.name,
    queue.nameEn,
    queue.zoneId,
    queue.departmentId,
    queue.switchedOn ? 1 : 0,
    JSON.stringify(queue.hours),
    queue.dailyLimit,
    queue.firstNumber ?? 1,
    queue.lastNumber ?? null,
    queue.waitTargetMinutes ?? null,
  )
}

export function setPriorityRun(db: Database.Database, queueId: string, run: number): void {
  changeOne(db, 'UPDATE queues SET priority_run = ? WHERE id = ?', run, queueId)
}

/** How a window serves a queue. */
export interface ServedRow {
  readonly queue_id: string
  readonly position: number
  readonly weight: number
  readonly credit: number
  readonly priority_run: number
}

export function queuesOfWindow(db: Database.Database, windowId: string): ServedRow[] {
  return query<ServedRow>(
    db,
    `SELECT s.queue_id, s.position, s.weight, s.credit, q.priority_run FROM window_queues s JOIN queues q ON q.id = s.queue_id
     WHERE s.window_id = ? ORDER BY s.position`,
  ).all(windowId)
}

export function setCredit(db: Database.Database, windowId: string, queueId: string, credit: number): void {
  changeOne(
    db,
    'UPDATE window_queues SET credit = ? WHERE window_id = ? AND queue_id = ?',
    credit,
    windowId,
    queueId,
  )
}

/**
 * Seconds that each of the latest services of a queue kept its window, newest first: from the call, because a window
 * that waits for somebody on their way serves nobody else. Those of no known length tell nothing.
 */
export function recentServiceSeconds(db: Database.Database, queueId: string, limit: number): number[] {
  return query<{ kept_ms: number }>(
    db,
    'SELECT service_ms + max(0, started_at_ms - called_at_ms) AS kept_ms FROM services WHERE queue_id = ? AND finished_seq IS NOT NULL AND unmeasured = 0 AND kept_ms <= ? ORDER BY finished_seq DESC LIMIT ?',
  )
    .all(queueId, longestStretchMs, limit)
    .map((row) => row.kept_ms / 1000)
}

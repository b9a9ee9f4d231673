import type Database from 'better-sqlite3'
import type { RatingLevel } from '../../core/rating/level.ts'
import type { Grouping } from '../../core/report/group.ts'
import type { TicketRow } from '../queue/tickets.ts'
import { query, type Value } from '../statement.ts'

/** Whose figures may be read: the whole hall, a leader's zone with their own window, or one window. */
export type Scope =
  | { readonly kind: 'hall' }
  | { readonly kind: 'zone'; readonly zoneId: string | null; readonly windowId: string | null }
  | { readonly kind: 'window'; readonly windowId: string }

/** A ticket as a report counts it, and which row of the report it belongs to. */
export interface TicketFactRow {
  /** Null where it belongs to none: not called yet, no item named. By `hour` it is left to the caller. */
  key: string | null
  issued_at_ms: number
  due_at_ms: number | null
  first_called_at_ms: number | null
  state: TicketRow['state']
  missed_at_ms: number | null
  told_low_minutes: number | null
  told_high_minutes: number | null
  /** The target of the queue that it was issued for, where that has its own. */
  wait_target_minutes: number | null
}

/** A finished service as a report counts it, and which row of the report it belongs to. */
export interface ServiceFactRow {
  key: string | null
  finished_at_ms: number
  /** Null where its length is not known. */
  service_ms: number | null
  rating_state: 'asked' | 'rated' | 'not-rated'
  level: RatingLevel | null
}

/**
 * Where a ticket belongs. It counts once: in the queue that it was issued for, and with whoever called it first,
 * also when it was recalled, came back, was handed on or had several items.
 */
const ticketKeys: Readonly<Record<Grouping, string>> = {
  day: 't.day',
  week: 't.day',
  month: 't.day',
  hour: 'NULL',
  queue: 'q.id',
  window: 't.first_window_id',
  staff: 't.first_staff_id',
  department: 'q.department_id',
  class: 't.class',
  item: '(SELECT item_id FROM visit_items WHERE ticket_id = t.id AND position = 0)',
}

/** Where a finished service belongs: where and when it was finished, for which queue and item. */
const serviceKeys: Readonly<Record<Grouping, string>> = {
  day: 's.day',
  week: 's.day',
  month: 's.day',
  hour: 'NULL',
  queue: 's.queue_id',
  window: 's.window_id',
  staff: 's.staff_id',
  department: '(SELECT department_id FROM queues WHERE id = s.queue_id)',
  class: '(SELECT class FROM tickets WHERE id = s.ticket_id)',
  item: 's.item_id',
}

/** The tickets of one day within a scope. */
export function ticketFacts(db: Database.Database, day: string, by: Grouping, scope: Scope): TicketFactRow[] {
  const within = ticketsWithin(scope)
  return query<TicketFactRow>(
    db,
    `SELECT ${ticketKeys[by]} AS key, t.issued_at_ms, t.due_at_ms, t.first_called_at_ms, t.state, t.missed_at_ms,
       t.told_low_minutes, t.told_high_minutes, q.wait_target_minutes
     FROM tickets t JOIN queues q ON q.id = coalesce(t.issued_queue_id, t.queue_id)
     LEFT JOIN windows w ON w.id = t.first_window_id WHERE t.day = ?${within.sql}`,
  ).all(day, ...within.values)
}

/** The services that were finished on one day within a scope. One that was undone or left for another window is none. */
export function serviceFacts(
  db: Database.Database,
  day: string,
  by: Grouping,
  scope: Scope,
): ServiceFactRow[] {
  const within = servicesWithin(scope)
  return query<ServiceFactRow>(
    db,
    `SELECT ${serviceKeys[by]} AS key, s.finished_at_ms, CASE s.unmeasured WHEN 0 THEN s.service_ms END AS service_ms, s.rating_state, r.level
     FROM services s JOIN windows w ON w.id = s.window_id LEFT JOIN ratings r ON r.service_id = s.id
     WHERE s.day = ? AND s.finished_seq IS NOT NULL${within.sql}`,
  ).all(day, ...within.values)
}

interface Within {
  readonly sql: string
  readonly values: readonly Value[]
}

/** Tickets of a scope, as a condition on `t`, its queue at issue `q` and the window `w` of its first call. */
export function ticketsWithin(scope: Scope): Within {
  switch (scope.kind) {
    case 'hall':
      return { sql: '', values: [] }
    case 'zone':
      // Whoever was not called yet waits in the queue's zone.
      return {
        sql: ' AND (w.zone_id = ? OR w.id = ? OR (w.id IS NULL AND q.zone_id = ?))',
        values: [scope.zoneId, scope.windowId, scope.zoneId],
      }
    case 'window':
      return { sql: ' AND t.first_window_id = ?', values: [scope.windowId] }
  }
}

/** Services of a scope, as a condition on `s` and its window `w`. */
export function servicesWithin(scope: Scope): Within {
  switch (scope.kind) {
    case 'hall':
      return { sql: '', values: [] }
    case 'zone':
      return { sql: ' AND (w.zone_id = ? OR w.id = ?)', values: [scope.zoneId, scope.windowId] }
    case 'window':
      return { sql: ' AND s.window_id = ?', values: [scope.windowId] }
  }
}

/** What a row of a report is called. */
export interface GroupName {
  readonly id: string
  /** What people call it by: a queue's prefix, a window's number, an account, an item's code. */
  readonly code: string | null
  readonly name: string
}

const nameQueries: Readonly<Partial<Record<Grouping, string>>> = {
  queue: 'SELECT id, prefix AS code, name FROM queues ORDER BY length(prefix), prefix',
  window: 'SELECT id, number AS code, name FROM windows ORDER BY position, number',
  staff: 'SELECT id, account AS code, name FROM staff ORDER BY account',
  department: 'SELECT id, NULL AS code, name FROM departments ORDER BY pinyin',
  item: 'SELECT id, code, name FROM items ORDER BY position',
}

/** The names of all that a report may count by, in the order in which people expect them; empty where keys speak for themselves. */
export function groupNames(db: Database.Database, by: Grouping): GroupName[] {
  const sql = nameQueries[by]
  return sql === undefined ? [] : query<GroupName>(db, sql).all()
}

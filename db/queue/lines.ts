import type Database from 'better-sqlite3'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { query } from '../statement.ts'

/** Counts a new ticket in its line. Whoever leaves, comes back or changes lines is counted by the store's triggers. */
export function joinLine(db: Database.Database, queueId: string, ticketClass: TicketClass): void {
  query(
    db,
    `INSERT INTO lines (queue_id, class, waiting) VALUES (?, ?, 1)
     ON CONFLICT (queue_id, class) DO UPDATE SET waiting = waiting + 1`,
  ).run(queueId, ticketClass)
}

/** How many wait in a queue by class; classes in which nobody waits are left out. */
export function waitingByClass(
  db: Database.Database,
  queueId: string,
): { class: TicketClass; waiting: number }[] {
  return query<{ class: TicketClass; waiting: number }>(
    db,
    'SELECT class, waiting FROM lines WHERE queue_id = ? AND waiting > 0',
  ).all(queueId)
}

/** How many wait in a queue. */
export function countWaiting(db: Database.Database, queueId: string): number {
  return (
    query<{ waiting: number }>(
      db,
      'SELECT coalesce(sum(waiting), 0) AS waiting FROM lines WHERE queue_id = ?',
    ).get(queueId)?.waiting ?? 0
  )
}

/** When the first of a queue's ordinary tickets that wait arrived; undefined for none. */
export function oldestArrival(db: Database.Database, queueId: string): number | undefined {
  return query<{ arrived_at_ms: number }>(
    db,
    "SELECT arrived_at_ms FROM tickets WHERE state = 'waiting' AND queue_id = ? AND class = 'ordinary' ORDER BY arrival LIMIT 1",
  ).get(queueId)?.arrived_at_ms
}

/** How many wait in each queue in which somebody waits. */
export function countByQueue(db: Database.Database): Map<string, number> {
  const rows = query<{ queue_id: string; waiting: number }>(
    db,
    'SELECT queue_id, sum(waiting) AS waiting FROM lines WHERE waiting > 0 GROUP BY queue_id',
  ).all()
  return new Map(rows.map((row) => [row.queue_id, row.waiting]))
}

/** How many of a class came before an arrival and still wait. */
export function countOlder(
  db: Database.Database,
  queueId: string,
  ticketClass: TicketClass,
  arrival: number,
): number {
  return (
    query<{ n: number }>(
      db,
      "SELECT count(*) AS n FROM tickets WHERE state = 'waiting' AND queue_id = ? AND class = ? AND arrival < ?",
    ).get(queueId, ticketClass, arrival)?.n ?? 0
  )
}

/** Appointments of a queue whose time has come, and how many of them came before an arrival. */
export function countDue(
  db: Database.Database,
  queueId: string,
  arrival: number,
  nowMs: number,
): { waiting: number; older: number } {
  const found = query<{ waiting: number; older: number | null }>(
    db,
    `SELECT count(*) AS waiting, sum(arrival < ?) AS older FROM tickets
     WHERE state = 'waiting' AND queue_id = ? AND class = 'appointment' AND coalesce(due_at_ms, 0) <= ?`,
  ).get(arrival, queueId, nowMs)
  return { waiting: found?.waiting ?? 0, older: found?.older ?? 0 }
}

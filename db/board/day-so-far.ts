import type Database from 'better-sqlite3'
import { query } from '../statement.ts'

/** What a queue did on a day before an instant. */
export interface QueueDaySoFar {
  readonly queueId: string
  readonly issued: number
  readonly done: number
  /** Tickets whose first service began, and the sum of their waits from arrival (or appointment) to that call. */
  readonly served: number
  readonly waitMs: number
  readonly rated: number
  readonly satisfied: number
}

/**
 * Each queue's day before an instant, by the queue in which its tickets stand last. Reads the tickets of that day
 * alone, by the index of their numbers: a year of history costs nothing more.
 */
export function daySoFar(db: Database.Database, day: string, beforeMs: number): QueueDaySoFar[] {
  const queues = new Map<string, QueueDaySoFar>()
  for (const row of query<Omit<QueueDaySoFar, 'rated' | 'satisfied'>>(
    db,
    `SELECT queue_id AS queueId, count(*) AS issued, sum(done) AS done, count(called_at_ms) AS served,
       coalesce(sum(max(0, called_at_ms - waits_from_ms)), 0) AS waitMs
     FROM (SELECT t.queue_id, t.state = 'done' AND coalesce((SELECT l.finished_at_ms FROM services l WHERE l.id = t.service_id) < ?, 0) AS done,
         (SELECT s.called_at_ms FROM services s WHERE s.ticket_id = t.id AND s.started_at_ms < ? ORDER BY s.started_at_ms LIMIT 1) AS called_at_ms,
         CASE t.class WHEN 'appointment' THEN max(t.arrived_at_ms, coalesce(t.due_at_ms, 0)) ELSE t.arrived_at_ms END AS waits_from_ms
       FROM tickets t WHERE t.day = ? AND t.issued_at_ms < ?)
     GROUP BY queue_id`,
  ).all(beforeMs, beforeMs, day, beforeMs))
    queues.set(row.queueId, { ...row, rated: 0, satisfied: 0 })
  for (const row of query<Pick<QueueDaySoFar, 'queueId' | 'rated' | 'satisfied'>>(
    db,
    `SELECT t.queue_id AS queueId, count(*) AS rated, sum(r.level NOT IN ('dissatisfied', 'very-dissatisfied')) AS satisfied
     FROM tickets t JOIN ratings r ON r.ticket_id = t.id WHERE t.day = ? AND t.issued_at_ms < ? AND r.at_ms < ? GROUP BY t.queue_id`,
  ).all(day, beforeMs, beforeMs)) {
    const known = queues.get(row.queueId)
    if (known) queues.set(row.queueId, { ...known, ...row })
  }
  return [...queues.values()]
}

/** Whether any ticket was issued on a day. */
export function dayHasTickets(db: Database.Database, day: string): boolean {
  return (
    query<{ found: number }>(db, 'SELECT 1 AS found FROM tickets WHERE day = ? LIMIT 1').get(day) !==
    undefined
  )
}

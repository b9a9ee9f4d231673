import type Database from 'better-sqlite3'
import { type Scope, servicesWithin, ticketsWithin } from '../report/facts.ts'
import { query } from '../statement.ts'

/** What a day was until an instant, counted as a report of that day counts it. */
export interface DaySoFar {
  /** Tickets issued by then. */
  readonly issued: number
  /** Those of them that had been called, and the sum of their waits: from the ticket, or the appointment's time, to the first call. */
  readonly called: number
  readonly waitMs: number
  /** Services that had been finished, and those of them that had been rated. */
  readonly served: number
  readonly rated: number
  readonly satisfied: number
}

/**
 * A day within a scope until an instant. Reads the tickets and services of that day alone, by their indexes: a year of
 * history costs nothing more.
 */
export function daySoFar(db: Database.Database, day: string, beforeMs: number, scope: Scope): DaySoFar {
  const tickets = ticketsWithin(scope)
  const services = servicesWithin(scope)
  const counted = {
    ...query<Pick<DaySoFar, 'issued' | 'called' | 'waitMs'>>(
      db,
      `SELECT count(*) AS issued, count(called_at_ms) AS called, coalesce(sum(max(0, called_at_ms - waits_from_ms)), 0) AS waitMs
       FROM (SELECT CASE WHEN t.first_called_at_ms < ? THEN t.first_called_at_ms END AS called_at_ms,
           max(t.issued_at_ms, coalesce(t.due_at_ms, t.issued_at_ms)) AS waits_from_ms
         FROM tickets t JOIN queues q ON q.id = coalesce(t.issued_queue_id, t.queue_id)
         LEFT JOIN windows w ON w.id = CASE WHEN t.first_called_at_ms < ? THEN t.first_window_id END
         WHERE t.day = ? AND t.issued_at_ms < ?${tickets.sql})`,
    ).get(beforeMs, beforeMs, day, beforeMs, ...tickets.values),
    ...query<Pick<DaySoFar, 'served' | 'rated' | 'satisfied'>>(
      db,
      `SELECT count(*) AS served, count(r.level) AS rated, coalesce(sum(r.level NOT IN ('dissatisfied', 'very-dissatisfied')), 0) AS satisfied
       FROM services s JOIN windows w ON w.id = s.window_id LEFT JOIN ratings r ON r.service_id = s.id AND r.at_ms < ?
       WHERE s.day = ? AND s.finished_seq IS NOT NULL AND s.finished_at_ms < ?${services.sql}`,
    ).get(beforeMs, day, beforeMs, ...services.values),
  }
  return { issued: 0, called: 0, waitMs: 0, served: 0, rated: 0, satisfied: 0, ...counted }
}

/** Whether any ticket was issued on a day. */
export function dayHasTickets(db: Database.Database, day: string): boolean {
  return (
    query<{ found: number }>(db, 'SELECT 1 AS found FROM tickets WHERE day = ? LIMIT 1').get(day) !==
    undefined
  )
}

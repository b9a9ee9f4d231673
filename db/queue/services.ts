import type Database from 'better-sqlite3'
import type { RatingLevel } from '../../core/rating/level.ts'
import { changeOne, query } from '../statement.ts'

/** A service: one stretch of work for one item (or one ticket without items), possibly interrupted by a hold. */
export interface ServiceRow {
  id: string
  ticket_id: string
  queue_id: string
  item_id: string | null
  window_id: string
  staff_id: string | null
  /** The ticket's day while it runs, the day of its finish from then on. */
  day: string
  called_at_ms: number
  started_at_ms: number
  served_before_ms: number
  resumed_at_ms: number
  finished_at_ms: number | null
  service_ms: number | null
  rating_state: 'none' | 'asked' | 'rated' | 'not-rated'
  rating_open_until_ms: number | null
  finished_seq: number | null
  /** 1 where nobody knows how long it took: it was left open over its day's end, or for longer than a shift. */
  unmeasured: 0 | 1
}

const columns = `id, ticket_id, queue_id, item_id, window_id, staff_id, day, called_at_ms, started_at_ms, served_before_ms, resumed_at_ms,
  finished_at_ms, service_ms, rating_state, rating_open_until_ms, finished_seq, unmeasured`

export function insertService(
  db: Database.Database,
  service: Pick<
    ServiceRow,
    | 'id'
    | 'ticket_id'
    | 'queue_id'
    | 'item_id'
    | 'window_id'
    | 'staff_id'
    | 'day'
    | 'called_at_ms'
    | 'started_at_ms'
  >,
): void {
  query(
    db,
    `INSERT INTO services (id, ticket_id, queue_id, item_id, window_id, staff_id, day, called_at_ms, started_at_ms, resumed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    service.id,
    service.ticket_id,
    service.queue_id,
    service.item_id,
    service.window_id,
    service.staff_id,
    service.day,
    service.called_at_ms,
    service.started_at_ms,
    service.started_at_ms,
  )
}

export function findService(db: Database.Database, id: string): ServiceRow | undefined {
  return query<ServiceRow>(db, `SELECT ${columns} FROM services WHERE id = ?`).get(id)
}

/** A start pressed by mistake leaves no service; the journal keeps that it happened. */
export function deleteService(db: Database.Database, id: string): void {
  changeOne(db, 'DELETE FROM services WHERE id = ? AND finished_at_ms IS NULL', id)
}

export function holdService(db: Database.Database, id: string, servedMs: number): void {
  changeOne(db, 'UPDATE services SET served_before_ms = ? WHERE id = ?', servedMs, id)
}

export function resumeService(
  db: Database.Database,
  id: string,
  windowId: string,
  staffId: string | null,
  nowMs: number,
): void {
  changeOne(
    db,
    'UPDATE services SET resumed_at_ms = ?, window_id = ?, staff_id = ? WHERE id = ?',
    nowMs,
    windowId,
    staffId,
    id,
  )
}

/** Finishes a service. From then on it belongs to the day of its finish, whenever it began. */
export function finishService(
  db: Database.Database,
  id: string,
  end: { atMs: number; day: string; serviceMs: number; openUntilMs: number; seq: number },
): void {
  changeOne(
    db,
    "UPDATE services SET finished_at_ms = ?, day = ?, service_ms = ?, rating_state = 'asked', rating_open_until_ms = ?, finished_seq = ? WHERE id = ?",
    end.atMs,
    end.day,
    end.serviceMs,
    end.openUntilMs,
    end.seq,
    id,
  )
}

/** Ends a service that goes on elsewhere (transfer, put back): its time counts, it is not rated. */
export function leaveService(db: Database.Database, id: string, atMs: number, serviceMs: number): void {
  changeOne(
    db,
    "UPDATE services SET finished_at_ms = ?, service_ms = ?, rating_state = 'none' WHERE id = ?",
    atMs,
    serviceMs,
    id,
  )
}

/** Takes a finish back: the service runs again as if it had not been finished. */
export function reopenService(db: Database.Database, id: string): void {
  changeOne(
    db,
    "UPDATE services SET finished_at_ms = NULL, service_ms = NULL, rating_state = 'none', rating_open_until_ms = NULL, finished_seq = NULL WHERE id = ? AND rating_state = 'asked'",
    id,
  )
}

/** The service of a ticket that was finished last. */
export function lastFinished(db: Database.Database, ticketId: string): ServiceRow | undefined {
  return query<ServiceRow>(
    db,
    `SELECT ${columns} FROM services WHERE ticket_id = ? AND finished_seq IS NOT NULL ORDER BY finished_seq DESC LIMIT 1`,
  ).get(ticketId)
}

/** The service that was finished last at a window, on whatever day. */
export function lastFinishedAt(db: Database.Database, windowId: string): ServiceRow | undefined {
  return query<ServiceRow>(
    db,
    `SELECT ${columns} FROM services WHERE window_id = ? AND finished_seq IS NOT NULL ORDER BY finished_seq DESC LIMIT 1`,
  ).get(windowId)
}

/** Notes that nobody will know how long a service took. */
export function setUnmeasured(db: Database.Database, id: string): void {
  changeOne(db, 'UPDATE services SET unmeasured = 1 WHERE id = ?', id)
}

/** Notes the same of every service that runs: their day is over. */
export function setRunningUnmeasured(db: Database.Database): void {
  query(
    db,
    "UPDATE services SET unmeasured = 1 WHERE id IN (SELECT service_id FROM tickets WHERE state IN ('called', 'serving', 'held', 'no-show') AND state = 'serving')",
  ).run()
}

/** Services whose time for a rating has passed without one. */
export function lapsedServices(
  db: Database.Database,
  nowMs: number,
  limit: number,
): (ServiceRow & { number: string })[] {
  return query<ServiceRow & { number: string }>(
    db,
    `SELECT ${columns
      .split(',')
      .map((name) => `s.${name.trim()}`)
      .join(', ')}, t.number FROM services s JOIN tickets t ON t.id = s.ticket_id
     WHERE s.rating_state = 'asked' AND s.rating_open_until_ms < ? LIMIT ?`,
  ).all(nowMs, limit)
}

export function setRatingState(db: Database.Database, id: string, state: 'rated' | 'not-rated'): void {
  changeOne(db, "UPDATE services SET rating_state = ? WHERE id = ? AND rating_state = 'asked'", state, id)
}

/** Services that a window finished on a day with their ratings, newest first. */
export interface ServedToday {
  id: string
  ticket_id: string
  number: string
  item: string | null
  started_at_ms: number
  finished_at_ms: number
  rating_state: 'asked' | 'rated' | 'not-rated'
  level: RatingLevel | null
  reasons: string | null
  text_cipher: Buffer | null
  rated_at_ms: number | null
  rating_id: string | null
}

export function servicesOf(db: Database.Database, windowId: string, day: string): ServedToday[] {
  return query<ServedToday>(
    db,
    `SELECT s.id, s.ticket_id, t.number, i.name AS item, s.started_at_ms, s.finished_at_ms, s.rating_state,
       r.level, r.reasons, r.text_cipher, r.at_ms AS rated_at_ms, r.id AS rating_id
     FROM services s JOIN tickets t ON t.id = s.ticket_id LEFT JOIN items i ON i.id = s.item_id LEFT JOIN ratings r ON r.service_id = s.id
     WHERE s.window_id = ? AND s.day = ? AND s.finished_seq IS NOT NULL ORDER BY s.finished_seq DESC`,
  ).all(windowId, day)
}

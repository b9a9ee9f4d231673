import type Database from 'better-sqlite3'
import type { TicketClass, TicketState } from '../../core/queue/ticket.ts'
import { placeBefore } from '../journal-place.ts'
import { query } from '../statement.ts'

/** Everybody who waits, as the live board counts them. */
export interface WaitingRow {
  readonly queue_id: string
  readonly class: TicketClass
  readonly number: string
  readonly arrived_at_ms: number
  readonly due_at_ms: number | null
  readonly for_window_id: string | null
}

export function everybodyWaiting(db: Database.Database): WaitingRow[] {
  return query<WaitingRow>(
    db,
    "SELECT queue_id, class, number, arrived_at_ms, due_at_ms, for_window_id FROM tickets WHERE state = 'waiting'",
  ).all()
}

/** Tickets in the hall that no longer wait. `served_ms` and `resumed_at_ms` are of the service that runs. */
export interface AtWindowRow {
  readonly id: string
  readonly number: string
  readonly queue_id: string
  readonly state: Extract<TicketState, 'called' | 'serving' | 'held'>
  readonly window_id: string | null
  readonly called_at_ms: number | null
  readonly started_at_ms: number | null
  readonly served_before_ms: number | null
  readonly resumed_at_ms: number | null
}

export function ticketsAtWindows(db: Database.Database): AtWindowRow[] {
  // The index of who is in the hall is used for the very list that it was made with, and for no part of it.
  return query<AtWindowRow>(
    db,
    `SELECT t.id, t.number, t.queue_id, t.state, t.window_id, t.called_at_ms, s.started_at_ms, s.served_before_ms, s.resumed_at_ms
     FROM tickets t LEFT JOIN services s ON s.id = t.service_id AND t.state = 'serving'
     WHERE t.state IN ('called', 'serving', 'held', 'no-show') AND t.state <> 'no-show'`,
  ).all()
}

/** What windows did since an instant: opened, paused, closed; in order. */
export interface WindowActRow {
  readonly type: 'window-opened' | 'window-paused' | 'window-closed'
  readonly at_ms: number
  readonly window_id: string
}

export function windowActsSince(db: Database.Database, sinceMs: number): WindowActRow[] {
  return query<WindowActRow>(
    db,
    `SELECT type, at_ms, json_extract(body, '$.windowId') AS window_id FROM journal
     WHERE type IN ('window-opened', 'window-paused', 'window-closed') AND seq > ? AND at_ms >= ? ORDER BY seq`,
  ).all(placeBefore(db, sinceMs), sinceMs)
}

/** What happened to tickets since an instant, as far as the board's line and its idle windows need it; in order. */
export interface TicketActRow {
  readonly type: string
  readonly at_ms: number
  readonly ticket_id: string
  readonly queue_id: string
  readonly window_id: string | null
  readonly state: TicketState
  readonly undone: 'start' | 'no-show' | 'finish' | null
}

export function ticketActsSince(db: Database.Database, sinceMs: number): TicketActRow[] {
  // The plus keeps the store from walking the whole history by type: the last hour lies together at the journal's end.
  return query<TicketActRow>(
    db,
    `SELECT type, at_ms, ticket_id, json_extract(body, '$.queueId') AS queue_id, json_extract(body, '$.windowId') AS window_id,
       json_extract(body, '$.state') AS state, json_extract(body, '$.undone') AS undone FROM journal
     WHERE seq > ? AND at_ms >= ? AND +type IN ('ticket-issued', 'ticket-called', 'ticket-recalled', 'ticket-missed', 'ticket-transferred',
       'ticket-put-back', 'service-started', 'service-held', 'service-resumed', 'service-finished', 'action-undone') ORDER BY seq`,
  ).all(placeBefore(db, sinceMs), sinceMs)
}

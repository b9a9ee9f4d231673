import type Database from 'better-sqlite3'
import type { TicketClass, TicketState } from '../../core/queue/ticket.ts'
import type { VoiceLanguage } from '../../core/voice/spoken-call.ts'
import { changeOne, query } from '../statement.ts'
import { joinLine } from './lines.ts'

/** A ticket as the store holds it. */
export interface TicketRow {
  id: string
  visit_id: string
  day: string
  number: string
  queue_id: string
  class: TicketClass
  state: TicketState
  terminal_id: string | null
  /** The language in which it was taken; null where nobody said. */
  language: VoiceLanguage | null
  issued_at_ms: number
  arrival: number
  arrived_at_ms: number
  due_at_ms: number | null
  window_id: string | null
  for_window_id: string | null
  calls: number
  called_at_ms: number | null
  called_seq: number | null
  missed_at_ms: number | null
  returned: number
  service_id: string | null
  /** Its first call; recalls, transfers and further items leave it as it was. */
  first_called_at_ms: number | null
  first_window_id: string | null
  first_staff_id: string | null
  phone_generation: number
  undo_action: 'start' | 'no-show' | 'finish' | null
  undo_at_ms: number | null
  undo_before: string | null
}

const columns = `id, visit_id, day, number, queue_id, class, state, terminal_id, language, issued_at_ms, arrival, arrived_at_ms, due_at_ms,
  window_id, for_window_id, calls, called_at_ms, called_seq, missed_at_ms, returned, service_id,
  first_called_at_ms, first_window_id, first_staff_id, phone_generation, undo_action, undo_at_ms, undo_before`

/** What a new ticket is inserted with. */
export interface NewTicket {
  readonly id: string
  readonly visitId: string
  readonly day: string
  readonly prefix: string
  readonly ordinal: number
  readonly number: string
  readonly queueId: string
  readonly class: TicketClass
  readonly terminalId: string | null
  readonly language: VoiceLanguage | null
  readonly atMs: number
  readonly arrival: number
  readonly dueAtMs: number | null
  /** The range told at issue, in minutes; null where the hall could not tell. Reports judge estimates by it. */
  readonly told: { readonly lowMinutes: number; readonly highMinutes: number } | null
  readonly phoneHash: string
  readonly idNumberCipher: Buffer | null
  readonly idNumberHash: string | null
}

/** The next number of a queue on a day: without gaps, because a refused issue is rolled back with it. */
export function takeOrdinal(db: Database.Database, day: string, queueId: string): number {
  const row = query<{ issued: number }>(
    db,
    `INSERT INTO counters (day, queue_id, issued) VALUES (?, ?, 1)
     ON CONFLICT (day, queue_id) DO UPDATE SET issued = issued + 1 RETURNING issued`,
  ).get(day, queueId)
  if (!row) throw new Error('a counter answers with its number')
  return row.issued
}

/** How many tickets a queue issued on a day. */
export function issuedOn(db: Database.Database, day: string, queueId: string): number {
  return (
    query<{ issued: number }>(db, 'SELECT issued FROM counters WHERE day = ? AND queue_id = ?').get(
      day,
      queueId,
    )?.issued ?? 0
  )
}

/** Inserts a ticket that waits from now on, and gives its row as the store now holds it. */
export function insertTicket(db: Database.Database, ticket: NewTicket): TicketRow {
  query(
    db,
    `INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, terminal_id, language, issued_at_ms, arrival,
       arrived_at_ms, due_at_ms, issued_queue_id, told_low_minutes, told_high_minutes, phone_hash, id_number_cipher, id_number_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ticket.id,
    ticket.visitId,
    ticket.day,
    ticket.prefix,
    ticket.ordinal,
    ticket.number,
    ticket.queueId,
    ticket.class,
    ticket.terminalId,
    ticket.language,
    ticket.atMs,
    ticket.arrival,
    ticket.atMs,
    ticket.dueAtMs,
    ticket.queueId,
    ticket.told?.lowMinutes ?? null,
    ticket.told?.highMinutes ?? null,
    ticket.phoneHash,
    ticket.idNumberCipher,
    ticket.idNumberHash,
  )
  joinLine(db, ticket.queueId, ticket.class)
  return {
    id: ticket.id,
    visit_id: ticket.visitId,
    day: ticket.day,
    number: ticket.number,
    queue_id: ticket.queueId,
    class: ticket.class,
    state: 'waiting',
    terminal_id: ticket.terminalId,
    language: ticket.language,
    issued_at_ms: ticket.atMs,
    arrival: ticket.arrival,
    arrived_at_ms: ticket.atMs,
    due_at_ms: ticket.dueAtMs,
    window_id: null,
    for_window_id: null,
    calls: 0,
    called_at_ms: null,
    called_seq: null,
    missed_at_ms: null,
    returned: 0,
    service_id: null,
    phone_generation: 0,
    undo_action: null,
    undo_at_ms: null,
    undo_before: null,
    first_called_at_ms: null,
    first_window_id: null,
    first_staff_id: null,
  }
}

export function findTicket(db: Database.Database, id: string): TicketRow | undefined {
  return query<TicketRow>(db, `SELECT ${columns} FROM tickets WHERE id = ?`).get(id)
}

/** How often a ticket's phone secret was replaced. */
export function phoneGeneration(db: Database.Database, id: string): number | undefined {
  return query<{ generation: number }>(
    db,
    'SELECT phone_generation AS generation FROM tickets WHERE id = ?',
  ).get(id)?.generation
}

export function findTicketByPhone(db: Database.Database, phoneHash: string): string | undefined {
  return query<{ id: string }>(db, 'SELECT id FROM tickets WHERE phone_hash = ?').get(phoneHash)?.id
}

/** The ticket that a window has in hand: called or serving. There is one at most, which the store itself insists on. */
export function ticketInHand(db: Database.Database, windowId: string): TicketRow | undefined {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE window_id = ? AND state IN ('called', 'serving')`,
  ).get(windowId)
}

/** The very condition of the index of tickets that are in the hall and do not wait: SQLite uses it where it stands so, word for word. */
const inHall = "state IN ('called', 'serving', 'held', 'no-show')"

/** Tickets in a state that were last at a window, longest there first. */
export function ticketsAtWindow(
  db: Database.Database,
  windowId: string,
  state: 'held' | 'no-show',
  limit: number,
): TicketRow[] {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE ${inHall} AND state = ? AND window_id = ? ORDER BY called_seq DESC LIMIT ?`,
  ).all(state, windowId, limit)
}

/** The head of a line: the oldest that waits of a queue and class and may be called at this window. */
export interface Waiting {
  id: string
  queue_id: string
  class: TicketClass
  arrival: number
  arrived_at_ms: number
  due_at_ms: number | null
  for_window_id: string | null
}
const waitingColumns = 'id, queue_id, class, arrival, arrived_at_ms, due_at_ms, for_window_id'

/** Heads of a queue's lines for one window, one for each class at most (appointments by their due time). */
export function headsOf(db: Database.Database, queueId: string): Waiting[] {
  const found: Waiting[] = []
  for (const one of ['ordinary', 'priority', 'green'] as const) {
    const head = query<Waiting>(
      db,
      `SELECT ${waitingColumns} FROM tickets WHERE state = 'waiting' AND queue_id = ? AND class = ? AND for_window_id IS NULL ORDER BY arrival LIMIT 1`,
    ).get(queueId, one)
    if (head) found.push(head)
  }
  const due = query<Waiting>(
    db,
    `SELECT ${waitingColumns} FROM tickets WHERE state = 'waiting' AND queue_id = ? AND class = 'appointment' AND for_window_id IS NULL
     ORDER BY coalesce(due_at_ms, arrived_at_ms), arrival LIMIT 1`,
  ).get(queueId)
  if (due) found.push(due)
  return found
}

/** What waits for this window alone, oldest first. */
export function sentToWindow(db: Database.Database, windowId: string, limit: number): Waiting[] {
  return query<Waiting>(
    db,
    `SELECT ${waitingColumns} FROM tickets WHERE state = 'waiting' AND for_window_id = ? ORDER BY arrival LIMIT ?`,
  ).all(windowId, limit)
}

/** Everybody who waits in a queue, oldest first, up to a limit. */
export function waitingIn(db: Database.Database, queueId: string, limit: number): Waiting[] {
  return query<Waiting>(
    db,
    `SELECT ${waitingColumns} FROM tickets WHERE state = 'waiting' AND queue_id = ? AND for_window_id IS NULL ORDER BY arrival LIMIT ?`,
  ).all(queueId, limit)
}

/** Tickets of one person in a queue on a day; cancelled ones do not count. */
export function countByPerson(
  db: Database.Database,
  idNumberHash: string,
  day: string,
  queueId: string,
): number {
  return (
    query<{ n: number }>(
      db,
      "SELECT count(*) AS n FROM tickets WHERE id_number_hash = ? AND day = ? AND queue_id = ? AND state <> 'cancelled'",
    ).get(idNumberHash, day, queueId)?.n ?? 0
  )
}
/**
 * Tickets without a name that a terminal issued under a queue's prefix on a day; cancelled ones do not count. The
 * numbers that were given, `first` and `issued` in all, are looked up one by one: they lie among those of other queues.
 */
export function countByTerminal(
  db: Database.Database,
  terminalId: string,
  { day, prefix, first, issued }: { day: string; prefix: string; first: number; issued: number },
): number {
  return (
    query<{ n: number }>(
      db,
      `WITH RECURSIVE given (ordinal) AS (SELECT ? WHERE ? > 0 UNION ALL SELECT ordinal + 1 FROM given WHERE ordinal + 1 < ?)
       SELECT count(*) AS n FROM given CROSS JOIN tickets t ON t.day = ? AND t.ordinal = given.ordinal AND t.prefix = ?
       WHERE t.terminal_id = ? AND t.id_number_hash IS NULL AND t.state <> 'cancelled'`,
    ).get(first, issued, first + issued, day, prefix, terminalId)?.n ?? 0
  )
}

/** Numbers called in a queue after a place in the journal. */
export function callsSince(db: Database.Database, queueId: string, seq: number): number {
  return (
    query<{ n: number }>(db, 'SELECT count(*) AS n FROM tickets WHERE called_seq > ? AND queue_id = ?').get(
      seq,
      queueId,
    )?.n ?? 0
  )
}

/** The newest calls of the day, newest first. */
export function latestCalls(db: Database.Database, day: string, limit: number): TicketRow[] {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE called_seq IS NOT NULL AND day >= ? ORDER BY called_seq DESC LIMIT ?`,
  ).all(day, limit)
}

/** Tickets that were missed and are still so, newest first. */
export function missedTickets(db: Database.Database, limit: number): TicketRow[] {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE ${inHall} AND state = 'no-show' ORDER BY missed_at_ms DESC LIMIT ?`,
  ).all(limit)
}

/** Everybody who is in the hall without having been served to the end. */
export function ticketsLeft(db: Database.Database, limit: number): TicketRow[] {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE state = 'waiting'
     UNION ALL SELECT ${columns} FROM tickets WHERE ${inHall} AND state <> 'serving' ORDER BY arrival LIMIT ?`,
  ).all(limit)
}

/** The earliest day of those who wait or may still come back: whom no clerk has before them. Null where there is nobody. */
export function oldestDayInLine(db: Database.Database): string | null {
  const row = query<{ day: string }>(
    db,
    `SELECT day, arrival FROM tickets WHERE state = 'waiting'
     UNION ALL SELECT day, arrival FROM tickets WHERE ${inHall} AND state = 'no-show' ORDER BY arrival LIMIT 1`,
  ).get()
  return row?.day ?? null
}

/** The last ticket at a window whose start, no-show or finish may still be undone. */
export function undoableAt(db: Database.Database, windowId: string, sinceMs: number): TicketRow | undefined {
  return query<TicketRow>(
    db,
    `SELECT ${columns} FROM tickets WHERE id = (SELECT id FROM tickets WHERE window_id = ? AND called_seq IS NOT NULL ORDER BY called_seq DESC LIMIT 1)
     AND undo_action IS NOT NULL AND undo_at_ms >= ?`,
  ).get(windowId, sinceMs)
}

/** What a change sets; columns that are not named stay. */
export type TicketChange = Partial<
  Omit<TicketRow, 'id' | 'visit_id' | 'day' | 'number' | 'issued_at_ms' | 'arrival' | 'arrived_at_ms'>
> & { phone_hash?: string }

/** Changes one ticket that must be in `from`: a state that changed meanwhile is a bug of the caller, found here. */
export function changeTicket(
  db: Database.Database,
  id: string,
  from: TicketState,
  change: TicketChange,
): void {
  const entries = Object.entries(change)
  changeOne(
    db,
    `UPDATE tickets SET ${entries.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ? AND state = ?`,
    ...entries.map(([, value]) => value ?? null),
    id,
    from,
  )
}

/** An item of a visit. */
export interface VisitItemRow {
  position: number
  item_id: string
  name: string
  queue_id: string | null
  done: number
}

export function visitItems(db: Database.Database, ticketId: string): VisitItemRow[] {
  return query<VisitItemRow>(
    db,
    'SELECT v.position, v.item_id, i.name, v.queue_id, v.done FROM visit_items v JOIN items i ON i.id = v.item_id WHERE v.ticket_id = ? ORDER BY v.position',
  ).all(ticketId)
}

export function insertVisitItem(
  db: Database.Database,
  ticketId: string,
  position: number,
  itemId: string,
  queueId: string | null,
): void {
  query(db, 'INSERT INTO visit_items (ticket_id, position, item_id, queue_id) VALUES (?, ?, ?, ?)').run(
    ticketId,
    position,
    itemId,
    queueId,
  )
}

export function markItem(db: Database.Database, ticketId: string, position: number, done: boolean): void {
  changeOne(
    db,
    'UPDATE visit_items SET done = ? WHERE ticket_id = ? AND position = ?',
    done ? 1 : 0,
    ticketId,
    position,
  )
}

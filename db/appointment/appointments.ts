import type Database from 'better-sqlite3'
import type { HallReason } from '../../core/appointment/closure.ts'
import type { AppointmentState } from '../../core/appointment/rules.ts'
import type { Stretch } from '../../core/appointment/slots.ts'
import { changeOne, query, type Value } from '../statement.ts'

/** A booking as the store holds it. */
export interface AppointmentRow extends Stretch {
  readonly id: string
  readonly queueId: string
  readonly itemId: string
  readonly day: string
  readonly state: AppointmentState
  readonly bookedAtMs: number
  readonly late: number
  readonly codeRound: number
  readonly idNumberCipher: Buffer
  readonly idNumberHash: string
  readonly ticketId: string | null
  /** Why the hall itself called it off; null where it did not. */
  readonly cancelledBecause: HallReason | null
}

const columns = `id, queue_id AS queueId, item_id AS itemId, day, start_ms AS startMs, end_ms AS endMs, state, booked_at_ms AS bookedAtMs, late,
  code_round AS codeRound, id_number_cipher AS idNumberCipher, id_number_hash AS idNumberHash, ticket_id AS ticketId,
  cancelled_because AS cancelledBecause`

/** What a new booking is inserted with. */
export type NewAppointment = Omit<AppointmentRow, 'state' | 'late' | 'ticketId' | 'cancelledBecause'> & {
  readonly codeHash: string
  readonly secretHash: string
}

export function insertAppointment(db: Database.Database, row: NewAppointment): void {
  query(
    db,
    `INSERT INTO appointments (id, queue_id, item_id, day, start_ms, end_ms, state, booked_at_ms, code_round, code_hash, secret_hash,
       id_number_cipher, id_number_hash) VALUES (?, ?, ?, ?, ?, ?, 'booked', ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.queueId,
    row.itemId,
    row.day,
    row.startMs,
    row.endMs,
    row.bookedAtMs,
    row.codeRound,
    row.codeHash,
    row.secretHash,
    row.idNumberCipher,
    row.idNumberHash,
  )
}

export function findAppointment(db: Database.Database, id: string): AppointmentRow | undefined {
  return query<AppointmentRow>(db, `SELECT ${columns} FROM appointments WHERE id = ?`).get(id)
}

export function findAppointmentByCode(db: Database.Database, codeHash: string): AppointmentRow | undefined {
  return query<AppointmentRow>(db, `SELECT ${columns} FROM appointments WHERE code_hash = ?`).get(codeHash)
}

/** The id of the booking whose page has this secret. */
export function findAppointmentByPage(db: Database.Database, secretHash: string): string | undefined {
  return query<{ id: string }>(db, 'SELECT id FROM appointments WHERE secret_hash = ?').get(secretHash)?.id
}

/** A person's bookings, the latest day first. */
export function appointmentsOfPerson(
  db: Database.Database,
  idNumberHash: string,
  limit: number,
): AppointmentRow[] {
  return query<AppointmentRow>(
    db,
    `SELECT ${columns} FROM appointments WHERE id_number_hash = ? ORDER BY day DESC, start_ms LIMIT ?`,
  ).all(idNumberHash, limit)
}

/** What a person has booked: for one item and day, and in all from now on. */
export function countOfPerson(
  db: Database.Database,
  idNumberHash: string,
  itemId: string,
  onDay: string,
  nowMs: number,
): { sameItemAndDay: number; live: number } {
  return (
    query<{ sameItemAndDay: number; live: number }>(
      db,
      `SELECT count(*) FILTER (WHERE item_id = ? AND day = ?) AS sameItemAndDay,
         count(*) FILTER (WHERE state = 'booked' AND end_ms > ?) AS live
       FROM appointments WHERE id_number_hash = ? AND state IN ('booked', 'checked-in')`,
    ).get(itemId, onDay, nowMs, idNumberHash) ?? { sameItemAndDay: 0, live: 0 }
  )
}

/** The slots of a queue that are taken on a day, one row for each person. A booking that was called off takes none. */
export function takenOn(db: Database.Database, queueId: string, onDay: string): Stretch[] {
  return query<Stretch>(
    db,
    "SELECT start_ms AS startMs, end_ms AS endMs FROM appointments WHERE queue_id = ? AND day = ? AND state != 'cancelled'",
  ).all(queueId, onDay)
}

/** Which bookings are asked for. */
export interface AppointmentFilter {
  readonly day: string
  readonly queueId?: string | undefined
  readonly state?: AppointmentState | undefined
  /** Queues that they may be of, by id; left out or null for all. */
  readonly within?: ReadonlySet<string> | null
  /** The row after which to go on. */
  readonly after?: Pick<AppointmentRow, 'id' | 'startMs'> | undefined
}

const isWithin = 'queue_id IN (SELECT value FROM json_each(?))'

/** A day's bookings by time, at most `limit`. */
export function appointmentsOn(
  db: Database.Database,
  filter: AppointmentFilter,
  limit: number,
): AppointmentRow[] {
  const where = ['day = ?']
  const values: Value[] = [filter.day]
  if (filter.queueId !== undefined) {
    where.push('queue_id = ?')
    values.push(filter.queueId)
  }
  if (filter.state !== undefined) {
    where.push('state = ?')
    values.push(filter.state)
  }
  if (filter.within) {
    where.push(isWithin)
    values.push(JSON.stringify([...filter.within]))
  }
  if (filter.after !== undefined) {
    where.push('(start_ms, id) > (?, ?)')
    values.push(filter.after.startMs, filter.after.id)
  }
  return query<AppointmentRow>(
    db,
    `SELECT ${columns} FROM appointments WHERE ${where.join(' AND ')} ORDER BY start_ms, id LIMIT ?`,
  ).all(...values, limit)
}

/** What each kind of change may touch: bookings of a day; of items that go to a queue now; of an item; of a department's items. */
const touched = {
  day: 'day = ?',
  queueId: `item_id IN (SELECT i.id FROM items i JOIN departments d ON d.id = i.department_id
     WHERE coalesce(i.queue_id, d.queue_id) = ?)`,
  itemId: 'item_id = ?',
  departmentId: 'item_id IN (SELECT id FROM items WHERE department_id = ?)',
} as const

/** Which bookings a change of what is registered may touch, by one of these. */
export type ExpectedOf = { readonly by: keyof typeof touched; readonly id: string }

/** Bookings that a change may touch and that nobody has checked in yet. */
export function expectedOf(db: Database.Database, which: ExpectedOf): AppointmentRow[] {
  return expectedWhere(db, touched[which.by], which.id)
}

/** All bookings that nobody has checked in yet. */
export function allExpected(db: Database.Database): AppointmentRow[] {
  return expectedWhere(db, 'true')
}

function expectedWhere(db: Database.Database, condition: string, ...values: string[]): AppointmentRow[] {
  return query<AppointmentRow>(
    db,
    `SELECT ${columns} FROM appointments WHERE ${condition} AND state = 'booked' ORDER BY start_ms, id`,
  ).all(...values)
}

/** How many bookings there are that nobody has checked in yet. */
export function countExpected(db: Database.Database): number {
  const row = query<{ n: number }>(db, "SELECT count(*) AS n FROM appointments WHERE state = 'booked'").get()
  return row?.n ?? 0
}

/** Bookings whose slot ended before a moment and that nobody checked in, the oldest first. */
export function overdueAppointments(
  db: Database.Database,
  endedBeforeMs: number,
  limit: number,
): AppointmentRow[] {
  return query<AppointmentRow>(
    db,
    `SELECT ${columns} FROM appointments WHERE state = 'booked' AND end_ms <= ? ORDER BY end_ms, id LIMIT ?`,
  ).all(endedBeforeMs, limit)
}

/** Ends a booking that must still be booked: a state that changed meanwhile is a bug of the caller, found here. */
export function endAppointment(
  db: Database.Database,
  id: string,
  end: {
    readonly state: Exclude<AppointmentState, 'booked'>
    readonly atMs: number
    readonly ticketId?: string
    readonly late?: boolean
    readonly because?: HallReason
  },
): void {
  changeOne(
    db,
    "UPDATE appointments SET state = ?, ended_at_ms = ?, ticket_id = ?, late = ?, cancelled_because = ? WHERE id = ? AND state = 'booked'",
    end.state,
    end.atMs,
    end.ticketId ?? null,
    end.late === true ? 1 : 0,
    end.because ?? null,
    id,
  )
}

/** How many bookings of each state a queue has. */
export interface FigureRow {
  readonly queueId: string
  readonly made: number
  readonly expected: number
  readonly checkedIn: number
  readonly late: number
  readonly cancelled: number
  readonly absent: number
}

/** The figures of each queue with bookings on days from–to, both included; of some queues, where their ids are given. */
export function appointmentFigures(
  db: Database.Database,
  from: string,
  to: string,
  within: ReadonlySet<string> | null,
): FigureRow[] {
  return query<FigureRow>(
    db,
    `SELECT queue_id AS queueId, count(*) AS made, sum(state = 'booked') AS expected, sum(state = 'checked-in') AS checkedIn,
       sum(late) AS late, sum(state = 'cancelled') AS cancelled, sum(state = 'absent') AS absent
     FROM appointments WHERE day BETWEEN ? AND ?${within ? ` AND ${isWithin}` : ''} GROUP BY queue_id`,
  ).all(from, to, ...(within ? [JSON.stringify([...within])] : []))
}

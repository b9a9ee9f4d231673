import { fact } from '../../contract/entries.ts'
import { localDay, localTime } from '../../core/day.ts'
import { forgetAnswers } from '../../db/idempotency.ts'
import { setRunningUnmeasured } from '../../db/queue/services.ts'
import {
  changeTicket,
  missedTickets,
  oldestDayInLine,
  type TicketRow,
  ticketsLeft,
} from '../../db/queue/tickets.ts'
import { allWindows } from '../../db/queue/windows.ts'
import { deleteExpiredSessions } from '../../db/staff/sessions.ts'
import { query } from '../../db/statement.ts'
import type { Transaction } from '../../db/writer.ts'
import { noteAbsences } from '../appointment/absence.ts'
import type { Hall } from '../hall.ts'
import { vacate } from '../queue/attend.ts'
import { isReturnable } from '../queue/describe.ts'
import { ticketFacts } from '../queue/facts.ts'
import { lapseRatings } from '../rating/rate.ts'
import { raiseDeviceAlerts } from '../terminal/devices.ts'
import { watchTerminals } from '../terminal/presence.ts'

/** Rows that one command changes at most, so that nobody waits behind a long one. */
const atOnce = 500

/** What the end of a day did. */
export interface DayEnd {
  readonly day: string
  readonly expired: number
  readonly windowsClosed: number
}

/**
 * Ends a day: whoever still waits expires, windows close. Whom a clerk has before them is served to the end: in hand,
 * called just now, or set aside to fetch a paper; those two at the latest until the next day's end, since nobody may
 * ever come. For how long a service in hand took is not asked: one left open over the night would be counted in days.
 */
export function endDay(tx: Transaction, day: string): DayEnd {
  let expired = 0
  for (const row of ticketsLeft(tx.db, Number.MAX_SAFE_INTEGER)) {
    const isWithClerk = row.state === 'called' || row.state === 'held'
    if (row.day > day || (isWithClerk && row.day === day)) continue
    expire(tx, row, 'end-of-day')
    expired += 1
  }
  setRunningUnmeasured(tx.db)
  let windowsClosed = 0
  for (const window of allWindows(tx.db)) {
    if (window.state === 'closed') continue
    vacate(tx, window, 'closed', '', null)
    windowsClosed += 1
  }
  tx.record(fact('day-ended', { day, expired, windowsClosed }))
  return { day, expired, windowsClosed }
}

/**
 * Whether today's end has come and is not yet recorded, or an earlier day was never ended: the machine was off, and
 * somebody still waits since then, or windows are still open. `lastAliveMs` is when the hall last ran, before now.
 */
export function dayToEnd(hall: Hall, lastAliveMs: number | null): string | null {
  const { rules, timeZone } = hall.settings()
  const { endOfDay } = rules
  if (endOfDay === null) return null
  const nowMs = hall.clock()
  const today = localDay(nowMs, timeZone)
  const isOver = (ms: number): boolean => localTime(ms, timeZone) >= endOfDay
  const last = query<{ day: string | null; at_ms: number }>(
    hall.db,
    "SELECT json_extract(body, '$.day') AS day, at_ms FROM journal WHERE type = 'day-ended' ORDER BY seq DESC LIMIT 1",
  ).get()
  const oldest = oldestDayInLine(hall.db)
  if (oldest !== null && oldest < today) return oldest
  const isAtWork = oldest !== null || allWindows(hall.db).some((window) => window.state !== 'closed')
  if (!isAtWork) return null
  if (lastAliveMs !== null) {
    const lastAlive = localDay(lastAliveMs, timeZone)
    if (lastAlive < today && !isOver(lastAliveMs)) return lastAlive
  }
  // A day that was ended by hand, or before its end was set to a later time, goes on until that time and ends again.
  return isOver(nowMs) && !(last?.day === today && isOver(last.at_ms)) ? today : null
}

function expire(tx: Transaction, row: TicketRow, reason: 'end-of-day' | 'not-returned'): void {
  tx.record(fact('ticket-expired', { ...ticketFacts(row, 'expired'), reason }))
  changeTicket(tx.db, row.id, row.state, {
    state: 'expired',
    undo_action: null,
    undo_at_ms: null,
    undo_before: null,
  })
}

/** What is done each minute: no-shows that can no longer come back expire, bookings that nobody kept are absent, ratings that nobody gave lapse, devices and terminals long out of service become alerts, old keys go. */
export function tidy(tx: Transaction, hall: Hall): void {
  const undoMs = hall.settings().rules.undoSeconds * 1000
  for (const row of missedTickets(tx.db, atOnce)) {
    const settled = row.undo_at_ms === null || tx.nowMs - row.undo_at_ms > undoMs
    if (settled && !isReturnable(hall, row, tx.nowMs)) expire(tx, row, 'not-returned')
  }
  if (hall.settings().rules.endOfDay === null)
    for (const row of ticketsLeft(tx.db, atOnce))
      if (row.state !== 'called' && tx.nowMs - row.issued_at_ms > hall.forgetsAfterMs)
        expire(tx, row, 'end-of-day')
  noteAbsences(tx, hall, atOnce)
  lapseRatings(tx, atOnce)
  raiseDeviceAlerts(tx, hall)
  watchTerminals(tx, hall)
  forgetAnswers(tx.db, tx.nowMs)
  deleteExpiredSessions(tx.db, tx.nowMs)
}

import { fact } from '../../contract/entries.ts'
import { localDay, localTime } from '../../core/day.ts'
import { forgetAnswers } from '../../db/idempotency.ts'
import { setRunningUnmeasured } from '../../db/queue/services.ts'
import { changeTicket, missedTickets, type TicketRow, ticketsLeft } from '../../db/queue/tickets.ts'
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
 * Ends a day: whoever still waits expires, windows close. A person who is being served is served to the end, but for
 * how long is not asked: a service that is left open over the night would be counted in days.
 */
export function endDay(tx: Transaction, day: string): DayEnd {
  let expired = 0
  for (const row of ticketsLeft(tx.db, Number.MAX_SAFE_INTEGER)) {
    if (row.day > day) continue
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
  if (rules.endOfDay === null) return null
  const nowMs = hall.clock()
  const today = localDay(nowMs, timeZone)
  const last =
    query<{ day: string | null }>(
      hall.db,
      "SELECT json_extract(body, '$.day') AS day FROM journal WHERE type = 'day-ended' ORDER BY seq DESC LIMIT 1",
    ).get()?.day ?? null
  const oldest = ticketsLeft(hall.db, 1)[0]?.day ?? null
  if (oldest !== null && oldest < today) return oldest
  const isAtWork = oldest !== null || allWindows(hall.db).some((window) => window.state !== 'closed')
  if (!isAtWork) return null
  if (lastAliveMs !== null) {
    const lastAlive = localDay(lastAliveMs, timeZone)
    const wasOver = localTime(lastAliveMs, timeZone) >= rules.endOfDay
    if (lastAlive < today && !wasOver && last !== lastAlive) return lastAlive
  }
  const isOver = localTime(nowMs, timeZone) >= rules.endOfDay
  return isOver && last !== today ? today : null
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

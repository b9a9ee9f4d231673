import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import { opensRectification, type RatingLevel } from '../../core/rating/level.ts'
import { mayRate } from '../../core/rating/may-rate.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { addWorkdays } from '../../core/workdays.ts'
import {
  lapsedServices,
  lastFinished,
  lastFinishedAt,
  type ServiceRow,
  setRatingState,
} from '../../db/queue/services.ts'
import type { TicketRow } from '../../db/queue/tickets.ts'
import { insertRating, insertRectification } from '../../db/rating/ratings.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { needTicket } from '../queue/facts.ts'
import type { Principal } from '../who.ts'

/** A rating as it was pressed. */
export interface RatingInput {
  readonly level: RatingLevel
  readonly reasons: readonly string[]
  readonly text: string
  readonly channel: 'pad' | 'phone' | 'kiosk'
}

/** What is answered to a rating that was kept. */
export interface RatingAnswer {
  readonly id: string
  readonly level: RatingLevel
  readonly at: string
}

const sentences = {
  'not-finished': '服务还没有结束，结束后会请您评价。',
  'already-rated': '此次服务已经评价过了，谢谢您。',
  'rating-closed': '评价时间已过。如有意见，请找工作人员。',
} as const

/**
 * Keeps the rating of a ticket's latest service: one for one service 一次一评. The lowest two levels open a
 * rectification in the same transaction (国办发〔2019〕51号).
 */
export function rate(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  input: RatingInput,
  who: Principal,
): Result<RatingAnswer, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  const service = lastFinished(tx.db, row.id)
  const allowed = mayPress(tx, row, service, input.channel, who)
  if (!allowed.ok) return allowed
  const { rules, timeZone } = hall.settings()
  const state = mayRate({
    finishedAtMs: service?.finished_at_ms ?? null,
    rated: service?.rating_state === 'rated',
    nowMs: tx.nowMs,
    openMinutes: rules.ratingOpenMinutes,
  })
  if (!state.ok) return fail(refusal(state.problem, sentences[state.problem]))
  const rated = must(service, 'a finish that can be rated has its service')
  if (rated.rating_state !== 'asked') return fail(refusal('rating-closed', sentences['rating-closed']))

  const id = tx.newId()
  const terminalId = who.kind === 'terminal' ? who.terminal.id : null
  setRatingState(tx.db, rated.id, 'rated')
  insertRating(tx.db, {
    id,
    serviceId: rated.id,
    ticketId: row.id,
    windowId: rated.window_id,
    staffId: rated.staff_id,
    level: input.level,
    reasons: input.reasons,
    textCipher: input.text === '' ? null : hall.cipher.encrypt(input.text, `rating:${id}`),
    channel: input.channel,
    terminalId,
    atMs: tx.nowMs,
  })
  tx.record(
    fact('rating-given', {
      ratingId: id,
      serviceId: rated.id,
      ticketId: row.id,
      number: row.number,
      windowId: rated.window_id,
      staffId: rated.staff_id,
      itemId: rated.item_id,
      level: input.level,
      reasons: [...input.reasons],
      hasText: input.text !== '',
      channel: input.channel,
      terminalId,
    }),
  )
  if (opensRectification(input.level))
    openRectification(tx, id, rated, rules.rectificationWorkingDays, timeZone)
  return ok({ id, level: input.level, at: toRfc3339(tx.nowMs, timeZone) })
}

function openRectification(
  tx: Transaction,
  ratingId: string,
  service: ServiceRow,
  workingDays: number,
  timeZone: string,
): void {
  const due = addWorkdays(localDay(tx.nowMs, timeZone), workingDays)
  // A low rating is kept even in a year whose calendar is not loaded; its due date then waits for the calendar.
  const dueOn = due.ok ? due.value : 'calendar-not-loaded'
  const id = tx.newId()
  insertRectification(tx.db, {
    id,
    ratingId,
    windowId: service.window_id,
    staffId: service.staff_id,
    openedAtMs: tx.nowMs,
    dueOn,
  })
  tx.record(
    fact('rectification-opened', {
      rectificationId: id,
      ratingId,
      ticketId: service.ticket_id,
      windowId: service.window_id,
      staffId: service.staff_id,
      dueOn,
    }),
  )
}

/** Whose press counts: the ticket's own phone, the pad of the window where it was finished last, a kiosk that carries that pad. */
function mayPress(
  tx: Transaction,
  row: TicketRow,
  service: ServiceRow | undefined,
  channel: RatingInput['channel'],
  who: Principal,
): Result<null, Refusal> {
  if (who.kind === 'phone') {
    if (who.ticketId !== row.id) return fail(refusal('not-permitted', '这不是您的号票。'))
    return channel === 'phone' ? ok(null) : wrongChannel('phone')
  }
  if (who.kind !== 'terminal') return fail(refusal('not-permitted'))
  const { terminal } = who
  const windowId = service?.window_id ?? row.window_id
  if (terminal.role === 'pad') {
    if (windowId !== terminal.windowId) return fail(refusal('not-permitted', '此号不在本窗口办理。'))
    if (channel !== 'pad') return wrongChannel('pad')
    const latest = windowId === null || service === undefined ? undefined : lastFinishedAt(tx.db, windowId)
    if (service && service.rating_state === 'asked' && latest && latest.id !== service.id)
      return fail(refusal('not-permitted', '评价器只能评价本窗口刚刚办结的号。'))
    return ok(null)
  }
  if (channel === 'phone') return wrongChannel('pad')
  const carried =
    terminal.padWindows === 'all' ||
    (windowId !== null && (terminal.padWindows.includes(windowId) || terminal.windowId === windowId))
  return carried ? ok(null) : fail(refusal('not-permitted', '本终端不带此窗口的评价器。'))
}

function wrongChannel(right: string): Result<never, Refusal> {
  return fail(
    refusal('validation', '评价渠道与终端不符。', {
      errors: [{ path: 'channel', message: `应为 ${right}` }],
    }),
  )
}

/** Services that nobody rated in time are recorded as not rated: never as satisfied. Returns how many. */
export function lapseRatings(tx: Transaction, limit: number): number {
  const lapsed = lapsedServices(tx.db, tx.nowMs, limit)
  for (const service of lapsed) {
    setRatingState(tx.db, service.id, 'not-rated')
    tx.record(
      fact('rating-lapsed', {
        serviceId: service.id,
        ticketId: service.ticket_id,
        number: service.number,
        windowId: service.window_id,
        staffId: service.staff_id,
      }),
    )
  }
  return lapsed.length
}

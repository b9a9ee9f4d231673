import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import { mayUndo } from '../../core/queue/comeback.ts'
import { isCredible } from '../../core/queue/service-length.ts'
import type { TicketAction } from '../../core/queue/ticket.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import {
  deleteService,
  findService,
  finishService,
  holdService,
  insertService,
  reopenService,
  resumeService,
  type ServiceRow,
  setUnmeasured,
} from '../../db/queue/services.ts'
import { changeTicket, markItem, type TicketRow, ticketInHand, visitItems } from '../../db/queue/tickets.ts'
import { findWindow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { staffIdOf } from '../who.ts'
import { type Act, actFacts, actOn, answer, needAtWindow, nothingToUndo } from './act.ts'
import { stillInHand } from './call.ts'
import { stateAfter } from './facts.ts'

/** Starts the service: the person has come to the window. */
export function start(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'start', (at, state) => {
    const { row, window, who } = at
    const serviceId = tx.newId()
    const item = visitItems(tx.db, row.id).find((one) => one.done === 0)
    insertService(tx.db, {
      id: serviceId,
      ticket_id: row.id,
      queue_id: row.queue_id,
      item_id: item?.item_id ?? null,
      window_id: window.id,
      staff_id: staffIdOf(who),
      day: row.day,
      called_at_ms: row.called_at_ms ?? tx.nowMs,
      started_at_ms: tx.nowMs,
    })
    tx.record(fact('service-started', { ...actFacts(at, state), serviceId }))
    changeTicket(tx.db, row.id, row.state, {
      state,
      service_id: serviceId,
      undo_action: 'start',
      undo_at_ms: tx.nowMs,
      undo_before: JSON.stringify({ serviceId: row.service_id }),
    })
    return null
  })
}

/** Sets the ticket aside at this window, so that another can be served meanwhile. */
export function hold(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'hold', (at, state) => {
    const { row } = at
    const service = serviceOf(tx, row)
    noteLength(tx, service)
    holdService(tx.db, service.id, servedMs(service, tx.nowMs))
    tx.record(fact('service-held', { ...actFacts(at, state), serviceId: service.id }))
    changeTicket(tx.db, row.id, row.state, { state, ...nothingToUndo })
    return null
  })
}

/** Takes a held ticket up again, at the window that set it aside. */
export function resume(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'resume', (at, state) => {
    const { row, window, who } = at
    if (window.state !== 'open') return refusal('window-not-open', '请先开放窗口，再继续办理。')
    const inHand = ticketInHand(tx.db, window.id)
    if (inHand) return stillInHand(inHand)
    const service = serviceOf(tx, row)
    resumeService(tx.db, service.id, window.id, staffIdOf(who), tx.nowMs)
    tx.record(fact('service-resumed', { ...actFacts(at, state), serviceId: service.id }))
    changeTicket(tx.db, row.id, row.state, { state, ...nothingToUndo })
    return null
  })
}

/** Finishes the service and asks for its rating. With items of the visit left, the ticket waits again, its arrival kept. */
export function finish(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  const at = needAtWindow(tx, act)
  if (!at.ok) return at
  const { row } = at.value
  const left = visitItems(tx.db, row.id).filter((one) => one.done === 0)
  const [now, following] = left
  const next = stateAfter(row, following ? 'finish-item' : 'finish')
  if (!next.ok) return next
  const service = serviceOf(tx, row)
  const { rules, timeZone } = hall.settings()
  const openUntilMs = tx.nowMs + rules.ratingOpenMinutes * 60_000
  const serviceMs = servedMs(service, tx.nowMs)
  const queueId = following?.queue_id ?? row.queue_id
  const seq = tx.record(
    fact('service-finished', {
      ...actFacts(at.value, next.value, queueId),
      serviceId: service.id,
      itemId: now?.item_id ?? null,
      itemsLeft: left.length === 0 ? 0 : left.length - 1,
      serviceSeconds: serviceMs / 1000,
      ratingOpenUntil: toRfc3339(openUntilMs, timeZone),
    }),
  )
  noteLength(tx, service)
  const day = localDay(tx.nowMs, timeZone)
  finishService(tx.db, service.id, { atMs: tx.nowMs, day, serviceMs, openUntilMs, seq })
  if (now) markItem(tx.db, row.id, now.position, true)
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    queue_id: queueId,
    undo_action: 'finish',
    undo_at_ms: tx.nowMs,
    undo_before: JSON.stringify({ queueId: row.queue_id, position: now?.position ?? null }),
  })
  return answer(tx, hall, row.id)
}

/** Takes back a start, a no-show or a finish that was pressed by mistake, by an entry that says so. */
export function undo(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  const at = needAtWindow(tx, act)
  if (!at.ok) return at
  const { row, window } = at.value
  const undone = needUndoable(tx, hall, row, window.id)
  if (!undone.ok) return undone
  const next = stateAfter(row, undoing[undone.value])
  if (!next.ok) return next
  const inHand = ticketInHand(tx.db, window.id)
  if (inHand && inHand.id !== row.id)
    return fail(refusal('ticket-in-hand', `窗口已呼叫 ${inHand.number}，不能再撤销。`))
  // Written by `start` and `finish` above.
  const before: { serviceId?: string | null; queueId?: string; position?: number | null } =
    row.undo_before === null ? {} : JSON.parse(row.undo_before)
  const queueId = before.queueId ?? row.queue_id
  tx.record(fact('action-undone', { ...actFacts(at.value, next.value, queueId), undone: undone.value }))
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    queue_id: queueId,
    service_id: undone.value === 'start' ? (before.serviceId ?? null) : row.service_id,
    missed_at_ms: null,
    ...nothingToUndo,
  })
  if (undone.value === 'start' && row.service_id !== null) deleteService(tx.db, row.service_id)
  if (undone.value === 'finish' && row.service_id !== null) {
    reopenService(tx.db, row.service_id)
    if (typeof before.position === 'number') markItem(tx.db, row.id, before.position, false)
  }
  return answer(tx, hall, row.id)
}

type Undoable = NonNullable<TicketRow['undo_action']>

const undoing = {
  start: 'undo-start',
  'no-show': 'undo-miss',
  finish: 'undo-finish',
} as const satisfies Record<Undoable, TicketAction>

/** What was pressed last at this window for this ticket, while it may still be taken back. */
function needUndoable(
  tx: Transaction,
  hall: Hall,
  row: TicketRow,
  windowId: string,
): Result<Undoable, Refusal> {
  if (row.undo_action === null || row.undo_at_ms === null || row.window_id !== windowId)
    return fail(refusal('nothing-to-undo', '这张号票没有可以撤销的操作。'))
  const service = row.service_id === null ? undefined : findService(tx.db, row.service_id)
  const { undoSeconds } = hall.settings().rules
  const allowed = mayUndo({
    atMs: row.undo_at_ms,
    nowMs: tx.nowMs,
    undoSeconds,
    rated: row.undo_action === 'finish' && service?.rating_state !== 'asked',
  })
  return allowed.ok
    ? ok(row.undo_action)
    : fail(
        refusal(
          allowed.problem,
          allowed.problem === 'already-rated'
            ? '群众已经评价，不能再撤销。'
            : `只能在 ${undoSeconds} 秒内撤销。`,
        ),
      )
}

/** The service that runs for a ticket in hand or on hold. */
export function serviceOf(tx: Transaction, row: TicketRow): ServiceRow {
  return must(
    row.service_id === null ? null : findService(tx.db, row.service_id),
    'a ticket that is served has its service',
  )
}

/** Time in service so far, holds not counted. A clock that was set back counts nothing rather than less than nothing. */
export function servedMs(service: ServiceRow, nowMs: number): number {
  return service.served_before_ms + Math.max(0, nowMs - service.resumed_at_ms)
}

/** A stretch that nobody believes leaves the service without a known length. */
function noteLength(tx: Transaction, service: ServiceRow): void {
  if (!isCredible(tx.nowMs - service.resumed_at_ms)) setUnmeasured(tx.db, service.id)
}

/** The window that a ticket may be handed to. */
export function needOtherWindow(tx: Transaction, id: string) {
  const window = findWindow(tx.db, id)
  if (!window) return fail(refusal('not-found', '没有要转去的窗口。'))
  return window.active === 1
    ? ok(window)
    : fail(refusal('window-switched-off', '要转去的窗口已停用，请另选。'))
}

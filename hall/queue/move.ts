import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { leaveService } from '../../db/queue/services.ts'
import { changeTicket, type TicketRow, visitItems } from '../../db/queue/tickets.ts'
import type { WindowRow } from '../../db/queue/windows.ts'
import { changeOne } from '../../db/statement.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { answer, needTicketHere } from './call.ts'
import { isReturnable } from './describe.ts'
import { needTicket, stateAfter, ticketFacts, windowFacts } from './facts.ts'
import { needOtherWindow, servedMs, serviceOf } from './serve-ticket.ts'

const nothingToUndo = { undo_action: null, undo_at_ms: null, undo_before: null } as const

/** Sends the ticket that is served to another queue or window. It keeps its number and its arrival. */
export function transfer(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  input: { ticketId: string; toQueueId?: string | undefined; toWindowId?: string | undefined },
  who: Principal,
): Result<Ticket, Refusal> {
  const at = needTicketHere(tx, windowId, input.ticketId, who)
  if (!at.ok) return at
  const { row, window } = at.value
  const next = stateAfter(row, 'transfer')
  if (!next.ok) return next
  if (input.toWindowId === windowId)
    return fail(
      refusal('validation', '不能转到本窗口，请挂起。', {
        errors: [{ path: 'toWindowId', message: '就是本窗口' }],
      }),
    )
  const target = findTarget(tx, row, input)
  if (!target.ok) return target
  const { queueId, toWindowId } = target.value
  const service = serviceOf(tx, row)
  leaveService(tx.db, service.id, tx.nowMs, servedMs(service, tx.nowMs))
  tx.record(
    fact('ticket-transferred', {
      ...ticketFacts({ ...row, queue_id: queueId }, next.value),
      ...windowFacts(window),
      staffId: staffIdOf(who),
      fromQueueId: row.queue_id,
      toWindowId,
    }),
  )
  moveItem(tx, row, queueId)
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    queue_id: queueId,
    for_window_id: toWindowId,
    ...nothingToUndo,
  })
  return answer(tx, hall, row.id)
}

function findTarget(
  tx: Transaction,
  row: TicketRow,
  input: { toQueueId?: string | undefined; toWindowId?: string | undefined },
): Result<{ queueId: string; toWindowId: string | null }, Refusal> {
  if (input.toWindowId !== undefined) {
    const other = needOtherWindow(tx, input.toWindowId)
    return other.ok
      ? ok({ queueId: queueAt(tx, other.value, row.queue_id), toWindowId: other.value.id })
      : other
  }
  const queue = input.toQueueId === undefined ? undefined : findQueue(tx.db, input.toQueueId)
  return queue
    ? ok({ queueId: queue.id, toWindowId: null })
    : fail(refusal('not-found', '没有要转去的队列。'))
}

/** The queue that a ticket stands in at another window: its own where that window serves it, else that window's first. */
function queueAt(tx: Transaction, window: WindowRow, queueId: string): string {
  const served = queuesOfWindow(tx.db, window.id)
  return served.some((one) => one.queue_id === queueId) ? queueId : (served[0]?.queue_id ?? queueId)
}

/** A wrong queue mended by transfer mends the visit's present item too, so that it is not sent back. */
function moveItem(tx: Transaction, row: TicketRow, queueId: string): void {
  const item = visitItems(tx.db, row.id).find((one) => one.done === 0)
  if (item && item.queue_id !== queueId)
    changeOne(
      tx.db,
      'UPDATE visit_items SET queue_id = ? WHERE ticket_id = ? AND position = ?',
      queueId,
      row.id,
      item.position,
    )
}

/** What becomes of the ticket in hand when the window is left. */
export type Leaving = 'put-back' | 'hold' | 'hand-over'

/** Gives a ticket in hand back to the line, or to another window, its arrival kept. */
export function putBack(
  tx: Transaction,
  row: TicketRow,
  window: WindowRow,
  toWindowId: string | null,
  who: Principal,
): Result<null, Refusal> {
  const next = stateAfter(row, 'put-back')
  if (!next.ok) return next
  let queueId = row.queue_id
  if (toWindowId !== null) {
    if (toWindowId === window.id)
      return fail(
        refusal('validation', '不能移交给本窗口。', {
          errors: [{ path: 'toWindowId', message: '就是本窗口' }],
        }),
      )
    const other = needOtherWindow(tx, toWindowId)
    if (!other.ok) return other
    queueId = queueAt(tx, other.value, row.queue_id)
  }
  if (row.state === 'serving') {
    const service = serviceOf(tx, row)
    leaveService(tx.db, service.id, tx.nowMs, servedMs(service, tx.nowMs))
  }
  tx.record(
    fact('ticket-put-back', {
      ...ticketFacts({ ...row, queue_id: queueId }, next.value),
      ...windowFacts(window),
      staffId: staffIdOf(who),
      toWindowId,
    }),
  )
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    queue_id: queueId,
    for_window_id: toWindowId,
    ...nothingToUndo,
  })
  return ok(null)
}

/** Brings a no-show back into its queue: once, within the hall's limit, its arrival kept. */
export function comeBack(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  who: Principal,
  proof?: 'held',
): Result<Ticket, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  const allowed = mayTouch(row, who, proof)
  if (!allowed.ok) return allowed
  const next = stateAfter(row, 'return')
  if (!next.ok) return next
  if (!isReturnable(hall, row, tx.nowMs))
    return fail(
      refusal(
        'return-refused',
        row.returned === 1 ? '此号已经回过一次队列，请重新取号。' : '已超过可以回到队列的时间，请重新取号。',
      ),
    )
  tx.record(fact('ticket-returned', ticketFacts(row, next.value)))
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    returned: 1,
    missed_at_ms: null,
    ...nothingToUndo,
  })
  return answer(tx, hall, row.id)
}

/** Cancels a ticket that waits, at the wish of whoever holds it. */
export function cancel(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  who: Principal,
  proof?: 'held',
): Result<Ticket, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  const allowed = mayTouch(row, who, proof)
  if (!allowed.ok) return allowed
  const next = stateAfter(row, 'cancel')
  if (!next.ok) return next
  tx.record(
    fact('ticket-cancelled', {
      ...ticketFacts(row, next.value),
      by: who.kind === 'phone' ? 'phone' : 'kiosk',
    }),
  )
  changeTicket(tx.db, row.id, row.state, { state: next.value, ...nothingToUndo })
  return answer(tx, hall, row.id)
}

/** Corrects a class that was claimed without proof (or not claimed though it was due). */
export function correctClass(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  to: TicketClass,
  reason: string,
  who: Principal,
): Result<Ticket, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  if (!['waiting', 'called', 'serving', 'held'].includes(row.state))
    return fail(refusal('not-waiting', '此号已经结束，不能再更正类别。'))
  const served =
    who.kind === 'person' &&
    (who.roles.includes('leader') ||
      (who.windowId !== null &&
        (row.window_id === who.windowId ||
          queuesOfWindow(tx.db, who.windowId).some((one) => one.queue_id === row.queue_id))))
  if (!served) return fail(refusal('not-permitted', '此号不在您窗口的队伍里。'))
  tx.record(
    fact('class-corrected', {
      ...ticketFacts({ ...row, class: to }, row.state),
      from: row.class,
      reason,
      staffId: staffIdOf(who),
      windowId: row.window_id,
    }),
  )
  changeTicket(tx.db, row.id, row.state, { class: to })
  return answer(tx, hall, row.id)
}

/** A kiosk touches what it issued, a phone its one ticket, a window what was last there, a leader any. */
/** `held`: whoever asks has shown the secret of the ticket's own paper. */
function mayTouch(row: TicketRow, who: Principal, proof?: 'held'): Result<null, Refusal> {
  const mine =
    proof === 'held' ||
    (who.kind === 'phone' && who.ticketId === row.id) ||
    (who.kind === 'terminal' && row.terminal_id === who.terminal.id) ||
    (who.kind === 'person' &&
      (who.roles.includes('leader') || (row.window_id !== null && row.window_id === who.windowId)))
  return mine ? ok(null) : fail(refusal('not-permitted', '这不是您的号票。'))
}

import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import type { TicketAction, TicketClass, TicketState } from '../../core/queue/ticket.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { leaveService } from '../../db/queue/services.ts'
import { changeTicket, type TicketRow, visitItems } from '../../db/queue/tickets.ts'
import type { WindowRow } from '../../db/queue/windows.ts'
import { changeOne } from '../../db/statement.ts'
import type { Transaction } from '../../db/writer.ts'
import { placeOf } from '../board/place.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { type Act, type AtWindow, actFacts, actOn, answer, nothingToUndo } from './act.ts'
import { isReturnable } from './describe.ts'
import { needTicket, stateAfter, ticketFacts } from './facts.ts'
import { needOtherWindow, servedMs, serviceOf } from './serve-ticket.ts'

/** Where a ticket is sent: one of the two. */
export interface Destination {
  readonly toQueueId?: string | undefined
  readonly toWindowId?: string | undefined
}

/** Sends the ticket that is served to another queue or window. It keeps its number and its arrival. */
export function transfer(
  tx: Transaction,
  hall: Hall,
  act: Act,
  destination: Destination,
): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'transfer', (at, state) => {
    const { row, window } = at
    if (destination.toWindowId === window.id) return sameWindow('不能转到本窗口，请挂起。')
    const target = findTarget(tx, row, destination)
    if (!target.ok) return target.problem
    const { queueId, toWindowId } = target.value
    leave(tx, row)
    tx.record(
      fact('ticket-transferred', {
        ...actFacts(at, state, queueId),
        fromQueueId: row.queue_id,
        toWindowId,
      }),
    )
    moveItem(tx, row, queueId)
    send(tx, row, state, target.value)
    return null
  })
}

/** The queue that a ticket waits in from now on, and the window that alone may call it; null for any. */
interface Target {
  readonly queueId: string
  readonly toWindowId: string | null
}

function send(tx: Transaction, row: TicketRow, state: TicketState, { queueId, toWindowId }: Target): void {
  changeTicket(tx.db, row.id, row.state, {
    state,
    queue_id: queueId,
    for_window_id: toWindowId,
    ...nothingToUndo,
  })
}

/** Ends the service at this window without a result. */
function leave(tx: Transaction, row: TicketRow): void {
  const service = serviceOf(tx, row)
  leaveService(tx.db, service.id, tx.nowMs, servedMs(service, tx.nowMs))
}

function sameWindow(sentence: string): Refusal {
  return refusal('validation', sentence, { errors: [{ path: 'toWindowId', message: '就是本窗口' }] })
}

function findTarget(
  tx: Transaction,
  row: TicketRow,
  { toQueueId, toWindowId }: Destination,
): Result<Target, Refusal> {
  if (toWindowId !== undefined) {
    const other = needOtherWindow(tx, toWindowId)
    return other.ok
      ? ok({ queueId: queueAt(tx, other.value, row.queue_id), toWindowId: other.value.id })
      : other
  }
  const queue = toQueueId === undefined ? undefined : findQueue(tx.db, toQueueId)
  if (!queue) return fail(refusal('not-found', '没有要转去的队列。'))
  return queue.switchedOn
    ? ok({ queueId: queue.id, toWindowId: null })
    : fail(refusal('queue-closed', '要转去的队列已停用，请另选。'))
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
export function putBack(tx: Transaction, at: AtWindow, toWindowId: string | null): Result<null, Refusal> {
  const { row, window } = at
  const next = stateAfter(row, 'put-back')
  if (!next.ok) return next
  if (toWindowId === window.id) return fail(sameWindow('不能移交给本窗口。'))
  const target =
    toWindowId === null ? ok({ queueId: row.queue_id, toWindowId }) : findTarget(tx, row, { toWindowId })
  if (!target.ok) return target
  if (row.state === 'serving') leave(tx, row)
  tx.record(fact('ticket-put-back', { ...actFacts(at, next.value, target.value.queueId), toWindowId }))
  send(tx, row, next.value, target.value)
  return ok(null)
}

/** A ticket that somebody wants something done with who does not work at its window. */
export interface Claim {
  readonly ticketId: string
  readonly who: Principal
  /** They have shown the secret of the ticket's own paper, so it is theirs whoever they are. */
  readonly holdsPaper?: boolean
}

/** Brings a no-show back into its queue: once, within the hall's limit, its arrival kept. */
export function comeBack(tx: Transaction, hall: Hall, claim: Claim): Result<Ticket, Refusal> {
  const theirs = needTheirTicket(tx, hall, claim, 'return')
  if (!theirs.ok) return theirs
  const { row, state } = theirs.value
  if (!isReturnable(hall, row, tx.nowMs))
    return fail(
      refusal(
        'return-refused',
        row.returned === 1 ? '此号已经回过一次队列，请重新取号。' : '已超过可以回到队列的时间，请重新取号。',
      ),
    )
  tx.record(fact('ticket-returned', ticketFacts(row, state)))
  changeTicket(tx.db, row.id, row.state, { state, returned: 1, missed_at_ms: null, ...nothingToUndo })
  return answer(tx, hall, row.id)
}

/** Cancels a ticket that waits, at the wish of whoever holds it. */
export function cancel(tx: Transaction, hall: Hall, claim: Claim): Result<Ticket, Refusal> {
  const theirs = needTheirTicket(tx, hall, claim, 'cancel')
  if (!theirs.ok) return theirs
  const { row, state } = theirs.value
  tx.record(
    fact('ticket-cancelled', {
      ...ticketFacts(row, state),
      by: claim.who.kind === 'phone' ? 'phone' : 'kiosk',
    }),
  )
  changeTicket(tx.db, row.id, row.state, { state, ...nothingToUndo })
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
    who.windowId !== null &&
    (row.window_id === who.windowId ||
      queuesOfWindow(tx.db, who.windowId).some((one) => one.queue_id === row.queue_id))
  if (!served && !leadsPlaceOf(hall, row, who))
    return fail(refusal('not-permitted', '此号不在您窗口的队伍里。'))
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

/** A ticket that they may touch, and the state that the action brings it to. */
function needTheirTicket(
  tx: Transaction,
  hall: Hall,
  { ticketId, who, holdsPaper = false }: Claim,
  action: TicketAction,
): Result<{ row: TicketRow; state: TicketState }, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  if (!holdsPaper && !mayTouch(hall, row, who)) return fail(refusal('not-permitted', '这不是您的号票。'))
  const next = stateAfter(row, action)
  return next.ok ? ok({ row, state: next.value }) : next
}

/** A kiosk touches what it issued, a phone its one ticket, a window what was last there, a leader what is in their zone. */
function mayTouch(hall: Hall, row: TicketRow, who: Principal): boolean {
  return (
    (who.kind === 'phone' && who.ticketId === row.id) ||
    (who.kind === 'terminal' && row.terminal_id === who.terminal.id) ||
    (who.kind === 'person' && row.window_id !== null && row.window_id === who.windowId) ||
    leadsPlaceOf(hall, row, who)
  )
}

/** Whether somebody leads where a ticket is or waits: what they may touch is what their board shows them. */
function leadsPlaceOf(hall: Hall, row: TicketRow, who: Principal): boolean {
  if (who.kind !== 'person' || !who.roles.includes('leader')) return false
  const { queueIds, windowIds } = placeOf(hall, who)
  return queueIds.has(row.queue_id) || (row.window_id !== null && windowIds.has(row.window_id))
}

import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { HallWindow } from '../../contract/shapes.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { countByQueue } from '../../db/queue/lines.ts'
import { findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { ticketInHand } from '../../db/queue/tickets.ts'
import { findWindow, openCountByQueue, setWindowState, type WindowRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { endPadSessions } from '../pad/sessions.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { describeWindow } from './describe.ts'
import { needOwnWindow, windowFacts } from './facts.ts'
import { type Leaving, putBack } from './move.ts'
import { hold } from './serve-ticket.ts'

/** Opens a window, or goes on after a pause. */
export function openWindow(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  who: Principal,
): Result<HallWindow, Refusal> {
  const own = needOwnWindow(tx, windowId, who)
  if (!own.ok) return own
  const window = own.value
  if (window.active === 0)
    return fail(refusal('window-switched-off', '窗口已停用，不能开放；需要时请运维人员启用。'))
  const staffId = staffIdOf(who)
  if (window.state !== 'closed' && window.staff_id !== null && window.staff_id !== staffId)
    return fail(refusal('window-occupied', `窗口正由${window.staff_name ?? '他人'}值守，请先由其关闭窗口。`))
  if (window.state === 'open') return ok(describeWindow(hall, window))
  const before = openCountByQueue(tx.db)
  setWindowState(tx.db, window.id, 'open', staffId, null)
  tx.record(fact('window-opened', { ...windowFacts(window), state: 'open', staffId }))
  for (const served of queuesOfWindow(tx.db, window.id)) {
    const queue = must(findQueue(tx.db, served.queue_id), 'a window serves registered queues')
    if ((before.get(queue.id) ?? 0) === 0)
      tx.record(fact('queue-attended', { queueId: queue.id, queueName: queue.name, zoneId: queue.zoneId }))
  }
  return ok(describeWindow(hall, must(findWindow(tx.db, window.id), 'it was read just now')))
}

/** How a window is left: paused for a while or closed, and what becomes of the ticket in hand. */
export interface Leave {
  readonly to: 'paused' | 'closed'
  readonly reason: string
  readonly inHand: Leaving | undefined
  readonly toWindowId: string | undefined
}

/**
 * Pauses or closes a window. With a ticket in hand it says so first: the person at the counter is put back, handed
 * over or held, by the clerk's decision. When it was the last window of a queue, those who wait are told.
 */
export function leaveWindow(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  leave: Leave,
  who: Principal,
): Result<HallWindow, Refusal> {
  const own = needOwnWindow(tx, windowId, who)
  if (!own.ok) return own
  const window = own.value
  if (window.state === 'closed' && leave.to === 'paused')
    return fail(refusal('window-not-open', '窗口没有开放，不需要暂停。'))
  const settled = settleInHand(tx, hall, window, leave, who)
  if (!settled.ok) return settled
  if (window.state === leave.to && (leave.to === 'closed' || window.pause_reason === leave.reason))
    return ok(describeWindow(hall, window))
  vacate(tx, window, leave.to, leave.reason, staffIdOf(who))
  return ok(describeWindow(hall, must(findWindow(tx.db, window.id), 'it was read just now')))
}

/** Writes that a window is no longer open and tells the queues that are left alone. */
export function vacate(
  tx: Transaction,
  window: WindowRow,
  to: 'paused' | 'closed',
  reason: string,
  staffId: string | null,
): void {
  if (to === 'paused') {
    setWindowState(tx.db, window.id, 'paused', window.staff_id ?? staffId, reason)
    tx.record(fact('window-paused', { ...windowFacts(window), state: 'paused', staffId, reason }))
  } else {
    setWindowState(tx.db, window.id, 'closed', null, null)
    endPadSessions(tx, window.id)
    tx.record(fact('window-closed', { ...windowFacts(window), state: 'closed', staffId }))
  }
  if (window.state !== 'open') return
  const open = openCountByQueue(tx.db)
  const waiting = countByQueue(tx.db)
  for (const served of queuesOfWindow(tx.db, window.id)) {
    const count = waiting.get(served.queue_id) ?? 0
    if ((open.get(served.queue_id) ?? 0) > 0 || count === 0) continue
    const queue = must(findQueue(tx.db, served.queue_id), 'a window serves registered queues')
    tx.record(
      fact('queue-unattended', {
        queueId: queue.id,
        queueName: queue.name,
        zoneId: queue.zoneId,
        waiting: count,
      }),
    )
  }
}

function settleInHand(
  tx: Transaction,
  hall: Hall,
  window: WindowRow,
  leave: Leave,
  who: Principal,
): Result<null, Refusal> {
  const row = ticketInHand(tx.db, window.id)
  if (!row) return ok(null)
  switch (leave.inHand) {
    case undefined:
      return fail(refusal('ticket-in-hand', `${row.number} 还在手中：请先选择退回队列、移交别的窗口或挂起。`))
    case 'put-back':
      return putBack(tx, { row, window, who }, null)
    case 'hand-over':
      return leave.toWindowId === undefined
        ? fail(
            refusal('validation', '移交需要指明窗口。', {
              errors: [{ path: 'toWindowId', message: '请选择窗口' }],
            }),
          )
        : putBack(tx, { row, window, who }, leave.toWindowId)
    case 'hold': {
      const held = hold(tx, hall, { windowId: window.id, ticketId: row.id, who })
      return held.ok ? ok(null) : held
    }
  }
}

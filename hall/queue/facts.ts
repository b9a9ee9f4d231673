import { type Refusal, refusal } from '../../contract/problems.ts'
import { nextState, type StateProblem, type TicketAction, type TicketState } from '../../core/queue/ticket.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { findTicket, type TicketRow } from '../../db/queue/tickets.ts'
import { findWindow, type WindowRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Person, Principal } from '../who.ts'

/** What every journal entry about a ticket tells. */
export function ticketFacts(row: TicketRow, state: TicketState) {
  return {
    ticketId: row.id,
    visitId: row.visit_id,
    number: row.number,
    queueId: row.queue_id,
    class: row.class,
    state,
  }
}

/** What every journal entry at a window tells. */
export function windowFacts(window: WindowRow) {
  return { windowId: window.id, windowNumber: window.number, zoneId: window.zone_id }
}

/** Finds a ticket or says that it is not there. */
export function needTicket(tx: Pick<Transaction, 'db'>, id: string): Result<TicketRow, Refusal> {
  const row = findTicket(tx.db, id)
  return row ? ok(row) : fail(refusal('not-found', '没有这张号票。'))
}

/** Finds a window at which this person may work: their own, or any of the zone for a leader. */
export function needOwnWindow(
  tx: Pick<Transaction, 'db'>,
  id: string,
  who: Principal,
): Result<WindowRow, Refusal> {
  const window = findWindow(tx.db, id)
  if (!window) return fail(refusal('not-found', '没有这个窗口。'))
  if (who.kind !== 'person') return fail(refusal('not-permitted'))
  return worksAt(who, window) ? ok(window) : fail(refusal('not-permitted', '这不是您的窗口。'))
}

/** Whether somebody may work at a window: staff at their own, a leader at any of the zone besides. */
export function worksAt(
  one: Pick<Person, 'roles' | 'windowId' | 'zoneId'>,
  window: Pick<WindowRow, 'id' | 'zone_id'>,
): boolean {
  if (one.windowId === window.id) return one.roles.includes('staff') || one.roles.includes('leader')
  return one.roles.includes('leader') && one.zoneId !== null && one.zoneId === window.zone_id
}

const problemSentences: Readonly<Record<StateProblem, string>> = {
  'not-waiting': '此号不在等候中，可能已被别的窗口呼叫或已取消。',
  'not-called': '此号现在不在呼叫中。',
  'not-serving': '此号现在不在办理中。',
  'not-held': '此号现在没有挂起。',
  'not-no-show': '此号现在不是过号。',
  'not-done': '此号还没有办结。',
}

/** The state that follows an action, or the refusal that tells the clerk why not. */
export function stateAfter(row: TicketRow, action: TicketAction): Result<TicketState, Refusal> {
  const next = nextState(row.state, action)
  return next.ok ? next : fail(refusal(next.problem, `${row.number}：${problemSentences[next.problem]}`))
}

import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import type { TicketAction, TicketState } from '../../core/queue/ticket.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { findTicket, type TicketRow } from '../../db/queue/tickets.ts'
import type { WindowRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { describeTicket } from './describe.ts'
import { needOwnWindow, needTicket, stateAfter, ticketFacts, windowFacts } from './facts.ts'

/** An act on a ticket at a window, as it is asked for: where, on which ticket, by whom. */
export interface Act {
  readonly windowId: string
  readonly ticketId: string
  readonly who: Principal
}

/** A ticket, a window that is theirs who work on it, and who that is. */
export interface AtWindow {
  readonly row: TicketRow
  readonly window: WindowRow
  readonly who: Principal
}

/** What every journal entry about an act on a ticket at a window tells; the queue is the one that the ticket is in afterwards. */
export function actFacts({ row, window, who }: AtWindow, state: TicketState, queueId = row.queue_id) {
  return { ...ticketFacts(row, state), queueId, ...windowFacts(window), staffId: staffIdOf(who) }
}

/** Changes of a ticket after which there is nothing left to take back. */
export const nothingToUndo = { undo_action: null, undo_at_ms: null, undo_before: null } as const

/**
 * An act on a ticket at its window: whose window it is, whether the ticket is there, whether its state allows it;
 * then the act itself, which records and changes, or says why not after all.
 */
export function actOn(
  tx: Transaction,
  hall: Hall,
  act: Act,
  action: TicketAction,
  work: (at: AtWindow, state: TicketState) => Refusal | null,
): Result<Ticket, Refusal> {
  const at = needAtWindow(tx, act)
  if (!at.ok) return at
  const next = stateAfter(at.value.row, action)
  if (!next.ok) return next
  const refused = work(at.value, next.value)
  return refused === null ? answer(tx, hall, act.ticketId) : fail(refused)
}

/** The ticket and the window that it must be at, for work on a ticket in hand. */
export function needAtWindow(tx: Transaction, { windowId, ticketId, who }: Act): Result<AtWindow, Refusal> {
  const window = needOwnWindow(tx, windowId, who)
  if (!window.ok) return window
  const row = needTicket(tx, ticketId)
  if (!row.ok) return row
  const elsewhere =
    row.value.window_id !== windowId &&
    row.value.window_id !== null &&
    ['called', 'serving', 'held', 'no-show', 'done'].includes(row.value.state)
  if (elsewhere) return fail(refusal('not-at-this-window', `${row.value.number} 在别的窗口。`))
  return ok({ row: row.value, window: window.value, who })
}

/** The ticket as it stands at the end of the command. */
export function answer(tx: Transaction, hall: Hall, ticketId: string): Result<Ticket, never> {
  return ok(
    describeTicket(hall, must(findTicket(tx.db, ticketId), 'it was changed in this transaction'), tx.nowMs),
  )
}

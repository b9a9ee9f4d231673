import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { chooseNext, type LineHead, orderLine } from '../../core/queue/line-order.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { queuesOfWindow, setCredit, setPriorityRun } from '../../db/queue/queues.ts'
import {
  changeTicket,
  findTicket,
  headsOf,
  sentToWindow,
  type TicketRow,
  ticketInHand,
  type Waiting,
  waitingIn,
} from '../../db/queue/tickets.ts'
import type { WindowRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { type Act, type AtWindow, actFacts, actOn, answer, nothingToUndo } from './act.ts'
import { needOwnWindow, needTicket, stateAfter } from './facts.ts'

function toHead(row: Waiting, windowId: string): LineHead {
  return {
    ticketId: row.id,
    queueId: row.queue_id,
    class: row.class,
    arrivedAtMs: row.arrived_at_ms,
    arrivalOrder: row.arrival,
    dueAtMs: row.due_at_ms,
    forThisWindow: row.for_window_id === windowId,
  }
}

/** What the rule "who is next" looks at for one window; the rule itself is `chooseNext` in core. */
function lineFacts(hall: Hall, window: WindowRow, heads: readonly LineHead[], nowMs: number) {
  return {
    heads,
    queues: queuesOfWindow(hall.db, window.id).map((row) => ({
      queueId: row.queue_id,
      position: row.position,
      weight: row.weight,
      credit: row.credit,
      priorityRun: row.priority_run,
    })),
    order: window.queue_order,
    rules: hall.settings().rules,
    nowMs,
  }
}

/** A window of theirs that may call: open, by this person, with nothing in hand. */
function needFreeHands(tx: Transaction, windowId: string, who: Principal): Result<WindowRow, Refusal> {
  const own = needOwnWindow(tx, windowId, who)
  if (!own.ok) return own
  const window = own.value
  if (window.state !== 'open') return fail(refusal('window-not-open', '请先开放窗口，再叫号。'))
  if (
    who.kind === 'person' &&
    who.roles.includes('staff') &&
    window.staff_id !== null &&
    window.staff_id !== who.staffId &&
    !who.roles.includes('leader')
  )
    return fail(refusal('window-occupied', `窗口正由${window.staff_name ?? '他人'}值守。`))
  const inHand = ticketInHand(tx.db, window.id)
  return inHand ? fail(stillInHand(inHand)) : own
}

/** One ticket at a time: the one in hand must be settled first. */
export function stillInHand(row: TicketRow): Refusal {
  return refusal('ticket-in-hand', `${row.number} 还在手中，请先办结、过号、挂起或转出。`)
}

/** Of those sent to one window, so many are looked at: one of them may not be due yet. */
const sentLooked = 20

/** Calls whoever is next. Null when nobody waits for this window. */
export function callNext(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  who: Principal,
): Result<Ticket | null, Refusal> {
  const free = needFreeHands(tx, windowId, who)
  if (!free.ok) return free
  const window = free.value
  const served = queuesOfWindow(tx.db, windowId)
  const heads = [
    ...sentToWindow(tx.db, windowId, sentLooked),
    ...served.flatMap((row) => headsOf(tx.db, row.queue_id)),
  ]
  const choice = chooseNext(
    lineFacts(
      hall,
      window,
      heads.map((row) => toHead(row, windowId)),
      tx.nowMs,
    ),
  )
  if (!choice) return ok(null)
  for (const [queueId, credit] of choice.credits) setCredit(tx.db, windowId, queueId, credit)
  const known = served.find((row) => row.queue_id === choice.head.queueId)
  if (known && known.priority_run !== choice.priorityRun)
    setPriorityRun(tx.db, choice.head.queueId, choice.priorityRun)
  const row = must(findTicket(tx.db, choice.head.ticketId), 'a head was read in this transaction')
  return callOne(tx, hall, { row, window, who }, { chosen: false })
}

/** Calls a ticket that the clerk chose from the line. */
export function callTicket(
  tx: Transaction,
  hall: Hall,
  { windowId, ticketId, who }: Act,
): Result<Ticket, Refusal> {
  const free = needFreeHands(tx, windowId, who)
  if (!free.ok) return free
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  const served = queuesOfWindow(tx.db, windowId).some((one) => one.queue_id === row.queue_id)
  const mine = row.for_window_id === null ? served : row.for_window_id === windowId
  if (!mine) return fail(refusal('not-served-here', '本窗口不办理此号的业务，或此号已指定别的窗口。'))
  return callOne(tx, hall, { row, window: free.value, who }, { chosen: true })
}

function callOne(
  tx: Transaction,
  hall: Hall,
  at: AtWindow,
  how: { readonly chosen: boolean },
): Result<Ticket, Refusal> {
  const { row, window, who } = at
  const next = stateAfter(row, 'call')
  if (!next.ok) return next
  const seq = tx.record(
    fact('ticket-called', {
      ...actFacts(at, next.value),
      calls: row.calls + 1,
      chosen: how.chosen,
      ...(row.language ? { language: row.language } : {}),
    }),
  )
  changeTicket(tx.db, row.id, row.state, {
    state: next.value,
    window_id: window.id,
    for_window_id: null,
    calls: row.calls + 1,
    called_at_ms: tx.nowMs,
    called_seq: seq,
    ...(row.first_called_at_ms === null
      ? { first_called_at_ms: tx.nowMs, first_window_id: window.id, first_staff_id: staffIdOf(who) }
      : {}),
    ...nothingToUndo,
  })
  return answer(tx, hall, row.id)
}

/** Calls again the one who was called and has not come: stays called, counted. */
export function recall(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'recall', (at, state) => {
    const { row } = at
    const seq = tx.record(
      fact('ticket-recalled', {
        ...actFacts(at, state),
        calls: row.calls + 1,
        ...(row.language ? { language: row.language } : {}),
      }),
    )
    changeTicket(tx.db, row.id, row.state, {
      state,
      calls: row.calls + 1,
      called_at_ms: tx.nowMs,
      called_seq: seq,
    })
    return null
  })
}

/** Notes that the one who was called did not come. */
export function miss(tx: Transaction, hall: Hall, act: Act): Result<Ticket, Refusal> {
  return actOn(tx, hall, act, 'miss', (at, state) => {
    const { row } = at
    tx.record(fact('ticket-missed', { ...actFacts(at, state), returnable: row.returned === 0 }))
    changeTicket(tx.db, row.id, row.state, {
      state,
      missed_at_ms: tx.nowMs,
      undo_action: 'no-show',
      undo_at_ms: tx.nowMs,
      undo_before: null,
    })
    return null
  })
}

/** Tickets of the line that are looked at, and shown. */
const looked = 300
const shown = 60

/** The line ahead of a window, in the order in which it would be called if nothing else happened. */
export function lineOf(hall: Hall, window: WindowRow): { order: LineHead[]; total: number } {
  const waiting = [
    ...sentToWindow(hall.db, window.id, looked),
    ...queuesOfWindow(hall.db, window.id).flatMap((row) => waitingIn(hall.db, row.queue_id, looked)),
  ]
  const heads = waiting.map((row) => toHead(row, window.id))
  return {
    order: orderLine({ ...lineFacts(hall, window, heads, hall.clock()), limit: shown }),
    total: heads.length,
  }
}

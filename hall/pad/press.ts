import { type Refusal, refusal } from '../../contract/problems.ts'
import type { PadDesk, PadPressInput } from '../../contract/routes/pad.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { allQueues } from '../../db/queue/queues.ts'
import { findTicket, ticketInHand, ticketsAtWindow, undoableAt } from '../../db/queue/tickets.ts'
import { allWindows, findWindow, type WindowRow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import type { Act } from '../queue/act.ts'
import { leaveWindow, openWindow } from '../queue/attend.ts'
import { callNext, callTicket, lineOf, miss, recall } from '../queue/call.ts'
import { transfer } from '../queue/move.ts'
import { finish, hold, resume, start, undo } from '../queue/serve-ticket.ts'
import type { Person, Principal } from '../who.ts'
import { carriedWindow, describeDesk } from './desk.ts'
import { personAt } from './person.ts'

/** What a press did. `nobody-waits` is no refusal: the line is empty. */
export interface Pressed {
  readonly done: 'done' | 'nobody-waits'
  readonly desk: PadDesk
}

/**
 * One press at a window's pad. Every rule of the window holds as if the person at it had pressed it on their page; the
 * journal names the terminal as the actor and the person in the entry.
 */
export function press(
  tx: Transaction,
  hall: Hall,
  windowId: string,
  input: PadPressInput,
  who: Principal,
): Result<Pressed, Refusal> {
  const carried = carriedWindow(hall, windowId, who)
  if (!carried.ok) return carried
  const person = personAt(hall, carried.value, tx.nowMs)
  if (person === null) return fail(refusal('nobody-at-pad', '窗口没有人签到：请输入签到号，再按功能键。'))
  const done = act(tx, hall, carried.value, input, person)
  if (!done.ok) return done
  const window = must(findWindow(tx.db, windowId), 'it was found above')
  return ok({
    done: done.value === null ? 'nobody-waits' : 'done',
    desk: describeDesk(hall, window, tx.nowMs),
  })
}

function act(
  tx: Transaction,
  hall: Hall,
  window: WindowRow,
  input: PadPressInput,
  person: Person,
): Result<unknown, Refusal> {
  switch (input.act) {
    case 'call':
      return call(tx, hall, window, input.number, person)
    case 'pause':
      return window.state === 'paused'
        ? openWindow(tx, hall, window.id, person)
        : leaveWindow(tx, hall, window.id, leaving('paused'), person)
    case 'sign-off':
      return leaveWindow(tx, hall, window.id, leaving('closed'), person)
    case 'resume': {
      const [held] = ticketsAtWindow(tx.db, window.id, 'held', 1)
      return held
        ? resume(tx, hall, { windowId: window.id, ticketId: held.id, who: person })
        : fail(refusal('not-held', '本窗口没有挂起的号。'))
    }
    case 'undo': {
      const row = undoableAt(tx.db, window.id, tx.nowMs - hall.settings().rules.undoSeconds * 1000)
      return row
        ? undo(tx, hall, { windowId: window.id, ticketId: row.id, who: person })
        : fail(refusal('nothing-to-undo'))
    }
    default:
      return actInHand(tx, hall, window, input, person)
  }
}

/** Whoever is next, or a ticket by its digits. A window that is paused goes on first, as a clerk who calls expects. */
function call(
  tx: Transaction,
  hall: Hall,
  window: WindowRow,
  number: string | undefined,
  person: Person,
): Result<unknown, Refusal> {
  if (window.state === 'paused') {
    const opened = openWindow(tx, hall, window.id, person)
    if (!opened.ok) return opened
  }
  if (number === undefined) return callNext(tx, hall, window.id, person)
  const meant = lineOf(hall, window).order.filter(({ ticketId }) => {
    const row = must(findTicket(tx.db, ticketId), 'the line holds tickets that exist')
    return Number(row.number.replace(/\D/g, '')) === Number(number)
  })
  const [one, other] = meant
  if (!one) return fail(refusal('not-waiting', `本窗口的队伍里没有 ${number} 号。`))
  if (other) return fail(refusal('not-waiting', `有几张 ${number} 号，前缀不同：请在窗口电脑上选定。`))
  return callTicket(tx, hall, { windowId: window.id, ticketId: one.ticketId, who: person })
}

type InHandInput = Exclude<PadPressInput, { act: 'call' | 'pause' | 'sign-off' | 'resume' | 'undo' }>

function actInHand(
  tx: Transaction,
  hall: Hall,
  window: WindowRow,
  input: InHandInput,
  person: Person,
): Result<unknown, Refusal> {
  const ticketId = input.ticketId ?? ticketInHand(tx.db, window.id)?.id
  if (ticketId === undefined) return fail(refusal('not-called', '窗口手中没有号。'))
  const onTicket: Act = { windowId: window.id, ticketId, who: person }
  switch (input.act) {
    case 'recall':
      return recall(tx, hall, onTicket)
    case 'start':
      return start(tx, hall, onTicket)
    case 'finish':
      return finish(tx, hall, onTicket)
    case 'no-show':
      return miss(tx, hall, onTicket)
    case 'hold':
      return hold(tx, hall, onTicket)
    case 'transfer': {
      const to = allWindows(tx.db).find(({ number }) => number === input.toWindow)
      return to
        ? transfer(tx, hall, onTicket, { toWindowId: to.id })
        : fail(refusal('not-found', `没有 ${input.toWindow} 号窗口。`))
    }
    case 'transfer-to-queue': {
      const to = allQueues(tx.db).find(({ prefix }) => prefix === input.toQueue)
      return to
        ? transfer(tx, hall, onTicket, { toQueueId: to.id })
        : fail(refusal('not-found', `没有前缀为 ${input.toQueue} 的队列。`))
    }
  }
}

/** A ticket in hand is never dropped by a key: the window is left when its hands are free. */
function leaving(to: 'paused' | 'closed') {
  return { to, reason: '', inHand: undefined, toWindowId: undefined }
}

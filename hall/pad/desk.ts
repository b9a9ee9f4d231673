import { type Refusal, refusal } from '../../contract/problems.ts'
import type { PadDesk } from '../../contract/routes/pad.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { countSent } from '../../db/pad/credentials.ts'
import { countByQueue } from '../../db/queue/lines.ts'
import { lastFinishedAt } from '../../db/queue/services.ts'
import { findTicket, ticketInHand } from '../../db/queue/tickets.ts'
import { findWindow, servedQueues, type WindowRow } from '../../db/queue/windows.ts'
import type { Hall } from '../hall.ts'
import type { Principal } from '../who.ts'
import { personAt } from './person.ts'

/** The window of a pad that this terminal carries. Calls need it named or `all`: standing there is not enough. */
export function carriedWindow(hall: Hall, windowId: string, who: Principal): Result<WindowRow, Refusal> {
  const window = findWindow(hall.db, windowId)
  if (!window) return fail(refusal('not-found', '没有这个窗口。'))
  const carried =
    who.kind === 'terminal' &&
    (who.terminal.padWindows === 'all' || who.terminal.padWindows.includes(windowId))
  return carried ? ok(window) : fail(refusal('not-permitted', '本终端不带此窗口的按键器。'))
}

/** The desks of the windows asked for that this terminal carries; others are left out. */
export function describeDesks(hall: Hall, windowIds: readonly string[], who: Principal): PadDesk[] {
  const waiting = waitingByWindow(hall)
  return [...new Set(windowIds)].flatMap((windowId) => {
    const window = carriedWindow(hall, windowId, who)
    return window.ok ? [deskOf(hall, window.value, waiting, hall.clock())] : []
  })
}

/** One desk, as it is at the end of a command. */
export function describeDesk(hall: Hall, window: WindowRow, nowMs: number): PadDesk {
  return deskOf(hall, window, waitingByWindow(hall), nowMs)
}

function deskOf(
  hall: Hall,
  window: WindowRow,
  waiting: (windowId: string) => number,
  nowMs: number,
): PadDesk {
  const inHand = ticketInHand(hall.db, window.id)
  return {
    windowId: window.id,
    windowNumber: window.number,
    state: window.state,
    attended: personAt(hall, window, nowMs) !== null,
    waiting: waiting(window.id),
    inHand: inHand ? { ticketId: inHand.id, number: inHand.number, state: inHand.state } : null,
    question: questionOf(hall, window.id, nowMs),
  }
}

/** How many each window could call: its queues' lines without those sent to another window, and those sent to it. */
function waitingByWindow(hall: Hall): (windowId: string) => number {
  const lines = countByQueue(hall.db)
  const sent = countSent(hall.db)
  const served = servedQueues(hall.db)
  return (windowId) => {
    const queues = new Set(served.get(windowId) ?? [])
    let waiting = [...queues].reduce((sum, queueId) => sum + (lines.get(queueId) ?? 0), 0)
    for (const one of sent) {
      const here = one.for_window_id === windowId
      const counted = queues.has(one.queue_id)
      if (counted && !here) waiting -= one.waiting
      if (!counted && here) waiting += one.waiting
    }
    return waiting
  }
}

function questionOf(hall: Hall, windowId: string, nowMs: number): PadDesk['question'] {
  const service = lastFinishedAt(hall.db, windowId)
  if (service?.rating_state !== 'asked' || service.finished_at_ms === null) return null
  const openUntilMs = service.rating_open_until_ms ?? 0
  const ticket = findTicket(hall.db, service.ticket_id)
  if (openUntilMs <= nowMs || !ticket) return null
  const { timeZone } = hall.settings()
  return {
    ticketId: ticket.id,
    number: ticket.number,
    askedAt: toRfc3339(service.finished_at_ms, timeZone),
    openUntil: toRfc3339(openUntilMs, timeZone),
  }
}

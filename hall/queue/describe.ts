import type {
  Estimate,
  HallWindow,
  Queue,
  QueueInBrief,
  Ticket,
  WindowInBrief,
} from '../../contract/shapes.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import { type HoursMoment, hoursInWords, opennessAt, type QueueOpenness } from '../../core/hours.ts'
import { mayReturn } from '../../core/queue/comeback.ts'
import { notBefore } from '../../core/queue/estimate.ts'
import { isPastRange } from '../../core/queue/limits.ts'
import { ticketsAhead } from '../../core/queue/line-order.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { must } from '../../core/result.ts'
import { countByQueue, countDue, countOlder, waitingByClass as lineByClass } from '../../db/queue/lines.ts'
import { allQueues, type QueueRow } from '../../db/queue/queues.ts'
import { findService, lastFinished } from '../../db/queue/services.ts'
import {
  callsSince,
  issuedOn,
  type TicketRow,
  ticketInHand,
  type VisitItemRow,
  visitItems,
} from '../../db/queue/tickets.ts'
import {
  allWindows,
  findWindow,
  openCountByQueue,
  servedQueues,
  type WindowRow,
  windowNumbersOf,
} from '../../db/queue/windows.ts'
import { ratingOfService } from '../../db/rating/ratings.ts'
import { hallDayOn } from '../calendar/hall-day.ts'
import type { Hall } from '../hall.ts'
import { estimateFor, queueOf } from './serving.ts'

const nobody: Readonly<Record<TicketClass, number>> = { ordinary: 0, appointment: 0, priority: 0, green: 0 }
/** The arrival of somebody who would come now: after everybody. */
export const lastArrival = Number.MAX_SAFE_INTEGER

/** Where a ticket (or one that would be taken now) stands in its queue. */
export interface Standing {
  readonly ahead: number
  readonly estimate: Estimate
}

/** How many are ahead of somebody of this class who arrived then, and how long that will take; nobody is called before they are due. */
export function standing(
  hall: Hall,
  queue: QueueRow,
  ticketClass: TicketClass,
  arrival: number,
  nowMs: number,
  dueAtMs: number | null = null,
): Standing {
  const waitingByClass = { ...nobody }
  let olderSameClass = 0
  for (const line of lineByClass(hall.db, queue.id)) {
    // Appointments are not ahead of anybody before they are due.
    const due = line.class === 'appointment' ? countDue(hall.db, queue.id, arrival, nowMs) : null
    waitingByClass[line.class] = due?.waiting ?? line.waiting
    if (line.class !== ticketClass) continue
    olderSameClass =
      due?.older ??
      (arrival === lastArrival ? line.waiting : countOlder(hall.db, queue.id, ticketClass, arrival))
    // Whoever came after, and the ticket itself, are not ahead of it.
    waitingByClass[ticketClass] = olderSameClass
  }
  const ahead = ticketsAhead({
    class: ticketClass,
    olderSameClass,
    waitingByClass,
    priorityRun: queue.priorityRun,
    rules: hall.settings().rules,
  })
  const waiter = { class: ticketClass, ahead, ordinaryHere: waitingByClass.ordinary }
  const estimate = estimateFor(hall, queue, waiter, nowMs)
  const dueInMs = (dueAtMs ?? nowMs) - nowMs
  return { ahead, estimate: estimate && dueInMs > 0 ? notBefore(estimate, dueInMs / 60_000) : estimate }
}

/** Whether tickets can be taken now, and if not, why. */
export function opennessOf(hall: Hall, queue: QueueRow, nowMs: number): QueueOpenness {
  if (!queue.switchedOn) return 'switched-off'
  const timeZone = hall.settings().timeZone
  const day = localDay(nowMs, timeZone)
  const hours = opennessAt(queue.hours, momentOf(hall, queue, nowMs))
  if (hours !== 'open') return hours
  if (queue.dailyLimit === null && queue.lastNumber === null) return 'open'
  const issued = issuedOn(hall.db, day, queue.id)
  const isFull = queue.dailyLimit !== null && issued >= queue.dailyLimit
  return isFull || isPastRange(queue.firstNumber + issued, queue.lastNumber) ? 'full' : 'open'
}

/** An instant with what the calendar that the hall goes by says of its day; not asked for a queue that never closes. */
function momentOf(hall: Hall, queue: QueueRow, nowMs: number): HoursMoment {
  const { timeZone, rules } = hall.settings()
  const dayEnds = rules.endOfDay
  if (queue.hours.alwaysOpen) return { nowMs, timeZone, workday: true, dayEnds }
  const day = localDay(nowMs, timeZone)
  return { nowMs, timeZone, dayEnds, ...hallDayOn(hall.db, day) }
}

/** What a caller knows of a ticket already. */
interface Known {
  readonly stands: Standing
  readonly items: readonly VisitItemRow[]
}

/** A ticket as the interface gives it; where it stands, and its items, are looked up unless they are known. */
export function describeTicket(hall: Hall, row: TicketRow, nowMs = hall.clock(), known?: Known): Ticket {
  const { timeZone, rules } = hall.settings()
  const time = (ms: number | null) => (ms === null ? null : toRfc3339(ms, timeZone))
  const queue = must(queueOf(hall, row.queue_id), 'a ticket stands in a registered queue')
  const stands =
    known?.stands ??
    (row.state === 'waiting'
      ? standing(hall, queue, row.class, row.arrival, nowMs, row.due_at_ms)
      : { ahead: 0, estimate: null })
  // Whoever was never served has nothing finished.
  const service = row.service_id === null ? undefined : lastFinished(hall.db, row.id)
  const rating = service && ratingOfService(hall.db, service.id)
  const running =
    row.service_id === null || row.state === 'waiting' ? undefined : findService(hall.db, row.service_id)
  // The row keeps where it was last; whoever waits is at no window.
  const windowId = row.state === 'waiting' ? null : row.window_id
  const window = windowId === null ? undefined : findWindow(hall.db, windowId)
  const undoUntilMs = row.undo_at_ms === null ? null : row.undo_at_ms + rules.undoSeconds * 1000
  return {
    id: row.id,
    number: row.number,
    queueId: row.queue_id,
    queueName: queue.name,
    class: row.class,
    state: row.state,
    issuedAt: toRfc3339(row.issued_at_ms, timeZone),
    ahead: stands.ahead,
    estimate: stands.estimate,
    windowId,
    windowNumber: window?.number ?? null,
    language: row.language,
    calls: row.calls,
    calledAt: time(row.called_at_ms),
    startedAt: running ? time(running.started_at_ms) : null,
    dueAt: time(row.due_at_ms),
    visitId: row.visit_id,
    items: (known?.items ?? visitItems(hall.db, row.id)).map((one) => ({
      id: one.item_id,
      name: one.name,
      queueId: one.queue_id,
      state: one.done === 1 ? 'done' : 'waiting',
    })),
    returnable: isReturnable(hall, row, nowMs),
    undoUntil:
      undoUntilMs !== null && undoUntilMs > nowMs && !rating ? toRfc3339(undoUntilMs, timeZone) : null,
    rating: rating ? { level: rating.level, at: toRfc3339(rating.at_ms, timeZone) } : null,
    ratingOpenUntil:
      service && service.rating_state === 'asked' && (service.rating_open_until_ms ?? 0) > nowMs
        ? time(service.rating_open_until_ms)
        : null,
  }
}

/** Whether a no-show may still come back. */
export function isReturnable(hall: Hall, row: TicketRow, nowMs: number): boolean {
  if (row.state !== 'no-show' || row.missed_at_ms === null) return false
  const { returnWithinMinutes, returnWithinNumbers } = hall.settings().rules
  return mayReturn({
    returnedBefore: row.returned === 1,
    missedAtMs: row.missed_at_ms,
    nowMs,
    numbersCalledSince: callsSince(hall.db, row.queue_id, row.called_seq ?? 0),
    returnWithinMinutes,
    returnWithinNumbers,
  }).ok
}

/** A queue as the interface gives it. */
export function describeQueue(hall: Hall, queueId: string): Queue | null {
  const queue = queueOf(hall, queueId)
  return queue ? queueNow(hall, queue, countByQueue(hall.db), openCountByQueue(hall.db)) : null
}

/** All queues, in the order of their prefixes. */
export function describeQueues(hall: Hall): Queue[] {
  const waiting = countByQueue(hall.db)
  const open = openCountByQueue(hall.db)
  return allQueues(hall.db).map((queue) => queueNow(hall, queue, waiting, open))
}

function queueNow(
  hall: Hall,
  queue: QueueRow,
  waiting: ReadonlyMap<string, number>,
  windowsOpen: ReadonlyMap<string, number>,
): Queue {
  const nowMs = hall.clock()
  const openness = opennessOf(hall, queue, nowMs)
  return {
    ...queueInBrief(queue),
    departmentId: queue.departmentId,
    open: openness === 'open',
    openness,
    hours: hoursInWords(queue.hours, momentOf(hall, queue, nowMs)),
    waiting: waiting.get(queue.id) ?? 0,
    estimate: openness === 'open' ? standing(hall, queue, 'ordinary', lastArrival, nowMs).estimate : null,
    windowsOpen: windowsOpen.get(queue.id) ?? 0,
    windowNumbers: windowNumbersOf(hall.db, queue.id),
  }
}

/** What every view of a queue tells of it. */
export function queueInBrief({ id, prefix, name, nameEn, zoneId }: QueueRow): QueueInBrief {
  return { id, prefix, name, nameEn, zoneId }
}

/** A window as the interface gives it. */
export function describeWindow(hall: Hall, row: WindowRow, served = servedQueues(hall.db)): HallWindow {
  const inHand = ticketInHand(hall.db, row.id)
  return {
    ...windowInBrief(row),
    queueIds: served.get(row.id) ?? [],
    active: row.active === 1,
    staffId: row.staff_id,
    ticket: inHand ? describeTicket(hall, inHand) : null,
  }
}

/** All windows, in the order of their numbers, those that are switched off with them: their names are still asked for. */
export function describeWindows(hall: Hall): HallWindow[] {
  const served = servedQueues(hall.db)
  return allWindows(hall.db).map((row) => describeWindow(hall, row, served))
}

/** What every view of a window tells of it. */
export function windowInBrief(row: WindowRow): WindowInBrief {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    zoneId: row.zone_id,
    state: row.state,
    pauseReason: row.pause_reason,
    staffName: row.staff_name,
  }
}

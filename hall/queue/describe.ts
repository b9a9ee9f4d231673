import type { Estimate, HallWindow, Queue, Ticket } from '../../contract/shapes.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import { type HoursMoment, hoursInWords, opennessAt, type QueueOpenness } from '../../core/hours.ts'
import { mayReturn } from '../../core/queue/comeback.ts'
import { estimateWait } from '../../core/queue/estimate.ts'
import { ticketsAhead } from '../../core/queue/line-order.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { must } from '../../core/result.ts'
import { holidayOn, workdayOn } from '../../core/workdays.ts'
import { allQueues, findQueue, type QueueRow, recentServiceSeconds } from '../../db/queue/queues.ts'
import { findService, lastFinished } from '../../db/queue/services.ts'
import {
  callsSince,
  countByQueue,
  countWaiting,
  issuedOn,
  type TicketRow,
  ticketInHand,
  visitItems,
} from '../../db/queue/tickets.ts'
import {
  allWindows,
  findWindow,
  openCountByQueue,
  openWindowsOf,
  servedQueues,
  type WindowRow,
  windowNumbersOf,
} from '../../db/queue/windows.ts'
import { ratingOfService } from '../../db/rating/ratings.ts'
import type { Hall } from '../hall.ts'

/** Services that an estimate looks back on. */
const recentServices = 200
const nobody: Readonly<Record<TicketClass, number>> = { ordinary: 0, appointment: 0, priority: 0, green: 0 }

/** Where a ticket (or one that would be taken now) stands in its queue. */
export interface Standing {
  readonly ahead: number
  readonly estimate: Estimate
}

/** How many are ahead of somebody of this class who arrived then, and how long that will take. */
export function standing(
  hall: Hall,
  queue: QueueRow,
  ticketClass: TicketClass,
  arrival: number,
  nowMs: number,
): Standing {
  const waitingByClass = { ...nobody }
  let olderSameClass = 0
  for (const row of countWaiting(hall.db, queue.id, arrival, nowMs)) {
    waitingByClass[row.class] = row.waiting
    if (row.class === ticketClass) {
      olderSameClass = row.older
      // Whoever came after, and the ticket itself, are not ahead of it.
      waitingByClass[row.class] = row.older
    }
  }
  const ahead = ticketsAhead({
    class: ticketClass,
    olderSameClass,
    waitingByClass,
    priorityRun: queue.priorityRun,
    rules: hall.settings().rules,
  })
  return { ahead, estimate: estimateFor(hall, queue.id, ticketClass, ahead, nowMs) }
}

function estimateFor(
  hall: Hall,
  queueId: string,
  ticketClass: TicketClass,
  ahead: number,
  nowMs: number,
): Estimate {
  const windows = openWindowsOf(hall.db, queueId)
  const lastCalled = windows
    .filter((one) => one.called_class === ticketClass)
    .toSorted((a, b) => (b.called_seq ?? 0) - (a.called_seq ?? 0))[0]
  return estimateWait({
    ahead,
    // A window that has other lines to call from gives this queue its share.
    windowsOpen: windows.reduce((sum, one) => sum + 1 / (1 + one.other_queues), 0),
    windowsIdle: windows.filter((one) => one.busy === 0).length,
    inServiceSeconds: windows.flatMap((one) =>
      one.started_at_ms === null ? [] : [Math.max(0, (nowMs - one.started_at_ms) / 1000)],
    ),
    recentServiceSeconds: recentServiceSeconds(hall.db, queueId, recentServices),
    lastWaitSeconds: lastCalled?.waited_ms == null ? null : Math.max(0, lastCalled.waited_ms / 1000),
  })
}

/** Whether tickets can be taken now, and if not, why. */
export function opennessOf(hall: Hall, queue: QueueRow, nowMs: number): QueueOpenness {
  if (!queue.switchedOn) return 'switched-off'
  const timeZone = hall.settings().timeZone
  const day = localDay(nowMs, timeZone)
  const hours = opennessAt(queue.hours, momentOf(queue, nowMs, timeZone))
  if (hours !== 'open') return hours
  return queue.dailyLimit !== null && issuedOn(hall.db, day, queue.id) >= queue.dailyLimit ? 'full' : 'open'
}

/** An instant with what the State Council's calendar says of its day; not asked for a queue that never closes. */
function momentOf(queue: QueueRow, nowMs: number, timeZone: string): HoursMoment {
  if (queue.hours.alwaysOpen) return { nowMs, timeZone, workday: true }
  const day = localDay(nowMs, timeZone)
  return { nowMs, timeZone, workday: workdayOn(day), holiday: holidayOn(day) }
}

/** A ticket as the interface gives it; where it stands is found out unless it is known already. */
export function describeTicket(hall: Hall, row: TicketRow, nowMs = hall.clock(), known?: Standing): Ticket {
  const { timeZone, rules } = hall.settings()
  const time = (ms: number | null) => (ms === null ? null : toRfc3339(ms, timeZone))
  const queue = must(findQueue(hall.db, row.queue_id), 'a ticket stands in a registered queue')
  const stands =
    known ??
    (row.state === 'waiting'
      ? standing(hall, queue, row.class, row.arrival, nowMs)
      : { ahead: 0, estimate: null })
  const service = lastFinished(hall.db, row.id)
  const rating = service && ratingOfService(hall.db, service.id)
  const running =
    row.service_id === null || row.state === 'waiting' ? undefined : findService(hall.db, row.service_id)
  const window = row.window_id === null ? undefined : findWindow(hall.db, row.window_id)
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
    windowId: row.window_id,
    windowNumber: window?.number ?? null,
    calls: row.calls,
    calledAt: time(row.called_at_ms),
    startedAt: running ? time(running.started_at_ms) : null,
    dueAt: time(row.due_at_ms),
    visitId: row.visit_id,
    items: visitItems(hall.db, row.id).map((one) => ({
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
  const queue = findQueue(hall.db, queueId)
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
    id: queue.id,
    prefix: queue.prefix,
    name: queue.name,
    nameEn: queue.nameEn,
    zoneId: queue.zoneId,
    departmentId: queue.departmentId,
    open: openness === 'open',
    openness,
    hours: hoursInWords(queue.hours, momentOf(queue, nowMs, hall.settings().timeZone)),
    waiting: waiting.get(queue.id) ?? 0,
    estimate:
      openness === 'open' ? standing(hall, queue, 'ordinary', Number.MAX_SAFE_INTEGER, nowMs).estimate : null,
    windowsOpen: windowsOpen.get(queue.id) ?? 0,
    windowNumbers: windowNumbersOf(hall.db, queue.id),
  }
}

/** A window as the interface gives it. */
export function describeWindow(hall: Hall, row: WindowRow, served = servedQueues(hall.db)): HallWindow {
  const inHand = ticketInHand(hall.db, row.id)
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    zoneId: row.zone_id,
    state: row.state,
    pauseReason: row.pause_reason,
    queueIds: served.get(row.id) ?? [],
    staffName: row.staff_name,
    staffId: row.staff_id,
    ticket: inHand ? describeTicket(hall, inHand) : null,
  }
}

/** All windows, in the order of their numbers. */
export function describeWindows(hall: Hall): HallWindow[] {
  const served = servedQueues(hall.db)
  return allWindows(hall.db).map((row) => describeWindow(hall, row, served))
}

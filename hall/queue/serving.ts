import { z } from 'zod'
import type { Estimate } from '../../contract/shapes.ts'
import { dayStartsAt, instantOfLocal, localDay } from '../../core/day.ts'
import { breaksOn, closingOn } from '../../core/hours.ts'
import type { Break } from '../../core/queue/breaks.ts'
import { endedServices, estimateWait } from '../../core/queue/estimate.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { absencesFrom, usualAbsences } from '../../core/queue/usual-absences.ts'
import { type ServingSeen, type WaitingSeen, waitFacts } from '../../core/queue/wait-facts.ts'
import { countWaiting, oldestArrival } from '../../db/queue/lines.ts'
import { findQueue, type QueueRow, recentServiceSeconds } from '../../db/queue/queues.ts'
import {
  openCountByQueue,
  openWindowsOf,
  pausedSince,
  recentAttendance,
  windowsFirstFor,
} from '../../db/queue/windows.ts'
import { hallDayOn } from '../calendar/hall-day.ts'
import type { Hall } from '../hall.ts'
import { rememberedOf } from '../remembered.ts'

/** Services that an estimate looks back on. */
const recentServices = 200
const queueIds = z.array(z.string())

const queues = rememberedOf<QueueRow | null>()
const serving = rememberedOf<ServingSeen>()
/** Undefined where nobody waits: the next ticket may change that, and asks again. */
const occupied = rememberedOf<true | undefined>()
const oldest = rememberedOf<number | undefined>()

/** When each window will probably be away, with the day that it was found out for. */
interface Absences {
  readonly day: string
  readonly byWindow: ReadonlyMap<string, readonly Break[]>
}
const absencesOf = new WeakMap<Hall, Absences>()

/** A queue as it is registered; read once for each version of the store. */
export function queueOf(hall: Hall, id: string): QueueRow | undefined {
  return queues(hall, id, () => findQueue(hall.db, id) ?? null) ?? undefined
}

/** Who serves a queue and how fast; read once for each version of the store, since a new ticket changes neither. */
function servingOf(hall: Hall, queue: QueueRow, nowMs: number): ServingSeen {
  return serving(hall, queue.id, () => {
    const hours = hoursToday(hall, queue, nowMs)
    const absences = absencesToday(hall, nowMs)
    return {
      windows: openWindowsOf(hall.db, queue.id).map((row) => ({
        busy: row.busy === 1,
        keptSinceMs: row.kept_since_ms,
        queuesBefore: queueIds.parse(JSON.parse(row.queues_before)),
        otherQueues: queueIds.parse(JSON.parse(row.other_queues)),
        called:
          row.called_class === null || row.called_at_ms === null
            ? null
            : {
                class: row.called_class,
                sinceMs: row.waits_since_ms ?? row.called_at_ms,
                atMs: row.called_at_ms,
                seq: row.called_seq ?? 0,
              },
      })),
      pausedSinceMs: pausedSince(hall.db, queue.id),
      awayAhead: absencesFrom(
        windowsFirstFor(hall.db, queue.id).flatMap((id) => absences.get(id) ?? []),
        hours,
      ),
      openByQueue: openCountByQueue(hall.db),
      ended: endedServices(recentServiceSeconds(hall.db, queue.id, recentServices)),
      breaks: hours.breaks,
    }
  })
}

/** Breaks of the queue's day, and its end; null for never. */
function hoursToday(
  hall: Hall,
  queue: QueueRow,
  nowMs: number,
): { readonly breaks: Break[]; readonly closesMs: number | null } {
  if (queue.hours.alwaysOpen) return { breaks: [], closesMs: null }
  const { timeZone } = hall.settings()
  const day = localDay(nowMs, timeZone)
  const moment = { nowMs, timeZone, ...hallDayOn(hall.db, day) }
  const closes = closingOn(queue.hours, moment)
  return {
    breaks: breaksOn(queue.hours, moment).map(([from, until]) => ({
      fromMs: instantOfLocal(day, from, timeZone),
      untilMs: instantOfLocal(day, until, timeZone),
    })),
    closesMs: closes === null ? null : instantOfLocal(day, closes, timeZone),
  }
}

/** Found out from the journal once a day. */
function absencesToday(hall: Hall, nowMs: number): ReadonlyMap<string, readonly Break[]> {
  const { timeZone } = hall.settings()
  const day = localDay(nowMs, timeZone)
  const known = absencesOf.get(hall)
  if (known?.day === day) return known.byWindow
  const byWindow = usualAbsences(recentAttendance(hall.db), nowMs, (ms) =>
    dayStartsAt(localDay(ms, timeZone), timeZone),
  )
  absencesOf.set(hall, { day, byWindow })
  return byWindow
}

/** Somebody who waits, or would. */
interface Waiter {
  readonly class: TicketClass
  readonly ahead: number
  /** Ordinary people who wait in the same queue. */
  readonly ordinaryHere: number
}

/** How long somebody of a queue will wait. */
export function estimateFor(hall: Hall, queue: QueueRow, waiter: Waiter, nowMs: number): Estimate {
  return estimateWait(
    waitFacts(servingOf(hall, queue, nowMs), {
      ...waiter,
      queueId: queue.id,
      isAnybodyIn: (queueId) => isAnybodyIn(hall, queueId),
      waitingIn: (queueId) => waitingIn(hall, queueId),
      rules: hall.settings().rules,
      nowMs,
    }),
  )
}

/** Whether anybody waits in a queue. New tickets only make lines longer: who was found waits for a version of the store. */
function isAnybodyIn(hall: Hall, queueId: string): boolean {
  return occupied(hall, queueId, () => (countWaiting(hall.db, queueId) > 0 ? true : undefined)) === true
}

/** How a queue's people wait. A new ticket comes behind the first of its line, who stays for a version of the store. */
function waitingIn(hall: Hall, queueId: string): WaitingSeen {
  const waiting = countWaiting(hall.db, queueId)
  if (waiting === 0) return { waiting, oldestArrivedAtMs: null }
  return { waiting, oldestArrivedAtMs: oldest(hall, queueId, () => oldestArrival(hall.db, queueId)) ?? null }
}

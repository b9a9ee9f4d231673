import { z } from 'zod'
import { isDay } from '../../core/day.ts'
import {
  boardLimits,
  id,
  queueInBrief,
  ticketClass,
  ticketState,
  time,
  windowInBrief,
  zone,
} from '../shapes.ts'
import { pageOf, type RouteSpec } from './route-spec.ts'

const minutes = z.number()
const count = z.number().int()

const trouble = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('overlong'), minutes, usualMinutes: minutes }),
  z.object({ kind: z.literal('idle'), minutes, waiting: count }),
  /** Somebody was called, and is neither begun nor noted as missed. */
  z.object({ kind: z.literal('unstarted'), minutes }),
  z.object({ kind: z.literal('paused'), minutes }),
])

const attention = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue-unattended'), queueId: id, waiting: count, oldestMinutes: minutes }),
  z.object({
    kind: z.literal('queue-over-bound'),
    queueId: id,
    count,
    boundMinutes: minutes,
    oldestMinutes: minutes,
  }),
  z.object({ kind: z.literal('window-idle'), windowId: id, minutes, waiting: count }),
  z.object({ kind: z.literal('window-overlong'), windowId: id, minutes, usualMinutes: minutes }),
  z.object({ kind: z.enum(['window-unstarted', 'window-paused']), windowId: id, minutes }),
])

/** A day until an instant. Null where there is nothing to divide by. */
const daySoFar = z.object({
  day: z.string(),
  issued: count,
  /** Services finished, as in reports: a visit of two items is two. */
  done: count,
  meanWaitMinutes: minutes.nullable(),
  /** Satisfied of rated (levels 3 to 5), 0 to 1. */
  satisfiedShare: z.number().nullable(),
  rated: count,
})

/** One entry of the replayed day: the facts of the journal that show a hall, and nothing of a person. */
export const replayEntry = z.object({
  seq: z.number().int(),
  at: time,
  type: z.string(),
  ticketId: id.nullable(),
  /** The ticket after the fact; null for facts that leave it as it is. */
  ticket: z.object({ number: z.string(), queueId: id, class: ticketClass, state: ticketState }).nullable(),
  windowId: id.nullable(),
  /** Why a window paused, which press was undone; null for all else. */
  note: z.string().nullable(),
})

/** Live board and replayed day: for those who look after a hall, or a zone of it. */
export const boardRoutes = {
  board: {
    method: 'GET',
    path: '/board',
    says: '现场看板：等候、窗口、每分钟号数、与上一个同星期几的比较、需要处理的事',
    who: ['leader', 'supervisor', 'director', 'operator'],
    answer: z.object({
      seq: z.number().int(),
      name: z.string(),
      timeZone: z.string(),
      now: time,
      day: z.string(),
      /** The zone that a team leader sees; null for the whole hall. */
      zoneId: id.nullable(),
      zones: z.array(zone),
      totals: z.object({
        waiting: count,
        called: count,
        serving: count,
        held: count,
        /** Waiting, called, being served and held. */
        inHall: count,
        windowsOpen: count,
        windowsPaused: count,
        windows: count,
        queuesOpen: count,
      }),
      queues: z.array(
        queueInBrief.extend({
          open: z.boolean(),
          waiting: count,
          oldest: z.object({ number: z.string(), minutes }).nullable(),
          overBound: z.array(z.object({ boundMinutes: minutes, count })),
          windowsOpen: count,
        }),
      ),
      windows: z.array(
        windowInBrief.extend({
          /** In hand, and since when it was called or is served. */
          ticket: z.object({ id, number: z.string(), state: ticketState, since: time.nullable() }).nullable(),
          trouble: trouble.nullable(),
        }),
      ),
      attention: z.array(attention),
      pace: z.array(z.object({ startsAt: time, issued: count, called: count, done: count })),
      /** From when on something is to be acted on, as the hall sets it. */
      limits: boardLimits,
      /** Today and the last same weekday on which there were tickets, both up to the same full minute. */
      comparison: z.object({ until: time, today: daySoFar, before: daySoFar.nullable() }),
    }),
  },
  replay: {
    method: 'GET',
    path: '/replay',
    says: '一天的回放：这一天开始时的大厅，和之后的每件事',
    who: ['leader', 'supervisor', 'director'],
    query: z.object({
      day: z.string().refine(isDay, '日期写作 2026-11-24'),
      after: z.coerce.number().int().min(0).optional(),
      limit: pageOf(1000, 2000),
    }),
    answer: z.object({
      day: z.string(),
      timeZone: z.string(),
      startsAt: time,
      /** The day's end, or now where it has not come. */
      endsAt: time,
      zoneId: id.nullable(),
      zones: z.array(zone),
      queues: z.array(queueInBrief),
      windows: z.array(z.object({ id, number: z.string(), zoneId: id.nullable() })),
      /** What makes the hall of the day's beginning; empty with `after`. */
      opening: z.array(replayEntry),
      entries: z.array(replayEntry),
      next: z.number().int().nullable(),
    }),
  },
} as const satisfies Record<string, RouteSpec>

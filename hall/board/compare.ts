import type { RouteAnswer } from '../../contract/client.ts'
import { addDays, instantOfLocal, localDay, localTime, toRfc3339 } from '../../core/day.ts'
import { dayHasTickets, daySoFar, type QueueDaySoFar } from '../../db/board/day-so-far.ts'
import type { Hall } from '../hall.ts'

type Comparison = RouteAnswer<'board'>['comparison']

/** A holiday may fall on the weekday before; longer ago than this is another season. */
const weeksBack = 8

/** Both days as they were at one full minute, for each queue. */
interface BothDays {
  readonly minuteMs: number
  readonly today: { readonly day: string; readonly queues: readonly QueueDaySoFar[] }
  readonly before: { readonly day: string; readonly queues: readonly QueueDaySoFar[] } | null
}

/** What was counted for the present minute: many boards ask, and the figures are of the full minute anyway. */
const counted = new WeakMap<Hall, BothDays>()

/** Today until the last full minute, beside the last same weekday with tickets until the same time of day. */
export function compareWithWeekday(hall: Hall, queueIds: ReadonlySet<string>, nowMs: number): Comparison {
  const minuteMs = Math.floor(nowMs / 60_000) * 60_000
  let both = counted.get(hall)
  if (both === undefined || both.minuteMs !== minuteMs) {
    both = countBoth(hall, minuteMs)
    counted.set(hall, both)
  }
  const { today, before } = both
  return {
    until: toRfc3339(minuteMs, hall.settings().timeZone),
    today: sumUp(today.day, today.queues, queueIds),
    before: before && sumUp(before.day, before.queues, queueIds),
  }
}

function countBoth(hall: Hall, minuteMs: number): BothDays {
  const { timeZone } = hall.settings()
  const day = localDay(minuteMs, timeZone)
  const before = Array.from({ length: weeksBack }, (_, week) => addDays(day, -7 * (week + 1))).find((one) =>
    dayHasTickets(hall.db, one),
  )
  return {
    minuteMs,
    today: { day, queues: daySoFar(hall.db, day, minuteMs) },
    before:
      before === undefined
        ? null
        : {
            day: before,
            queues: daySoFar(
              hall.db,
              before,
              instantOfLocal(before, localTime(minuteMs, timeZone), timeZone),
            ),
          },
  }
}

function sumUp(
  day: string,
  queues: readonly QueueDaySoFar[],
  queueIds: ReadonlySet<string>,
): Comparison['today'] {
  const own = queues.filter((queue) => queueIds.has(queue.queueId))
  const sum = (key: Exclude<keyof QueueDaySoFar, 'queueId'>) =>
    own.reduce((total, queue) => total + queue[key], 0)
  const [served, rated] = [sum('served'), sum('rated')]
  return {
    day,
    issued: sum('issued'),
    done: sum('done'),
    meanWaitMinutes: served === 0 ? null : sum('waitMs') / served / 60_000,
    satisfiedShare: rated === 0 ? null : sum('satisfied') / rated,
    rated,
  }
}

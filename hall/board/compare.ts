import type { RouteAnswer } from '../../contract/client.ts'
import { addDays, instantOfLocal, localDay, localTime, toRfc3339 } from '../../core/day.ts'
import { type DaySoFar, dayHasTickets, daySoFar } from '../../db/board/day-so-far.ts'
import type { Scope } from '../../db/report/facts.ts'
import type { Hall } from '../hall.ts'

type Comparison = RouteAnswer<'board'>['comparison']

/** A holiday may fall on the weekday before; longer ago than this is another season. */
const weeksBack = 8

/** Both days as they were at one full minute. */
interface BothDays {
  readonly minuteMs: number
  readonly comparison: Comparison
}

/** What was counted for the present minute, by scope: many boards ask, and the figures are of the full minute anyway. */
const counted = new WeakMap<Hall, Map<string, BothDays>>()

/** Today until the last full minute, beside the last same weekday with tickets until the same time of day. */
export function compareWithWeekday(hall: Hall, scope: Scope, nowMs: number): Comparison {
  const minuteMs = Math.floor(nowMs / 60_000) * 60_000
  const byScope = counted.get(hall) ?? new Map<string, BothDays>()
  counted.set(hall, byScope)
  const key = JSON.stringify(scope)
  const known = byScope.get(key)
  if (known?.minuteMs === minuteMs) return known.comparison
  const comparison = countBoth(hall, scope, minuteMs)
  byScope.set(key, { minuteMs, comparison })
  return comparison
}

function countBoth(hall: Hall, scope: Scope, minuteMs: number): Comparison {
  const { timeZone } = hall.settings()
  const day = localDay(minuteMs, timeZone)
  const before = Array.from({ length: weeksBack }, (_, week) => addDays(day, -7 * (week + 1))).find((one) =>
    dayHasTickets(hall.db, one),
  )
  const until = (of: string, ms: number) => ({ day: of, ...toFigures(daySoFar(hall.db, of, ms, scope)) })
  return {
    until: toRfc3339(minuteMs, timeZone),
    today: until(day, minuteMs),
    before:
      before === undefined
        ? null
        : until(before, instantOfLocal(before, localTime(minuteMs, timeZone), timeZone)),
  }
}

function toFigures({
  issued,
  called,
  waitMs,
  served,
  rated,
  satisfied,
}: DaySoFar): Omit<Comparison['today'], 'day'> {
  return {
    issued,
    done: served,
    meanWaitMinutes: called === 0 ? null : waitMs / called / 60_000,
    satisfiedShare: rated === 0 ? null : satisfied / rated,
    rated,
  }
}

import type Database from 'better-sqlite3'
import type { Refusal } from '../../contract/problems.ts'
import type { HallSettings } from '../../contract/shapes.ts'
import { canEndDay, latestClosing } from '../../core/hours.ts'
import type { Result } from '../../core/result.ts'
import { allExpected } from '../../db/appointment/appointments.ts'
import { allQueues, type QueueRow } from '../../db/queue/queues.ts'
import { readSettings } from '../../db/store.ts'
import { slotOf } from '../appointment/closures.ts'
import { invalid } from './refuse.ts'

/** Refuses an end of day that no day can have, and one before a queue closes or people are expected: their tickets would expire. */
export function dayEndFault(
  db: Database.Database,
  before: HallSettings,
  after: HallSettings,
): Result<never, Refusal> | null {
  const { endOfDay } = after.rules
  if (endOfDay === null || endOfDay === before.rules.endOfDay) return null
  if (!canEndDay(endOfDay))
    return invalid('rules.endOfDay', '一天结束的时间应在 12:00 到 23:59 之间；从不结束的大厅请留空')
  for (const { switchedOn, hours, prefix, name } of allQueues(db)) {
    const closes = latestClosing(hours)
    if (switchedOn && closes !== null && closes > endOfDay)
      return invalid(
        'rules.endOfDay',
        `早于队列“${prefix} ${name}”的关门时间 ${closes}：到时还在等候的号会作废`,
      )
  }
  const beyond = allExpected(db).filter((row) => slotOf(row, after.timeZone).end > endOfDay)
  return beyond.length === 0
    ? null
    : invalid(
        'rules.endOfDay',
        `这个时间以后还有 ${beyond.length} 个预约，请先在“预约”里取消它们，或选晚一些的时间`,
      )
}

/** Refuses hours that reach beyond the end of the hall's day. A queue that never closes ends with the day all the same. */
export function beyondDayEnd(
  db: Database.Database,
  queue: Pick<QueueRow, 'switchedOn' | 'hours'>,
  before: Pick<QueueRow, 'switchedOn' | 'hours'> | undefined,
): Result<never, Refusal> | null {
  const { endOfDay } = readSettings(db).rules
  const closes = latestClosing(queue.hours)
  if (!queue.switchedOn || endOfDay === null || closes === null || closes <= endOfDay) return null
  // Hours from before this was looked at stand in the way of no other change.
  if (before?.switchedOn && latestClosing(before.hours) === closes) return null
  return invalid('hours', `关门时间 ${closes} 晚于大厅一天结束的时间 ${endOfDay}：到时还在等候的号会作废`)
}

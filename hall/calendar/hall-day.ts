import type Database from 'better-sqlite3'
import { holidayOn, workdayOn } from '../../core/workdays.ts'
import { findHallDay } from '../../db/calendar/hall-days.ts'

/**
 * What a day is for this hall: its own calendar over the State Council's. A day that the hall closes is as a public
 * holiday, a day that it opens as a working day; both null where the year's calendar is not loaded and the hall says
 * nothing. Statutory time limits follow the State Council's calendar alone (行政许可法 §82): a hall that closes
 * for repairs gains no time by it.
 */
export function hallDayOn(
  db: Database.Database,
  day: string,
): { workday: boolean | null; holiday: boolean | null } {
  const own = findHallDay(db, day)
  if (own) return { workday: own.kind === 'open', holiday: own.kind === 'closed' }
  return { workday: workdayOn(day), holiday: holidayOn(day) }
}

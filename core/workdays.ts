import chineseDays from 'chinese-days'
import { addDays, isDay } from './day.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * The State Council's calendar of working days, holidays and make-up workdays (国务院办公厅关于节假日安排的通知).
 * The library answers "not a holiday" for years that it does not know; here such a year is unknown, never guessed.
 */

/** Whether a day is a working day; null when its year's calendar is not loaded. Throws for a text that is no day. */
export function workdayOn(day: string): boolean | null {
  return isYearLoaded(yearOf(day)) ? chineseDays.isWorkday(atNoon(day)) : null
}

/**
 * Whether a day belongs to a public holiday, weekend days inside it included; an ordinary weekend does not.
 * Null when its year's calendar is not loaded.
 */
export function holidayOn(day: string): boolean | null {
  if (!isYearLoaded(yearOf(day))) return null
  const { work, name } = chineseDays.getDayDetail(atNoon(day))
  return !work && isHolidayName(name)
}

/**
 * The day so many working days later. The given day is day 0, day 1 is the next working day
 * (行政许可法 §82, 民法典 §201), so that the last day always is a working day; 0 (即办件) is the day itself.
 * Refused when the way leads into a year whose calendar is not loaded. Throws for a count that is no whole number >= 0.
 */
export function addWorkdays(day: string, count: number): Result<string, 'calendar-not-loaded'> {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`no number of working days: ${count}`)
  if (!isYearLoaded(yearOf(day))) return fail('calendar-not-loaded')
  let last = day
  for (let left = count; left > 0; ) {
    last = addDays(last, 1)
    const works = workdayOn(last)
    if (works === null) return fail('calendar-not-loaded')
    if (works) left -= 1
  }
  return ok(last)
}

const loadedYears = new Map<number, boolean>()

/**
 * Whether a year's arrangement is loaded. Every year's notice names New Year's Day and National Day; a notice
 * only begins to be loaded when its first days are, so both are asked for.
 */
function isYearLoaded(year: number): boolean {
  let loaded = loadedYears.get(year)
  if (loaded === undefined) {
    loaded = ['01-01', '10-01'].every((date) =>
      isHolidayName(chineseDays.getDayDetail(atNoon(`${year}-${date}`)).name),
    )
    loadedYears.set(year, loaded)
  }
  return loaded
}

/** The library names a holiday `National Day,国庆节,3` and any other day by its English weekday. */
function isHolidayName(name: string): boolean {
  return name.includes(',')
}

function yearOf(day: string): number {
  if (!isDay(day)) throw new RangeError(`no day of the calendar: ${day}`)
  return Number(day.slice(0, 4))
}

/**
 * Noon by this machine's own zone: the library reads a text as UTC but its weekday in the machine's zone,
 * so that west of Greenwich `2026-10-10` would be asked for as the day before.
 */
function atNoon(day: string): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12)
}

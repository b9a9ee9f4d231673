import { Temporal } from 'temporal-polyfill'

const minuteMs = 60_000
const quarterMs = 15 * minuteMs
const dayMs = 24 * 60 * minuteMs

/**
 * Offsets already asked for: zone → quarter hour since 1970 → minutes east of UTC. Every zone of our time
 * changes its offset at a quarter hour of UTC, so one entry stands for the whole quarter.
 */
const offsets = new Map<string, Map<number, number>>()
/** A day has 96 quarters; a few days of replayed history fit, and memory stays bounded. */
const quartersKept = 2048

/**
 * Minutes that a zone is ahead of UTC at an instant. Fast after the first call in a quarter hour: every ticket
 * and journal entry asks. Throws a RangeError for a zone that does not exist.
 */
export function offsetMinutes(nowMs: number, timeZone: string): number {
  let known = offsets.get(timeZone)
  if (known === undefined) {
    known = new Map()
    offsets.set(timeZone, known)
  }
  const quarter = Math.floor(nowMs / quarterMs)
  const cached = known.get(quarter)
  if (cached !== undefined) return cached
  const zoned = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(timeZone)
  const minutes = Math.round(zoned.offsetNanoseconds / 60_000_000_000)
  if (known.size >= quartersKept) known.clear()
  known.set(quarter, minutes)
  return minutes
}

/** The local date `YYYY-MM-DD`. A hall's day is its own, never UTC's: numbers begin again at local midnight. */
export function localDay(nowMs: number, timeZone: string): string {
  return localText(nowMs, timeZone).slice(0, 10)
}

/** The local time of day `HH:MM`, 24 hours, rounded down to the minute. */
export function localTime(nowMs: number, timeZone: string): string {
  return localText(nowMs, timeZone).slice(11, 16)
}

/** RFC 3339 with the zone's offset, to the second: `2026-11-23T14:05:09+08:00`. */
export function toRfc3339(ms: number, timeZone: string): string {
  return localText(ms, timeZone)
}

/** The instant (ms) of a local wall-clock time `HH:MM`; `24:00` is the next midnight. Throws on other texts. */
export function instantOfLocal(day: string, time: string, timeZone: string): number {
  if (time === '24:00') return instantOfLocal(addDays(day, 1), '00:00', timeZone)
  // A wall-clock time that a zone skips counts as the time after the gap, one that comes twice as the first.
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds
}

/** The first instant (ms) of a local day. */
export function dayStartsAt(day: string, timeZone: string): number {
  return instantOfLocal(day, '00:00', timeZone)
}

/** The instant (ms) before which a local day ends: the first one of the next day. */
export function dayEndsBefore(day: string, timeZone: string): number {
  return instantOfLocal(day, '24:00', timeZone)
}

/** The day so many days later (or earlier, when negative), by the calendar alone. */
export function addDays(day: string, count: number): string {
  return new Date(midnightUtc(day) + count * dayMs).toISOString().slice(0, 10)
}

/** ISO weekday: 1 Monday 星期一 … 7 Sunday 星期日. */
export function weekdayOf(day: string): number {
  return new Date(midnightUtc(day)).getUTCDay() || 7
}

/** Whether a text is a date that the calendar has: `2026-02-29` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

function midnightUtc(day: string): number {
  if (!isDay(day)) throw new RangeError(`no day of the calendar: ${day}`)
  return Date.parse(`${day}T00:00:00Z`)
}

/** The second that was asked for last: a ticket asks for one and the same five times, and a busy one has thousands. */
let lastAsked = { second: Number.NaN, timeZone: '', text: '' }

/** `YYYY-MM-DDTHH:MM:SS` with the zone's offset. */
function localText(ms: number, timeZone: string): string {
  const second = Math.floor(ms / 1000)
  if (second !== lastAsked.second || timeZone !== lastAsked.timeZone) {
    const minutes = offsetMinutes(ms, timeZone)
    const digits = new Date(second * 1000 + minutes * minuteMs).toISOString().slice(0, 19)
    lastAsked = { second, timeZone, text: digits + offsetText(minutes) }
  }
  return lastAsked.text
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const hours = String(Math.floor(size / 60)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
}

import { localDay, localTime, weekdayOf } from './day.ts'

/** Whether a queue gives tickets, and why not. `full` and `switched-off` are not a matter of hours. */
export type QueueOpenness =
  | 'open'
  | 'before-hours'
  | 'lunch'
  | 'last-ticket-passed'
  | 'after-hours'
  | 'closed-today'
  | 'full'
  | 'switched-off'

type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7'
/** From and until, `HH:MM`; 24:00 is midnight at the day's end. */
export type Span = readonly [string, string]

/** Weekly opening hours: for ISO weekday 1 (Monday) to 7 the spans of local time, `HH:MM` to `24:00`. */
export interface OpeningHours {
  readonly alwaysOpen: boolean
  /** Open on public holidays too, by the week's spans. */
  readonly onHolidays: boolean
  readonly week: Readonly<Record<Weekday, readonly Span[]>>
  /** The last ticket is given so many minutes before the day's last closing. */
  readonly lastTicketMinutes: number
}

/** An instant, and what the State Council's calendar says of its day. */
export interface HoursMoment {
  readonly nowMs: number
  readonly timeZone: string
  /** Null: the calendar of that year is not loaded; the week's own spans then hold. */
  readonly workday: boolean | null
  /**
   * Whether the day belongs to a public holiday. Only it tells a Saturday of the National Day from any other
   * Saturday that has spans; left out, a Saturday or Sunday with spans counts as an ordinary one.
   */
  readonly holiday?: boolean | null
  /** When the hall ends its day, `HH:MM`: a ticket given later would expire at once. Null or left out: never. */
  readonly dayEnds?: string | null
}

/** Whether tickets are given at a moment, by the hours alone; switched off, and full, is for the caller to say. */
export function opennessAt(hours: OpeningHours, at: HoursMoment): QueueOpenness {
  // `HH:MM` compares as text. 24:00 is after every time that a clock shows.
  const now = localTime(at.nowMs, at.timeZone)
  const dayEnds = at.dayEnds ?? '24:00'
  if (hours.alwaysOpen) return now < dayEnds ? 'open' : 'after-hours'
  const spans = spansOf(hours, at)
  const opens = spans[0]?.[0]
  const closes = spans
    .map(([, end]) => end)
    .toSorted()
    .at(-1)
  if (opens === undefined || closes === undefined) return 'closed-today'
  if (now < opens) return 'before-hours'
  if (now >= closes || now >= dayEnds) return 'after-hours'
  if (minutesOf(now) >= minutesOf(closes) - hours.lastTicketMinutes) return 'last-ticket-passed'
  return spans.some(([start, end]) => start <= now && now < end) ? 'open' : 'lunch'
}

/** Today's spans in words, `09:00–12:00 13:30–17:00`; empty when open around the clock or closed today. */
export function hoursInWords(hours: OpeningHours, at: HoursMoment): string {
  if (hours.alwaysOpen) return ''
  return spansOf(hours, at)
    .map(([start, end]) => `${start}–${end}`)
    .join(' ')
}

/** The breaks of a moment's day in order, such as lunch, as local times: from when until when. */
export function breaksOn(hours: OpeningHours, at: HoursMoment): Span[] {
  if (hours.alwaysOpen) return []
  const breaks: Span[] = []
  let until = ''
  for (const [start, end] of spansOf(hours, at)) {
    if (until !== '' && start > until) breaks.push([until, start])
    if (end > until) until = end
  }
  return breaks
}

/** When a moment's day ends, as a local time; null when the queue never closes or does not open that day. */
export function closingOn(hours: OpeningHours, at: HoursMoment): string | null {
  if (hours.alwaysOpen) return null
  return (
    spansOf(hours, at)
      .map(([, end]) => end)
      .toSorted()
      .at(-1) ?? null
  )
}

/** The latest closing of a week, `HH:MM`; null for a queue that never closes or never opens. */
export function latestClosing({ alwaysOpen, week }: OpeningHours): string | null {
  if (alwaysOpen) return null
  const spans = Object.values(week).flatMap(sorted)
  return (
    spans
      .map(([, end]) => end)
      .toSorted()
      .at(-1) ?? null
  )
}

/** A hall's day ends in its afternoon or evening: earlier it would end before it began, and no clock ever shows 24:00. */
const earliestDayEnd = '12:00'
const latestDayEnd = '23:59'

/** Whether a time of day can be the end of a hall's day. */
export function canEndDay(time: string): boolean {
  return earliestDayEnd <= time && time <= latestDayEnd
}

/** The spans of a moment's day in order; none when closed that day. */
function spansOf(hours: OpeningHours, at: HoursMoment): readonly Span[] {
  return spansOnDay(hours, localDay(at.nowMs, at.timeZone), at)
}

/** What the State Council's calendar says of a day; null where its year is not loaded. */
export type CalendarDay = Pick<HoursMoment, 'workday' | 'holiday'>

/** The spans of a day in order, by the week's hours and the calendar; none when closed. Not for a queue that never closes. */
export function spansOnDay(hours: OpeningHours, day: string, calendar: CalendarDay): readonly Span[] {
  const weekday = weekdayOf(day)
  const isWeekend = weekday >= 6
  // On Monday to Friday a day that is no working day can only be a holiday.
  const isHoliday = calendar.holiday ?? (calendar.workday === false && !isWeekend)
  if (isHoliday && !hours.onHolidays) return []
  const own = sorted(hours.week[weekdayName(weekday)])
  // A make-up workday 调休上班 on a weekend: people expect the hall as on a Monday.
  const isMakeUpWorkday = isWeekend && calendar.workday === true
  return own.length === 0 && isMakeUpWorkday ? sorted(hours.week['1']) : own
}

/** In order of opening. A span that ends before it begins is none. */
function sorted(spans: readonly Span[]): readonly Span[] {
  return spans.filter(([start, end]) => start < end).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

function weekdayName(weekday: number): Weekday {
  const names = ['1', '2', '3', '4', '5', '6', '7'] as const
  const name = names[weekday - 1]
  if (name === undefined) throw new RangeError(`no ISO weekday: ${weekday}`)
  return name
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

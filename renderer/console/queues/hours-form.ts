import type { OpeningHours } from '../../../contract/shapes.ts'

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const
export type Weekday = (typeof weekdays)[number]
export type Span = [string, string]
export type Week = Readonly<Record<Weekday, readonly Span[]>>

/** What is wrong with a span, as a key of the words of queues. */
export type SpanFault = 'clockWrong' | 'spanWrong' | 'spansCross'

/**
 * A time as people type it: `9`, `930`, `9:30`, `９：３０`, `24`. Null when it is none. The contract wants `09:30`.
 */
export function readClock(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replace(/[.。点時时]/g, ':')
    .replace(/:$/, '')
  const found = /^(\d{1,2}):(\d{1,2})$/.exec(plain) ?? /^(\d{1,2})(\d{2})?$/.exec(plain)
  if (!found) return null
  const hours = Number(found[1])
  const minutes = Number(found[2] ?? '0')
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** The fault of a span of a day, if it has one; `at` is its place among the day's spans. */
export function spanFault(spans: readonly Span[], at: number): SpanFault | null {
  const [from, to] = spans[at] ?? ['', '']
  const begins = readClock(from)
  const ends = readClock(to)
  if (begins === null || ends === null) return 'clockWrong'
  if (begins >= ends) return 'spanWrong'
  const before = spans[at - 1]
  const beforeEnds = before === undefined ? null : readClock(before[1])
  return beforeEnds !== null && begins < beforeEnds ? 'spansCross' : null
}

/** Whether a week can be saved: no faulty span, and at least one. */
export function weekFault(week: Week): 'noSpan' | 'faultySpan' | null {
  const days = weekdays.map((day) => week[day])
  if (days.some((spans) => spans.some((_, at) => spanFault(spans, at) !== null))) return 'faultySpan'
  return days.every((spans) => spans.length === 0) ? 'noSpan' : null
}

/** The week as the contract takes it. Call it for a week without faults. */
export function cleanWeek(week: Week): OpeningHours['week'] {
  const clean = (spans: readonly Span[]): Span[] =>
    spans.map(([from, to]) => [readClock(from) ?? from, readClock(to) ?? to])
  return {
    '1': clean(week['1']),
    '2': clean(week['2']),
    '3': clean(week['3']),
    '4': clean(week['4']),
    '5': clean(week['5']),
    '6': clean(week['6']),
    '7': clean(week['7']),
  }
}

/** A span that could follow those that are there: the afternoon after a morning, else the morning. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)
  if (last === undefined) return ['09:00', '12:00']
  const ends = readClock(last[1])
  return ends !== null && ends <= '13:30' ? ['13:30', '17:00'] : ['', '']
}

/** Tuesday to Friday as Monday; the weekend stays. */
export function asMonday(week: Week): Week {
  const monday = week['1']
  return { ...week, '2': monday, '3': monday, '4': monday, '5': monday }
}

export interface WeekLine {
  readonly from: Weekday
  readonly to: Weekday
  readonly spans: readonly Span[]
}

/** The week for reading: neighbouring days with the same hours in one line, closed days left out. */
export function weekLines(week: Week): WeekLine[] {
  const lines: WeekLine[] = []
  for (const day of weekdays) {
    const spans = week[day]
    const last = lines.at(-1)
    const follows = last !== undefined && Number(last.to) === Number(day) - 1
    if (follows && JSON.stringify(last.spans) === JSON.stringify(spans))
      lines[lines.length - 1] = { ...last, to: day }
    else lines.push({ from: day, to: day, spans })
  }
  return lines.filter((line) => line.spans.length > 0)
}

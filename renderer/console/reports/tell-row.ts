import type { RouteAnswer } from '../../../contract/client.ts'
import { ticketClasses } from '../../../core/queue/ticket.ts'
import type { Grouping } from '../../../core/report/group.ts'
import { monthOf, type Period } from '../../../core/report/period.ts'
import { formatDate } from '../../ui/format.ts'
import { type Language, sayIn } from '../../ui/i18n.ts'
import { classWords } from '../../ui/words.ts'
import { reportWords } from './words.ts'

export type Report = RouteAnswer<'report'>
export type ReportRow = Report['rows'][number]
export type Figures = Report['total']

/** What a row is called. */
export function rowName(row: Omit<ReportRow, 'figures'>, by: Grouping, language: Language): string {
  const say = sayIn(reportWords, language)
  if (row.id === null) {
    if (by === 'window' || by === 'staff') return say('notCalled')
    if (by === 'item') return say('noItem')
    return by === 'department' ? say('noDepartment') : say('none')
  }
  const ticketClass = by === 'class' ? ticketClasses.find((one) => one === row.id) : undefined
  if (ticketClass) return sayIn(classWords, language)(ticketClass)
  if (by === 'hour') return say('hour', { hour: row.id })
  if (by === 'day') return dayText(row.id, language)
  if (by === 'week') return say('weekFrom', { day: dayText(row.id, language) })
  return row.name ?? row.id
}

/** A step of the course under a chart: short enough for thirty of them. */
export function stepLabel(at: string, step: Report['course']['step']): string {
  if (step === 'hour') return `${at}:00`
  if (step === 'month') return at
  return `${Number(at.slice(5, 7))}/${Number(at.slice(8, 10))}`
}

/** A local day in words: no zone moves it. */
export function dayText(day: string, language: Language): string {
  return formatDate(`${day}T12:00:00Z`, language, 'UTC')
}

/** A period in words: a day with its weekday, a whole month as that, else its ends. */
export function periodText({ from, to }: Period, language: Language): string {
  const english = language === 'en'
  if (from === to)
    return english
      ? `${dayText(from, language)} ${from.slice(0, 4)}`
      : `${from.slice(0, 4)}年${dayText(from, language)}`
  const month = monthOf(from)
  const isMonth = month.from === from && month.to === to
  if (!english) {
    if (isMonth) return chineseDay(from).replace(/\d+日$/, '')
    const sameYear = from.slice(0, 4) === to.slice(0, 4)
    const end = from.slice(0, 7) === to.slice(0, 7) ? /^\d+年\d+月/ : sameYear ? /^\d+年/ : ''
    return `${chineseDay(from)}–${chineseDay(to).replace(end, '')}`
  }
  const of = (parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' })
  const [first, last] = [new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`)]
  return isMonth
    ? of({ year: 'numeric', month: 'long' }).format(first)
    : of({ year: 'numeric', month: 'long', day: 'numeric' }).formatRange(first, last)
}

function chineseDay(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

import { addDays, isDay } from '../../../core/day.ts'
import { type Grouping, groupings } from '../../../core/report/group.ts'
import { daysIn, monthOf, type Period, periodBefore, weekOf } from '../../../core/report/period.ts'
import { type Measure, measures } from './measures.ts'

export const periodKinds = ['day', 'week', 'month', 'span'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** The most days of one report; the hall refuses more. */
export const daysMost = 366

/** What the room shows. It stands in the address, so that it can be kept and sent. */
export interface ReportChoice {
  readonly kind: PeriodKind
  readonly period: Period
  readonly by: Grouping
  readonly measure: Measure
}

/** The period of a kind that a day lies in. */
export function periodAt(kind: PeriodKind, day: string): Period {
  return kind === 'week' ? weekOf(day) : kind === 'month' ? monthOf(day) : { from: day, to: day }
}

/** The period after; the one before is `periodBefore`. */
function periodAfter({ kind, period }: ReportChoice): Period {
  if (kind !== 'span') return periodAt(kind, addDays(period.to, 1))
  return { from: addDays(period.to, 1), to: addDays(period.to, daysIn(period)) }
}

/** One period earlier or later. */
export function stepBy(choice: ReportChoice, direction: 'earlier' | 'later'): ReportChoice {
  return {
    ...choice,
    period: direction === 'earlier' ? periodBefore(choice.period) : periodAfter(choice),
  }
}

/** The same room with another kind of period, around the same days; a span begins as what was shown. */
export function withKind(choice: ReportChoice, kind: PeriodKind, today: string): ReportChoice {
  const { from, to } = choice.period
  const day = from <= today && today <= to ? today : from
  return { ...choice, kind, period: kind === 'span' ? choice.period : periodAt(kind, day) }
}

/** What the address asks for; what it does not say, or says wrongly, is as at first: today, by queue, people. */
export function readChoice(search: string, today: string): ReportChoice {
  const asked = new URLSearchParams(search)
  const kind = periodKinds.find((one) => one === asked.get('kind')) ?? 'day'
  const from = asked.get('from') ?? today
  const to = asked.get('to') ?? from
  const whole = isDay(from) && isDay(to) && isWhole({ from, to })
  return {
    kind,
    period: !whole ? periodAt(kind, today) : kind === 'span' ? { from, to } : periodAt(kind, from),
    by: groupings.find((one) => one === asked.get('by')) ?? 'queue',
    measure: measures.find((one) => one === asked.get('look')) ?? 'people',
  }
}

/** Whether a span can be asked for. */
export function isWhole(period: Period): boolean {
  return isDay(period.from) && isDay(period.to) && period.from <= period.to && daysIn(period) <= daysMost
}

/** The address of a choice. */
export function writeChoice({ kind, period, by, measure }: ReportChoice): string {
  return new URLSearchParams({ kind, ...period, by, look: measure }).toString()
}

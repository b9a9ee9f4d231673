import { addDays, weekdayOf } from '../day.ts'

/** Local days from the first to the last, both counted. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** The Monday on which a day's week begins (ISO 8601). */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}

/** The week that a day lies in, Monday to Sunday. */
export function weekOf(day: string): Period {
  const monday = mondayOf(day)
  return { from: monday, to: addDays(monday, 6) }
}

/** The calendar month that a day lies in. */
export function monthOf(day: string): Period {
  const from = `${day.slice(0, 7)}-01`
  return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) }
}

/** How many days a period has. */
export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

/** The period to compare with: the month before a whole month; else as many days, right before. */
export function periodBefore(period: Period): Period {
  const month = monthOf(period.from)
  if (month.from === period.from && month.to === period.to) return monthOf(addDays(period.from, -1))
  return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1) }
}

/** How a period's course over time is told. */
export const timeSteps = ['hour', 'day', 'week', 'month'] as const
export type TimeStep = (typeof timeSteps)[number]

/** Steps that a person can still take in at a glance: a day by hours, two months by days, a year by weeks. */
export function stepFor(period: Period): TimeStep {
  const days = daysIn(period)
  return days === 1 ? 'hour' : days <= 62 ? 'day' : 'week'
}

/** The step that a day lies in: the day, its week's Monday, or its month `YYYY-MM`. */
export function stepOfDay(day: string, step: Exclude<TimeStep, 'hour'>): string {
  return step === 'day' ? day : step === 'week' ? mondayOf(day) : day.slice(0, 7)
}

/** Every step of a period in order, those without anything too: a day on which nobody came is not left out. */
export function stepsOf({ from, to }: Period, step: Exclude<TimeStep, 'hour'>): string[] {
  const steps = new Set<string>()
  for (let day = from; day <= to; day = addDays(day, 1)) steps.add(stepOfDay(day, step))
  return [...steps]
}

import type { Grouping } from '../../core/report/group.ts'
import type { Period, TimeStep } from '../../core/report/period.ts'
import type { Figures } from '../../core/report/tally.ts'
import type { Scope } from '../../db/report/facts.ts'

/** What a report is asked for. Plain data: it travels to the thread that reads. */
export interface ReportQuestion {
  readonly period: Period
  readonly by: Grouping
  readonly scope: Scope
  /** Also the figures of the period before. */
  readonly compare: boolean
  readonly today: string
  readonly timeZone: string
  /** The hall's own target, for queues that have none; null where it sets none. */
  readonly waitTargetMinutes: number | null
}

/** One row: a queue, a window, a person, a day. `id` is null for what belongs to none. */
export interface CountedRow {
  readonly id: string | null
  readonly code: string | null
  readonly name: string | null
  readonly figures: Figures
}

/** One step of the period's course. */
export interface CountedStep {
  /** `09` of an hour, a day, a week's Monday, `YYYY-MM` of a month. */
  readonly at: string
  readonly figures: Figures
}

/** A report: the same tickets and services three times, in all, along time, and by what was asked. */
export interface CountedReport {
  readonly total: Figures
  readonly before: (Period & { readonly total: Figures }) | null
  readonly course: { readonly step: TimeStep; readonly steps: CountedStep[] }
  readonly rows: CountedRow[]
}

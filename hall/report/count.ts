import type Database from 'better-sqlite3'
import { addDays, localTime } from '../../core/day.ts'
import { ticketClasses } from '../../core/queue/ticket.ts'
import { waitTarget } from '../../core/queue/wait-target.ts'
import type { Grouping } from '../../core/report/group.ts'
import {
  type Period,
  periodBefore,
  stepFor,
  stepOfDay,
  stepsOf,
  type TimeStep,
} from '../../core/report/period.ts'
import { type ServiceFact, Tally, type TicketFact } from '../../core/report/tally.ts'
import {
  groupNames,
  type Scope,
  type ServiceFactRow,
  serviceFacts,
  type TicketFactRow,
  ticketFacts,
} from '../../db/report/facts.ts'
import type { CountedReport, CountedRow, CountedStep, ReportQuestion } from './question.ts'

/** Tallies by the row that they are of. */
class Tallies {
  readonly #by = new Map<string | null, Tally>()

  of(key: string | null): Tally {
    const known = this.#by.get(key)
    if (known) return known
    const made = new Tally()
    this.#by.set(key, made)
    return made
  }

  get keys(): (string | null)[] {
    return [...this.#by.keys()]
  }
}

/**
 * Counts a report from the tickets and services themselves: exact medians of any grouping, and nothing that could
 * differ from its source. One day is read at a time, so that memory stays small and no read stands in the way of
 * the store's log being cut back.
 */
export function countReport(db: Database.Database, question: ReportQuestion): CountedReport {
  const { period, by, scope, timeZone } = question
  const step = stepFor(period)
  const total = new Tally()
  const rows = new Tallies()
  const course = new Tallies()
  eachDay(period, question.today, (day) => {
    // Asked once for the day and not for each of its rows.
    const inCourse = step === 'hour' ? null : course.of(stepOfDay(day, step))
    const inRow = isTime(by) && by !== 'hour' ? rows.of(stepOfDay(day, by)) : null
    const tallies = (key: string | null, ms: number): [Tally, Tally] => [
      inCourse ?? course.of(hourOf(ms, timeZone)),
      inRow ?? rows.of(by === 'hour' ? hourOf(ms, timeZone) : key),
    ]
    const { tickets, services } = readDay(db, day, by, scope)
    for (const row of tickets) {
      const fact = ticketFact(row, question.waitTargetMinutes)
      total.addTicket(fact)
      for (const tally of tallies(row.key, row.issued_at_ms)) tally.addTicket(fact)
    }
    for (const row of services) {
      const fact = serviceFact(row)
      total.addService(fact)
      for (const tally of tallies(row.key, row.finished_at_ms)) tally.addService(fact)
    }
  })
  const shown = { from: period.from, to: earlier(period.to, question.today) }
  return {
    total: total.figures(),
    before: question.compare ? countBefore(db, question) : null,
    course: { step, steps: stepsInOrder(course, step, shown) },
    rows: isTime(by)
      ? stepsInOrder(rows, by, shown).map(({ at, figures }) => ({ id: at, code: null, name: null, figures }))
      : namedRows(db, by, rows),
  }
}

function countBefore(db: Database.Database, question: ReportQuestion): CountedReport['before'] {
  const before = periodBefore(question.period)
  const tally = new Tally()
  eachDay(before, question.today, (day) => {
    const { tickets, services } = readDay(db, day, 'day', question.scope)
    for (const row of tickets) tally.addTicket(ticketFact(row, question.waitTargetMinutes))
    for (const row of services) tally.addService(serviceFact(row))
  })
  return { ...before, total: tally.figures() }
}

function earlier(one: string, other: string): string {
  return one.localeCompare(other) < 0 ? one : other
}

/** Days that have not come hold nothing and are not asked for. */
function eachDay(period: Period, today: string, visit: (day: string) => void): void {
  for (let day = period.from; day <= period.to && day <= today; day = addDays(day, 1)) visit(day)
}

/** Tickets and services of a day as of one moment. */
function readDay(
  db: Database.Database,
  day: string,
  by: Grouping,
  scope: Scope,
): { tickets: TicketFactRow[]; services: ServiceFactRow[] } {
  return db.transaction(() => ({
    tickets: ticketFacts(db, day, by, scope),
    services: serviceFacts(db, day, by, scope),
  }))()
}

function hourOf(ms: number, timeZone: string): string {
  return localTime(ms, timeZone).slice(0, 2)
}

/** A ticket's row as the rules read it; the hall's target holds where its queue has none. */
export function ticketFact(row: TicketFactRow, hallTargetMinutes: number | null): TicketFact {
  return {
    issuedAtMs: row.issued_at_ms,
    dueAtMs: row.due_at_ms,
    firstCalledAtMs: row.first_called_at_ms,
    state: row.state,
    missedAtMs: row.missed_at_ms,
    lowMinutes: row.told_low_minutes,
    highMinutes: row.told_high_minutes,
    targetMinutes: waitTarget(row.wait_target_minutes, hallTargetMinutes),
  }
}

/** A service's row as the rules read it. */
export function serviceFact(row: ServiceFactRow): ServiceFact {
  return { serviceMs: row.service_ms, ratingState: row.rating_state, level: row.level }
}

function isTime(by: Grouping): by is TimeStep {
  return by === 'day' || by === 'week' || by === 'month' || by === 'hour'
}

/** Along time nothing is left out between the first and the last: an hour in which nobody came is seen as that. */
function stepsInOrder(tallies: Tallies, step: TimeStep, period: Period): CountedStep[] {
  const keys = step === 'hour' ? hoursBetween(tallies.keys) : stepsOf(period, step)
  return keys.map((at) => ({ at, figures: tallies.of(at).figures() }))
}

function hoursBetween(keys: readonly (string | null)[]): string[] {
  const hours = keys.map(Number)
  if (hours.length === 0) return []
  const first = Math.min(...hours)
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, at) =>
    String(first + at).padStart(2, '0'),
  )
}

/** The rows that hold anything, in the order of the registers; last, what belongs to none. */
function namedRows(db: Database.Database, by: Grouping, tallies: Tallies): CountedRow[] {
  const names =
    by === 'class' ? ticketClasses.map((id) => ({ id, code: null, name: null })) : groupNames(db, by)
  const present = new Set(tallies.keys)
  const rows: CountedRow[] = names
    .filter(({ id }) => present.has(id))
    .map(({ id, code, name }) => ({ id, code, name, figures: tallies.of(id).figures() }))
  if (present.has(null)) rows.push({ id: null, code: null, name: null, figures: tallies.of(null).figures() })
  return rows
}

import { instantOfLocal } from '../core/day.ts'
import type { Arrival } from './arrivals.ts'
import type { Break } from './book-names.ts'
import { checkBooks, type DayRecord, ticketsIssued } from './books.ts'
import type { Customer } from './customer.ts'
import {
  baselineErrors,
  type Counts,
  countTickets,
  type Errors,
  isBalanced,
  type RangeErrors,
  rangeErrors,
  type Waits,
  waitsOf,
} from './figures.ts'
import { readJournal, type ToldTicket, ticketEntries } from './recorded.ts'
import { type Progress, replay } from './replay.ts'
import { type SimulatedHall, startSimulatedHall } from './simulated-hall.ts'
import { byPrefix, type WindowPlan } from './window-plan.ts'

/** What a replayed day comes to; printed as it stands with `--json`. */
export interface DayFigures extends Counts {
  readonly balanced: boolean
  readonly waitMinutes: Waits
  readonly estimates: RangeErrors
  /** Ibrahim & Whitt's two rules on the same people: queue length (ql), last to enter service (les). */
  readonly baselines: { readonly ql: Errors; readonly les: Errors }
}

export interface MeasuredDay {
  readonly figures: DayFigures
  readonly customers: readonly Customer[]
  /** The day's midnight on the simulated clock. */
  readonly midnightMs: number
  readonly record: DayRecord
  readonly breaks: readonly Break[]
}

export interface DayOptions {
  readonly windows: readonly WindowPlan[]
  /** Simulated seconds for each real one; null as fast as the machine can. */
  readonly speed: number | null
  onProgress?(progress: Progress): void
  /** Called when the last customer has gone, before the books are read; tests spoil the hall here. */
  beforeBooks?(hall: SimulatedHall): void
}

/** An ordinary Tuesday. Replayed days have no date of their own. */
const simulatedDay = '2026-11-24'
const timeZone = 'Asia/Shanghai'

/** Replays a measured day in a hall of its own, and checks the books at its end. */
export async function runMeasuredDay(
  arrivals: readonly Arrival[],
  options: DayOptions,
): Promise<MeasuredDay> {
  const midnightMs = instantOfLocal(simulatedDay, '00:00', timeZone)
  const prefixes = new Set([
    ...arrivals.map(({ queue }) => queue),
    ...options.windows.flatMap(({ queues }) => queues),
  ])
  const hall = await startSimulatedHall(options.windows, prefixes, midnightMs + (arrivals[0]?.atMs ?? 0))
  try {
    const customers = await replay(hall, arrivals, {
      midnightMs,
      speed: options.speed,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
    options.beforeBooks?.(hall)
    const record = await readRecord(hall, customers)
    const counts = countTickets(ticketsIssued(record), record.tickets, customers)
    const breaks = [...checkBooks(record), ...checkServices(record, customers)]
    return {
      figures: {
        ...counts,
        balanced: breaks.length === 0 && isBalanced(counts) && counts.issued === arrivals.length,
        waitMinutes: waitsOf(customers),
        estimates: rangeErrors(customers),
        baselines: baselineErrors(customers),
      },
      customers,
      midnightMs,
      record,
      breaks,
    }
  } finally {
    await hall.stop()
  }
}

/** Tickets that are asked for at once. */
const ticketsAtOnce = 16

/** Reads the end of the day by the front door: the journal as an auditor, each ticket as the kiosk that gave it. */
async function readRecord(hall: SimulatedHall, customers: readonly Customer[]): Promise<DayRecord> {
  const tickets: ToldTicket[] = []
  for (let from = 0; from < customers.length; from += ticketsAtOnce) {
    const told = customers
      .slice(from, from + ticketsAtOnce)
      .map(({ ticketId }) => hall.kiosk('ticket', { params: { id: ticketId } }))
    for (const { id, number, state } of await Promise.all(told)) tickets.push({ id, number, state })
  }
  const auditor = await hall.auditor()
  const { intact } = await auditor('journalCheck')
  return {
    tickets,
    journal: await readJournal(auditor),
    chainIntact: intact,
    rules: hall.settings.rules,
    // A measured day has neither screens nor raters.
    screens: [],
    windows: [],
    sinceSeq: 0,
    kioskIds: null,
  }
}

/** Everybody who was called was served to the end, and exactly as long as was measured. */
function checkServices(record: DayRecord, customers: readonly Customer[]): Break[] {
  const served = new Map<string, number>()
  for (const { type, body } of ticketEntries(record.journal))
    if (type === 'service-finished') served.set(body.ticketId, body.serviceSeconds ?? Number.NaN)
  return customers.flatMap(({ ticketId, number, calledAtMs, arrival }) => {
    const seconds = served.get(ticketId)
    const expected = calledAtMs === null ? undefined : arrival.serviceMs / 1000
    return seconds === expected
      ? []
      : [{ book: 'life', ticketId, seq: null, says: `${number} was served ${seconds} s, not ${expected} s` }]
  })
}

/** Queues of the day that no window serves: who waits there waits until the end. */
export function unservedQueues(arrivals: readonly Arrival[], windows: readonly WindowPlan[]): string[] {
  const served = new Set(windows.flatMap(({ queues }) => queues))
  return [...new Set(arrivals.map(({ queue }) => queue))].filter((queue) => !served.has(queue)).sort(byPrefix)
}

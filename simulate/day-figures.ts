import type { TicketClass } from '../core/queue/ticket.ts'
import { type RatingLevel, ratingLevels } from '../core/rating/level.ts'
import type { Book, Break, books } from './book-names.ts'
import { type DayRecord, ticketsIssued } from './books.ts'
import type { Waited } from './customer.ts'
import {
  baselineErrors,
  type Counts,
  countTickets,
  isBalanced,
  mean,
  rangeErrors,
  waitsOf,
} from './figures.ts'
import type { MadeUpDay } from './made-up-day.ts'
import type { DayFigures } from './measured-day.ts'
import { ratingEntries, ticketEntries } from './recorded.ts'

/**
 * What came of the tickets of one queue or one class. Minutes; waits are from the ticket to the first call, and null
 * where the day was not timed.
 */
export interface Share {
  readonly name: string
  readonly issued: number
  readonly done: number
  readonly noShow: number
  readonly left: number
  readonly waitMean: number | null
  readonly waitP95: number | null
}

/** What one window did. Minutes; null where the day was not timed. */
export interface WindowShare {
  readonly number: string
  readonly services: number
  readonly serviceMeanMinutes: number | null
  readonly rated: number
  readonly satisfied: number
}

/** How services were rated. `notRated` is recorded so, and is no opinion. */
export interface RatingShare {
  readonly asked: number
  readonly rated: number
  readonly notRated: number
  /** Can still be rated. */
  readonly open: number
  readonly levels: Readonly<Record<RatingLevel, number>>
}

/** What became of the bookings that were made in the day. */
export interface BookingShare {
  readonly made: number
  readonly onTime: number
  /** Checked in, too late for their turn. */
  readonly late: number
  readonly absent: number
}

/** The figures of a day in minutes. */
type Timed = Pick<DayFigures, 'waitMinutes' | 'estimates' | 'baselines'>
type Untimed = { readonly [Name in keyof Timed]: null }

/**
 * What a made-up day comes to; printed as it stands with `--json`. Where a minute of the hall's clock was no minute of
 * the day nothing is told in minutes: it would be the machine's speed.
 */
export type MadeUpDayFigures = CountedDay & (Timed | Untimed)

interface CountedDay extends Counts {
  /** Every book holds, over at least one ticket: books over nothing prove nothing. */
  readonly balanced: boolean
  readonly seed: number
  readonly windows: number
  readonly screens: number
  /** Came when no tickets were given. */
  readonly turnedAway: number
  readonly ratingsTooLate: number
  /** Requests sent again because the hall was away, and streams opened again. */
  readonly retries: number
  readonly reconnections: number
  readonly byQueue: readonly Share[]
  readonly byClass: readonly Share[]
  readonly byWindow: readonly WindowShare[]
  readonly ratings: RatingShare
  readonly bookings: BookingShare
  /** Breaks found in each book. */
  readonly books: Readonly<Record<Book, number>>
}

/**
 * Works the figures of a day out of its record and of what its visitors went through. `timed`: a minute of the hall's
 * clock was a minute of the day.
 */
export function figuresOf(
  day: MadeUpDay,
  record: DayRecord,
  breaks: readonly Break[],
  of: { readonly seed: number; readonly queueNames: ReadonlyMap<string, string>; readonly timed: boolean },
): MadeUpDayFigures {
  const waited = day.visitors
    .filter(({ foreign }) => !foreign)
    .map((one): Waited => ({ ...one, left: one.leftBecause === 'patience' }))
  const counts = countTickets(ticketsIssued(record), record.tickets, waited)
  const found = (book: Book) => breaks.filter((one) => one.book === book).length
  const issues = issuesOf(record)
  return {
    ...counts,
    ...(of.timed
      ? { waitMinutes: waitsOf(waited), estimates: rangeErrors(waited), baselines: baselineErrors(waited) }
      : untimed),
    balanced: breaks.length === 0 && isBalanced(counts) && counts.issued > 0,
    seed: of.seed,
    windows: day.desks.length,
    screens: day.displays.length,
    turnedAway: day.turnedAway,
    ratingsTooLate: day.ratingsTooLate,
    retries: day.ledger.retries,
    reconnections: day.ledger.reconnections,
    byQueue: shares(record, waited, of.timed, (id) => of.queueNames.get(issues.get(id)?.queueId ?? '') ?? ''),
    byClass: shares(record, waited, of.timed, (id) => classNames[issues.get(id)?.class ?? 'ordinary']),
    byWindow: windowShares(record, of.timed),
    ratings: ratingShare(record),
    bookings: bookingShare(record),
    books: {
      balance: found('balance'),
      number: found('number'),
      life: found('life'),
      window: found('window'),
      turn: found('turn'),
      class: found('class'),
      bound: found('bound'),
      run: found('run'),
      booking: found('booking'),
      starve: found('starve'),
      rating: found('rating'),
      display: found('display'),
      chain: found('chain'),
    } satisfies Record<keyof typeof books, number>,
  }
}

const untimed: Untimed = { waitMinutes: null, estimates: null, baselines: null }

const classNames: Readonly<Record<TicketClass, string>> = {
  ordinary: '普通',
  appointment: '预约',
  priority: '优先',
  green: '绿色通道',
}

/** The queue and class in which each ticket was issued. */
function issuesOf(record: DayRecord): ReadonlyMap<string, { queueId: string; class: TicketClass }> {
  return new Map(
    ticketEntries(record.journal)
      .filter(({ type }) => type === 'ticket-issued')
      .map(({ body }) => [body.ticketId, { queueId: body.queueId, class: body.class }]),
  )
}

function shares(
  record: DayRecord,
  waited: readonly Waited[],
  timed: boolean,
  nameOf: (ticketId: string) => string,
): Share[] {
  const states = new Map(record.tickets.map(({ id, state }) => [id, state]))
  const groups = Map.groupBy(waited, ({ ticketId }) => nameOf(ticketId))
  return [...groups]
    .map(([name, ones]): Share => {
      const ended = (...wanted: string[]) =>
        ones.filter(({ ticketId }) => wanted.includes(states.get(ticketId) ?? '')).length
      const waits = waitsOf(ones)
      return {
        name,
        issued: ones.length,
        done: ended('done'),
        noShow: ended('no-show', 'expired'),
        left: ended('cancelled'),
        waitMean: timed ? waits.mean : null,
        waitP95: timed ? waits.p95 : null,
      }
    })
    .sort((a, b) => b.issued - a.issued || (a.name < b.name ? -1 : 1))
}

function windowShares(record: DayRecord, timed: boolean): WindowShare[] {
  const windowOf = new Map<string, string>()
  for (const { type, body } of record.journal)
    if (type === 'window-saved') windowOf.set(String(body['windowId']), String(body['number']))
  const seconds = new Map<string, number[]>()
  for (const { seq, type, body } of ticketEntries(record.journal)) {
    if (type !== 'service-finished' || seq <= record.sinceSeq) continue
    const number = windowOf.get(body.windowId ?? '') ?? ''
    seconds.set(number, [...(seconds.get(number) ?? []), body.serviceSeconds ?? 0])
  }
  return record.windows.map(({ number, rated, satisfied }) => {
    const own = seconds.get(number) ?? []
    const serviceMeanMinutes = timed ? mean(own) / 60 : null
    return { number, services: own.length, serviceMeanMinutes, rated, satisfied }
  })
}

function ratingShare(record: DayRecord): RatingShare {
  const asked = ticketEntries(record.journal).filter(
    ({ seq, type }) => type === 'service-finished' && seq > record.sinceSeq,
  ).length
  const answers = ratingEntries(record.journal).filter(({ seq }) => seq > record.sinceSeq)
  const levels = { ...noLevels }
  for (const { level } of answers) if (level) levels[level] += 1
  const rated = ratingLevels.reduce((sum, level) => sum + levels[level], 0)
  const notRated = answers.length - rated
  return { asked, rated, notRated, open: asked - rated - notRated, levels }
}

function bookingShare({ journal, sinceSeq }: DayRecord): BookingShare {
  const count = (type: string, late?: boolean) =>
    journal.filter(
      (one) => one.seq > sinceSeq && one.type === type && (late === undefined || one.body['late'] === late),
    ).length
  return {
    made: count('appointment-booked'),
    onTime: count('appointment-checked-in', false),
    late: count('appointment-checked-in', true),
    absent: count('appointment-absent'),
  }
}

const noLevels: Record<RatingLevel, number> = {
  'very-satisfied': 0,
  satisfied: 0,
  'fairly-satisfied': 0,
  dissatisfied: 0,
  'very-dissatisfied': 0,
}

/** The windows that did most and least, most first. */
export function busiest(windows: readonly WindowShare[], count: number) {
  const sorted = windows.toSorted((a, b) => b.services - a.services || Number(a.number) - Number(b.number))
  if (sorted.length <= 2 * count) return { most: sorted, least: [] }
  return { most: sorted.slice(0, count), least: sorted.slice(-count) }
}

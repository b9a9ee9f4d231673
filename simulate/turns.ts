import type { LineRules } from '../core/queue/line-order.ts'
import type { TicketClass, TicketState } from '../core/queue/ticket.ts'
import type { Book } from './book-names.ts'
import type { TicketEntry } from './recorded.ts'

/** A ticket as the journal tells it. */
export interface FoldedTicket {
  readonly id: string
  readonly number: string
  readonly arrival: number
  readonly arrivedAtMs: number
  readonly dueAtMs: number | null
  readonly terminalId: string | null
  queueId: string
  class: TicketClass
  state: TicketState
  windowId: string | null
  forWindowId: string | null
}

/** The hall as the journal tells it at one moment. */
export interface HallState {
  readonly tickets: Map<string, FoldedTicket>
  readonly waiting: Map<string, FoldedTicket>
  /** The ticket that each window has in hand. */
  readonly inHand: Map<string, string>
  /** Queues that each window serves. */
  readonly served: Map<string, ReadonlySet<string>>
  /** Green and priority calls in a row, by queue. */
  readonly runs: Map<string, number>
}

/** Times in the journal are of whole seconds; what lies closer together cannot be told apart. */
const precisionMs = 1000

interface Call {
  readonly windowId: string | null
  readonly entry: TicketEntry
  readonly rules: LineRules
  say(book: Book, says: string): void
}

/**
 * Whether a call was this ticket's turn, found out again from the journal alone and by other means than the hall's:
 * each part of the rule is looked at as a statement about those who wait.
 */
export function checkTurn(hall: HallState, called: FoldedTicket, call: Call): void {
  const { windowId, entry, rules, say } = call
  const { runs } = hall
  const run = runs.get(called.queueId) ?? 0
  const isPreferred = called.class === 'green' || called.class === 'priority'
  if (called.class === 'ordinary') runs.set(called.queueId, 0)
  else if (isPreferred) runs.set(called.queueId, run + 1)
  // A clerk who chooses from the line takes it on themselves; the journal says that they did.
  if (entry.body.chosen || windowId === null) return

  const mine = hall.served.get(windowId)
  const callable = [...hall.waiting.values()].filter(
    (one) =>
      (one.class !== 'appointment' || one.dueAtMs === null || one.dueAtMs <= entry.atMs) &&
      (one.forWindowId === windowId || (one.forWindowId === null && mine?.has(one.queueId))),
  )
  const before = callable.find(
    (one) =>
      one.queueId === called.queueId &&
      one.class === called.class &&
      one.forWindowId === called.forWindowId &&
      comesBefore(one, called),
  )
  if (before) say('turn', `${called.number} was called before ${before.number}, which came first`)

  if (called.class === 'appointment' && called.dueAtMs !== null && called.dueAtMs > entry.atMs)
    say('booking', `${called.number} was called before its time`)

  const overMs = (one: FoldedTicket) => entry.atMs - sinceMs(one) - rules.waitBoundMinutes[one.class] * 60_000
  const late = callable.find((one) => overMs(one) > Math.max(0, overMs(called)) + precisionMs)
  if (late)
    say('bound', `${called.number} was called before ${late.number}, which has waited longer than its bound`)

  // Twice the bound, and others who came only then are called: the bound does not work for this one at all.
  const forgottenMs = (one: FoldedTicket) => sinceMs(one) + 2 * rules.waitBoundMinutes[one.class] * 60_000
  const forgotten = callable.find((one) => one.id !== called.id && called.arrivedAtMs > forgottenMs(one))
  if (forgotten)
    say(
      'starve',
      `${called.number} came when ${forgotten.number} had waited twice its bound, and was called before`,
    )

  const ordinaryWaits = callable.some(
    (one) => one.class === 'ordinary' && one.queueId === called.queueId && one.forWindowId === null,
  )
  const outOfTurn = overMs(called) > -precisionMs || called.forWindowId !== null
  const due = callable.find(
    (one) =>
      one.class === 'appointment' &&
      one.queueId === called.queueId &&
      one.forWindowId === null &&
      (one.dueAtMs ?? one.arrivedAtMs) < entry.atMs - precisionMs,
  )
  if (due && called.class !== 'appointment' && !outOfTurn)
    say('booking', `${called.number} was called before ${due.number}, whose time had come`)
  const goesBefore = callable.find(
    (one) =>
      one.queueId === called.queueId &&
      one.forWindowId === null &&
      one.class !== 'appointment' &&
      preference[one.class] < preference[called.class],
  )
  const isOrdinaryTurn = called.class === 'ordinary' && run >= rules.priorityRun
  if (goesBefore && called.class !== 'appointment' && !outOfTurn && !isOrdinaryTurn)
    say(
      'class',
      `${called.number} (${called.class}) was called before ${goesBefore.number} (${goesBefore.class})`,
    )
  if (isPreferred && run >= rules.priorityRun && ordinaryWaits && !outOfTurn)
    say('run', `${called.number} is priority call ${run + 1} in a row while an ordinary ticket waits`)
}

/** Which class goes first in a queue; an appointment from its time on before all. */
const preference: Readonly<Record<TicketClass, number>> = {
  appointment: 0,
  green: 1,
  priority: 2,
  ordinary: 3,
}

/** From when a wait counts. */
function sinceMs(one: FoldedTicket): number {
  return one.class === 'appointment' && one.dueAtMs !== null
    ? Math.max(one.dueAtMs, one.arrivedAtMs)
    : one.arrivedAtMs
}

/** Order of arrival; of appointments by their time. */
function comesBefore(one: FoldedTicket, other: FoldedTicket): boolean {
  const byDue =
    one.class === 'appointment' ? (one.dueAtMs ?? one.arrivedAtMs) - (other.dueAtMs ?? other.arrivedAtMs) : 0
  return (byDue || one.arrival - other.arrival) < 0
}

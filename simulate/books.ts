import type { JournalEntry } from '../contract/entries.ts'
import type { LineRules } from '../core/queue/line-order.ts'
import { nextState, type TicketState } from '../core/queue/ticket.ts'
import type { Book, Break } from './book-names.ts'
import { checkBookings } from './booking-book.ts'
import type { ScreenRecord } from './clients/display.ts'
import { checkRatings, type WindowRatings } from './rating-book.ts'
import { actionOf, type TicketEntry, type ToldTicket, ticketEntries, windowEntries } from './recorded.ts'
import { checkScreens } from './screen-book.ts'
import { checkTurn, type FoldedTicket, type HallState } from './turns.ts'

/** What a day left behind. */
export interface DayRecord {
  readonly journal: readonly JournalEntry[]
  /** Every ticket that a kiosk was given, as the interface tells it at the end. */
  readonly tickets: readonly ToldTicket[]
  readonly chainIntact: boolean
  readonly rules: LineRules
  /** What each screen saw. */
  readonly screens: readonly ScreenRecord[]
  /** How each window's page counts its services and ratings at the end. */
  readonly windows: readonly WindowRatings[]
  /** The place in the journal where the day began: what lies before is history and not judged. */
  readonly sinceSeq: number
  /** Terminals whose tickets were all given to somebody of this day; null: every terminal. */
  readonly kioskIds: ReadonlySet<string> | null
}

/** How many tickets the journal says were issued to this day's people. */
export function ticketsIssued({ journal, sinceSeq, kioskIds }: DayRecord): number {
  return ticketEntries(journal).filter(
    ({ seq, type, body }) =>
      type === 'ticket-issued' && seq > sinceSeq && isOfKiosks(kioskIds, body.terminalId),
  ).length
}

/** Checks every book of a day. The breaks come in the order of the journal; none means that the day balances. */
export function checkBooks(record: DayRecord): Break[] {
  const breaks: Break[] = []
  const hall: HallState = {
    tickets: new Map(),
    waiting: new Map(),
    inHand: new Map(),
    served: new Map(),
    runs: new Map(),
  }
  const windows = windowEntries(record.journal)
  for (const entry of ticketEntries(record.journal)) {
    while (windows[0] && windows[0].seq < entry.seq) {
      hall.served.set(windows[0].windowId, new Set(windows[0].queueIds))
      windows.shift()
    }
    const say = (book: Book, says: string) =>
      breaks.push({ book, ticketId: entry.body.ticketId, seq: entry.seq, says })
    if (entry.type === 'ticket-issued') issue(hall, entry, say)
    else step(hall, entry, record.rules, say)
  }
  breaks.push(
    ...checkNumbers(record.journal),
    ...checkRatings(record.journal, record.windows),
    ...checkBookings(record.journal),
    ...checkScreens(record.journal, record.screens),
    ...checkEnd(record, hall),
  )
  if (!record.chainIntact)
    breaks.push({ book: 'chain', ticketId: null, seq: null, says: 'the hash chain is broken' })
  const ofThisDay = breaks.filter(({ seq }) => seq === null || seq > record.sinceSeq)
  return ofThisDay.sort((a, b) => (a.seq ?? Number.MAX_SAFE_INTEGER) - (b.seq ?? Number.MAX_SAFE_INTEGER))
}

type Say = (book: Book, says: string) => void

function issue(hall: HallState, { seq, atMs, body }: TicketEntry, say: Say): void {
  if (hall.tickets.has(body.ticketId)) say('life', `${body.number} was issued twice`)
  const ticket: FoldedTicket = {
    id: body.ticketId,
    number: body.number,
    arrival: seq,
    arrivedAtMs: atMs,
    dueAtMs: typeof body.dueAt === 'string' ? Date.parse(body.dueAt) : null,
    terminalId: body.terminalId ?? null,
    queueId: body.queueId,
    class: body.class,
    state: 'waiting',
    windowId: null,
    forWindowId: null,
  }
  hall.tickets.set(ticket.id, ticket)
  hall.waiting.set(ticket.id, ticket)
}

/** One step of a ticket's life. */
function step(hall: HallState, entry: TicketEntry, rules: LineRules, say: Say): void {
  const { body } = entry
  const ticket = hall.tickets.get(body.ticketId)
  if (!ticket) {
    say('life', `${body.number}: ${entry.type} of a ticket that was never issued`)
    return
  }
  ticket.class = body.class
  const action = actionOf(entry)
  if (action === null) return
  const next = nextState(ticket.state, action)
  if (!next.ok) say('life', `${ticket.number}: ${entry.type} while ${ticket.state}`)
  else if (next.value !== body.state)
    say('life', `${ticket.number}: ${entry.type} leads to ${next.value}, the journal says ${body.state}`)
  const windowId = body.windowId ?? null
  if (action === 'call') checkTurn(hall, ticket, { windowId, entry, rules, say })
  moveHands(hall, ticket, body.state, windowId, say)
  ticket.state = body.state
  ticket.queueId = body.queueId
  ticket.forWindowId = body.state === 'waiting' ? (body.toWindowId ?? null) : null
  if (body.state === 'waiting') hall.waiting.set(ticket.id, ticket)
  else hall.waiting.delete(ticket.id)
}

/** A window has one ticket in hand at most, and a ticket is at one window at most. */
function moveHands(
  hall: HallState,
  ticket: FoldedTicket,
  state: TicketState,
  windowId: string | null,
  say: Say,
): void {
  const isInHand = state === 'called' || state === 'serving'
  const wasInHand = ticket.state === 'called' || ticket.state === 'serving'
  if (wasInHand && windowId !== null && ticket.windowId !== windowId)
    say('window', `${ticket.number} is at two windows`)
  if (wasInHand && !isInHand && ticket.windowId !== null) hall.inHand.delete(ticket.windowId)
  if (!isInHand || windowId === null) return
  const other = hall.inHand.get(windowId)
  if (other !== undefined && other !== ticket.id)
    say('window', `${ticket.number} is at a window that has ${hall.tickets.get(other)?.number} in hand`)
  hall.inHand.set(windowId, ticket.id)
  ticket.windowId = windowId
}

/** Numbers as they were issued: none twice on a day, and each queue's own without a gap. */
function checkNumbers(journal: readonly JournalEntry[]): Break[] {
  const breaks: Break[] = []
  const seen = new Set<string>()
  const last = new Map<string, number>()
  for (const { seq, type, body } of ticketEntries(journal)) {
    if (type !== 'ticket-issued') continue
    const say = (says: string) => breaks.push({ book: 'number', ticketId: body.ticketId, seq, says })
    const name = `${body.day} ${body.number}`
    if (seen.has(name)) say(`${body.number} was issued twice on ${body.day}`)
    seen.add(name)
    const line = `${body.day} ${body.queueId}`
    const ordinal = Number(/\d+$/.exec(body.number)?.[0])
    if (ordinal !== (last.get(line) ?? 0) + 1) say(`${body.number} does not follow the number before it`)
    last.set(line, ordinal)
  }
  return breaks
}

/** What the interface tells at the end is what the journal says, of the same tickets. */
function checkEnd({ tickets, sinceSeq, kioskIds }: DayRecord, hall: HallState): Break[] {
  const breaks: Break[] = []
  const say = (ticketId: string, says: string) => breaks.push({ book: 'balance', ticketId, seq: null, says })
  const told = new Set<string>()
  for (const { id, number, state } of tickets) {
    if (told.has(id)) say(id, `${number} was given twice`)
    told.add(id)
    const folded = hall.tickets.get(id)
    if (!folded) say(id, `${number} was given and is not in the journal`)
    else if (folded.number !== number) say(id, `${number} is ${folded.number} in the journal`)
    else if (folded.state !== state) say(id, `${number} is ${state}; the journal says ${folded.state}`)
  }
  for (const { id, number, arrival, terminalId } of hall.tickets.values())
    if (!told.has(id) && arrival > sinceSeq && isOfKiosks(kioskIds, terminalId))
      say(id, `${number} is in the journal and was given to nobody`)
  return breaks
}

function isOfKiosks(kioskIds: DayRecord['kioskIds'], terminalId: string | null | undefined): boolean {
  return kioskIds === null || kioskIds.has(terminalId ?? '')
}

import type Database from 'better-sqlite3'
import { z } from 'zod'
import { checkJournal } from '../../db/journal.ts'
import type { Acknowledged } from '../clients/ledger.ts'

/** What was promised against what is there, after all the kills. */
export interface Settlement {
  /** Changes that a client was told of. */
  readonly acknowledged: number
  /** Of these, how many the journal does not hold. */
  readonly lost: number
  /** Changes that the journal holds more often than anybody was told: a repeated request that was done twice. */
  readonly doubled: number
  readonly balanced: boolean
  /** What is wrong, in words; the first names the first offending ticket. */
  readonly faults: readonly string[]
  /** The first offending ticket; null when nothing of a ticket is wrong. */
  readonly offender: string | null
}

const ticketAnswer = z.object({ id: z.string(), number: z.string() })
const stateIn = z.object({ state: z.string() })

/** The entry that an acknowledged request must have left, by the last word of its path. */
const entryOf: Readonly<Record<string, string>> = {
  tickets: 'ticket-issued',
  'call-next': 'ticket-called',
  call: 'ticket-called',
  recall: 'ticket-recalled',
  'no-show': 'ticket-missed',
  start: 'service-started',
  hold: 'service-held',
  resume: 'service-resumed',
  finish: 'service-finished',
  transfer: 'ticket-transferred',
  cancel: 'ticket-cancelled',
  return: 'ticket-returned',
  rating: 'rating-given',
}
/** A window that is left sets its ticket aside without a request of its own for that. */
const alsoByThemselves = new Set(['service-held'])

interface Promised {
  readonly type: string
  readonly ticketId: string
  readonly number: string | null
}

/** What an answer promised about a ticket; null when it promised nothing of the kind. */
function promisedBy({ request, status, answer }: Acknowledged): Promised | null {
  if (status === 204) return null
  const words = request.split('?', 1)[0]?.split('/') ?? []
  const type = entryOf[words.at(-1) ?? '']
  if (type === undefined) return null
  if (type === 'rating-given') return { type, ticketId: words.at(-2) ?? '', number: null }
  const ticket = ticketAnswer.parse(answer)
  return { type, ticketId: ticket.id, number: ticket.number }
}

/** Holds what clients were told against the store, and the store against its own journal. */
export function settle(db: Database.Database, acknowledged: readonly Acknowledged[]): Settlement {
  const faults: string[] = []
  let offender: string | null = null
  const blame = (ticketId: string, fault: string) => {
    offender ??= ticketId
    faults.push(fault)
  }
  const rows = db
    .prepare<[], { type: string; ticket_id: string; body: string }>(
      'SELECT type, ticket_id, body FROM journal WHERE ticket_id IS NOT NULL ORDER BY seq',
    )
    .all()
  const done = new Map<string, number>()
  const lastState = new Map<string, string>()
  for (const { type, ticket_id, body } of rows) {
    count(done, `${type} ${ticket_id}`)
    const state = stateIn.safeParse(JSON.parse(body))
    // The paper's state is not the ticket's.
    if (state.success && type !== 'print-ended') lastState.set(ticket_id, state.data.state)
  }
  const tickets = new Map(
    db
      .prepare<[], { id: string; day: string; number: string; state: string }>(
        'SELECT id, day, number, state FROM tickets',
      )
      .all()
      .map((row) => [row.id, row]),
  )

  const promises = acknowledged.flatMap((one) => promisedBy(one) ?? [])
  const told = new Map<string, number>()
  let lost = 0
  for (const { type, ticketId, number } of promises) {
    const key = `${type} ${ticketId}`
    const times = count(told, key)
    const kept = tickets.get(ticketId)
    if (times > (done.get(key) ?? 0) || !kept) {
      lost += 1
      blame(ticketId, `${type} of ${number ?? kept?.number ?? ticketId} was acknowledged and is not there`)
    } else if (number !== null && kept.number !== number)
      blame(ticketId, `${number} was told and ${kept.number} is kept`)
  }
  let doubled = 0
  const promised = new Set(Object.values(entryOf))
  for (const [key, times] of done) {
    const [type = '', ticketId = ''] = key.split(' ')
    const surplus = times - (told.get(key) ?? 0)
    if (!promised.has(type) || alsoByThemselves.has(type) || surplus <= 0) continue
    doubled += surplus
    blame(
      ticketId,
      `${type} of ${tickets.get(ticketId)?.number} happened ${times} times, told ${told.get(key) ?? 0} times`,
    )
  }

  const numbers = new Set<string>()
  for (const { id, day, number, state } of tickets.values()) {
    if (numbers.has(`${day} ${number}`)) {
      doubled += 1
      blame(id, `${number} was given twice on ${day}`)
    }
    numbers.add(`${day} ${number}`)
    if (lastState.get(id) !== state)
      blame(id, `${number} is ${state} and its journal says ${lastState.get(id) ?? 'nothing'}`)
    if (done.get(`ticket-issued ${id}`) !== 1) blame(id, `${number} has no issue of its own in the journal`)
  }
  const journal = checkJournal(db)
  if (!journal.intact) faults.push(`the journal is broken at ${journal.brokenAt}`)
  const integrity = String(db.pragma('integrity_check', { simple: true }))
  if (integrity !== 'ok') faults.push(`the store is damaged: ${integrity}`)
  return {
    acknowledged: promises.length,
    lost,
    doubled,
    balanced: faults.length === 0,
    faults,
    offender,
  }
}

/** The whole history of a ticket as the journal and its clients know it. */
export function historyOf(
  db: Database.Database,
  acknowledged: readonly Acknowledged[],
  ticketId: string,
): string {
  const entries = db
    .prepare<[string], { seq: number; at: string; type: string; actor: string; body: string }>(
      'SELECT seq, at, type, actor, body FROM journal WHERE ticket_id = ? ORDER BY seq',
    )
    .all(ticketId)
    .map(({ seq, at, type, actor, body }) => `  ${seq} ${at} ${type} ${actor} ${body}`)
  const answers = acknowledged
    .filter((one) => promisedBy(one)?.ticketId === ticketId)
    .map(
      ({ client, request, status, idempotencyKey }) =>
        `  ${client}: ${request} → ${status} (${idempotencyKey})`,
    )
  return [`ticket ${ticketId}`, 'journal:', ...entries, 'told:', ...answers, ''].join('\n')
}

function count(counts: Map<string, number>, key: string): number {
  const times = (counts.get(key) ?? 0) + 1
  counts.set(key, times)
  return times
}

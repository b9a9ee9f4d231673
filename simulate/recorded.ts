import { z } from 'zod'
import type { Client } from '../contract/client.ts'
import type { JournalEntry } from '../contract/entries.ts'
import { ratingLevel, ticketClass, ticketState } from '../contract/shapes.ts'
import type { TicketAction, TicketState } from '../core/queue/ticket.ts'

/** An entry about a ticket, as far as the books need it. */
export interface TicketEntry {
  readonly seq: number
  readonly atMs: number
  readonly type: string
  readonly body: z.infer<typeof ticketBody>
}

const ticketBody = z.object({
  ticketId: z.string(),
  number: z.string(),
  queueId: z.string(),
  class: ticketClass,
  state: ticketState,
  day: z.string().optional(),
  terminalId: z.string().nullish(),
  windowId: z.string().nullish(),
  toWindowId: z.string().nullish(),
  chosen: z.boolean().optional(),
  undone: z.enum(['start', 'no-show', 'finish']).optional(),
  dueAt: z.string().nullish(),
  serviceId: z.string().optional(),
  serviceSeconds: z.number().optional(),
  ratingOpenUntil: z.string().optional(),
})

/** The entries that tell a ticket's life, in the journal's order. */
export function ticketEntries(journal: readonly JournalEntry[]): TicketEntry[] {
  return journal
    .filter(
      (entry) => entry.type === 'ticket-issued' || entry.type === 'class-corrected' || isLife(entry.type),
    )
    .map(({ seq, at, type, body }) => ({ seq, atMs: Date.parse(at), type, body: ticketBody.parse(body) }))
}

const actions: Readonly<Record<string, TicketAction>> = {
  'ticket-called': 'call',
  'ticket-recalled': 'recall',
  'ticket-missed': 'miss',
  'ticket-returned': 'return',
  'ticket-cancelled': 'cancel',
  'ticket-expired': 'expire',
  'ticket-transferred': 'transfer',
  'ticket-put-back': 'put-back',
  'service-started': 'start',
  'service-held': 'hold',
  'service-resumed': 'resume',
  'service-finished': 'finish',
  'action-undone': 'undo-start',
}

function isLife(type: string): boolean {
  return Object.hasOwn(actions, type)
}

/** What an entry did to its ticket; null where it changed no state. */
export function actionOf(entry: TicketEntry): TicketAction | null {
  const { type, body } = entry
  if (type === 'service-finished') return body.state === 'waiting' ? 'finish-item' : 'finish'
  if (type === 'action-undone')
    return body.undone === 'start' ? 'undo-start' : body.undone === 'no-show' ? 'undo-miss' : 'undo-finish'
  return actions[type] ?? null
}

/** Which queues each window serves, in the order in which the journal says it. */
export function windowEntries(journal: readonly JournalEntry[]) {
  const saved = z.object({ windowId: z.string(), queueIds: z.array(z.string()) })
  return journal
    .filter(({ type }) => type === 'window-saved')
    .map(({ seq, body }) => ({ seq, ...saved.parse(body) }))
}

/** Entries of ratings, as far as the books need them. */
export function ratingEntries(journal: readonly JournalEntry[]) {
  const rated = z.object({
    serviceId: z.string(),
    ticketId: z.string(),
    level: ratingLevel.optional(),
  })
  return journal
    .filter(({ type }) => type === 'rating-given' || type === 'rating-lapsed')
    .map(({ seq, type, body }) => ({ seq, type, ...rated.parse(body) }))
}

/** Entries that are asked for at once; the hall answers with no more. */
const page = 5000

/** The whole journal, as an auditor reads it. */
export async function readJournal(auditor: Client): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for (let after: number | null = 0; after !== null; ) {
    const part: { entries: JournalEntry[]; next: number | null } = await auditor('journal', {
      query: { after, limit: page },
    })
    entries.push(...part.entries)
    after = part.next
  }
  return entries
}

/** A ticket as one answer of the interface tells it. */
export interface ToldTicket {
  readonly id: string
  readonly number: string
  readonly state: TicketState
}

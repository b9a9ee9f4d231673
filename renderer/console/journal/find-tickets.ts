import type { RouteAnswer } from '../../../contract/client.ts'
import type { JournalEntry } from '../../../contract/entries.ts'

export interface FoundTicket {
  readonly ticketId: string
  readonly number: string
  readonly at: string
}

export interface TicketSearch {
  readonly found: readonly FoundTicket[]
  /** The oldest time that was looked at; null where there is no ticket at all. */
  readonly lookedBackTo: string | null
  /** Where to go on; null at the journal's beginning. */
  readonly next: number | null
}

/** Reads tickets that were issued, newest first, before a number of the journal (0: from the newest). */
export type ReadIssued = (after: number) => Promise<RouteAnswer<'journal'>>

/** Parts that one search reads before it says how far it looked. */
const partsAtOnce = 8

/** Finds tickets by the number on their paper. Numbers begin again each day, so there may be several. */
export async function findTickets(read: ReadIssued, number: string, from = 0): Promise<TicketSearch> {
  const sought = number.trim().toUpperCase()
  const found: FoundTicket[] = []
  let next: number | null = from
  let lookedBackTo: string | null = null
  for (let part = 0; part < partsAtOnce && next !== null; part += 1) {
    const answer: RouteAnswer<'journal'> = await read(next)
    found.push(...answer.entries.flatMap((entry) => asTicket(entry, sought)))
    lookedBackTo = answer.entries.at(-1)?.at ?? lookedBackTo
    next = answer.next
    if (found.length > 0) break
  }
  return { found, lookedBackTo, next }
}

function asTicket(entry: JournalEntry, sought: string): FoundTicket[] {
  const { ticketId, number } = entry.body
  return typeof ticketId === 'string' && number === sought ? [{ ticketId, number: sought, at: entry.at }] : []
}

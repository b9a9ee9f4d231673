import type { QueueOpenness } from '../hours.ts'
import { fail, ok, type Result } from '../result.ts'

/** What is known when a ticket is asked for. Counts are of this queue and this local day. */
export interface IssueFacts {
  /** A booking that is checked in, also one that comes late and is an ordinary ticket. */
  readonly promised: boolean
  readonly openness: QueueOpenness
  readonly issuedToday: number
  /** The queue's daily limit; null for none. */
  readonly dailyLimit: number | null
  /** The next ordinal and the last one of the queue's range 号段; null for no end. */
  readonly nextNumber?: number
  readonly lastNumber?: number | null
  /** Whether the person gave an ID number (real-name ticket). */
  readonly named: boolean
  readonly personTickets: number
  /** Tickets a person, day and queue; null for no limit. */
  readonly ticketsPerPerson: number | null
  /** Tickets without a name that this terminal gave. */
  readonly terminalTickets: number
  readonly anonymousTicketsPerTerminal: number | null
}

export interface IssueRefusal {
  readonly code: 'queue-closed' | 'limit-reached'
  readonly reason: 'closed' | 'daily-limit' | 'person' | 'terminal'
}

/** A booking was promised: neither a full day nor a break takes that back; a closed hall does. */
const keepsPromise: readonly QueueOpenness[] = ['open', 'before-hours', 'lunch', 'last-ticket-passed', 'full']

/**
 * Whether a ticket may be given now. Limits are counted by the person where an ID card names one, else by
 * the terminal: in 福清 (2017) agents collected numbers to sell them.
 */
export function mayIssue(facts: IssueFacts): Result<null, IssueRefusal> {
  if (facts.promised) {
    return keepsPromise.includes(facts.openness) ? ok(null) : fail({ code: 'queue-closed', reason: 'closed' })
  }
  if (facts.openness === 'full') return fail({ code: 'limit-reached', reason: 'daily-limit' })
  if (facts.openness !== 'open') return fail({ code: 'queue-closed', reason: 'closed' })
  if (reached(facts.issuedToday, facts.dailyLimit)) {
    return fail({ code: 'limit-reached', reason: 'daily-limit' })
  }
  if (facts.nextNumber !== undefined && isPastRange(facts.nextNumber, facts.lastNumber ?? null)) {
    return fail({ code: 'limit-reached', reason: 'daily-limit' })
  }
  if (facts.named && reached(facts.personTickets, facts.ticketsPerPerson)) {
    return fail({ code: 'limit-reached', reason: 'person' })
  }
  if (!facts.named && reached(facts.terminalTickets, facts.anonymousTicketsPerTerminal)) {
    return fail({ code: 'limit-reached', reason: 'terminal' })
  }
  return ok(null)
}

/** Whether an ordinal lies behind the last number of a queue's range. */
export function isPastRange(ordinal: number, lastNumber: number | null): boolean {
  return lastNumber !== null && ordinal > lastNumber
}

function reached(count: number, limit: number | null): boolean {
  return limit !== null && count >= limit
}

import type { TicketClass, TicketState } from '../queue/ticket.ts'

/** A fact of the journal as the replay reads it; the contract's `replayEntry` with its time as a number. */
export interface ReplayEntry {
  readonly seq: number
  readonly atMs: number
  readonly type: string
  readonly ticketId: string | null
  /** Null for facts that leave a ticket as it is. */
  readonly ticket: {
    readonly number: string
    readonly queueId: string
    readonly class: TicketClass
    /** After the fact. */
    readonly state: TicketState
  } | null
  readonly windowId: string | null
  readonly note: string | null
}

/** A ticket at a moment of the day. */
export interface ReplayTicket {
  readonly id: string
  readonly number: string
  readonly queueId: string
  readonly class: TicketClass
  readonly state: TicketState
  /** Where it is called, served, held or was missed; null while it waits. */
  readonly windowId: string | null
  /** Null where it was issued before what was read. */
  readonly arrivedAtMs: number | null
  /** Since when it is in this state. */
  readonly sinceMs: number
}

/** A window at a moment of the day. One that nothing was told of is closed. */
export interface ReplayWindow {
  readonly state: 'open' | 'paused' | 'closed'
  readonly sinceMs: number
  readonly pauseReason: string | null
}

/** What was done since the day began. */
export interface ReplayCounts {
  readonly issued: number
  readonly done: number
  readonly missed: number
  readonly cancelled: number
  readonly expired: number
  readonly lowRatings: number
}

/** The hall at a moment. Ended tickets stay in it, so that a finish that is taken back finds its ticket. */
export interface ReplayState {
  readonly tickets: ReadonlyMap<string, ReplayTicket>
  readonly windows: ReadonlyMap<string, ReplayWindow>
  readonly counts: ReplayCounts
  /** Entries folded so far: the place in the day. */
  readonly folded: number
}

const noCounts: ReplayCounts = { issued: 0, done: 0, missed: 0, cancelled: 0, expired: 0, lowRatings: 0 }

/** The hall before its day's first entry, made from the entries that brought it there. */
export function openingState(opening: readonly ReplayEntry[]): ReplayState {
  return {
    ...foldOn({ tickets: new Map(), windows: new Map(), counts: noCounts, folded: 0 }, opening),
    counts: noCounts,
    folded: 0,
  }
}

/** The hall after some more entries, in the order of the journal. `from` stays as it is. */
export function foldOn(from: ReplayState, entries: readonly ReplayEntry[]): ReplayState {
  const tickets = new Map(from.tickets)
  const windows = new Map(from.windows)
  const counts = { ...from.counts }
  for (const entry of entries) {
    const windowState = windowStates.get(entry.type)
    if (windowState !== undefined && entry.windowId !== null) {
      const known = windows.get(entry.windowId)
      windows.set(entry.windowId, {
        state: windowState,
        // Another reason for a pause that goes on does not begin it anew.
        sinceMs: known?.state === windowState ? known.sinceMs : entry.atMs,
        pauseReason: windowState === 'paused' ? entry.note : null,
      })
    }
    if (entry.ticketId !== null && entry.ticket !== null) {
      const before = tickets.get(entry.ticketId)
      count(counts, entry, before)
      tickets.set(entry.ticketId, ticketAfter(entry, entry.ticketId, entry.ticket, before))
    }
    if (entry.type === 'rectification-opened') counts.lowRatings += 1
  }
  return { tickets, windows, counts, folded: from.folded + entries.length }
}

const windowStates: ReadonlyMap<string, ReplayWindow['state']> = new Map([
  ['window-opened', 'open'],
  ['window-paused', 'paused'],
  ['window-closed', 'closed'],
])

function ticketAfter(
  entry: ReplayEntry,
  id: string,
  told: NonNullable<ReplayEntry['ticket']>,
  before: ReplayTicket | undefined,
): ReplayTicket {
  return {
    ...told,
    id,
    windowId: told.state === 'waiting' ? null : (entry.windowId ?? before?.windowId ?? null),
    arrivedAtMs: entry.type === 'ticket-issued' ? entry.atMs : (before?.arrivedAtMs ?? null),
    sinceMs: before?.state === told.state ? before.sinceMs : entry.atMs,
  }
}

type Mutable<Counts> = { -readonly [Key in keyof Counts]: Counts[Key] }

/** Counts what an entry did. A finish or a no-show that is taken back was none. */
function count(counts: Mutable<ReplayCounts>, entry: ReplayEntry, before: ReplayTicket | undefined): void {
  switch (entry.type) {
    case 'ticket-issued':
      counts.issued += 1
      break
    case 'service-finished':
      if (entry.ticket?.state === 'done') counts.done += 1
      break
    case 'ticket-missed':
      counts.missed += 1
      break
    case 'ticket-cancelled':
      counts.cancelled += 1
      break
    case 'ticket-expired':
      counts.expired += 1
      break
    case 'action-undone':
      if (entry.note === 'finish' && before?.state === 'done') counts.done -= 1
      if (entry.note === 'no-show') counts.missed -= 1
      break
  }
}

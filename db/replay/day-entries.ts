import type Database from 'better-sqlite3'
import type { TicketClass, TicketState } from '../../core/queue/ticket.ts'
import { placeBefore } from '../journal-place.ts'
import { query } from '../statement.ts'

/** An entry of the journal with the few keys of its body that a replay shows. */
export interface ReplayRow {
  readonly seq: number
  readonly type: string
  readonly at_ms: number
  readonly ticket_id: string | null
  readonly number: string | null
  readonly queue_id: string | null
  readonly class: TicketClass | null
  readonly state: TicketState | null
  readonly window_id: string | null
  readonly note: string | null
}

/** What happens to tickets and windows; what only ratings, devices and registers know is not of the day's picture. */
const ticketTypes = [
  'ticket-issued',
  'ticket-called',
  'ticket-recalled',
  'ticket-missed',
  'ticket-returned',
  'ticket-cancelled',
  'ticket-expired',
  'ticket-transferred',
  'ticket-put-back',
  'class-corrected',
  'service-started',
  'service-held',
  'service-resumed',
  'service-finished',
  'action-undone',
]
const windowTypes = ['window-opened', 'window-paused', 'window-closed']
const listed = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ')

// Of a window's state only the window's own entries tell; a ticket's state stands in its own.
const columns = `seq, type, at_ms, ticket_id, json_extract(body, '$.number') AS number, json_extract(body, '$.queueId') AS queue_id,
  json_extract(body, '$.class') AS class, json_extract(body, '$.state') AS state, json_extract(body, '$.windowId') AS window_id,
  CASE type WHEN 'window-paused' THEN json_extract(body, '$.reason') WHEN 'action-undone' THEN json_extract(body, '$.undone') END AS note`

/** Entries of a span of time after a place in the journal, in order. The span's end is not part of it. */
export function entriesBetween(
  db: Database.Database,
  span: {
    readonly fromMs: number
    readonly beforeMs: number
    readonly after: number
    readonly limit: number
  },
): ReplayRow[] {
  return query<ReplayRow>(
    db,
    `SELECT ${columns} FROM journal WHERE seq > ? AND seq <= ? AND at_ms >= ? AND at_ms < ?
       AND +type IN (${listed([...ticketTypes, ...windowTypes, 'rectification-opened'])}) ORDER BY seq LIMIT ?`,
  ).all(
    Math.max(span.after, placeBefore(db, span.fromMs)),
    // A span that lies in the past ends at a place: without it the last page would read on to the journal's end.
    lastPlaceBefore(db, span.beforeMs),
    span.fromMs,
    span.beforeMs,
    span.limit,
  )
}

/** Every entry beyond is at least twenty minutes younger than an instant (see `placeBefore`). */
function lastPlaceBefore(db: Database.Database, ms: number): number {
  return placeBefore(db, ms + 20 * 60_000)
}

/** Tickets may still be in the hall from so long before a day; a hall that never closes forgets them after that time. */
const lookBackMs = 24 * 3_600_000
/** A window of a hall that never closes may have been open for weeks. */
const lookBackWindowsMs = 31 * 24 * 3_600_000

/**
 * What makes the hall of an instant: of each ticket that was in it the issue and the latest entry, of each window that
 * was not closed the latest. The end of a day closes windows, so of them nothing before it matters; of the tickets it
 * leaves those that a clerk has before them, however many nights ago it was.
 */
export function entriesThatMake(db: Database.Database, ms: number): ReplayRow[] {
  const dayEnded = query<{ seq: number; at_ms: number }>(
    db,
    "SELECT seq, at_ms FROM journal WHERE type = 'day-ended' AND seq <= ? AND at_ms < ? ORDER BY seq DESC LIMIT 1",
  ).get(lastPlaceBefore(db, ms), ms)
  const kept = new Map<string, ReplayRow[]>()
  for (const row of entriesBetween(db, {
    fromMs: (dayEnded?.at_ms ?? ms) - lookBackMs,
    beforeMs: ms,
    after: 0,
    limit: -1,
  })) {
    if (row.ticket_id === null || row.state === null) continue
    const known = kept.get(row.ticket_id)
    const issued = known?.[0]?.type === 'ticket-issued' ? known.slice(0, 1) : []
    if (['done', 'cancelled', 'expired'].includes(row.state)) kept.delete(row.ticket_id)
    else kept.set(row.ticket_id, [...issued, row])
  }
  const windows = new Map<string, ReplayRow>()
  const from = Math.max(dayEnded?.seq ?? 0, placeBefore(db, ms - lookBackWindowsMs))
  for (const row of query<ReplayRow>(
    db,
    `SELECT ${columns} FROM journal WHERE type IN (${listed(windowTypes)}) AND seq > ? AND seq <= ? AND at_ms < ? ORDER BY seq`,
  ).all(from, lastPlaceBefore(db, ms), ms)) {
    if (row.window_id === null) continue
    if (row.type === 'window-closed') windows.delete(row.window_id)
    else windows.set(row.window_id, row)
  }
  return [...[...kept.values()].flat(), ...windows.values()].sort((one, other) => one.seq - other.seq)
}

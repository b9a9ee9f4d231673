import type Database from 'better-sqlite3'
import { query } from './statement.ts'

/** A clock that is set back writes entries whose times run backward; so far back they are still found. */
const clockSlackMs = 10 * 60_000

/**
 * A place in the journal before which no entry is as young as an instant: the entries at or after `atMs` have greater
 * numbers. Found by halving, because the journal is in order of its numbers and has no index by time; callers
 * still compare `at_ms`, which a clock set back by up to ten minutes makes necessary.
 */
export function placeBefore(db: Database.Database, atMs: number): number {
  const wanted = atMs - clockSlackMs
  const ends = query<{ first: number | null; last: number | null }>(
    db,
    'SELECT (SELECT min(seq) FROM journal) AS first, (SELECT max(seq) FROM journal) AS last',
  ).get()
  let low = ends?.first ?? 1
  let high = (ends?.last ?? 0) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const found = query<{ at_ms: number }>(
      db,
      'SELECT at_ms FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1',
    ).get(middle)
    if (found === undefined || found.at_ms >= wanted) high = middle
    else low = middle + 1
  }
  return low - 1
}

import { fact } from '../../contract/entries.ts'
import { toRfc3339 } from '../../core/day.ts'
import { readAliveAt, writeAliveAt } from '../../db/store.ts'
import type { Transaction } from '../../db/writer.ts'

/** A restart takes less; what takes longer keeps people from their check-in, and is told. */
const noticedMs = 2 * 60_000

/**
 * Notes that the hall's service runs, and first, whether until now it did not: it was off, its store took no changes, or
 * its machine slept. From inside, a clock that is set forward looks like sleep; then too it is kinder to hold nothing
 * of that time against anybody. Gives when it was alive before; null for a store of before its first minute.
 */
export function noteAlive(tx: Transaction): number | null {
  const sinceMs = readAliveAt(tx.db)
  if (sinceMs !== null && tx.nowMs - sinceMs > noticedMs)
    tx.record(
      fact('service-interrupted', {
        since: toRfc3339(sinceMs, tx.timeZone),
        until: toRfc3339(tx.nowMs, tx.timeZone),
      }),
    )
  writeAliveAt(tx.db, tx.nowMs)
  return sinceMs
}

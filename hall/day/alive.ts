import { fact } from '../../contract/entries.ts'
import { toRfc3339 } from '../../core/day.ts'
import { ok } from '../../core/result.ts'
import { readAliveAt, writeAliveAt } from '../../db/store.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'

/** A restart takes less; what takes longer keeps people from their check-in, and is told. */
const noticedMs = 2 * 60_000

/** Notes each minute that the hall's service runs, so that the next start knows since when it did not. */
export function noteAlive(tx: Transaction): void {
  writeAliveAt(tx.db, tx.nowMs)
}

/** At start: whether the service was away, and since when. A store of before its first minute tells nothing. */
export async function noteAway(hall: Hall): Promise<void> {
  const sinceMs = readAliveAt(hall.db)
  if (sinceMs !== null) await noteInterruption(hall, sinceMs)
}

/** Records that from an instant until now the hall could do nothing for anybody: it was off or slept, or its store took no changes. */
export async function noteInterruption(hall: Hall, sinceMs: number): Promise<void> {
  if (hall.clock() - sinceMs <= noticedMs) return
  await hall.writer.run('hall', (tx) => {
    tx.record(
      fact('service-interrupted', {
        since: toRfc3339(sinceMs, tx.timeZone),
        until: toRfc3339(tx.nowMs, tx.timeZone),
      }),
    )
    return ok(null)
  })
}

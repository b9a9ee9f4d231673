import { ok } from '../../core/result.ts'
import { readAliveAt } from '../../db/store.ts'
import type { Hall } from '../hall.ts'
import { noteAlive, noteInterruption } from './alive.ts'
import { dayToEnd, endDay, tidy } from './end.ts'

const everyMs = 20_000

/** Does what is due by the clock now. Called at start too: the machine may have been off when it was due. */
export async function runDue(hall: Hall): Promise<void> {
  await hall.writer.run('hall', (tx) => {
    const lastAliveMs = readAliveAt(tx.db)
    noteAlive(tx)
    tidy(tx, hall)
    const day = dayToEnd(hall, lastAliveMs)
    if (day !== null) endDay(tx, day)
    return ok(null)
  })
}

/**
 * One look at the clock, and at how long the hall could do nothing until now. Nobody may be pressing anything when room is
 * made on the disk: the hall finds out by itself. `passedMs` is what passed on the machine's own clock since the look
 * before: where that is far more than the schedule's pause, the machine slept. A clock that is set forward looks the
 * same from inside; then too it is kinder to hold nothing of that time against anybody.
 */
export async function lookAgain(hall: Hall, passedMs: number): Promise<void> {
  const { trouble } = hall.writer
  if (trouble !== null && (await hall.writer.probe())) await noteInterruption(hall, trouble.sinceMs)
  await noteInterruption(hall, hall.clock() - passedMs)
  await runDue(hall)
}

/** Keeps doing it; returns how to stop. */
export function startSchedule(hall: Hall): () => void {
  let lookedMs = Date.now()
  const timer = setInterval(() => {
    const nowMs = Date.now()
    const passedMs = nowMs - lookedMs
    lookedMs = nowMs
    lookAgain(hall, passedMs).catch((error: unknown) => hall.log.error({ err: error }, 'the schedule failed'))
  }, everyMs)
  return () => clearInterval(timer)
}

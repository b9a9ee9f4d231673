import { ok } from '../../core/result.ts'
import type { Hall } from '../hall.ts'
import { noteAlive } from './alive.ts'
import { dayToEnd, endDay, tidy } from './end.ts'

const everyMs = 20_000

/** Does what is due by the clock now. Called at start too: the machine may have been off when it was due. */
export async function runDue(hall: Hall): Promise<void> {
  await hall.writer.run('hall', (tx) => {
    const lastAliveMs = noteAlive(tx)
    tidy(tx, hall)
    const day = dayToEnd(hall, lastAliveMs)
    if (day !== null) endDay(tx, day)
    return ok(null)
  })
}

/** Nobody may be pressing anything when room is made on the disk: the hall finds out by itself, and until then nothing is due. */
async function runDueIfItCan(hall: Hall): Promise<void> {
  const { trouble } = hall.writer
  if (trouble === null || (await hall.writer.probe())) await runDue(hall)
}

/** Keeps doing it; returns how to stop. */
export function startSchedule(hall: Hall): () => void {
  const timer = setInterval(() => {
    runDueIfItCan(hall).catch((error: unknown) => hall.log.error({ err: error }, 'the schedule failed'))
  }, everyMs)
  return () => clearInterval(timer)
}

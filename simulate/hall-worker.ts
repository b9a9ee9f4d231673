import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { must } from '../core/result.ts'
import { runDue } from '../hall/day/schedule.ts'
import { startHall } from '../hall/start.ts'
import { createLogger } from '../web/logger.ts'

/**
 * A hall in a thread of its own, so that hall and clients each have a core. Nothing but its clock is shared with the
 * simulation: a number in shared memory.
 */
const given = z.object({ folder: z.string(), clock: z.instanceof(SharedArrayBuffer) }).parse(workerData)
const port = must(parentPort, 'this file is the start of a thread')
const clock = new BigInt64Array(given.clock)

const log = createLogger('hall')
log.level = 'warn'
const started = await startHall({
  folder: given.folder,
  port: 0,
  host: '127.0.0.1',
  pagesFolder: given.folder,
  log,
  fresh: 'empty',
  clock: () => Number(Atomics.load(clock, 0)),
})
if (!started.ok) throw new Error(started.problem.message)
const hall = started.value

port.on('message', (asked: unknown) => {
  void (async () => {
    if (asked === 'housekeep') await runDue(hall.hall)
    if (asked === 'stop') await hall.stop()
    port.postMessage({ kind: 'done' })
    if (asked === 'stop') port.close()
  })()
})
port.postMessage({ kind: 'ready', url: hall.url, setUpCode: hall.setUpCode })

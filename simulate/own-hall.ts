import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { instantOfLocal } from '../core/day.ts'
import type { DayClock } from './day-clock.ts'

/** A hall of the simulation's own, on a clock that goes from one thing that happens to the next. */
export interface OwnHall {
  readonly url: string
  /** Null in a store that was set up before. */
  readonly setUpCode: string | null
  readonly clock: DayClock
  /** Lets what is due by the clock happen; a day's evening is passed so. */
  passUntil(dayMs: number): Promise<void>
  stop(): Promise<void>
}

/** An ordinary Tuesday. Made-up days have no date of their own. */
const simulatedDay = '2026-11-24'
const timeZone = 'Asia/Shanghai'
/** People sign in ten minutes before the doors open. */
const startMs = (8 * 60 + 50) * 60_000
/** The hall's own timer does its housekeeping every few seconds; of a simulated day five minutes are fine enough. */
const housekeepingMs = 5 * 60_000

const ready = z.object({ kind: z.literal('ready'), url: z.string(), setUpCode: z.string().nullable() })

/** Starts a hall on a data folder. `speed`: simulated seconds for each real one; null as fast as the machine can. */
export async function startOwnHall(folder: string, speed: number | null): Promise<OwnHall> {
  const shared = new SharedArrayBuffer(8)
  const now = new BigInt64Array(shared)
  const midnightMs = instantOfLocal(simulatedDay, '00:00', timeZone)
  const setClock = (dayMs: number) => Atomics.store(now, 0, BigInt(Math.round(midnightMs + dayMs)))
  setClock(startMs)
  const worker = new Worker(new URL('./hall-worker.ts', import.meta.url), {
    workerData: { folder, clock: shared },
  })
  // Rejects when the thread fails.
  const answer = async (): Promise<unknown> => (await once(worker, 'message'))[0]
  const { url, setUpCode } = ready.parse(await answer())
  const ask = async (what: 'housekeep' | 'stop') => {
    const answered = answer()
    worker.postMessage(what)
    await answered
  }
  let keptAtMs = startMs
  let passedMs = startMs
  const keepHouse = async (dayMs: number) => {
    if (dayMs - keptAtMs < housekeepingMs) return
    keptAtMs = dayMs
    await ask('housekeep')
  }
  return {
    url,
    setUpCode,
    clock: {
      async reach(dayMs) {
        if (speed !== null) await sleep(Math.max(0, (dayMs - passedMs) / speed))
        passedMs = Math.max(passedMs, dayMs)
        setClock(passedMs)
        await keepHouse(passedMs)
      },
      now: () => Number(Atomics.load(now, 0)),
      togetherMs: 0,
    },
    async passUntil(dayMs) {
      while (passedMs < dayMs) {
        passedMs = Math.min(dayMs, passedMs + housekeepingMs)
        setClock(passedMs)
        keptAtMs = passedMs
        await ask('housekeep')
      }
    },
    async stop() {
      await ask('stop')
      await worker.terminate()
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

/** How a day's time passes. */
export interface DayClock {
  /** Comes back when the day has come to this time, in milliseconds after its midnight. */
  reach(dayMs: number): Promise<void>
  /** The hall's clock now, in milliseconds; for waits as the hall counts them. */
  now(): number
  /** What lies so close together happens at once, each client on its own; 0: one thing after the other. */
  readonly togetherMs: number
}

/** As many things at once as a hall of that size sees in so many minutes of its day. */
const togetherUnpacedMs = 20_000
const togetherRealMs = 20

/**
 * A day against the real clock: `speed` plan seconds for each real one, or as fast as the hall answers (null).
 * Only the plan is paced: the hall's own clock goes as it goes.
 */
export function realClock(speed: number | null): DayClock {
  let start: { dayMs: number; realMs: number } | null = null
  return {
    async reach(dayMs) {
      start ??= { dayMs, realMs: performance.now() }
      if (speed === null) return
      const aheadMs = (dayMs - start.dayMs) / speed - (performance.now() - start.realMs)
      if (aheadMs > 0) await sleep(aheadMs)
    },
    now: Date.now,
    togetherMs: speed === null ? togetherUnpacedMs : Math.ceil(speed * togetherRealMs),
  }
}

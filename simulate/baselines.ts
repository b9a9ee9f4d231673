import type { BaselineGuess } from './customer.ts'

/** Services that the queue-length rule looks back on. */
const servicesOfQueueLength = 50

/**
 * The two classic estimators (Ibrahim & Whitt 2009), kept for one queue beside the hall, so that what the hall
 * tells can be compared with them on the same people.
 */
export class Baselines {
  readonly #serviceMs: number[] = []
  #lastWaitMs: number | null = null

  /** What both rules say now. `ahead` are those who wait, without those in service. */
  guess(ahead: number, windows: number): BaselineGuess {
    const recent = this.#serviceMs
    const meanMs = recent.reduce((sum, one) => sum + one, 0) / recent.length
    return {
      queueLength: recent.length === 0 || windows === 0 ? null : ((ahead + 1) * meanMs) / windows / 60_000,
      lastToEnter: this.#lastWaitMs === null ? null : this.#lastWaitMs / 60_000,
    }
  }

  entered(waitMs: number): void {
    this.#lastWaitMs = waitMs
  }

  finished(serviceMs: number): void {
    this.#serviceMs.push(serviceMs)
    if (this.#serviceMs.length > servicesOfQueueLength) this.#serviceMs.shift()
  }
}

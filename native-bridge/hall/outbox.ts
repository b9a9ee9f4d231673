import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type CallOptions, ProblemError } from '../../contract/client.ts'

/** What is kept for the hall: its own key makes a delivery whose answer was lost worth repeating. */
export interface KeptRow {
  readonly id: number
  readonly idempotency_key: string
}

export interface OutboxParts<Row extends KeptRow> {
  /** The oldest that waits. */
  readonly next: () => Row | undefined
  /** Delivers it; throws ProblemError for a refusal and for a hall that is away. */
  readonly deliver: (row: Row, more: CallOptions) => Promise<unknown>
  /** Notes that it waits no longer: the hall has it, or will never take it. */
  readonly settle: (row: Row, how: 'taken' | 'refused') => void
  /** What a log line tells of it. */
  readonly describe: (row: Row) => object
  readonly log: Logger
}

const retryMs = [500, 1000, 2000, 5000, 15_000, 30_000] as const

/**
 * Delivers to the hall what the store keeps for it: one at a time, in order, again until the hall has taken it. What
 * the hall refuses for its own fault delays nothing that comes after it.
 */
export class Outbox<Row extends KeptRow> {
  readonly #parts: OutboxParts<Row>
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #woken = Promise.withResolvers<void>()
  #whenEmpty: (() => void)[] = []

  constructor(parts: OutboxParts<Row>) {
    this.#parts = parts
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#running
  }

  /** There is reason to try now: something new, or the hall was heard again. */
  wake(): void {
    this.#woken.resolve()
  }

  /** Resolves when nothing waits any more, or after so long: a hall that is away must not hold anybody up. */
  async emptied(limitMs: number): Promise<void> {
    const limit = new AbortController()
    const empty = new Promise<void>((resolve) => this.#whenEmpty.push(resolve))
    this.wake()
    await Promise.race([empty, wait(limitMs, undefined, { signal: limit.signal }).catch(() => {})])
    limit.abort()
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      const next = this.#parts.next()
      this.#woken = Promise.withResolvers()
      if (next === undefined) {
        for (const resolve of this.#whenEmpty.splice(0)) resolve()
        await this.#woken.promise
        continue
      }
      if (await this.#settle(next)) {
        failures = 0
        continue
      }
      const delay = wait(retryMs[Math.min(failures, retryMs.length - 1)], undefined, {
        signal: this.#stopping.signal,
      })
      await Promise.race([delay.catch(() => {}), this.#woken.promise])
      failures += 1
    }
  }

  /** True when it waits no longer; a store that cannot note that leaves it to be delivered again by the same key. */
  async #settle(row: Row): Promise<boolean> {
    try {
      const how = await this.#deliver(row)
      if (how === 'later') return false
      this.#parts.settle(row, how)
      return true
    } catch (error) {
      this.#parts.log.error({ err: error, ...this.#parts.describe(row) }, 'a delivery to the hall failed')
      return false
    }
  }

  async #deliver(row: Row): Promise<'taken' | 'refused' | 'later'> {
    const { signal } = this.#stopping
    try {
      await this.#parts.deliver(row, { idempotencyKey: row.idempotency_key, signal })
      return 'taken'
    } catch (error) {
      if (signal.aborted) return 'later'
      if (!(error instanceof ProblemError)) throw error
      const { status, code } = error.problem
      // Away, busy, or our token is being renewed: it passes. Anything else will not be taken later either.
      if (status >= 500 || status === 401 || status === 403 || status === 408 || status === 429)
        return 'later'
      this.#parts.log.warn({ ...this.#parts.describe(row), code }, 'the hall refused a delivery')
      return 'refused'
    }
  }
}

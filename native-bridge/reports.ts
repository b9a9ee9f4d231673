import { setTimeout as wait } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import { type Client, ProblemError } from '../contract/client.ts'
import type { DeviceRow } from '../contract/devices/row.ts'
import { query } from '../db/statement.ts'
import type { PrintOutcome } from './driver/ticket-printer.ts'

const retryMs = [500, 1000, 2000, 5000, 15_000, 30_000] as const

interface ReportRow {
  id: number
  kind: 'device' | 'print'
  subject: string
  body: string
  idempotency_key: string
}

/**
 * What the hall must learn from this terminal: how its devices are, and how prints ended. Kept until the hall has
 * taken it, delivered in order, one at a time, each with a key of its own so that a lost answer doubles nothing.
 */
export class HallReports {
  readonly #db: Database.Database
  readonly #call: Client
  readonly #log: Logger
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #woken = Promise.withResolvers<void>()

  constructor(db: Database.Database, call: Client, log: Logger) {
    this.#db = db
    this.#call = call
    this.#log = log
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#running
  }

  /** How a device is now. Only the newest is worth telling: an older one that still waits is dropped. */
  device(row: DeviceRow): void {
    try {
      query(this.#db, "DELETE FROM reports WHERE kind = 'device' AND subject = ?").run(row.name)
      this.#add('device', row.name, {
        device: row.name,
        kind: row.kind,
        state: row.state,
        detail: row.detail,
        place: row.place,
        counters: row.counters,
        faults: row.faults,
      })
    } catch (error) {
      // The device's own work goes on; its next change is told again.
      this.#log.error({ err: error, device: row.name }, 'a device report could not be kept')
    }
  }

  /** How a print ended. Call it in the transaction that notes the end. */
  print(ticketId: string, outcome: PrintOutcome): void {
    this.#add('print', ticketId, {
      state: outcome.state,
      reason: outcome.state === 'printed' ? null : outcome.reason,
    })
  }

  /** There is reason to try now: something new, or the hall was heard again. */
  wake(): void {
    this.#woken.resolve()
  }

  #add(kind: ReportRow['kind'], subject: string, body: object): void {
    query(this.#db, 'INSERT INTO reports (kind, subject, body, idempotency_key) VALUES (?, ?, ?, ?)').run(
      kind,
      subject,
      JSON.stringify(body),
      uuidv7(),
    )
    this.wake()
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      const next = query<ReportRow>(this.#db, 'SELECT * FROM reports ORDER BY id LIMIT 1').get()
      this.#woken = Promise.withResolvers()
      if (next === undefined) {
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

  /** True when the report is done with; a store that cannot let it go leaves it to be sent again by the same key. */
  async #settle(row: ReportRow): Promise<boolean> {
    try {
      if (!(await this.#deliver(row))) return false
      query(this.#db, 'DELETE FROM reports WHERE id = ?').run(row.id)
      return true
    } catch (error) {
      this.#log.error({ err: error }, 'a report could not be settled')
      return false
    }
  }

  /** True when the hall has it, or will never take it: one refused report delays no other. */
  async #deliver(row: ReportRow): Promise<boolean> {
    const more = { idempotencyKey: row.idempotency_key, signal: this.#stopping.signal }
    const body = JSON.parse(row.body)
    try {
      if (row.kind === 'device') await this.#call('reportDevice', { body }, more)
      else await this.#call('reportPrint', { params: { id: row.subject }, body }, more)
      return true
    } catch (error) {
      if (this.#stopping.signal.aborted) return false
      if (!(error instanceof ProblemError)) throw error
      const { status, code } = error.problem
      // Away, busy, or our token is being renewed: it passes. Anything else is this report's own fault.
      const passes = status >= 500 || status === 401 || status === 403 || status === 408 || status === 429
      if (!passes) this.#log.warn({ kind: row.kind, subject: row.subject, code }, 'the hall refused a report')
      return !passes
    }
  }
}

import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import type { Client } from '../../contract/client.ts'
import type { DeviceRow } from '../../contract/devices/row.ts'
import { query } from '../../db/statement.ts'
import type { PrintOutcome } from '../driver/ticket-printer.ts'
import { type KeptRow, Outbox } from './outbox.ts'

interface ReportRow extends KeptRow {
  readonly kind: 'device' | 'print'
  readonly subject: string
  readonly body: string
}

/** What the hall must learn from this terminal: how its devices are, and how prints ended. */
export class HallReports extends Outbox<ReportRow> {
  readonly #db: Database.Database
  readonly #log: Logger

  constructor(db: Database.Database, call: Client, log: Logger) {
    super({
      next: () => query<ReportRow>(db, 'SELECT * FROM reports ORDER BY id LIMIT 1').get(),
      deliver: ({ kind, subject, body }, more) =>
        kind === 'device'
          ? call('reportDevice', { body: JSON.parse(body) }, more)
          : call('reportPrint', { params: { id: subject }, body: JSON.parse(body) }, more),
      settle: ({ id }) => query(db, 'DELETE FROM reports WHERE id = ?').run(id),
      describe: ({ kind, subject }) => ({ kind, subject }),
      log,
    })
    this.#db = db
    this.#log = log
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

  /** Drops what still waits to be told of devices that are no longer configured. */
  keepOnly(devices: readonly string[]): void {
    query(
      this.#db,
      "DELETE FROM reports WHERE kind = 'device' AND subject NOT IN (SELECT value FROM json_each(?))",
    ).run(JSON.stringify(devices))
  }

  /** How a print ended. Call it in the transaction that notes the end. */
  print(ticketId: string, outcome: PrintOutcome): void {
    this.#add('print', ticketId, {
      state: outcome.state,
      reason: outcome.state === 'printed' ? null : outcome.reason,
    })
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
}

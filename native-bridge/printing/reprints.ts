import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { z } from 'zod'
import { query } from '../../db/statement.ts'
import type { HallLink } from '../hall/hall-link.ts'
import { type HallEvent, HallStream } from '../hall/hall-stream.ts'
import type { PrintQueue } from './print-queue.ts'

export interface ReprintParts {
  readonly db: Database.Database
  readonly link: HallLink
  readonly queue: PrintQueue
  readonly log: Logger
  /** The hall was heard: what waits for it may go. */
  readonly onHall: (there: boolean) => void
}

const reprinted = z.object({ ticketId: z.string(), printAt: z.string().nullable() })
/** A reprint asked for longer ago than this is not printed when the terminal comes back: nobody waits for it. */
const staleMs = 60_000

/**
 * Follows the hall's stream for tickets that staff send to this terminal's printer. Each entry prints once: its
 * place in the journal is the job's cause, kept in the store. After a short absence what was missed is printed;
 * after a long one it is reported as failed, because a ticket that comes out when nobody waits is a ghost.
 */
export class ReprintListener {
  readonly #parts: ReprintParts
  readonly #stream: HallStream
  #terminalId: string | null = null
  /** We were away for so long that nobody waits any more for what was asked meanwhile. */
  #stale = false

  constructor(parts: ReprintParts) {
    this.#parts = parts
    this.#stream = new HallStream({
      link: parts.link,
      topics: ['devices'],
      log: parts.log,
      before: async () => {
        this.#terminalId ??= (await parts.link.call('currentTerminal')).terminal.id
      },
      place: () => this.#place(),
      onEvent: (event) => this.#take(event),
      onHall: (there) => {
        parts.onHall(there)
        if (there) query(parts.db, 'UPDATE stream_place SET heard_at_ms = ?').run(Date.now())
      },
    })
  }

  start(): void {
    this.#stream.start()
  }

  stop(): Promise<void> {
    return this.#stream.stop()
  }

  #place(): string | null {
    const place = query<{ position: string; heard_at_ms: number }>(
      this.#parts.db,
      'SELECT * FROM stream_place',
    ).get()
    this.#stale = place !== undefined && Date.now() - place.heard_at_ms > staleMs
    return place?.position ?? null
  }

  #take(event: HallEvent): void {
    if (event.type === 'ticket-reprinted') {
      const entry = reprinted.safeParse(event.body)
      if (entry.success && entry.data.printAt === this.#terminalId) {
        if (event.missed && this.#stale)
          this.#parts.queue.refuse(entry.data.ticketId, `staff:${event.id}`, 'offline')
        else this.#parts.queue.add(entry.data.ticketId, `staff:${event.id}`)
      }
    }
    query(
      this.#parts.db,
      'INSERT INTO stream_place VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET position = excluded.position, heard_at_ms = excluded.heard_at_ms',
    ).run(event.id, Date.now())
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Logger } from 'pino'
import { z } from 'zod'
import { ProblemError } from '../contract/client.ts'
import { query } from '../db/statement.ts'
import type { HallLink } from './hall-link.ts'
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
const reconnectMs = [300, 1000, 2000, 5000] as const
/** The hall speaks every ten seconds; after so much silence the connection is taken for dead. */
const silenceMs = 30_000
/** A reprint asked for longer ago than this is not printed when the terminal comes back: nobody waits for it. */
const staleMs = 60_000

/**
 * Follows the hall's stream for tickets that staff send to this terminal's printer. Each entry prints once: its
 * place in the journal is the job's cause, kept in the store. After a short absence what was missed is printed;
 * after a long one it is reported as failed, because a ticket that comes out when nobody waits is a ghost.
 */
export class ReprintListener {
  readonly #parts: ReprintParts
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #terminalId: string | null = null

  constructor(parts: ReprintParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      try {
        this.#terminalId ??= (await this.#parts.link.call('currentTerminal')).terminal.id
        await this.#follow(() => {
          failures = 0
        })
      } catch (error) {
        if (this.#stopping.signal.aborted) return
        if (error instanceof ProblemError && error.problem.status === 401)
          this.#parts.log.error('the hall does not know this terminal: enrol it again')
        else if (!(error instanceof ProblemError))
          this.#parts.log.info({ err: error }, 'the stream from the hall ended')
      }
      this.#parts.onHall(false)
      const delay = reconnectMs[Math.min(failures, reconnectMs.length - 1)]
      failures += 1
      await wait(delay, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  async #follow(heard: () => void): Promise<void> {
    const { link, db } = this.#parts
    const place = query<{ position: string; heard_at_ms: number }>(db, 'SELECT * FROM stream_place').get()
    const stale = place !== undefined && Date.now() - place.heard_at_ms > staleMs
    const watchdog = new AbortController()
    const signal = AbortSignal.any([watchdog.signal, this.#stopping.signal])
    const answer = await link.send({
      method: 'GET',
      path: '/api/v1/stream?topics=devices',
      headers: { accept: 'text/event-stream', ...(place ? { 'last-event-id': place.position } : {}) },
      endless: true,
      signal,
    })
    if (answer.status !== 200) {
      answer.body.destroy()
      throw new Error(`the hall answered the stream with ${answer.status}`)
    }
    // What the hall sends before its first heartbeat is what happened while we were away.
    let missed = true
    const parser = createParser({
      onEvent: (event) => {
        if (event.event === 'heartbeat') {
          missed = false
          heard()
          this.#parts.onHall(true)
          this.#noteHeard()
        }
        this.#take(event, missed && stale)
      },
    })
    const text = new TextDecoder()
    let silence = setTimeout(() => watchdog.abort(), silenceMs)
    try {
      for await (const bytes of answer.body) {
        clearTimeout(silence)
        silence = setTimeout(() => watchdog.abort(), silenceMs)
        if (bytes instanceof Uint8Array) parser.feed(text.decode(bytes, { stream: true }))
      }
    } finally {
      clearTimeout(silence)
    }
  }

  #take(event: EventSourceMessage, stale: boolean): void {
    if (event.id === undefined) return
    if (event.event === 'ticket-reprinted') {
      const entry = reprinted.safeParse(parse(event.data))
      if (entry.success && entry.data.printAt === this.#terminalId) {
        if (stale) this.#parts.queue.refuse(entry.data.ticketId, `staff:${event.id}`, 'offline')
        else this.#parts.queue.add(entry.data.ticketId, `staff:${event.id}`)
      }
    }
    query(
      this.#parts.db,
      'INSERT INTO stream_place VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET position = excluded.position, heard_at_ms = excluded.heard_at_ms',
    ).run(event.id, Date.now())
  }

  #noteHeard(): void {
    query(this.#parts.db, 'UPDATE stream_place SET heard_at_ms = ?').run(Date.now())
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

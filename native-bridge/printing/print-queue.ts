import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import type { PrintState } from '../../contract/bridge.ts'
import { ProblemError } from '../../contract/client.ts'
import type { TicketPaper } from '../../contract/routes.ts'
import { changeOne, query } from '../../db/statement.ts'
import type { PrintOutcome, PrintReason, TicketPrinter } from '../driver/ticket-printer.ts'
import type { HallReports } from '../hall/reports.ts'
import { charactersOf, ticketBytes } from './ticket-paper.ts'

export interface PrintQueueParts {
  readonly db: Database.Database
  /** Null for a terminal without one: every ticket is then `failed`, `no-printer`. */
  readonly printer: TicketPrinter | null
  readonly reports: HallReports
  /** What the ticket says, asked of the hall when it prints; throws ProblemError. */
  readonly paperOf: (ticketId: string) => Promise<TicketPaper>
  readonly log: Logger
  readonly now?: () => number
}

/** What asked for a print. The same cause never prints twice. */
export type PrintCause = `issued:${string}` | `asked:${string}` | `staff:${string}`

interface JobRow {
  id: number
  ticket_id: string
  state: PrintState['state']
  reason: PrintState['reason']
  queued_at_ms: number
}

/**
 * A job that waited so long behind others is given up: its citizen must be told within 15 s of the press, and the
 * hall's words and the wait for a ready printer come on top.
 */
export const longestWaitMs = 8000

/**
 * The tickets that this terminal prints, one after the other. A job is noted before anything is sent and after
 * it ended, so that a process that died leaves the truth: what was printing is `unknown`, what only waited has
 * failed, and neither comes out by itself later.
 */
export class PrintQueue {
  readonly #parts: PrintQueueParts
  readonly #now: () => number
  readonly #listeners = new Set<(ticketId: string, print: PrintState) => void>()
  /** Ends that the store did not take; after a restart the job's own row says the same. */
  readonly #unwritten = new Map<string, PrintState>()
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: PrintQueueParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
    const cutOff = query<JobRow>(
      parts.db,
      "SELECT * FROM print_jobs WHERE state IN ('queued', 'printing') ORDER BY id",
    ).all()
    for (const job of cutOff)
      this.#end(
        job,
        job.state === 'printing' ? { state: 'unknown', reason: null } : { state: 'failed', reason: 'error' },
      )
  }

  /** Hears every change of a ticket's print; the answer ends it. */
  onPrint(listener: (ticketId: string, print: PrintState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A ticket was asked for, and may be here in a moment. */
  expect(): void {
    void this.#parts.printer?.soon()
  }

  /** Puts a ticket in the queue, unless this cause did so before or the ticket is printing anyway. */
  add(ticketId: string, cause: PrintCause): PrintState {
    const { printer } = this.#parts
    if (printer === null) return { state: 'failed', reason: 'no-printer' }
    const job = this.#take(ticketId, cause)
    if (job === 'known') return this.stateOf(ticketId)
    this.#unwritten.delete(ticketId)
    this.#tell(ticketId, { state: 'queued', reason: null })
    this.#turn = this.#turn.then(() => this.#print(job, printer))
    return { state: 'queued', reason: null }
  }

  /** How the paper of a ticket is: that of its latest print. */
  stateOf(ticketId: string): PrintState {
    const unwritten = this.#unwritten.get(ticketId)
    if (unwritten) return unwritten
    const job = query<JobRow>(
      this.#parts.db,
      'SELECT * FROM print_jobs WHERE ticket_id = ? ORDER BY id DESC LIMIT 1',
    ).get(ticketId)
    if (job) return { state: job.state, reason: job.reason }
    // Nothing is known of it here: a store that was lost, or a terminal without a printer.
    return this.#parts.printer
      ? { state: 'unknown', reason: null }
      : { state: 'failed', reason: 'no-printer' }
  }

  /** Prints that are live now, for those who begin to listen. */
  live(): { ticketId: string; print: PrintState }[] {
    return query<JobRow>(
      this.#parts.db,
      "SELECT * FROM print_jobs WHERE state IN ('queued', 'printing') ORDER BY id",
    )
      .all()
      .map((job) => ({ ticketId: job.ticket_id, print: { state: job.state, reason: job.reason } }))
  }

  /** Notes a print that will not happen, such as one asked for while this terminal was away. */
  refuse(ticketId: string, cause: PrintCause, reason: PrintReason): void {
    const job = this.#take(ticketId, cause)
    if (job !== 'known') this.#end(job, { state: 'failed', reason })
  }

  /** Resolves when nothing waits or prints any more. */
  async settled(): Promise<void> {
    await this.#turn
  }

  /** A new job for a cause; or `known` when the cause had its job, or may share one that is live. */
  #take(ticketId: string, cause: PrintCause): JobRow | 'known' {
    const { db } = this.#parts
    return db.transaction(() => {
      if (query(db, 'SELECT 1 FROM print_causes WHERE cause = ?').get(cause)) return 'known'
      // A lost ticket's new paper has a new secret, so a job that staff asked for is never shared.
      const live = cause.startsWith('staff:')
        ? undefined
        : query<JobRow>(
            db,
            "SELECT * FROM print_jobs WHERE ticket_id = ? AND state IN ('queued', 'printing') ORDER BY id DESC LIMIT 1",
          ).get(ticketId)
      const job =
        live ??
        query<JobRow>(
          db,
          "INSERT INTO print_jobs (ticket_id, state, queued_at_ms) VALUES (?, 'queued', ?) RETURNING *",
        ).get(ticketId, this.#now())
      if (job === undefined) throw new Error('an insert returns its row')
      query(db, 'INSERT INTO print_causes (cause, job_id) VALUES (?, ?)').run(cause, job.id)
      return live ? 'known' : job
    })()
  }

  async #print(job: JobRow, printer: TicketPrinter): Promise<void> {
    try {
      this.#end(job, await this.#outcome(job, printer))
    } catch (error) {
      // The queue goes on whatever happens to one ticket (its store may be full); what may be on paper is not
      // called printed, and the citizen is told even when it cannot be written down.
      this.#parts.log.error({ err: error, ticketId: job.ticket_id }, 'a print ended in an unexpected error')
      const print: PrintState = { state: 'unknown', reason: 'error' }
      this.#unwritten.set(job.ticket_id, print)
      this.#tell(job.ticket_id, print)
    }
  }

  async #outcome(job: JobRow, printer: TicketPrinter): Promise<PrintOutcome> {
    if (this.#now() - job.queued_at_ms > longestWaitMs) return { state: 'failed', reason: 'timeout' }
    void printer.soon()
    let paper: TicketPaper
    try {
      paper = await this.#parts.paperOf(job.ticket_id)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.#parts.log.warn({ ticketId: job.ticket_id, code: error.problem.code }, 'the hall gave no paper')
      return { state: 'failed', reason: 'error' }
    }
    await printer.dress.glyphs?.prepare(charactersOf(paper))
    return printer.print(ticketBytes(paper, printer.columns, printer.dress), () => {
      changeOne(
        this.#parts.db,
        "UPDATE print_jobs SET state = 'printing' WHERE id = ? AND state = 'queued'",
        job.id,
      )
      this.#tell(job.ticket_id, { state: 'printing', reason: null })
    })
  }

  #end(job: JobRow, outcome: PrintOutcome): void {
    const reason = outcome.state === 'printed' ? null : outcome.reason
    const { db, reports } = this.#parts
    db.transaction(() => {
      changeOne(
        db,
        "UPDATE print_jobs SET state = ?, reason = ?, ended_at_ms = ? WHERE id = ? AND state IN ('queued', 'printing')",
        outcome.state,
        reason,
        this.#now(),
        job.id,
      )
      reports.print(job.ticket_id, outcome)
    })()
    this.#parts.log.info({ ticketId: job.ticket_id, ...outcome }, 'print ended')
    this.#tell(job.ticket_id, { state: outcome.state, reason })
  }

  #tell(ticketId: string, print: PrintState): void {
    for (const listener of this.#listeners) listener(ticketId, print)
  }
}

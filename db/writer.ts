import Database from 'better-sqlite3'
import { entryTypes, type Fact, type JournalEntry } from '../contract/entries.ts'
import { type Refusal, refusal } from '../contract/problems.ts'
import { toRfc3339 } from '../core/day.ts'
import { fail, must, ok, type Result } from '../core/result.ts'
import { newId } from './id.ts'
import { appendEntry, type JournalHead, readHead } from './journal.ts'
import { query } from './statement.ts'

/** Milliseconds since 1970. Passed in everywhere, so that a day can be simulated. */
export type Clock = () => number

/** What a command works with, inside its savepoint. */
export interface Transaction {
  readonly db: Database.Database
  /** One instant for the whole command. */
  readonly nowMs: number
  readonly timeZone: string
  /** Who does it, as the journal names them: `staff:ID`, `terminal:ID`, `phone:TICKET`, `hall`. */
  readonly actor: string
  /** Records a fact in the same transaction; returns its number in the journal. */
  record(fact: Fact): number
  newId(): string
}

/**
 * A change: synchronous, awaiting nothing, and touching nothing but the store, since it may be run again. What it
 * refuses leaves no trace.
 */
export type Command<Value> = (tx: Transaction) => Result<Value, Refusal>

interface Waiting {
  readonly actor: string
  readonly command: Command<unknown>
  settle(result: Result<unknown, Refusal>): void
  crash(error: unknown): void
}

/** Why the store takes no changes, by SQLite's code, and since when. */
export interface StoreTrouble {
  readonly code: string
  readonly sinceMs: number
}

/** What a batch recorded and what became of each command, in their order. */
interface Ran {
  readonly entries: readonly JournalEntry[]
  readonly outcomes: readonly Outcome[]
}

type Outcome = { readonly result: Result<unknown, Refusal> } | { readonly error: unknown }

/**
 * The one writer. Commands wait their turn, and all that arrived while the last commit ran are committed together;
 * answers and events leave after the commit that holds them, never before.
 *
 * A batch is first run straight through. Only when one of its commands fails after it has written is the batch taken back
 * and run again with a savepoint around each, so that the failed one alone leaves no trace: savepoints copy every page
 * that a command touches, and a command that refuses has nearly always only read.
 */
export class Writer {
  readonly #db: Database.Database
  readonly #clock: Clock
  readonly #epoch: string
  #timeZone: string
  #head: JournalHead
  #waiting: Waiting[] = []
  #scheduled = false
  #committed: ((entries: readonly JournalEntry[]) => void)[] = []
  #trouble: StoreTrouble | null = null
  #troubled: ((trouble: StoreTrouble | null) => void)[] = []
  #version = 0

  constructor(db: Database.Database, options: { clock: Clock; epoch: string; timeZone: string }) {
    this.#db = db
    this.#clock = options.clock
    this.#epoch = options.epoch
    this.#timeZone = options.timeZone
    this.#head = readHead(db)
  }

  /** The last committed number of the journal. */
  get seq(): number {
    return this.#head.seq
  }

  get epoch(): string {
    return this.#epoch
  }

  /** Set from the first change that the store failed to keep until a probe was kept. */
  get trouble(): StoreTrouble | null {
    return this.#trouble
  }

  /** Listens to the store's trouble beginning, and (with null) ending. */
  onTrouble(listener: (trouble: StoreTrouble | null) => void): void {
    this.#troubled.push(listener)
  }

  /**
   * Finds out whether the store takes changes again, by one that needs as much room as a busy moment. It alone ends
   * the trouble: a disk with room for the smallest change and no other is not a disk with room.
   */
  async probe(): Promise<boolean> {
    const kept = await this.run('hall', (tx) => {
      query(
        tx.db,
        'INSERT OR REPLACE INTO idempotency (key_hash, request_hash, status, answer, at_ms) VALUES (?, ?, 0, hex(zeroblob(?)), 0)',
      ).run(probeKey, probeKey, probeBytes / 2)
      return ok(null)
    })
    if (!kept.ok) return false
    this.#setTrouble(null)
    // Were it not to be forgotten now, it would be with the answers that are too old.
    await this.run('hall', (tx) => {
      query(tx.db, 'DELETE FROM idempotency WHERE key_hash = ?').run(probeKey)
      return ok(null)
    })
    return this.#trouble === null
  }

  /** Times in the journal carry this zone's offset from now on. */
  setTimeZone(timeZone: string): void {
    this.#timeZone = timeZone
  }

  /**
   * Another number after every change that is more than a new ticket in a line: whoever keeps something that was read
   * from the store keeps it for one version. It changes within a batch too, and when a command is undone.
   */
  get version(): number {
    return this.#version
  }

  /** Listens to what was committed, in order, after each commit. */
  onCommitted(listener: (entries: readonly JournalEntry[]) => void): void {
    this.#committed.push(listener)
  }

  /** Queues a command; resolves once it is durable or refused. A bug inside it rejects. */
  run<Value>(actor: string, command: Command<Value>): Promise<Result<Value, Refusal>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        actor,
        command,
        // The command's own value comes back through the queue, which holds values of every kind.
        settle: (result) => resolve(result as Result<Value, Refusal>),
        crash: reject,
      })
      if (this.#scheduled) return
      this.#scheduled = true
      this.#gather(performance.now() + gatheredForMs)
    })
  }

  /**
   * Everything that came in with the present round of I/O shares one commit; and while each round brings more, as in a
   * rush, those of the next one too, for a moment at most. Whoever comes alone waits for nobody.
   */
  #gather(untilMs: number): void {
    const before = this.#waiting.length
    setImmediate(() => {
      if (this.#waiting.length > before && performance.now() < untilMs) return this.#gather(untilMs)
      this.#scheduled = false
      this.#flush()
    })
  }

  #flush(): void {
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    const together = this.#commit(batch)
    if (together) return
    // The store refused the batch. Each command is tried alone, so that one that is too large for a nearly full
    // disk does not take the others with it.
    if (batch.length > 1) {
      for (const one of batch) if (!this.#commit([one])) one.settle(fail(storeUnavailable))
      return
    }
    batch[0]?.settle(fail(storeUnavailable))
  }

  /** Runs and commits a batch; false when the store failed and nothing of it was kept. */
  #commit(batch: readonly Waiting[]): boolean {
    const before = this.#head
    let ran: Ran | null
    try {
      ran = this.#runAll(batch, (one, entries) => this.#runStraight(one, entries))
      if (!ran) {
        this.#takeBack(before)
        ran = must(
          this.#runAll(batch, (one, entries) => this.#runApart(one, entries)),
          'with a savepoint each, no command spoils the others',
        )
      }
      query(this.#db, 'COMMIT').run()
    } catch (error) {
      this.#takeBack(before)
      if (isStoreFailure(error)) {
        this.#setTrouble({ code: error.code, sinceMs: this.#clock() })
        return false
      }
      for (const one of batch) one.crash(error)
      return true
    }
    // Outside the try: whatever a listener does, what was committed is not taken back.
    this.#tell(batch, ran)
    return true
  }

  #takeBack(head: JournalHead): void {
    this.#head = head
    this.#version += 1
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
  }

  /** Opens a transaction and runs every command in it; null as soon as one of them cannot stand beside the others. */
  #runAll(
    batch: readonly Waiting[],
    run: (one: Waiting, entries: JournalEntry[]) => Outcome | null,
  ): Ran | null {
    const entries: JournalEntry[] = []
    const outcomes: Outcome[] = []
    query(this.#db, 'BEGIN IMMEDIATE').run()
    for (const one of batch) {
      const version = this.#version
      const outcome = run(one, entries)
      if (outcome === null) return null
      outcomes.push(outcome)
      // A command may write after what it recorded: what was read in between is of no version that stays.
      if (version !== this.#version) this.#version += 1
    }
    return { entries, outcomes }
  }

  /** Events first, then answers, in the order of the commands. */
  #tell(batch: readonly Waiting[], { entries, outcomes }: Ran): void {
    if (entries.length > 0) for (const listener of this.#committed) listener(entries)
    for (const [index, outcome] of outcomes.entries()) {
      const one = batch[index]
      if ('result' in outcome) one?.settle(outcome.result)
      else one?.crash(outcome.error)
    }
  }

  /** Told when it begins and when it ends, not at each change that is refused in between. */
  #setTrouble(trouble: StoreTrouble | null): void {
    if ((trouble === null) === (this.#trouble === null)) return
    this.#trouble = trouble
    for (const listener of this.#troubled) listener(trouble)
  }

  /** Runs a command without a savepoint; null when it failed and had written. */
  #runStraight(one: Waiting, entries: JournalEntry[]): Outcome | null {
    const written = this.#written()
    try {
      const result = one.command(this.#transaction(one.actor, entries))
      return result.ok || this.#written() === written ? { result } : null
    } catch (error) {
      if (isStoreFailure(error) || !this.#db.inTransaction) throw error
      return this.#written() === written ? { error } : null
    }
  }

  /** Rows that this connection has written since it was opened. */
  #written(): number {
    return query<{ rows: number }>(this.#db, 'SELECT total_changes() AS rows').get()?.rows ?? 0
  }

  #runApart(one: Waiting, entries: JournalEntry[]): Outcome {
    const head = this.#head
    const kept = entries.length
    const undo = () => {
      query(this.#db, 'ROLLBACK TO command').run()
      query(this.#db, 'RELEASE command').run()
      this.#head = head
      this.#version += 1
      entries.length = kept
    }
    query(this.#db, 'SAVEPOINT command').run()
    try {
      const result = one.command(this.#transaction(one.actor, entries))
      if (result.ok) query(this.#db, 'RELEASE command').run()
      else undo()
      return { result }
    } catch (error) {
      if (isStoreFailure(error) || !this.#db.inTransaction) throw error
      undo()
      return { error }
    }
  }

  #transaction(actor: string, entries: JournalEntry[]): Transaction {
    const nowMs = this.#clock()
    const timeZone = this.#timeZone
    return {
      db: this.#db,
      nowMs,
      timeZone,
      actor,
      newId,
      record: (fact) => {
        const entry = appendEntry(
          this.#db,
          this.#head,
          {
            epoch: this.#epoch,
            id: newId(),
            type: fact.type,
            version: entryTypes[fact.type].version,
            at: toRfc3339(nowMs, timeZone),
            actor,
            body: fact.body,
          },
          nowMs,
        )
        this.#head = { seq: entry.seq, hash: entry.hash }
        if (fact.type !== 'ticket-issued') this.#version += 1
        entries.push(entry)
        return entry.seq
      },
    }
  }
}

/** Milliseconds for which a commit waits for commands that are still coming in. */
const gatheredForMs = 5

/** No key of a caller has this hash: theirs are hexadecimal. */
const probeKey = 'probe'
const probeBytes = 131_072

const storeUnavailable = refusal(
  'store-unavailable',
  '存储暂不可用（磁盘可能已满），此次操作没有保存。请通知运维人员。',
)

/** Whether SQLite says that the disk or file failed, rather than that a statement was wrong. */
export function isStoreFailure(error: unknown): error is Database.SqliteError & { code: string } {
  return (
    error instanceof Database.SqliteError &&
    /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|BUSY|LOCKED|NOMEM|PROTOCOL)/.test(error.code)
  )
}

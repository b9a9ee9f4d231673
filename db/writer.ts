import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { entryTypes, type Fact, type JournalEntry } from '../contract/entries.ts'
import { type Refusal, refusal } from '../contract/problems.ts'
import { toRfc3339 } from '../core/day.ts'
import { fail, ok, type Result } from '../core/result.ts'
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

/** A change: synchronous, awaiting nothing. What it refuses leaves no trace. */
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

type Outcome = { readonly result: Result<unknown, Refusal> } | { readonly error: unknown }

/**
 * The one writer. Commands wait their turn, each runs in a savepoint, and all that arrived while the last commit
 * ran are committed together; answers and events leave after the commit that holds them, never before.
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
      // After the present round of I/O: everything that came in with it shares one commit.
      setImmediate(() => {
        this.#scheduled = false
        this.#flush()
      })
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
    const entries: JournalEntry[] = []
    const outcomes: Outcome[] = []
    try {
      query(this.#db, 'BEGIN IMMEDIATE').run()
      for (const one of batch) outcomes.push(this.#runOne(one, entries))
      query(this.#db, 'COMMIT').run()
    } catch (error) {
      this.#head = before
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      if (isStoreFailure(error)) {
        this.#setTrouble({ code: error.code, sinceMs: this.#clock() })
        return false
      }
      for (const one of batch) one.crash(error)
      return true
    }
    if (entries.length > 0) for (const listener of this.#committed) listener(entries)
    for (const [index, outcome] of outcomes.entries()) {
      const one = batch[index]
      if ('result' in outcome) one?.settle(outcome.result)
      else one?.crash(outcome.error)
    }
    return true
  }

  /** Told when it begins and when it ends, not at each change that is refused in between. */
  #setTrouble(trouble: StoreTrouble | null): void {
    if ((trouble === null) === (this.#trouble === null)) return
    this.#trouble = trouble
    for (const listener of this.#troubled) listener(trouble)
  }

  #runOne(one: Waiting, entries: JournalEntry[]): Outcome {
    const head = this.#head
    const kept = entries.length
    const undo = () => {
      query(this.#db, 'ROLLBACK TO command').run()
      query(this.#db, 'RELEASE command').run()
      this.#head = head
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
      newId: uuidv7,
      record: (fact) => {
        const entry = appendEntry(
          this.#db,
          this.#head,
          {
            epoch: this.#epoch,
            id: uuidv7(),
            type: fact.type,
            version: entryTypes[fact.type].version,
            at: toRfc3339(nowMs, timeZone),
            actor,
            body: fact.body,
          },
          nowMs,
        )
        this.#head = { seq: entry.seq, hash: entry.hash }
        entries.push(entry)
        return entry.seq
      },
    }
  }
}

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

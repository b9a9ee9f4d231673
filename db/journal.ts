import { hash } from 'node:crypto'
import type Database from 'better-sqlite3'
import canonicalize from 'canonicalize'
import type { JournalEntry } from '../contract/entries.ts'
import { must } from '../core/result.ts'
import { query } from './statement.ts'

/** Where the chain stands: the last number and its hash. An empty journal stands at 0. */
export interface JournalHead {
  readonly seq: number
  readonly hash: string
}

interface Row {
  seq: number
  epoch: string
  id: string
  type: string
  version: number
  at: string
  actor: string
  body: string
  previous_hash: string
  hash: string
}

const firstHash = '0'.repeat(64)

/** An entry as it is hashed. */
type Hashed = Omit<JournalEntry, 'previousHash' | 'hash'>

/** SHA-256(previous hash ‖ RFC 8785 form of the entry without its hashes), hex. `body` is its body's canonical form. */
export function entryHash(entry: Hashed, previousHash: string, body = canonical(entry.body)): string {
  return hash('sha256', previousHash + canonicalEntry(entry, body), 'hex')
}

/**
 * The canonical form of an entry around the canonical form of its body, which is stored as well and need not be made
 * twice: RFC 8785 orders the keys, and writes strings and whole numbers as JSON does.
 */
export function canonicalEntry(entry: Hashed, body: string): string {
  const { actor, at, epoch, id, seq, type, version } = entry
  const text = JSON.stringify
  return `{"actor":${text(actor)},"at":${text(at)},"body":${body},"epoch":${text(epoch)},"id":${text(id)},"seq":${seq},"type":${text(type)},"version":${version}}`
}

/** The RFC 8785 form of a value. */
export function canonical(value: unknown): string {
  return must(canonicalize(value), 'an entry is plain JSON, which always has a canonical form')
}

/** Reads where the chain stands. */
export function readHead(db: Database.Database): JournalHead {
  return (
    query<JournalHead>(db, 'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1').get() ?? {
      seq: 0,
      hash: firstHash,
    }
  )
}

/** Appends an entry after `head` and returns the new head. Called inside a transaction and nowhere else. */
export function appendEntry(
  db: Database.Database,
  head: JournalHead,
  entry: Omit<JournalEntry, 'seq' | 'previousHash' | 'hash'>,
  atMs: number,
): JournalEntry {
  const numbered = { ...entry, seq: head.seq + 1 }
  const body = canonical(entry.body)
  const hashed = entryHash(numbered, head.hash, body)
  const ticketId = entry.body['ticketId']
  query(
    db,
    `INSERT INTO journal (seq, epoch, id, type, version, at_ms, at, actor, body, ticket_id, previous_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    numbered.seq,
    entry.epoch,
    entry.id,
    entry.type,
    entry.version,
    atMs,
    entry.at,
    entry.actor,
    body,
    typeof ticketId === 'string' ? ticketId : null,
    head.hash,
    hashed,
  )
  return { ...numbered, previousHash: head.hash, hash: hashed }
}

/** What part of the journal is asked for. */
export interface JournalQuestion {
  readonly after: number
  readonly limit: number
  readonly type?: string | undefined
  readonly ticketId?: string | undefined
  /** Newest first, before `after` when that is above 0. */
  readonly latest?: boolean
}

/** Reads entries in order of their numbers (or newest first). */
export function readJournal(db: Database.Database, question: JournalQuestion): JournalEntry[] {
  const where = [question.latest && question.after > 0 ? 'seq < ?' : 'seq > ?']
  const values: (string | number)[] = [question.latest && question.after === 0 ? 0 : question.after]
  if (question.type) {
    where.push('type = ?')
    values.push(question.type)
  }
  if (question.ticketId) {
    where.push('ticket_id = ?')
    values.push(question.ticketId)
  }
  return query<Row>(
    db,
    `SELECT seq, epoch, id, type, version, at, actor, body, previous_hash, hash FROM journal
    WHERE ${where.join(' AND ')} ORDER BY seq ${question.latest ? 'DESC' : 'ASC'} LIMIT ?`,
  )
    .all(...values, question.limit)
    .map(toEntry)
}

/** One entry by its number. */
export function findEntry(db: Database.Database, seq: number): JournalEntry | undefined {
  return readJournal(db, { after: seq - 1, limit: 1 }).find((entry) => entry.seq === seq)
}

/**
 * The newest entries of a few rare types, before a number (0 for the end); of one record where its id is given.
 * Found by type, so that the cost follows what is registered and not the journal's length.
 */
export function readLatestOf(
  db: Database.Database,
  types: readonly string[],
  question: { key: string; record?: string | undefined; before: number; limit: number },
): JournalEntry[] {
  const record = question.record ?? ''
  return query<Row>(
    db,
    `SELECT seq, epoch, id, type, version, at, actor, body, previous_hash, hash FROM journal INDEXED BY journal_by_type
     WHERE type IN (${types.map(() => '?').join(', ')}) AND (? = 0 OR seq < ?)
       AND (? = '' OR json_extract(body, '$.' || ?) = ?)
     ORDER BY seq DESC LIMIT ?`,
  )
    .all(...types, question.before, question.before, record, question.key, record, question.limit)
    .map(toEntry)
}

/** Walks the whole chain. A changed, missing or reordered entry breaks it at its number. */
export function checkJournal(db: Database.Database): {
  entries: number
  intact: boolean
  brokenAt: number | null
  head: string
} {
  let previous: JournalHead = { seq: 0, hash: firstHash }
  for (;;) {
    const part = readJournal(db, { after: previous.seq, limit: 1000 })
    if (part.length === 0) return { entries: previous.seq, intact: true, brokenAt: null, head: previous.hash }
    for (const { previousHash, hash, ...entry } of part) {
      const whole =
        entry.seq === previous.seq + 1 &&
        previousHash === previous.hash &&
        hash === entryHash(entry, previousHash)
      if (!whole)
        return { entries: previous.seq, intact: false, brokenAt: previous.seq + 1, head: previous.hash }
      previous = { seq: entry.seq, hash }
    }
  }
}

function toEntry(row: Row): JournalEntry {
  const body: JournalEntry['body'] = JSON.parse(row.body)
  return {
    seq: row.seq,
    epoch: row.epoch,
    id: row.id,
    type: row.type,
    version: row.version,
    at: row.at,
    actor: row.actor,
    body,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

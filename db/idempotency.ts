import type Database from 'better-sqlite3'
import type { Cipher } from './cipher.ts'
import { query } from './statement.ts'

/** An answer that was kept for a key. */
export interface KeptAnswer {
  readonly requestHash: string
  readonly status: number
  readonly answer: string
}

/** Keys are remembered for a day: longer than any client of ours goes on trying. */
export const keptForMs = 24 * 3_600_000

const uuidv7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/**
 * The hash under which the answer to a caller's key is kept. A key that says when it was made (UUIDv7, as all of our
 * clients make them) leaves that in front, so that the keys of one commit lie together; another one is as good, and
 * costs a page of its own.
 */
export function keyHash(cipher: Cipher, caller: string, key: string): string {
  const [, high = '', low = ''] = uuidv7.exec(key) ?? []
  return high + low + cipher.keyedHash('idempotency-key', `${caller}\u0000${key}`)
}

/** Hexadecimal digits of a keyed hash; before the time stood in front of it, an answer was kept under no more. */
const hashLength = 64

/**
 * Looks for the answer of an earlier request with the same key. An answer that the hall gave before its upgrade lies under
 * the hash alone: whoever asks again after the upgrade, because the answer was lost, must not have it done twice.
 */
export function findAnswer(db: Database.Database, keyHash: string): KeptAnswer | undefined {
  return query<KeptAnswer>(
    db,
    'SELECT request_hash AS requestHash, status, answer FROM idempotency WHERE key_hash IN (?, ?)',
  ).get(keyHash, keyHash.slice(-hashLength))
}

/** Keeps an answer in the transaction that made it. */
export function keepAnswer(db: Database.Database, keyHash: string, kept: KeptAnswer, nowMs: number): void {
  query(
    db,
    'INSERT INTO idempotency (key_hash, request_hash, status, answer, at_ms) VALUES (?, ?, ?, ?, ?)',
  ).run(keyHash, kept.requestHash, kept.status, kept.answer, nowMs)
}

/** Forgets answers that are too old to be asked for. */
export function forgetAnswers(db: Database.Database, nowMs: number): number {
  return query(db, 'DELETE FROM idempotency WHERE at_ms < ?').run(nowMs - keptForMs).changes
}

import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '../core/result.ts'
import { Cipher, phoneSecretLength } from '../db/cipher.ts'
import { markedPlace, placeOf } from '../db/examine.ts'
import { writeWhole } from '../db/folder.ts'
import type { Store } from '../db/open.ts'
import { query } from '../db/statement.ts'

const secretsFile = z.object({
  /** 32 bytes as hex: encryption at rest and keyed hashes come from it. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
})

/** The hall's key, and whether it was made just now beside what an earlier one sealed. */
export interface HallKey {
  readonly key: Buffer
  readonly replaced: boolean
}

/** The key, or one line that says why there is none. */
type ReadKey = Result<HallKey, { readonly code: string; readonly message: string }>

/**
 * The hall's key: from `GOVHALL_KEY` (64 hex digits), else from `secrets.json` beside the store, made at first
 * start with mode 600. A backup of the store never holds it; without it ID numbers cannot be read again. So none is
 * made for a store that holds what another one sealed, unless the operator says that the old one is lost for good
 * (`orNew`), and a store that came from elsewhere has to fit its key.
 */
export function readKey(
  { db, folder, file: store }: Store,
  environment: string | undefined,
  orNew: boolean,
): ReadKey {
  const file = join(folder, 'secrets.json')
  if (environment !== undefined && environment !== '') {
    if (!/^[0-9a-fA-F]{64}$/.test(environment))
      return broken('key-broken', 'GOVHALL_KEY 须为 64 位十六进制数。')
    const key = Buffer.from(environment, 'hex')
    return hasSealed(db, key)
      ? ok({ key, replaced: false })
      : broken('key-mismatch', 'GOVHALL_KEY 不是这份数据的密钥。请给出属于它的那一把；记录没有改动。')
  }
  // A file that cannot be read is not an empty one: replacing it would lock away every record.
  if (existsSync(file)) {
    const read = secretsFile.safeParse(readPrivate(file))
    if (!read.success)
      return broken('key-broken', `密钥文件读不懂：${file}。请放回属于这份数据的 secrets.json。`)
    const key = Buffer.from(read.data.key, 'hex')
    return markedPlace(db) === placeOf(store) || hasSealed(db, key)
      ? ok({ key, replaced: false })
      : broken(
          'key-mismatch',
          `密钥不属于这份数据：${file}。请放入与它同时保存的 secrets.json；记录没有改动。`,
        )
  }
  const replaced = newestTicket(db) !== undefined
  if (replaced && !orNew)
    return broken(
      'key-missing',
      `缺少这份数据的密钥：${file}。请放入与它同时保存的 secrets.json；确实找不回时，用 --new-key 启动。记录没有改动。`,
    )
  const key = randomBytes(32)
  writePrivate(file, { key: key.toString('hex') })
  return ok({ key, replaced })
}

function broken(code: string, message: string): ReadKey {
  return fail({ code, message })
}

/** What `writePrivate` wrote; null when the file holds something else. */
export function readPrivate(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

interface SealedTicket {
  readonly id: string
  /** Its place in the journal. */
  readonly arrival: number
  readonly generation: number
  readonly hash: string
}

/** The ticket that was issued last; undefined in a store that never gave one, or whose pages cannot be read. */
function newestTicket(db: Store['db']): SealedTicket | undefined {
  try {
    return query<SealedTicket>(
      db,
      'SELECT id, arrival, phone_generation AS generation, phone_hash AS hash FROM tickets WHERE rowid = (SELECT max(rowid) FROM tickets)',
    ).get()
  } catch (error) {
    // A damaged store is found, and said so, by who examines all of it.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT'))
      return undefined
    throw error
  }
}

/** Where the journal says that the key was replaced last; 0 for never. What is older says nothing of the present key. */
function lastReplacedAt(db: Store['db']): number {
  const found = query<{ seq: number | null }>(
    db,
    "SELECT max(seq) AS seq FROM journal WHERE type = 'key-replaced'",
  ).get()
  return found?.seq ?? 0
}

/** Whether a key made what the store holds, as far as its newest ticket tells; its paper was made in one of two ways. */
function hasSealed(db: Store['db'], key: Buffer): boolean {
  const newest = newestTicket(db)
  if (newest === undefined || newest.arrival < lastReplacedAt(db)) return true
  const cipher = new Cipher(key)
  const secret = cipher.phoneSecret(newest.id, newest.generation)
  const before = secret.slice(0, phoneSecretLength)
  return [cipher.phoneHash(secret), cipher.keyedHash('phone-ticket', before)].includes(newest.hash)
}

/** Writes a file that only its owner may read, so that a power cut cannot take it: a lost key locks away every record. */
export function writePrivate(file: string, content: unknown): void {
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`)
}

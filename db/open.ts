import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/result.ts'
import { holdLock, makeFolder } from './folder.ts'
import { type MigrateOptions, migrate } from './migrate.ts'
import type { StoreProblem } from './store-problem.ts'

export interface OpenOptions extends Pick<MigrateOptions, 'onUpgrade'> {
  /** Pages that the file may grow to; tests fill a store with it. */
  readonly maxPages?: number
  /** Also take the lock that says "a hall runs on this store". */
  readonly lock?: boolean
}

/** An open store: its database, where it lies, and how to let it go. */
export interface Store {
  readonly db: Database.Database
  readonly folder: string
  readonly file: string
  close(): void
}

/** WAL-reset corruption was mended in this version of SQLite; no older one is trusted with records. */
const oldestSqlite = [3, 51, 3] as const

/**
 * Opens (and creates or upgrades) the store in a folder. Durability is set and read back on this very
 * connection: better-sqlite3 is built to fall back to NORMAL in WAL mode, which would lose what was
 * acknowledged in a power cut.
 */
export function openStore(folder: string, options: OpenOptions = {}): Result<Store, StoreProblem> {
  try {
    makeFolder(folder)
    if (!statSync(folder).isDirectory()) throw new Error('not a folder')
    accessSync(folder, constants.W_OK | constants.R_OK)
  } catch {
    return fail({
      code: 'not-writable',
      message: `数据目录无法写入：${folder}。请检查权限，或用 --data 指定别的目录。`,
    })
  }
  const lock = options.lock ? lockStore(folder) : ok(null)
  if (!lock.ok) return lock
  const file = join(folder, 'hall.sqlite')
  let db: Database.Database | null = null
  try {
    db = new Database(file)
    harden(db)
    if (options.maxPages !== undefined) db.pragma(`max_page_count = ${options.maxPages}`)
    const migrated = migrate(db, options)
    if (!migrated.ok) {
      db.close()
      lock.value?.close()
      return migrated
    }
  } catch (error) {
    db?.close()
    lock.value?.close()
    if (!(error instanceof Database.SqliteError)) throw error
    return fail(openProblem(file, error.code))
  }
  const opened = db
  return ok({
    db: opened,
    folder,
    file,
    close() {
      opened.close()
      lock.value?.close()
    },
  })
}

/** What SQLite's code means to the operator. What only the disk is to blame for is never called damage. */
function openProblem(file: string, code: string): StoreProblem {
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(code)) return diskFull(file)
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(code))
    return { code: 'not-writable', message: `存储无法写入：${file}（${code}）。请检查权限和磁盘。` }
  if (/^SQLITE_IOERR/.test(code))
    return {
      code: 'disk-failed',
      message: `存储读写失败：${file}（${code}）。磁盘可能有故障，请检查磁盘后再启动；记录没有改动。`,
    }
  return {
    code: 'damaged',
    message: `存储无法打开：${file}（${code}）。请从备份恢复，或用 --reset 重新开始。`,
  }
}

/** The disk has no room: nothing is damaged, and nothing but room is needed. */
export function diskFull(place: string): StoreProblem {
  return {
    code: 'disk-full',
    message: `磁盘已满：${place}。请腾出空间后再启动；已有的记录没有丢失。`,
  }
}

/** Sets what every connection of ours needs, and refuses to go on when it does not hold. */
export function harden(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  // The log is cut back after this many pages (16 MB): seldom enough that a busy minute writes a page once and not
  // again and again, and little enough to read again after a power cut.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('cache_size = -16000')
  const held = {
    mode: db.pragma('journal_mode', { simple: true }),
    sync: db.pragma('synchronous', { simple: true }),
  }
  if (held.mode !== 'wal' || held.sync !== 2)
    throw new Error(`durability is not as it must be: ${JSON.stringify(held)}`)
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get())
  const parts = version.split('.').map(Number)
  for (const [index, least] of oldestSqlite.entries()) {
    const part = parts[index] ?? 0
    if (part > least) break
    if (part < least) throw new Error(`SQLite ${version} is older than ${oldestSqlite.join('.')}`)
  }
}

/** One hall on one store: two would call the same person. */
export function lockStore(folder: string): Result<Database.Database, StoreProblem> {
  const lock = holdLock(join(folder, 'hall.lock'))
  if (lock.ok) return lock
  if (lock.problem === 'held')
    return fail({
      code: 'already-running',
      message: `这份数据上已有大厅服务在运行：${folder}。请先停止它，或用 --data 指定别的目录。`,
    })
  if (lock.problem === 'SQLITE_FULL') return fail(diskFull(folder))
  return fail({ code: 'not-writable', message: `数据目录无法写入：${folder}（${lock.problem}）。` })
}

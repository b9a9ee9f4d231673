import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/result.ts'

/**
 * Makes a folder and what leads to it, for its owner alone, step by step: `mkdir` with `recursive` never returns
 * for some places that cannot be written, such as below `/proc`.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * Holds a file so that one process alone works on what it guards. The lock is SQLite's own, kept by the kernel for
 * as long as the process lives: one that was killed leaves nothing behind that would have to be cleared. Fails
 * with `held`, or with SQLite's code where the file cannot be made.
 */
export function holdLock(file: string): Result<Database.Database, string> {
  let lock: Database.Database | null = null
  try {
    lock = new Database(file, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return ok(lock)
  } catch (error) {
    lock?.close()
    if (!(error instanceof Database.SqliteError)) throw error
    return fail(error.code === 'SQLITE_BUSY' ? 'held' : error.code)
  }
}

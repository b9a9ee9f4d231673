import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
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
  syncFolder(dirname(folder))
}

/**
 * Makes the names in a folder outlast a power cut: a new file's content may be on the disk while nothing there says
 * that the file exists. Windows keeps names by itself and cannot open a folder.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/**
 * Writes a file that only its owner may read, whole or not at all: after a power cut it is either as it was before
 * or as it is now, never empty or half.
 */
export function writeWhole(file: string, text: string): void {
  const part = `${file}.part`
  const opened = openSync(part, 'w', 0o600)
  try {
    writeFileSync(opened, text)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
  renameSync(part, file)
  syncFolder(dirname(file))
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

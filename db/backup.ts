import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/result.ts'
import { examineStore } from './examine.ts'
import { makeFolder, syncFolder } from './folder.ts'

/** A backup that was made and examined. */
export interface Backup {
  readonly file: string
  readonly bytes: number
  /** Entries of the journal in it, and the hash of the last one. */
  readonly entries: number
  readonly head: string
}

/** All pages in one step: one moment of the store, however long it takes and whatever the hall writes meanwhile. */
const allPages = 0x7fff_ffff

/**
 * Copies a store, whether a hall runs on it or not, into one new file, and examines the copy before it gets its
 * name. Fails with one sentence; then no file is left. The key is not in it.
 */
export async function backUp(folder: string, to: string): Promise<Result<Backup, string>> {
  const from = join(folder, 'hall.sqlite')
  if (!existsSync(from)) return fail(`没有找到存储：${from}。请用 --data 指定数据目录。`)
  if (existsSync(to)) return fail(`文件已经存在，没有覆盖：${to}。请换一个文件名。`)
  const part = `${to}.part`
  let source: Database.Database | null = null
  try {
    makeFolder(dirname(to))
    rmSync(part, { force: true })
    // Made by us first: SQLite would let everybody read it.
    closeSync(openSync(part, 'wx', 0o600))
    source = new Database(from, { fileMustExist: true, timeout: 5000 })
    await source.backup(part, { progress: () => allPages })
    const copied = examineCopy(part)
    if (!copied.ok) return copied
    const opened = openSync(part, 'r+')
    fsyncSync(opened)
    closeSync(opened)
    renameSync(part, to)
    syncFolder(dirname(to))
    return ok({ file: to, bytes: statSync(to).size, ...copied.value })
  } catch (error) {
    return fail(`备份没有完成：${error instanceof Error ? error.message : String(error)}`)
  } finally {
    source?.close()
    // What stands in a place that is no folder cannot be removed either.
    for (const end of ['', '-wal', '-shm', '-journal']) if (existsSync(part + end)) rmSync(part + end)
  }
}

function examineCopy(file: string): Result<{ entries: number; head: string }, string> {
  const copy = new Database(file)
  try {
    // One file and nothing beside it.
    copy.pragma('journal_mode = DELETE')
    const { entries, head, faults } = examineStore(copy)
    if (faults.length > 0)
      return fail(`备份与存储本身不一致：${faults.join('；')}。没有留下备份，请先检查存储。`)
    return ok({ entries, head })
  } finally {
    copy.close()
  }
}

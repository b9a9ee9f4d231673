import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '../core/result.ts'
import { holdLock, makeFolder } from '../db/folder.ts'
import { harden } from '../db/open.ts'

/** The bridge's own small store: print jobs, reports that the hall has not taken yet, and a place in its stream. */
export interface BridgeStore {
  readonly db: Database.Database
  close(): void
}

/** Forward only; each step in a transaction of its own. */
const migrations: readonly string[] = [
  // No paper stands in a job: what a ticket says, its secret above all, is asked of the hall when it prints.
  `CREATE TABLE print_jobs (
     id INTEGER PRIMARY KEY,
     ticket_id TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'failed', 'unknown')),
     reason TEXT,
     queued_at_ms INTEGER NOT NULL,
     ended_at_ms INTEGER
   ) STRICT;
   -- What asked for it, such as issued:TICKET: the same press or the same entry never makes a second job.
   CREATE TABLE print_causes (
     cause TEXT PRIMARY KEY,
     job_id INTEGER NOT NULL REFERENCES print_jobs (id) ON DELETE CASCADE
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX print_causes_by_job ON print_causes (job_id);
   CREATE INDEX print_jobs_by_ticket ON print_jobs (ticket_id, id);
   CREATE INDEX print_jobs_live ON print_jobs (state) WHERE state IN ('queued', 'printing');
   CREATE TABLE reports (
     id INTEGER PRIMARY KEY,
     kind TEXT NOT NULL CHECK (kind IN ('device', 'print')),
     -- The device's name, or the ticket's id.
     subject TEXT NOT NULL,
     body TEXT NOT NULL,
     idempotency_key TEXT NOT NULL UNIQUE
   ) STRICT;
   CREATE TABLE stream_place (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     position TEXT NOT NULL,
     heard_at_ms INTEGER NOT NULL
   ) STRICT;`,
  // One row for each time that a service was asked to be rated: a second press finds it, after a restart too.
  `CREATE TABLE pad_ratings (
     id INTEGER PRIMARY KEY,
     ticket_id TEXT NOT NULL,
     asked_at TEXT NOT NULL,
     level TEXT NOT NULL,
     pressed_at_ms INTEGER NOT NULL,
     idempotency_key TEXT NOT NULL UNIQUE,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'refused')),
     UNIQUE (ticket_id, asked_at)
   ) STRICT;
   CREATE INDEX pad_ratings_waiting ON pad_ratings (id) WHERE state = 'waiting';`,
]

/** Jobs that ended are kept so long, so that a repeated press is still recognised. */
const keptDays = 7

/** Opens (and makes) the store in a folder; what is wrong with it is one sentence for the operator. */
export function openBridgeStore(folder: string): Result<BridgeStore, string> {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.R_OK)
  } catch {
    return fail(`终端的数据目录无法写入：${folder}。请检查 data 和权限。`)
  }
  const lock = takeLock(folder)
  if (!lock.ok) return lock
  const db = new Database(join(folder, 'bridge.sqlite'))
  try {
    harden(db)
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) {
      db.close()
      lock.value.close()
      return fail(`终端的存储来自更新的版本（${version} > ${migrations.length}）。请升级程序。`)
    }
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue
      db.transaction(() => {
        db.exec(sql)
        db.pragma(`user_version = ${index + 1}`)
      })()
    }
    const oldMs = Date.now() - keptDays * 86_400_000
    db.prepare('DELETE FROM print_jobs WHERE ended_at_ms < ?').run(oldMs)
    db.prepare("DELETE FROM pad_ratings WHERE pressed_at_ms < ? AND state <> 'waiting'").run(oldMs)
  } catch (error) {
    db.close()
    lock.value.close()
    if (!(error instanceof Database.SqliteError)) throw error
    return fail(`终端的存储无法打开：${folder}（${error.code}）。`)
  }
  return ok({
    db,
    close() {
      db.close()
      lock.value.close()
    },
  })
}

/**
 * Makes a folder and those above it. Node's own recursive form never returns where the system answers ENOENT for a
 * folder whose parent exists, as below /proc.
 */
/** Two bridges on one store would take each other's print for one that was cut off. The kernel frees the lock. */
function takeLock(folder: string): Result<Database.Database, string> {
  const lock = holdLock(join(folder, 'bridge.lock'))
  if (lock.ok) return lock
  return fail(
    lock.problem === 'held'
      ? `这个数据目录上已有终端服务在运行：${folder}。`
      : `终端的数据目录无法写入：${folder}（${lock.problem}）。`,
  )
}

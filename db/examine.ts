import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { checkJournal } from './journal.ts'
import { query } from './statement.ts'

/** What an examination found: where the journal stands, and every fault in one sentence for the operator. */
export interface Examination {
  readonly entries: number
  readonly head: string
  readonly faults: readonly string[]
}

/**
 * Examines a whole store: its pages and indexes, the journal's chain, and that tickets and journal tell the same.
 * Files that were copied one after the other while a hall wrote can be sound page by page and still not agree.
 * Reads everything: a store of a year takes minutes.
 */
export function examineStore(db: Database.Database): Examination {
  const integrity = String(db.pragma('integrity_check(1)', { simple: true }))
  if (integrity !== 'ok')
    return { entries: 0, head: '', faults: [`文件内部不一致（${integrity.split('\n')[0]}）`] }
  const faults: string[] = []
  const journal = checkJournal(db)
  if (!journal.intact) faults.push(`日志链在第 ${journal.brokenAt} 条断开`)
  const unlike = query<{ number: string }>(
    db,
    `SELECT number FROM tickets t WHERE NOT EXISTS
       (SELECT 1 FROM journal j WHERE j.ticket_id = t.id AND j.type = 'ticket-issued')
     UNION ALL
     SELECT body ->> 'number' FROM journal j WHERE j.type = 'ticket-issued' AND NOT EXISTS
       (SELECT 1 FROM tickets t WHERE t.id = j.ticket_id)
     UNION ALL
     SELECT number FROM tickets t JOIN journal j ON j.seq =
         (SELECT max(seq) FROM journal k WHERE k.ticket_id = t.id
           AND k.type <> 'print-ended' AND k.body ->> 'state' IS NOT NULL)
       WHERE j.body ->> 'state' <> t.state
     LIMIT 1`,
  ).get()
  if (unlike) faults.push(`号票 ${unlike.number} 与日志不符`)
  return { entries: journal.entries, head: journal.head, faults }
}

/**
 * A number that a file keeps as long as it is the same file, and that a copy of it does not have: it tells a store
 * that was restored or copied from one that merely started again. Never 0.
 */
export function placeOf(file: string): number {
  const { ino, birthtimeNs } = statSync(file, { bigint: true })
  return (createHash('sha256').update(`${ino} ${birthtimeNs}`).digest().readUInt32BE() >>> 1) | 1
}

/** The place for which a store was marked last; 0 for one that was never marked. It travels with every copy. */
export function markedPlace(db: Database.Database): number {
  return Number(db.pragma('application_id', { simple: true }))
}

/** Marks a store as being where it lies now. */
export function markPlace(db: Database.Database, place: number): void {
  db.pragma(`application_id = ${place}`)
}

import type Database from 'better-sqlite3'
import type { JournalEntry } from '../../contract/entries.ts'
import { must } from '../../core/result.ts'
import { canonical, entryHash, readJournal } from '../../db/journal.ts'

const untilItsEnd = 1_000_000

/** The whole journal as the store holds it. */
export function journalOf(db: Database.Database): JournalEntry[] {
  return readJournal(db, { after: 0, limit: untilItsEnd })
}

/** What is falsified of an entry. */
interface Forgery {
  readonly type?: string
  readonly body?: Readonly<Record<string, unknown>>
}

/**
 * Falsifies entries of a journal, as somebody could who has the store in hand: its guards are taken away, and all
 * hashes are made anew, so that the chain itself looks whole. Returns the entries as they are then.
 */
export function forge(
  db: Database.Database,
  change: (entry: JournalEntry, journal: readonly JournalEntry[]) => Forgery | null,
): JournalEntry[] {
  db.exec('DROP TRIGGER IF EXISTS journal_is_never_changed')
  const write = db.prepare(
    'UPDATE journal SET type = ?, body = ?, ticket_id = ?, previous_hash = ?, hash = ? WHERE seq = ?',
  )
  const journal = journalOf(db)
  const forged: JournalEntry[] = []
  let head = must(journal[0], 'a hall has a journal').previousHash
  for (const entry of journal) {
    const { previousHash: _, hash: __, ...kept } = entry
    const forgery = change(entry, journal)
    const now = { ...kept, type: forgery?.type ?? entry.type, body: { ...entry.body, ...forgery?.body } }
    const hash = entryHash(now, head)
    const ticketId = now.body['ticketId']
    write.run(
      now.type,
      canonical(now.body),
      typeof ticketId === 'string' ? ticketId : null,
      head,
      hash,
      now.seq,
    )
    if (forgery !== null) forged.push({ ...now, previousHash: head, hash })
    head = hash
  }
  return forged
}

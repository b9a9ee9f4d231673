import { ok } from '../../core/result.ts'
import { checkJournal, readJournal } from '../../db/journal.ts'
import { type Handlers, read } from '../serve.ts'

/** Routes of the auditor: the journal, and whether its chain is whole. */
export const journalRoutes: Handlers<'journal' | 'journalCheck'> = {
  journal: read(({ query, hall }) => {
    const entries = readJournal(hall.db, {
      after: query.after,
      limit: query.limit,
      type: query.type,
      ticketId: query.ticket,
      latest: query.latest === 'true',
    })
    return ok({ entries, next: entries.length < query.limit ? null : (entries.at(-1)?.seq ?? null) })
  }),
  journalCheck: read(({ hall }) => ok(checkJournal(hall.db))),
}

import type { ReactNode } from 'react'
import type { JournalEntry } from '../../../contract/entries.ts'
import { formatDate, formatDay, formatTimeWithSeconds } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import type { NameBook } from './name-book.ts'
import { entryActor, entrySummary, entryTitle } from './tell-entry.ts'
import { journalWords } from './words.ts'

/** Entries newest first, with a line wherever another day begins. */
export function EntryTable(props: {
  entries: readonly JournalEntry[]
  names: NameBook
  timeZone: string | undefined
  onOpen: (entry: JournalEntry) => void
}): ReactNode {
  const say = useWords(journalWords)
  const { language } = useLanguage()
  const { entries, names, timeZone } = props
  return (
    <table className="table journal">
      <ColumnHeads columns={[say('at'), say('type'), say('what'), say('who'), { atEnd: say('seq') }]} />
      <tbody>
        {entries.flatMap((entry, at) => {
          const day = formatDay(entry.at, timeZone)
          const before = entries[at - 1]
          const begins = before === undefined || formatDay(before.at, timeZone) !== day
          return [
            begins ? (
              <tr key={day} className="journal-day">
                <th scope="rowgroup" colSpan={5}>
                  {formatDate(entry.at, language, timeZone)}
                </th>
              </tr>
            ) : null,
            <tr key={entry.seq}>
              <td className="figures">{formatTimeWithSeconds(entry.at, timeZone)}</td>
              <td>
                <button type="button" className="row-open" onClick={() => props.onOpen(entry)}>
                  {entryTitle(entry.type, language)}
                </button>
              </td>
              <td>{entrySummary(entry, names, language)}</td>
              <td>{entryActor(entry, names, language)}</td>
              <td className="at-end figures">{entry.seq}</td>
            </tr>,
          ]
        })}
      </tbody>
    </table>
  )
}

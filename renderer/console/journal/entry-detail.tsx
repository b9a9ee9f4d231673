import type { ReactNode } from 'react'
import type { JournalEntry } from '../../../contract/entries.ts'
import { type CellChange, cellChange } from '../../../contract/registry-columns.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { Panel } from '../parts/panel.tsx'
import { CellChanges } from '../registry/cell-changes.tsx'
import type { Changing } from '../registry/column-title.ts'
import type { FoundTicket } from './find-tickets.ts'
import type { NameBook } from './name-book.ts'
import { entryActor, entryTitle, keyName, settingChanges, valueText } from './tell-entry.ts'
import { journalWords } from './words.ts'

/** One entry, whole: who, when, what, and its place in the chain. */
export function EntryDetail(props: {
  entry: JournalEntry
  names: NameBook
  time: string
  onClose: () => void
  onTicket: (ticket: FoundTicket) => void
}): ReactNode {
  const say = useWords(journalWords)
  const { language } = useLanguage()
  const { entry, names } = props
  const { ticketId, number } = entry.body
  const registry = registryPart(entry)
  const settings = 'before' in entry.body && 'after' in entry.body
  return (
    <Panel
      title={`${entryTitle(entry.type, language)} · ${say('detail', { seq: entry.seq })}`}
      wide
      onClose={props.onClose}
    >
      <div className="entry">
        <dl className="facts">
          <Fact name={say('at')}>{props.time}</Fact>
          <Fact name={say('who')}>{entryActor(entry, names, language)}</Fact>
        </dl>
        {typeof ticketId === 'string' && typeof number === 'string' ? (
          <div>
            <Button onPress={() => props.onTicket({ ticketId, number, at: entry.at })}>
              {say('wholeTicket')}
            </Button>
          </div>
        ) : null}
        <section>
          <h3>{say('body')}</h3>
          {settings ? (
            <table className="table">
              <ColumnHeads columns={[say('setting'), say('before'), say('after')]} />
              <tbody>
                {settingChanges(entry.body['before'], entry.body['after']).map((change) => (
                  <tr key={change.path}>
                    <td className="code">{change.path}</td>
                    <td>{valueText(change.path, change.before, names, language)}</td>
                    <td>{valueText(change.path, change.after, names, language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : (
            <dl className="facts">
              {Object.entries(entry.body)
                .filter(([key]) => key !== 'changes' || registry === null)
                .map(([key, value]) => (
                  <Fact key={key} name={keyName(key, language)}>
                    {valueText(key, value, names, language)}
                  </Fact>
                ))}
            </dl>
          )}
          {registry ? <CellChanges name={registry.name} cells={registry.cells} /> : null}
        </section>
        <section>
          <h3>{say('chain')}</h3>
          <dl className="facts facts-code">
            <Fact name={say('previousHash')}>{entry.previousHash}</Fact>
            <Fact name={say('hash')}>{entry.hash}</Fact>
            <Fact name={say('id')}>{entry.id}</Fact>
            <Fact name={say('epoch')}>{entry.epoch}</Fact>
            <Fact name={say('version')}>{`${entry.type} ${entry.version}`}</Fact>
          </dl>
        </section>
      </div>
    </Panel>
  )
}

const registryOf: Readonly<Record<string, Changing>> = {
  zone: 'zones',
  department: 'departments',
  queue: 'queues',
  window: 'windows',
  item: 'items',
  calendar: 'holidays',
  staff: 'staff',
  terminal: 'terminals',
}

/** What an entry says was changed of a registered record, cell by cell. */
function registryPart(entry: JournalEntry): { name: Changing; cells: CellChange[] } | null {
  const name = registryOf[entry.type.split('-')[0] ?? '']
  const cells = cellChange.array().safeParse(entry.body['changes'])
  return name === undefined || !cells.success ? null : { name, cells: cells.data }
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { download, toCsv } from '../parts/csv.ts'
import { registryWords } from './words.ts'

type Summary = Pick<RouteAnswer<'previewImport'>, 'added' | 'changed' | 'unchanged' | 'faulty'>

const atOnce = 50

/** How many rows a file would add and change, and how many faults it has. */
export function ImportCounts({ preview }: { preview: Summary }): ReactNode {
  const say = useWords(registryWords)
  const faults = preview.faulty.length
  return (
    <dl className="preview-counts">
      <Count name={say('added')} value={preview.added} />
      <Count name={say('changed')} value={preview.changed} />
      <Count name={say('unchanged')} value={preview.unchanged} />
      <Count name={say('faulty')} value={faults} wrong={faults > 0} />
    </dl>
  )
}

function Count(props: { name: string; value: number; wrong?: boolean }): ReactNode {
  return (
    <div className={props.wrong ? 'count-wrong' : undefined}>
      <dt>{props.name}</dt>
      <dd className="figures">{props.value}</dd>
    </div>
  )
}

/** Every fault of a file by its line, and a way to take the list along. */
export function ImportFaults({ faulty, name }: { faulty: Summary['faulty']; name: string }): ReactNode {
  const say = useWords(registryWords)
  const sayList = useWords(listWords)
  const [shown, setShown] = useState(atOnce)
  return (
    <>
      <Notice
        tone="error"
        title={say('faultsTitle', { count: faulty.length })}
        actions={
          <Button
            icon={<Download aria-hidden="true" />}
            onPress={() =>
              download(
                `${name}.${say('faulty')}.csv`,
                toCsv(
                  [say('line'), say('column'), say('reason')],
                  faulty.map((fault) => [String(fault.line), fault.column, fault.message]),
                ),
              )
            }
          >
            {say('exportFaults')}
          </Button>
        }
      >
        {say('faultsBody')}
      </Notice>
      <table className="table">
        <ColumnHeads columns={[{ atEnd: say('line') }, say('column'), say('reason')]} />
        <tbody>
          {faulty.slice(0, shown).map((fault) => (
            <tr key={`${fault.line} ${fault.column} ${fault.code}`}>
              <td className="at-end figures">{fault.line}</td>
              <td className="whole">{fault.column}</td>
              <td>{fault.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {faulty.length > shown ? (
        <div>
          <Button onPress={() => setShown(shown + atOnce * 4)}>{sayList('more')}</Button>
        </div>
      ) : null}
    </>
  )
}

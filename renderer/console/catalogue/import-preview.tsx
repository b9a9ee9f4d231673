import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { download, toCsv } from '../parts/csv.ts'
import { catalogueWords } from './words.ts'

type Preview = RouteAnswer<'previewImport'>

const atOnce = 50

/** What a file would change: faults first, because with one of them nothing is imported. */
export function ImportPreview(props: {
  name: string
  preview: Preview
  busy: boolean
  onImport: () => void
}): ReactNode {
  const say = useWords(catalogueWords)
  const sayList = useWords(listWords)
  const { preview } = props
  const { faulty, added, changed } = preview
  const changes = added + changed
  return (
    <div className="preview">
      <h2>{say('previewOf', { name: props.name })}</h2>
      <dl className="preview-counts">
        <Count name={say('added')} value={added} />
        <Count name={say('changed')} value={changed} />
        <Count name={say('unchanged')} value={preview.unchanged} />
        <Count name={say('faulty')} value={faulty.length} wrong={faulty.length > 0} />
      </dl>
      {faulty.length > 0 ? (
        <Faults faulty={faulty} name={props.name} />
      ) : (
        <>
          {preview.departmentsAdded.length > 0 ? (
            <div>
              <p>{say('departmentsAdded', { count: preview.departmentsAdded.length })}</p>
              <p className="preview-departments">{preview.departmentsAdded.join(sayList('comma'))}</p>
            </div>
          ) : null}
          {changes === 0 ? <Notice>{say('nothingToDo')}</Notice> : <Changes changes={preview.changes} />}
          <div>
            <Button look="primary" busy={props.busy} disabled={changes === 0} onPress={props.onImport}>
              {changes === 0 ? say('doNothing') : say('do', { count: changes })}
            </Button>
          </div>
        </>
      )}
    </div>
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

function Faults({ faulty, name }: { faulty: Preview['faulty']; name: string }): ReactNode {
  const say = useWords(catalogueWords)
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
        <thead>
          <tr>
            <th scope="col" className="at-end">
              {say('line')}
            </th>
            <th scope="col">{say('column')}</th>
            <th scope="col">{say('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {faulty.slice(0, shown).map((fault) => (
            <tr key={`${fault.line} ${fault.column} ${fault.code}`}>
              <td className="at-end figures">{fault.line}</td>
              <td className="code">{fault.column}</td>
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

function Changes({ changes }: { changes: Preview['changes'] }): ReactNode {
  const say = useWords(catalogueWords)
  const sayList = useWords(listWords)
  const [shown, setShown] = useState(atOnce)
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="at-end">
              {say('line')}
            </th>
            <th scope="col">{say('what')}</th>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('code')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shown).map((change) => (
            <tr key={change.line}>
              <td className="at-end figures">{change.line}</td>
              <td className="whole">
                {say(change.what)}
                {change.fields.length > 0 ? (
                  <span className="cell-note">{change.fields.join(', ')}</span>
                ) : null}
              </td>
              <td>{change.name}</td>
              <td className="code">{change.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown ? (
        <p className="preview-more">
          <span>{say('andMore', { count: changes.length - shown })}</span>
          <Button look="quiet" onPress={() => setShown(shown + atOnce * 4)}>
            {sayList('more')}
          </Button>
        </p>
      ) : null}
    </>
  )
}

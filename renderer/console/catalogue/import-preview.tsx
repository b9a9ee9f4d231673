import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ImportCounts, ImportFaults } from '../registry/import-faults.tsx'
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
      <ImportCounts preview={preview} />
      {faulty.length > 0 ? (
        <ImportFaults faulty={faulty} name={props.name} />
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

import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { ImportPreviewFrame, listedAtOnce, MoreChanges } from '../registry/import-preview-frame.tsx'
import { catalogueWords } from './words.ts'

type Preview = RouteAnswer<'previewImport'>

/** What a catalogue file would change, and the departments that it would bring. */
export function ImportPreview(props: {
  name: string
  preview: Preview
  busy: boolean
  onImport: () => void
}): ReactNode {
  const say = useWords(catalogueWords)
  const sayList = useWords(listWords)
  const { preview } = props
  return (
    <ImportPreviewFrame heading="h2" {...props}>
      {preview.departmentsAdded.length > 0 ? (
        <div>
          <p>{say('departmentsAdded', { count: preview.departmentsAdded.length })}</p>
          <p className="preview-departments">{preview.departmentsAdded.join(sayList('comma'))}</p>
        </div>
      ) : null}
      <Changes changes={preview.changes} />
    </ImportPreviewFrame>
  )
}

function Changes({ changes }: { changes: Preview['changes'] }): ReactNode {
  const say = useWords(catalogueWords)
  const [shown, setShown] = useState(listedAtOnce)
  return (
    <>
      <table className="table">
        <ColumnHeads columns={[{ atEnd: say('line') }, say('what'), say('name'), say('code')]} />
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
      <MoreChanges left={changes.length - shown} onMore={() => setShown(shown + listedAtOnce * 4)} />
    </>
  )
}

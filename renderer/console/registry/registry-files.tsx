import '../catalogue/catalogue.css'
import { Segmented } from 'antd'
import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { routePath } from '../../../contract/client.ts'
import { useHall } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { Panel } from '../parts/panel.tsx'
import { CellChanges } from './cell-changes.tsx'
import { ChooseFile } from './choose-file.tsx'
import { registryTitle } from './column-title.ts'
import { FirstPasswords } from './first-passwords.tsx'
import { ImportPreviewFrame, listedAtOnce, MoreChanges } from './import-preview-frame.tsx'
import { type FiledRegistry, type ImportAnswer, useImport } from './use-import.ts'
import { registryWords } from './words.ts'

/** A registry's files: out as CSV and Excel, and in again with a look at what would change. */
export function RegistryFiles(props: {
  tables: readonly [FiledRegistry, ...FiledRegistry[]]
  about?: string | undefined
  more?: ReactNode
  onClose: () => void
}): ReactNode {
  const say = useWords(registryWords)
  const { language } = useLanguage()
  const [table, setTable] = useState(props.tables[0])
  return (
    <Panel
      title={say('filesOf', { name: registryTitle(props.tables[0], language) })}
      wide
      onClose={props.onClose}
    >
      <div className="registry-files">
        {props.tables.length > 1 ? (
          <Segmented<FiledRegistry>
            aria-label={say('table')}
            value={table}
            onChange={setTable}
            options={props.tables.map((name) => ({ value: name, label: registryTitle(name, language) }))}
          />
        ) : null}
        {props.about === undefined ? null : <p>{props.about}</p>}
        <ExportPart name={table} />
        <ImportPart key={table} name={table} />
        {props.more}
      </div>
    </Panel>
  )
}

function ExportPart({ name }: { name: FiledRegistry }): ReactNode {
  const say = useWords(registryWords)
  const { as } = useHall()
  const link = (word: 'csv' | 'xlsx' | 'template'): ReactNode => {
    const query = { format: word === 'csv' ? 'csv' : 'xlsx', template: String(word === 'template'), as }
    const href =
      name === 'staff' ? routePath('exportStaff', {}, query) : routePath('exportRegistry', { name }, query)
    return (
      <a className="button button-secondary" href={href} download>
        <Download aria-hidden="true" />
        {say(word)}
      </a>
    )
  }
  return (
    <section>
      <h3>{say('exportTitle')}</h3>
      <p className="room-about">{say('exportBody')}</p>
      <div className="registry-links">
        {link('csv')}
        {link('xlsx')}
        {link('template')}
      </div>
    </section>
  )
}

function ImportPart({ name }: { name: FiledRegistry }): ReactNode {
  const say = useWords(registryWords)
  const { file, busy, problem, preview, done, take, load, clear } = useImport(name)
  return (
    <section>
      <h3>{say('importTitle')}</h3>
      {done ? (
        <>
          <Notice
            tone="done"
            title={say('done', { added: done.added, changed: done.changed, unchanged: done.unchanged })}
            actions={<Button onPress={clear}>{say('another')}</Button>}
          />
          {done.passwords && done.passwords.length > 0 ? <FirstPasswords told={done.passwords} /> : null}
        </>
      ) : (
        <>
          <p className="room-about">{say('importBody')}</p>
          <ChooseFile
            accept=".csv,.xlsx,text/csv"
            chosen={file?.name ?? null}
            busy={busy && preview === null}
            onFile={(chosen) => void take(chosen)}
          />
        </>
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
      {file && preview ? (
        <Preview
          registry={name}
          name={file.name}
          preview={preview}
          busy={busy}
          onImport={() => void load()}
        />
      ) : null}
    </section>
  )
}

function Preview(props: {
  registry: FiledRegistry
  name: string
  preview: ImportAnswer
  busy: boolean
  onImport: () => void
}): ReactNode {
  const say = useWords(registryWords)
  const [shown, setShown] = useState(listedAtOnce)
  const { name, preview, busy, onImport } = props
  const { rows } = preview
  // A long file's answer does not tell every row.
  const left = preview.added + preview.changed - Math.min(shown, rows.length)
  return (
    <ImportPreviewFrame
      heading="h4"
      notice={
        <>
          {preview.encoding === 'gbk' ? <Notice>{say('gbk')}</Notice> : null}
          {preview.bookingsCalledOff > 0 ? (
            <Notice tone="warn" title={say('bookingsNotice', { count: preview.bookingsCalledOff })} />
          ) : null}
        </>
      }
      {...{ name, preview, busy, onImport }}
    >
      <table className="table">
        <ColumnHeads columns={[{ atEnd: say('line') }, say('what'), say('record'), say('cells')]} />
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.line}>
              <td className="at-end figures">{row.line}</td>
              <td className="whole">{say(row.what)}</td>
              <td>{row.key}</td>
              <td>
                <CellChanges name={props.registry} cells={row.cells} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreChanges
        left={left}
        onMore={rows.length > shown ? () => setShown(shown + listedAtOnce * 4) : null}
      />
    </ImportPreviewFrame>
  )
}

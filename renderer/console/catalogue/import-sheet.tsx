import { FileUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { commonWords } from '../../ui/words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { ImportPreview } from './import-preview.tsx'
import { type FileText, readCatalogueBytes } from './read-file.ts'
import { catalogueWords } from './words.ts'

interface Chosen {
  readonly name: string
  readonly file: FileText
}

/** A file, what it would change, and then all of it or nothing. */
export function ImportSheet({ onClose }: { onClose: () => void }): ReactNode {
  const say = useWords(catalogueWords)
  const sayCommon = useWords(commonWords)
  const picker = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const preview = useHallCommand('previewImport')
  const load = useHallCommand('importCatalogue', {
    refreshes: ['departments', 'items', 'queueRegister', 'setUpProgress', 'hall'],
  })

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    preview.clear()
    load.clear()
    const read = readCatalogueBytes(new Uint8Array(await file.arrayBuffer()))
    setChosen({ name: file.name, file: read })
    if (read.ok) preview.run({ body: { csv: read.text } })
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  const text = chosen?.file.ok ? chosen.file.text : null

  return (
    <RoomSheet
      title={say('importTitle')}
      about={say('chooseBody')}
      actions={
        <Button look="quiet" onPress={onClose}>
          {sayCommon('back')}
        </Button>
      }
    >
      {load.answer ? (
        <Notice
          tone="done"
          title={say('done', {
            added: load.answer.added,
            changed: load.answer.changed,
            unchanged: load.answer.unchanged,
          })}
          actions={<Link href="/queues">{say('toQueues')}</Link>}
        >
          {say('doneNext')}
        </Notice>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
        <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
          <input
            ref={picker}
            type="file"
            className="visually-hidden"
            accept=".csv,text/csv,text/plain"
            tabIndex={-1}
            aria-label={say('choose')}
            onChange={(event) => {
              void take(event.target.files?.[0])
              // The same file, mended, can be chosen again.
              event.target.value = ''
            }}
          />
          <Button
            look={chosen ? 'secondary' : 'primary'}
            icon={<FileUp aria-hidden="true" />}
            busy={preview.busy}
            onPress={() => picker.current?.click()}
          >
            {say(chosen ? 'chooseOther' : 'choose')}
          </Button>
          <span>{preview.busy && chosen ? say('reading', { name: chosen.name }) : say('drop')}</span>
        </div>
      )}
      {chosen && !chosen.file.ok ? <FileRefused file={chosen.file} /> : null}
      {preview.problem ? <ProblemNotice problem={preview.problem} /> : null}
      {load.problem ? <ProblemNotice problem={load.problem} /> : null}
      {chosen && text !== null && preview.answer && !load.answer ? (
        <ImportPreview
          name={chosen.name}
          preview={preview.answer}
          busy={load.busy}
          onImport={() => load.run({ body: { csv: text } })}
        />
      ) : null}
    </RoomSheet>
  )
}

function FileRefused({ file }: { file: Extract<FileText, { ok: false }> }): ReactNode {
  const say = useWords(catalogueWords)
  return (
    <Notice tone="error" title={say(`fault-${file.fault}`)}>
      {file.fault === 'gbk' ? say('fault-gbkBody', { line: file.line ?? 1 }) : say(`fault-${file.fault}Body`)}
    </Notice>
  )
}

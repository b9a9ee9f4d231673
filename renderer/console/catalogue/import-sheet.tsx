import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { commonWords } from '../../ui/words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { ChooseFile } from '../registry/choose-file.tsx'
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
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const preview = useHallCommand('previewImport')
  const load = useHallCommand('importCatalogue', {
    refreshes: ['departments', 'items', 'queueRegister', 'setUpProgress', 'hall'],
  })

  const take = async (file: File): Promise<void> => {
    preview.clear()
    load.clear()
    const read = readCatalogueBytes(new Uint8Array(await file.arrayBuffer()))
    setChosen({ name: file.name, file: read })
    if (read.ok) preview.run({ body: { csv: read.text } })
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
        <ChooseFile
          accept=".csv,text/csv,text/plain"
          chosen={chosen?.name ?? null}
          busy={preview.busy}
          onFile={(file) => void take(file)}
        />
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

import './registry.css'
import { App } from 'antd'
import { FileSpreadsheet, History, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Problem } from '../../../contract/problems.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { Ask } from '../parts/ask.tsx'
import { type Changing, registryTitle } from './column-title.ts'
import { RegistryChanges } from './registry-changes.tsx'
import { RegistryFiles } from './registry-files.tsx'
import type { FiledRegistry } from './use-import.ts'
import { registryWords } from './words.ts'

/**
 * What every registry's room offers: its files, the one way in and out, and who changed what. `about` says what the
 * table is where the room has a further kind of file, `more`.
 */
export function RegistryTools({
  tables,
  about,
  more,
}: {
  tables: readonly [FiledRegistry, ...FiledRegistry[]]
  about?: string
  more?: ReactNode
}): ReactNode {
  const say = useWords(registryWords)
  const { language } = useLanguage()
  const [open, setOpen] = useState<'files' | 'changes' | null>(null)
  const close = (): void => setOpen(null)
  const title = registryTitle(tables[0], language)
  return (
    <>
      <Button
        icon={<FileSpreadsheet aria-hidden="true" />}
        label={`${say('files')} · ${title}`}
        onPress={() => setOpen('files')}
      >
        {say('files')}
      </Button>
      <Button
        icon={<History aria-hidden="true" />}
        label={`${say('changes')} · ${title}`}
        onPress={() => setOpen('changes')}
      >
        {say('changes')}
      </Button>
      {open === 'files' ? <RegistryFiles tables={tables} about={about} more={more} onClose={close} /> : null}
      {open === 'changes' ? <RegistryChanges name={tables[0]} title={title} onClose={close} /> : null}
    </>
  )
}

/** What one record offers below its form: who changed it, and removing it where that is possible. */
export function RecordTools(props: {
  registry: Changing
  /** Left out where the registry is one record. */
  id?: string
  /** The record as people know it. */
  name: string
  remove?: { readonly busy: boolean; readonly problem: Problem | null; readonly send: () => Promise<unknown> }
  onRemoved?: () => void
}): ReactNode {
  const say = useWords(registryWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const [open, setOpen] = useState<'changes' | 'remove' | null>(null)
  const close = (): void => setOpen(null)
  const { remove } = props
  const doRemove = async (): Promise<void> => {
    await remove?.send()
    void message.success(say('removed', { name: props.name }))
    props.onRemoved?.()
  }
  return (
    <>
      <div className="record-tools">
        <Button look="quiet" icon={<History aria-hidden="true" />} onPress={() => setOpen('changes')}>
          {say('changes')}
        </Button>
        {remove ? (
          <Button
            look="quiet"
            icon={<Trash2 aria-hidden="true" />}
            busy={remove.busy}
            onPress={() => setOpen('remove')}
          >
            {sayList('remove')}
          </Button>
        ) : null}
      </div>
      {remove?.problem ? <ProblemNotice problem={remove.problem} /> : null}
      {open === 'changes' ? (
        <RegistryChanges name={props.registry} title={props.name} record={props.id} onClose={close} />
      ) : null}
      {open === 'remove' ? (
        <Ask
          title={say('removeTitle', { name: props.name })}
          word={sayList('remove')}
          wrong
          // The refusal is in the command's `problem`.
          onYes={() => void doRemove().catch(() => undefined)}
          onClose={close}
        >
          <p>{say('removeBody')}</p>
        </Ask>
      ) : null}
    </>
  )
}

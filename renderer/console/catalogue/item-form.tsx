import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { Item } from '../../../contract/shapes.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { catalogueWords } from './words.ts'

/** One item: its English name, and who changed it. Its other texts come from the catalogue's file. */
export function ItemForm({ item, onClose }: { item: Item; onClose: () => void }): ReactNode {
  const say = useWords(catalogueWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const save = useHallCommand('saveItem', {
    refreshes: ['items'],
    onDone: () => {
      void message.success(sayList('saved'))
      onClose()
    },
  })
  return (
    <Panel title={item.name} onClose={onClose}>
      <RecordForm<{ nameEn: string }>
        name={`item-${item.id}`}
        initial={{ nameEn: item.nameEn ?? '' }}
        busy={save.busy}
        problem={save.problem}
        onSubmit={({ nameEn }) => save.run({ params: { id: item.id }, body: { nameEn: nameEn.trim() } })}
      >
        <p className="form-lead">{[item.department, item.group, item.code].filter(Boolean).join(' · ')}</p>
        <Form.Item name="nameEn" label={say('nameEn')}>
          <Input maxLength={300} lang="en" autoFocus />
        </Form.Item>
      </RecordForm>
      <RecordTools registry="items" id={item.id} name={item.name} />
    </Panel>
  )
}

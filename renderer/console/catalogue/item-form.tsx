import { App, AutoComplete, Checkbox, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Department, ItemRegistration } from '../../../contract/shapes.ts'
import { taskTypes } from '../../../core/catalog/item-row.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { AskBookings, apartFromBookings } from '../registry/ask-bookings.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { GuideFields } from './guide-fields.tsx'
import { guideOf, type ItemValues, valuesOf } from './item-values.ts'
import { catalogueWords, itemWords } from './words.ts'

interface ItemFormProps {
  /** Null for a new one. */
  readonly item: ItemRegistration | null
  readonly departments: readonly Department[]
  readonly queues: readonly { value: string; label: string }[]
  readonly onClose: () => void
}

/** One item as citizens find it, with its guide, and who changed it. */
export function ItemForm({ item, departments, queues, onClose }: ItemFormProps): ReactNode {
  const say = useWords(itemWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const hall = useHallQuery('hall', {})
  const refreshes = ['itemRegister', 'items', 'departments', 'hall', 'setUpProgress'] as const
  const onDone = (): void => {
    void message.success(sayList(item === null ? 'added' : 'saved'))
    onClose()
  }
  const add = useHallCommand('addItem', { refreshes, onDone })
  const save = useHallCommand('saveItem', { refreshes, onDone })
  const remove = useHallCommand('removeItem', { refreshes })
  const [typed, setTyped] = useState<ItemValues | null>(null)
  const submit = (values: ItemValues, cancelBookings = false): void => {
    setTyped(values)
    const { code, name, nameEn, group, queueId, active } = values
    const taskType = taskTypes.find((one) => one === values.taskType)
    // Both are required in the form, which does not submit without them.
    if (values.departmentId === null || taskType === undefined) return
    const { departmentId } = values
    const body = { name, nameEn, departmentId, group, taskType, queueId, active, ...guideOf(values) }
    if (item === null) add.run({ body: { ...body, code } })
    else save.run({ params: { id: item.id }, body: { ...body, cancelBookings } })
  }
  return (
    <Panel title={item === null ? say('addTitle') : item.name} wide onClose={onClose}>
      <RecordForm<ItemValues>
        name="item"
        initial={valuesOf(item)}
        busy={add.busy || save.busy}
        problem={add.problem ?? apartFromBookings(save.problem)}
        conflictAt="code"
        onSubmit={(values) => submit(values)}
      >
        {item ? <p className="form-lead code">{item.code}</p> : null}
        <ItemFields isNew={item === null} departments={departments} queues={queues} />
        <GuideFields topics={hall.data?.topics ?? []} />
        {item ? (
          <Form.Item name="active" extra={say('activeHint')} valuePropName="checked">
            <Checkbox>{say('active')}</Checkbox>
          </Form.Item>
        ) : null}
      </RecordForm>
      {item ? (
        <RecordTools
          registry="items"
          id={item.id}
          name={item.name}
          remove={{ ...remove, send: () => remove.send({ params: { id: item.id } }) }}
          onRemoved={onClose}
        />
      ) : null}
      {item && typed ? (
        <AskBookings
          problem={save.problem}
          name={item.name}
          onYes={() => submit(typed, true)}
          onClose={save.clear}
        />
      ) : null}
    </Panel>
  )
}

/** What an item is called, and where it belongs. */
function ItemFields(props: Pick<ItemFormProps, 'departments' | 'queues'> & { isNew: boolean }): ReactNode {
  const say = useWords(itemWords)
  const sayCatalogue = useWords(catalogueWords)
  const { departments, queues, isNew } = props
  return (
    <>
      <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={300} autoFocus={isNew} />
      </Form.Item>
      <Form.Item name="nameEn" label={sayCatalogue('nameEn')}>
        <Input maxLength={300} lang="en" />
      </Form.Item>
      {isNew ? (
        <Form.Item
          name="code"
          label={sayCatalogue('code')}
          extra={say('codeHint')}
          normalize={(value: string) => value.normalize('NFKC').trim()}
          rules={[{ required: true }, { pattern: /^[A-Za-z0-9-]+$/, message: say('codeWrong') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      ) : null}
      <div className="form-row">
        <Form.Item name="departmentId" label={sayCatalogue('department')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={departments.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name="taskType" label={say('taskType')} rules={[{ required: true }]}>
          <Select options={taskTypes.map((value) => ({ value, label: say(`task-${value}`) }))} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="queueId" label={sayCatalogue('queue')}>
          <OptionalSelect search none={sayCatalogue('ownQueue')} options={queues} />
        </Form.Item>
        <GroupField />
      </div>
    </>
  )
}

/** The set that an item stands in; the department's own are offered. */
function GroupField(): ReactNode {
  const say = useWords(itemWords)
  const departmentId: string | null | undefined = Form.useWatch('departmentId')
  const department = useHallQuery(
    'department',
    { params: { id: departmentId ?? '' } },
    { enabled: departmentId != null },
  )
  const groups = department.data?.groups.map(({ name }) => name).filter((name) => name !== '') ?? []
  return (
    <Form.Item name="group" label={say('group')} extra={say('groupHint')}>
      <AutoComplete
        maxLength={300}
        options={groups.map((value) => ({ value }))}
        showSearch={{ filterOption: (typed, option) => option?.value.includes(typed.trim()) ?? false }}
      />
    </Form.Item>
  )
}

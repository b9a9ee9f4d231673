import { App, Form, Input } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords, roomWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { RoomSheet } from '../parts/room.tsx'
import { AskBookings, apartFromBookings } from '../registry/ask-bookings.tsx'
import { RecordTools, RegistryTools } from '../registry/registry-tools.tsx'
import { departmentWords } from './words.ts'

type Department = RouteAnswer<'departmentRegister'>['departments'][number]
type Queue = RouteAnswer<'queueRegister'>['queues'][number]

/** Who is responsible for the items: names, place, and the queue that their items usually go to. */
export function DepartmentsRoom(): ReactNode {
  const say = useWords(departmentWords)
  const sayRoom = useWords(roomWords)
  const register = useHallQuery('departmentRegister', {}, { refreshOn: ['queues'] })
  const queues = useHallQuery('queueRegister', {}, { refreshOn: ['queues'] })
  const [open, setOpen] = useState<Department | 'new' | null>(null)
  const columns = useColumns(queues.data?.queues ?? [])
  const problem = register.problem ?? queues.problem
  const add = (
    <Button icon={<Plus aria-hidden="true" />} onPress={() => setOpen('new')}>
      {say('add')}
    </Button>
  )
  return (
    <RoomSheet
      title={sayRoom('departments')}
      about={say('about')}
      actions={
        <>
          <RegistryTools tables={['departments']} />
          {add}
        </>
      }
    >
      {register.data === undefined || queues.data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={register.again} />
        ) : (
          <Loading />
        )
      ) : (
        <>
          <Register
            name={sayRoom('departments')}
            rows={register.data.departments}
            columns={columns}
            idOf={(department) => department.id}
            onOpen={setOpen}
            filed
            empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
          />
          {open ? (
            <DepartmentForm
              department={open === 'new' ? null : open}
              queues={queues.data.queues}
              onClose={() => setOpen(null)}
            />
          ) : null}
        </>
      )}
    </RoomSheet>
  )
}

function useColumns(queues: readonly Queue[]): Column<Department>[] {
  const say = useWords(departmentWords)
  const queueOf = ({ queueId }: Department): string => {
    const queue = queues.find((one) => one.id === queueId)
    return queue ? `${queue.prefix} ${queue.name}` : say('noQueue')
  }
  return [
    { key: 'name', title: say('name'), text: (department) => department.name },
    { key: 'nameEn', title: say('nameEn'), text: (department) => department.nameEn ?? '' },
    { key: 'place', title: say('place'), text: (department) => department.place ?? '' },
    { key: 'queue', title: say('queue'), text: queueOf },
    { key: 'items', title: say('items'), align: 'end', text: (department) => String(department.items) },
  ]
}

interface Values {
  name: string
  nameEn: string
  place: string
  queueId: string | null
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** One department; null for a new one. */
function DepartmentForm(props: {
  department: Department | null
  queues: readonly Queue[]
  onClose: () => void
}): ReactNode {
  const say = useWords(departmentWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { department, onClose } = props
  const refreshes = ['departmentRegister', 'departments', 'hall', 'items', 'setUpProgress'] as const
  const onDone = (): void => {
    void message.success(sayList(department === null ? 'added' : 'saved'))
    onClose()
  }
  const add = useHallCommand('addDepartment', { refreshes, onDone })
  const save = useHallCommand('saveDepartment', { refreshes, onDone })
  const remove = useHallCommand('removeDepartment', { refreshes })
  const [typed, setTyped] = useState<Values | null>(null)
  const submit = (values: Values, cancelBookings = false): void => {
    setTyped(values)
    const { name, nameEn, place, queueId } = values
    const body = { name, nameEn: orNull(nameEn), place: orNull(place), queueId }
    if (department === null) add.run({ body })
    else save.run({ params: { id: department.id }, body: { ...body, cancelBookings } })
  }
  return (
    <Panel title={department === null ? say('add') : department.name} onClose={onClose}>
      <RecordForm<Values>
        name="department"
        initial={{
          name: department?.name ?? '',
          nameEn: department?.nameEn ?? '',
          place: department?.place ?? '',
          queueId: department?.queueId ?? null,
        }}
        busy={add.busy || save.busy}
        problem={add.problem ?? apartFromBookings(save.problem)}
        conflictAt="name"
        onSubmit={(values) => submit(values)}
      >
        <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={60} autoFocus={department === null} />
        </Form.Item>
        <Form.Item name="nameEn" label={say('nameEn')} extra={say('nameEnHint')}>
          <Input maxLength={120} lang="en" />
        </Form.Item>
        <Form.Item name="place" label={say('place')} extra={say('placeHint')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="queueId" label={say('queue')}>
          <OptionalSelect
            search
            none={say('noQueue')}
            options={props.queues.map((queue) => ({
              value: queue.id,
              label: `${queue.prefix} ${queue.name}`,
            }))}
          />
        </Form.Item>
      </RecordForm>
      {department ? (
        <RecordTools
          registry="departments"
          id={department.id}
          name={department.name}
          remove={{ ...remove, send: () => remove.send({ params: { id: department.id } }) }}
          onRemoved={onClose}
        />
      ) : null}
      {department && typed ? (
        <AskBookings
          problem={save.problem}
          name={department.name}
          onYes={() => submit(typed, true)}
          onClose={save.clear}
        />
      ) : null}
    </Panel>
  )
}

import { App, Checkbox, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { HallWindow } from '../../../contract/shapes.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { PlaceFields } from './place-fields.tsx'
import { windowRoomWords } from './words.ts'

interface Values {
  number: string
  name: string
  zoneId: string | null
  queueIds: string[]
  active: boolean
}

/** One window; `window` is null for a new one. */
export function WindowForm(props: {
  window: HallWindow | null
  hall: RouteAnswer<'hall'>
  onClose: () => void
}): ReactNode {
  const say = useWords(windowRoomWords)
  const sayList = useWords(listWords)
  const { message } = App.useApp()
  const { window, hall } = props
  const done = (): void => {
    void message.success(sayList(window === null ? 'added' : 'saved'))
    props.onClose()
  }
  const refreshes = ['hall', 'setUpProgress'] as const
  const add = useHallCommand('addWindow', { refreshes, onDone: done })
  const save = useHallCommand('saveWindow', { refreshes, onDone: done })
  const remove = useHallCommand('removeWindow', { refreshes })
  return (
    <Panel
      title={window === null ? say('addTitle') : say('numberTitle', { number: window.number })}
      wide
      onClose={props.onClose}
    >
      <RecordForm<Values>
        name="window"
        initial={{
          number: window?.number ?? '',
          name: window?.name ?? '',
          zoneId: window?.zoneId ?? null,
          queueIds: window?.queueIds ?? [],
          active: window?.active ?? true,
        }}
        busy={add.busy || save.busy}
        problem={add.problem ?? save.problem}
        onSubmit={(values) =>
          window === null ? add.run({ body: values }) : save.run({ params: { id: window.id }, body: values })
        }
      >
        <div className="form-row">
          <Form.Item
            name="number"
            label={say('number')}
            extra={say('numberHint')}
            normalize={(value: string) => value.toUpperCase().trim()}
            rules={[{ required: true }, { pattern: /^[0-9A-Z]{1,4}$/, message: say('numberWrong') }]}
          >
            <Input maxLength={4} autoFocus={window === null} />
          </Form.Item>
          <Form.Item name="name" label={say('name')} extra={say('nameHint')}>
            <Input maxLength={60} />
          </Form.Item>
        </div>
        <PlaceFields hall={hall} />
        {window ? (
          <Form.Item name="active" extra={say('activeHint')} valuePropName="checked">
            <Checkbox>{say('active')}</Checkbox>
          </Form.Item>
        ) : null}
      </RecordForm>
      {window ? (
        <RecordTools
          registry="windows"
          id={window.id}
          name={say('numberTitle', { number: window.number })}
          remove={{ ...remove, send: () => remove.send({ params: { id: window.id } }) }}
          onRemoved={props.onClose}
        />
      ) : null}
    </Panel>
  )
}

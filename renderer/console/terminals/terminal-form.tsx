import { Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { type TerminalRole, terminalRoles } from '../../../core/terminal/role.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { commonWords, terminalWords } from '../../ui/words.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { terminalRoomWords } from './words.ts'

export type MadeCode = RouteAnswer<'addTerminal'>

interface Values {
  role: TerminalRole
  name: string
  windowId: string | null
  zoneId: string | null
  pads: string[]
}

const allPads = 'all'

/** A new kiosk, pad or display; what it asks for depends on which. */
export function TerminalForm(props: {
  hall: RouteAnswer<'hall'>
  onMade: (made: MadeCode) => void
  onClose: () => void
}): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayList = useWords(listWords)
  const sayCommon = useWords(commonWords)
  const sayRole = useWords(terminalWords)
  const { hall } = props
  const add = useHallCommand('addTerminal', {
    refreshes: ['terminals', 'setUpProgress'],
    onDone: props.onMade,
  })
  const windows = hall.windows.map((window) => ({
    value: window.id,
    label: sayCommon('windowNumber', { number: window.number }),
  }))
  const zones = hall.zones.map((zone) => ({ value: zone.id, label: zone.name }))
  return (
    <Panel title={say('addTitle')} onClose={props.onClose}>
      <RecordForm<Values>
        name="terminal"
        initial={{ role: 'kiosk', name: '', windowId: null, zoneId: null, pads: [] }}
        busy={add.busy}
        problem={add.problem}
        conflictAt="name"
        submit={say('create')}
        onSubmit={({ role, name, windowId, zoneId, pads }) =>
          add.run({
            body: {
              role,
              name,
              windowId: role === 'kiosk' ? null : windowId,
              zoneId: role === 'pad' || (role === 'display' && windowId !== null) ? null : zoneId,
              padWindows: role !== 'kiosk' ? [] : pads.includes(allPads) ? allPads : pads,
            },
          })
        }
      >
        {(form) => (
          <>
            <Form.Item name="role" label={say('role')} required>
              <Radio.Group
                className="role-choice"
                options={terminalRoles.map((role) => ({ value: role, label: sayRole(role) }))}
                onChange={() => form.setFieldsValue({ windowId: null, zoneId: null, pads: [] })}
              />
            </Form.Item>
            <Form.Item
              name="name"
              label={say('name')}
              extra={say('nameHint')}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={60} autoFocus />
            </Form.Item>
            <Form.Item
              noStyle
              shouldUpdate={(before: Values, after: Values) =>
                before.role !== after.role || before.windowId !== after.windowId
              }
            >
              {({ getFieldValue }) => {
                const role: TerminalRole = getFieldValue('role')
                const windowChosen = getFieldValue('windowId') !== null
                return (
                  <>
                    {role === 'pad' ? (
                      <Form.Item
                        name="windowId"
                        label={say('window')}
                        rules={[{ required: true, message: say('needWindow') }]}
                      >
                        <Select showSearch={{ optionFilterProp: 'label' }} options={windows} />
                      </Form.Item>
                    ) : null}
                    {role === 'display' ? (
                      <Form.Item name="windowId" label={say('displayWindow')} extra={say('displayHint')}>
                        <OptionalSelect search none={sayList('none')} options={windows} />
                      </Form.Item>
                    ) : null}
                    {role === 'kiosk' || (role === 'display' && !windowChosen) ? (
                      <Form.Item
                        name="zoneId"
                        label={say('zone')}
                        extra={role === 'kiosk' ? say('kioskZoneHint') : undefined}
                      >
                        <OptionalSelect none={say('wholeHall')} options={zones} />
                      </Form.Item>
                    ) : null}
                    {role === 'kiosk' ? (
                      <Form.Item name="pads" label={say('padsOf')} extra={say('padsOfHint')}>
                        <Select
                          mode="multiple"
                          showSearch={{ optionFilterProp: 'label' }}
                          placeholder={say('padsNone')}
                          options={[{ value: allPads, label: say('padsAll') }, ...windows]}
                        />
                      </Form.Item>
                    ) : null}
                  </>
                )
              }}
            </Form.Item>
          </>
        )}
      </RecordForm>
    </Panel>
  )
}

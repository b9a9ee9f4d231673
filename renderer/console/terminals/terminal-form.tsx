import { App, Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Terminal } from '../../../contract/shapes.ts'
import { type TerminalRole, terminalRoles } from '../../../core/terminal/role.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { commonWords, terminalWords } from '../../ui/words.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
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

/** A kiosk, pad or display; what it asks for depends on which. `terminal` is null for a new one, which gets a code. */
export function TerminalForm(props: {
  terminal: Terminal | null
  hall: RouteAnswer<'hall'>
  onMade: (made: MadeCode) => void
  onClose: () => void
}): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayList = useWords(listWords)
  const sayCommon = useWords(commonWords)
  const sayRole = useWords(terminalWords)
  const { hall, terminal } = props
  const { message } = App.useApp()
  const add = useHallCommand('addTerminal', {
    refreshes: ['terminals', 'setUpProgress'],
    onDone: props.onMade,
  })
  const save = useHallCommand('saveTerminal', {
    refreshes: ['terminals'],
    onDone: () => {
      void message.success(sayList('saved'))
      props.onClose()
    },
  })
  const kept = (id: string): boolean =>
    id === terminal?.windowId ||
    (terminal?.padWindows !== 'all' && terminal?.padWindows.includes(id) === true)
  const windows = hall.windows
    .filter((window) => window.active || kept(window.id))
    .map((window) => ({
      value: window.id,
      label: sayCommon('windowNumber', { number: window.number }),
    }))
  const zones = hall.zones.map((zone) => ({ value: zone.id, label: zone.name }))
  return (
    <Panel title={terminal?.name ?? say('addTitle')} onClose={props.onClose}>
      <RecordForm<Values>
        name="terminal"
        initial={{
          role: terminal?.role ?? 'kiosk',
          name: terminal?.name ?? '',
          windowId: terminal?.windowId ?? null,
          zoneId: terminal?.zoneId ?? null,
          pads: terminal?.padWindows === 'all' ? [allPads] : [...(terminal?.padWindows ?? [])],
        }}
        busy={add.busy || save.busy}
        problem={add.problem ?? save.problem}
        conflictAt="name"
        {...(terminal === null ? { submit: say('create') } : {})}
        onSubmit={({ role, name, windowId, zoneId, pads }) => {
          const place = {
            name,
            windowId: role === 'kiosk' ? null : windowId,
            zoneId: role === 'pad' || (role === 'display' && windowId !== null) ? null : zoneId,
            padWindows: role !== 'kiosk' ? [] : pads.includes(allPads) ? allPads : pads,
          } as const
          if (terminal === null) add.run({ body: { role, ...place } })
          else save.run({ params: { id: terminal.id }, body: place })
        }}
      >
        {(form) => (
          <>
            <Form.Item name="role" label={say('role')} required>
              <Radio.Group
                className="role-choice"
                disabled={terminal !== null}
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
      {terminal ? <RecordTools registry="terminals" id={terminal.id} name={terminal.name} /> : null}
    </Panel>
  )
}

import { App, Checkbox, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { StaffMember } from '../../../contract/shapes.ts'
import type { StaffRole } from '../../../core/staff/role.ts'
import { mayHoldTogether } from '../../../core/staff/role.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { commonWords } from '../../ui/words.ts'
import { listWords } from '../frame-words.ts'
import { OptionalSelect } from '../parts/optional-select.tsx'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { RecordTools } from '../registry/registry-tools.tsx'
import { PadNumberForm } from './pad-number-form.tsx'
import { PasswordInput } from './password-input.tsx'
import { RoleChoice } from './role-choice.tsx'
import { TellPassword, type Told } from './tell-password.tsx'
import { accountWords } from './words.ts'

interface Values {
  account: string
  name: string
  post: string
  promise: string
  partyMember: boolean
  roles: StaffRole[]
  windowId: string | null
  zoneId: string | null
  active: boolean
  password: string
}

/** One person; `member` is null for a new one, who gets a first password that is shown once. */
export function StaffForm(props: {
  member: StaffMember | null
  hall: RouteAnswer<'hall'>
  onClose: () => void
}): ReactNode {
  const say = useWords(accountWords)
  const sayList = useWords(listWords)
  const sayCommon = useWords(commonWords)
  const { message } = App.useApp()
  const { member, hall } = props
  const [told, setTold] = useState<Told | null>(null)
  const refreshes = ['staff', 'setUpProgress'] as const
  const add = useHallCommand('addStaff', { refreshes })
  const save = useHallCommand('saveStaff', {
    refreshes,
    onDone: () => {
      void message.success(sayList('saved'))
      props.onClose()
    },
  })
  const submit = async (values: Values): Promise<void> => {
    const { account, password, ...rest } = values
    if (member !== null) return save.run({ params: { id: member.id }, body: rest })
    await add.send({ body: { ...rest, account, password } })
    void message.success(sayList('added'))
    setTold({ name: rest.name, account, password })
  }
  if (told)
    return (
      <Panel title={say('tell', { name: told.name })} onClose={props.onClose}>
        <TellPassword told={told} onClose={props.onClose} />
      </Panel>
    )
  return (
    <Panel title={member === null ? say('addTitle') : member.name} wide onClose={props.onClose}>
      <RecordForm<Values>
        name="staff"
        initial={{
          account: member?.account ?? '',
          name: member?.name ?? '',
          post: member?.post ?? '',
          promise: member?.promise ?? '',
          partyMember: member?.partyMember ?? false,
          roles: member?.roles ?? ['staff'],
          windowId: member?.windowId ?? null,
          zoneId: member?.zoneId ?? null,
          active: member?.active ?? true,
          password: '',
        }}
        busy={add.busy || save.busy}
        problem={add.problem ?? save.problem}
        conflictAt="account"
        // The refusal is in the commands' `problem`.
        onSubmit={(values) => void submit(values).catch(() => undefined)}
      >
        <div className="form-row">
          <Form.Item
            name="account"
            label={say('account')}
            extra={member === null ? say('accountHint') : undefined}
            rules={[{ required: true }, { pattern: /^[A-Za-z0-9_.-]{2,40}$/, message: say('accountWrong') }]}
          >
            <Input maxLength={40} autoFocus={member === null} disabled={member !== null} autoComplete="off" />
          </Form.Item>
          <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        </div>
        {member === null ? (
          <Form.Item
            name="password"
            label={say('initial')}
            extra={say('initialHint')}
            rules={[{ required: true }, { min: 10, message: say('passwordShort') }]}
          >
            <PasswordInput />
          </Form.Item>
        ) : null}
        <Form.Item
          name="roles"
          label={say('roles')}
          extra={say('rolesHint')}
          rules={[
            { required: true },
            {
              validator: (_, roles: StaffRole[]) =>
                mayHoldTogether(roles) ? Promise.resolve() : Promise.reject(new Error(say('rolesApart'))),
            },
          ]}
        >
          <RoleChoice label={say('roles')} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="windowId" label={say('window')}>
            <OptionalSelect
              search
              none={say('noWindow')}
              options={hall.windows
                .filter((window) => window.active || window.id === member?.windowId)
                .map((window) => ({
                  value: window.id,
                  label: [sayCommon('windowNumber', { number: window.number }), window.name].join(' ').trim(),
                }))}
            />
          </Form.Item>
          <Form.Item name="zoneId" label={say('zone')} extra={say('zoneHint')}>
            <OptionalSelect
              none={say('wholeHall')}
              options={hall.zones.map((zone) => ({ value: zone.id, label: zone.name }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="post" label={say('post')} extra={say('postHint')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="promise" label={say('promise')} extra={say('promiseHint')}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="partyMember" valuePropName="checked">
          <Checkbox>{say('partyMember')}</Checkbox>
        </Form.Item>
        <Form.Item name="active" valuePropName="checked" extra={say('activeHint')}>
          <Checkbox>{say('active')}</Checkbox>
        </Form.Item>
      </RecordForm>
      {member?.roles.some((role) => role === 'staff' || role === 'leader') ? (
        <PadNumberForm member={member} onClose={props.onClose} />
      ) : null}
      {member ? <RecordTools registry="staff" id={member.id} name={member.name} /> : null}
    </Panel>
  )
}

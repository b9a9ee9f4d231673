import { Form } from 'antd'
import { type ReactNode, useState } from 'react'
import type { StaffMember } from '../../../contract/shapes.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Panel } from '../parts/panel.tsx'
import { RecordForm } from '../parts/record-form.tsx'
import { makePassword } from './make-password.ts'
import { PasswordInput } from './password-input.tsx'
import { TellPassword, type Told } from './tell-password.tsx'
import { accountWords } from './words.ts'

/** A new password for somebody who forgot theirs, or is locked out. */
export function ResetPassword({ member, onClose }: { member: StaffMember; onClose: () => void }): ReactNode {
  const say = useWords(accountWords)
  const [told, setTold] = useState<Told | null>(null)
  const [made] = useState(() => makePassword())
  const save = useHallCommand('saveStaff', { refreshes: ['staff'] })
  const submit = async (password: string): Promise<void> => {
    await save.send({ params: { id: member.id }, body: { password } })
    setTold({ name: member.name, account: member.account, password })
  }
  return (
    <Panel
      title={told ? say('tell', { name: member.name }) : say('resetTitle', { name: member.name })}
      onClose={onClose}
    >
      {told ? (
        <TellPassword told={told} onClose={onClose} />
      ) : (
        <RecordForm<{ password: string }>
          name="reset"
          initial={{ password: made }}
          busy={save.busy}
          problem={save.problem}
          submit={say('reset')}
          // The refusal is in the command's `problem`.
          onSubmit={({ password }) => void submit(password).catch(() => undefined)}
        >
          <p className="form-lead">{say('resetBody')}</p>
          <Form.Item
            name="password"
            label={say('newPassword')}
            extra={say('initialHint')}
            rules={[{ required: true }, { min: 10, message: say('passwordShort') }]}
          >
            <PasswordInput autoFocus />
          </Form.Item>
        </RecordForm>
      )}
    </Panel>
  )
}

import { Input } from 'antd'
import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { makePassword } from './make-password.ts'
import { accountWords } from './words.ts'

/** A password for somebody else: seen while it is set, because it must be told. A form's field. */
export function PasswordInput(props: {
  id?: string
  value?: string
  onChange?: (value: string) => void
  autoFocus?: boolean
}): ReactNode {
  const say = useWords(accountWords)
  return (
    <div className="password-input">
      <Input
        {...(props.id === undefined ? {} : { id: props.id })}
        value={props.value ?? ''}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.autoFocus ?? false}
        onChange={(event) => props.onChange?.(event.target.value)}
      />
      <Button icon={<KeyRound aria-hidden="true" />} onPress={() => props.onChange?.(makePassword())}>
        {say('generate')}
      </Button>
    </div>
  )
}

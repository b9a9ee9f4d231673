import { type ReactNode, useState } from 'react'
import { Field, type FieldProps } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.ts'
import { sessionWords } from './words.ts'

/** A password with a way to see what one types; browsers' own password stores know it by `autoComplete`. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'rows'>): ReactNode {
  const say = useWords(sessionWords)
  const [shown, setShown] = useState(false)
  return (
    <div className="password-field">
      <Field {...props} type={shown ? 'text' : 'password'} />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        <span>{say('showPassword')}</span>
      </label>
    </div>
  )
}

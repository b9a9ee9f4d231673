import './field.css'
import { type HTMLInputAutoCompleteAttribute, type ReactNode, type Ref, useId } from 'react'

export interface FieldProps {
  readonly label: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  /** What is wrong with it and how to mend it; from a `validation` problem or from the page. */
  readonly error?: ReactNode
  readonly type?: 'text' | 'password' | 'search' | 'tel' | 'url' | 'number'
  readonly name?: string
  readonly placeholder?: string
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly inputMode?: 'text' | 'numeric' | 'search' | 'none'
  readonly maxLength?: number
  readonly rows?: number
  readonly autoFocus?: boolean
  readonly required?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** A labelled field with hint and error; `rows` makes it one of several lines. */
export function Field(props: FieldProps): ReactNode {
  const id = useId()
  const told = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const common = {
    id,
    className: 'field-input',
    value: props.value,
    name: props.name,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    required: props.required,
    'aria-describedby': told || undefined,
    'aria-invalid': props.error ? true : undefined,
    autoFocus: props.autoFocus,
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      {props.hint ? (
        <span className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      ) : null}
      {props.rows === undefined ? (
        <input
          {...common}
          ref={props.ref}
          type={props.type ?? 'text'}
          inputMode={props.inputMode}
          autoComplete={props.autoComplete ?? 'off'}
          onChange={(event) => props.onChange(event.target.value)}
        />
      ) : (
        <textarea {...common} rows={props.rows} onChange={(event) => props.onChange(event.target.value)} />
      )}
      {props.error ? (
        <span className="field-error" id={`${id}-error`} role="alert">
          {props.error}
        </span>
      ) : null}
    </div>
  )
}

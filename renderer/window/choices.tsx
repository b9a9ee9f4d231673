import type { ReactNode } from 'react'
import { Field } from '../ui/field.tsx'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly disabled?: boolean
}

/** One of a few: rows with their digit, chosen by mouse, arrow keys or digit. */
export function Choices<Value extends string>(props: {
  legend: ReactNode
  name: string
  choices: readonly Choice<Value>[]
  chosen: Value | null
  onChoose: (value: Value) => void
  /** Digits belong to one group of a dialog. */
  digits?: boolean
  /** Short words: two beside each other. */
  short?: boolean
  /** The dialog opens with this question. */
  first?: boolean
  children?: ReactNode
}): ReactNode {
  const firstOpen = props.choices.find((choice) => !choice.disabled)
  return (
    <fieldset className="picks">
      <legend>{props.legend}</legend>
      <div className="picks-rows" data-short={props.short || undefined}>
        {props.choices.map((choice, at) => (
          <label key={choice.value} className="pick">
            <input
              type="radio"
              name={props.name}
              value={choice.value}
              checked={props.chosen === choice.value}
              disabled={choice.disabled}
              data-digit={props.digits ? at + 1 : undefined}
              data-first={
                props.first && (props.chosen === null ? choice === firstOpen : props.chosen === choice.value)
                  ? ''
                  : undefined
              }
              onChange={() => props.onChoose(choice.value)}
            />
            <span className="pick-words">
              <span>{choice.title}</span>
              {choice.note ? <span className="pick-note">{choice.note}</span> : null}
            </span>
            {props.digits ? (
              <span className="cap" aria-hidden="true">
                {at + 1}
              </span>
            ) : null}
          </label>
        ))}
      </div>
      {props.children}
    </fieldset>
  )
}

/** A reason: one of the list, or one's own words. */
export interface Reason {
  readonly chosen: string | null
  readonly own: string
}
export const noReason: Reason = { chosen: null, own: '' }
const ownReason = 'own'

/** The text of a reason; empty while nothing was chosen or one's own words are missing. */
export function reasonText(reason: Reason): string {
  return reason.chosen === ownReason ? reason.own.trim() : (reason.chosen ?? '')
}

/** A reason as it is kept and shown in the hall, and as whoever chooses it reads it. */
export interface ReasonOffered {
  readonly text: string
  readonly title: string
}

/** Reasons as a list with one's own words as the last of them. What is stored is the text that people will read. */
export function ReasonChoices(props: {
  legend: ReactNode
  reasons: readonly ReasonOffered[]
  ownTitle: string
  ownLabel: string
  reason: Reason
  onChange: (reason: Reason) => void
  maxLength: number
  digits?: boolean
  first?: boolean
}): ReactNode {
  const { reason } = props
  return (
    <Choices
      legend={props.legend}
      name="reason"
      short
      digits={props.digits ?? false}
      first={props.first ?? false}
      choices={[
        ...props.reasons.map(({ text, title }) => ({ value: text, title })),
        { value: ownReason, title: props.ownTitle },
      ]}
      chosen={reason.chosen}
      onChoose={(chosen) => props.onChange({ ...reason, chosen })}
    >
      {reason.chosen === ownReason ? (
        <Field
          label={props.ownLabel}
          value={reason.own}
          maxLength={props.maxLength}
          onChange={(own) => props.onChange({ ...reason, own })}
          autoFocus
        />
      ) : null}
    </Choices>
  )
}

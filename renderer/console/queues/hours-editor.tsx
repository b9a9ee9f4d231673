import './queues.css'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import {
  asMonday,
  nextSpan,
  readClock,
  type Span,
  spanFault,
  type Week,
  type Weekday,
  weekdays,
} from './hours-form.ts'
import { queueWords } from './words.ts'

/** The days of the week, each with its spans; what lies between two is the lunch break. */
export function HoursEditor(props: {
  week: Week
  onChange: (week: Week) => void
  /** Shows the faults of what one has not finished typing. */
  strict: boolean
}): ReactNode {
  const say = useWords(queueWords)
  const { week, onChange } = props
  const setDay = (day: Weekday, spans: readonly Span[]): void => onChange({ ...week, [day]: spans })
  return (
    <div className="hours">
      {weekdays.map((day) => (
        <Day
          key={day}
          name={say(`day${day}`)}
          spans={week[day]}
          strict={props.strict}
          onChange={(spans) => setDay(day, spans)}
          copy={day === '1' ? () => onChange(asMonday(week)) : undefined}
        />
      ))}
      <p className="hours-note">{say('lunchHint')}</p>
    </div>
  )
}

function Day(props: {
  name: string
  spans: readonly Span[]
  strict: boolean
  onChange: (spans: readonly Span[]) => void
  copy: (() => void) | undefined
}): ReactNode {
  const say = useWords(queueWords)
  const { name, spans, onChange } = props
  const set = (at: number, span: Span): void =>
    onChange(spans.map((one, other) => (other === at ? span : one)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand beside its fields
    <div className="hours-day" role="group" aria-label={name}>
      <span className="hours-name">{name}</span>
      <div className="hours-spans">
        {spans.length === 0 ? <span className="hours-rest">{say('closedDay')}</span> : null}
        {spans.map((span, at) => (
          <SpanFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is known by its place in the day alone
            key={at}
            day={name}
            spans={spans}
            at={at}
            strict={props.strict}
            onChange={(next) => set(at, next)}
            onRemove={() => onChange(spans.filter((_, other) => other !== at))}
            span={span}
          />
        ))}
      </div>
      <div className="hours-do">
        {spans.length < 3 ? (
          <Button
            look="quiet"
            icon={<Plus aria-hidden="true" />}
            label={`${name} ${say('addSpan')}`}
            onPress={() => onChange([...spans, nextSpan(spans)])}
          >
            {say('addSpan')}
          </Button>
        ) : null}
        {props.copy ? (
          <Button look="quiet" onPress={props.copy}>
            {say('asMonday')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function SpanFields(props: {
  day: string
  span: Span
  spans: readonly Span[]
  at: number
  strict: boolean
  onChange: (span: Span) => void
  onRemove: () => void
}): ReactNode {
  const say = useWords(queueWords)
  const sayList = useWords(listWords)
  const { day, at, onChange } = props
  const [from, to] = props.span
  const fault = spanFault(props.spans, at)
  const told = fault !== null && (props.strict || (from !== '' && to !== '' && fault !== 'clockWrong'))
  const field = (value: string, word: 'from' | 'to', change: (value: string) => Span): ReactNode => (
    <input
      className="hours-clock figures"
      inputMode="numeric"
      maxLength={6}
      aria-label={`${day} ${at + 1} ${say(word)}`}
      aria-invalid={told ? true : undefined}
      value={value}
      onChange={(event) => onChange(change(event.target.value))}
      onBlur={() => onChange(change(readClock(value) ?? value))}
    />
  )
  return (
    <span className="hours-span">
      {field(from, 'from', (value) => [value, to])}
      <span aria-hidden="true">–</span>
      {field(to, 'to', (value) => [from, value])}
      <button
        type="button"
        className="hours-remove"
        aria-label={`${sayList('remove')} ${day} ${from}–${to}`}
        onClick={props.onRemove}
      >
        <X aria-hidden="true" />
      </button>
      {told && fault ? (
        <span className="field-error" role="alert">
          {say(fault)}
        </span>
      ) : null}
    </span>
  )
}

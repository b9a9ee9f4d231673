import { Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { readClock } from '../queues/hours-form.ts'
import { ruleWords, settingsWords } from './words.ts'

type Unit = 'minutes' | 'seconds' | 'hours' | 'tickets' | 'times' | 'calls' | 'numbers' | 'workingDays'

interface RuleField {
  readonly path: readonly string[]
  readonly word: keyof typeof ruleWords.zh & Hinted
  readonly unit: Unit
  readonly least: number
  readonly most: number
  /** Empty means: no limit. */
  readonly open?: true
}

type Hinted =
  | 'priorityRun'
  | 'boundOrdinary'
  | 'boundAppointment'
  | 'boundPriority'
  | 'boundGreen'
  | 'returnWithinMinutes'
  | 'returnWithinNumbers'
  | 'undoSeconds'
  | 'ticketsPerPerson'
  | 'anonymousTicketsPerTerminal'
  | 'ratingOpenMinutes'
  | 'rectificationWorkingDays'
  | 'attempts'
  | 'lockMinutes'
  | 'sessionHours'

const bound = (name: string, word: Hinted): RuleField => ({
  path: ['rules', 'waitBoundMinutes', name],
  word,
  unit: 'minutes',
  least: 1,
  most: 600,
})
const rule = (
  word: Hinted,
  unit: Unit,
  least: number,
  most: number,
  part: 'rules' | 'signIn' = 'rules',
): RuleField => ({ path: [part, word], word, unit, least, most })

const calls: readonly RuleField[] = [
  rule('priorityRun', 'calls', 1, 50),
  bound('ordinary', 'boundOrdinary'),
  bound('appointment', 'boundAppointment'),
  bound('priority', 'boundPriority'),
  bound('green', 'boundGreen'),
  rule('returnWithinMinutes', 'minutes', 0, 600),
  rule('returnWithinNumbers', 'numbers', 0, 500),
  rule('undoSeconds', 'seconds', 0, 60),
  { ...rule('ticketsPerPerson', 'tickets', 1, 99), open: true },
  { ...rule('anonymousTicketsPerTerminal', 'tickets', 1, 99_999), open: true },
]
const ratings: readonly RuleField[] = [
  rule('ratingOpenMinutes', 'minutes', 1, 10_080),
  rule('rectificationWorkingDays', 'workingDays', 1, 15),
]
const signIn: readonly RuleField[] = [
  rule('attempts', 'times', 3, 20, 'signIn'),
  rule('lockMinutes', 'minutes', 1, 1440, 'signIn'),
  rule('sessionHours', 'hours', 1, 24, 'signIn'),
]

/** Every rule of the hall, each with its unit and a sentence that says what it does. */
export function RuleFields(): ReactNode {
  const say = useWords(settingsWords)
  const sayRule = useWords(ruleWords)
  const row = (field: RuleField): ReactNode => (
    <Form.Item
      key={field.path.join('.')}
      name={[...field.path]}
      label={sayRule(field.word)}
      extra={sayRule(`${field.word}Hint`)}
      required={field.open !== true}
      rules={field.open ? [] : [{ required: true }]}
    >
      <InputNumber
        min={field.least}
        max={field.most}
        precision={0}
        suffix={say(field.unit)}
        {...(field.open ? { placeholder: say('noLimit') } : {})}
      />
    </Form.Item>
  )
  return (
    <>
      <section className="settings-part">
        <h2>{say('rules')}</h2>
        <div className="rule-grid">
          {calls.map(row)}
          <Form.Item
            name={['rules', 'endOfDay']}
            label={sayRule('endOfDay')}
            extra={sayRule('endOfDayHint')}
            rules={[
              {
                validator: (_, value: string | null) =>
                  !value?.trim() || readClock(value) !== null
                    ? Promise.resolve()
                    : Promise.reject(new Error(say('clockWrong'))),
              },
            ]}
          >
            <Input className="rule-clock" maxLength={6} placeholder={say('never')} />
          </Form.Item>
        </div>
      </section>
      <section className="settings-part">
        <h2>{say('ratings')}</h2>
        <div className="rule-grid">{ratings.map(row)}</div>
      </section>
      <section className="settings-part">
        <h2>{say('signIn')}</h2>
        <div className="rule-grid">{signIn.map(row)}</div>
      </section>
    </>
  )
}

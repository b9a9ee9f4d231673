import { Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { readClock } from '../queues/hours-form.ts'
import { SettingsPart } from './settings-part.tsx'
import { ruleWords, settingsWords } from './words.ts'

type Unit =
  | 'minutes'
  | 'seconds'
  | 'hours'
  | 'tickets'
  | 'times'
  | 'calls'
  | 'numbers'
  | 'workingDays'
  | 'services'
  | 'percent'

interface RuleField {
  readonly path: readonly string[]
  readonly word: keyof typeof ruleWords.zh & Hinted
  readonly unit: Unit
  readonly least: number
  readonly most: number
  /** Empty means: no limit, no target. */
  readonly open?: 'noLimit' | 'noTarget'
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
  | 'alertMinutes'
  | 'services'
  | 'meanServiceMinutes'
  | 'satisfiedPercent'
  | 'longestWaitMinutes'
  | 'idleMinutes'
  | 'calledMinutes'
  | 'pausedMinutes'
  | 'overlongMinutes'
  | 'leastOverlongMinutes'

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
  part: 'rules' | 'signIn' | 'targets' | 'board' | 'devices' = 'rules',
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
]
const limits: readonly RuleField[] = [
  { ...rule('ticketsPerPerson', 'tickets', 1, 99), open: 'noLimit' },
  { ...rule('anonymousTicketsPerTerminal', 'tickets', 1, 99_999), open: 'noLimit' },
]
const ratings: readonly RuleField[] = [
  rule('ratingOpenMinutes', 'minutes', 1, 10_080),
  rule('rectificationWorkingDays', 'workingDays', 1, 15),
]
const devices: readonly RuleField[] = [rule('alertMinutes', 'minutes', 1, 240, 'devices')]
const signIn: readonly RuleField[] = [
  rule('attempts', 'times', 3, 20, 'signIn'),
  rule('lockMinutes', 'minutes', 1, 1440, 'signIn'),
  rule('sessionHours', 'hours', 1, 24, 'signIn'),
]

const target = (word: Hinted, unit: Unit, most: number): RuleField => ({
  ...rule(word, unit, 1, most, 'targets'),
  open: 'noTarget',
})
const targets: readonly RuleField[] = [
  target('services', 'services', 999),
  target('meanServiceMinutes', 'minutes', 600),
  target('satisfiedPercent', 'percent', 100),
  target('longestWaitMinutes', 'minutes', 600),
]

const board: readonly RuleField[] = [
  rule('idleMinutes', 'minutes', 1, 55, 'board'),
  rule('calledMinutes', 'minutes', 1, 480, 'board'),
  rule('pausedMinutes', 'minutes', 1, 480, 'board'),
  rule('overlongMinutes', 'minutes', 1, 480, 'board'),
  rule('leastOverlongMinutes', 'minutes', 1, 480, 'board'),
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
      required={field.open === undefined}
      rules={field.open ? [] : [{ required: true }]}
    >
      <InputNumber
        min={field.least}
        max={field.most}
        precision={0}
        suffix={say(field.unit)}
        {...(field.open ? { placeholder: say(field.open) } : {})}
      />
    </Form.Item>
  )
  return (
    <>
      <SettingsPart name="rules">
        <div className="rule-grid">{calls.map(row)}</div>
      </SettingsPart>
      <SettingsPart name="limits">
        <div className="rule-grid">
          {limits.map(row)}
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
      </SettingsPart>
      <SettingsPart name="ratings">
        <div className="rule-grid">{ratings.map(row)}</div>
      </SettingsPart>
      <SettingsPart name="targets">
        <div className="rule-grid">{targets.map(row)}</div>
      </SettingsPart>
      <SettingsPart name="board">
        <div className="rule-grid">{board.map(row)}</div>
      </SettingsPart>
      <SettingsPart name="devices">
        <div className="rule-grid">{devices.map(row)}</div>
      </SettingsPart>
      <SettingsPart name="signIn">
        <div className="rule-grid">{signIn.map(row)}</div>
      </SettingsPart>
    </>
  )
}

import { type ReactNode, useRef, useState } from 'react'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'
import { emptySetUp, type PersonInput, type SetUpInput, setUpFaults } from './set-up.ts'
import type { Session } from './use-session.ts'
import { sessionWords } from './words.ts'

/** A hall's first page: the set-up code, the hall's name, and two accounts for two people. */
export function SetUpPage(props: { onDone: (session: Session) => void }): ReactNode {
  const say = useWords(sessionWords)
  const [input, setInput] = useState<SetUpInput>(emptySetUp)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // After the page has drawn what is wrong.
  const focusFault = (): void =>
    void setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50)
  const setUp = useHallCommand('setUp', {
    onDone: () => props.onDone({ state: 'out', why: 'set-up', account: input.operator.account.trim() }),
    onProblem: (problem) => {
      if (problem.code === 'set-up-done') props.onDone({ state: 'out', why: 'first', account: '' })
      else focusFault()
    },
  })
  const faults = setUpFaults(input)
  const { problem } = setUp
  const told = new Map(problem?.errors?.map(({ path, message }) => [path, message]))
  if (problem?.code === 'code-invalid') told.set('code', problem.detail)
  const errorAt = (path: string): string | undefined => {
    const fault = tried ? faults.get(path) : undefined
    if (fault === undefined) return told.get(path)
    if (fault !== 'passwordShort') return say(fault)
    const [who] = path.split('.')
    return say('passwordShort', {
      count: input[who === 'operator' ? 'operator' : 'administrator'].password.length,
    })
  }
  const change = (part: Partial<SetUpInput>): void => {
    setUp.clear()
    setInput({ ...input, ...part })
  }

  const person = (who: 'operator' | 'administrator'): ReactNode => {
    const value = input[who]
    const set = (part: Partial<PersonInput>): void => change({ [who]: { ...value, ...part } })
    return (
      <fieldset className="person">
        <legend>{say(who)}</legend>
        <p className="person-lead">{say(who === 'operator' ? 'operatorBody' : 'administratorBody')}</p>
        <Field
          label={say('account')}
          hint={say('accountHint')}
          name={`${who}-account`}
          value={value.account}
          onChange={(account) => set({ account })}
          error={errorAt(`${who}.account`)}
          maxLength={40}
        />
        <Field
          label={say('name')}
          name={`${who}-name`}
          value={value.name}
          onChange={(name) => set({ name })}
          error={errorAt(`${who}.name`)}
          maxLength={40}
        />
        <PasswordField
          label={say('password')}
          hint={say('passwordHint')}
          name={`${who}-password`}
          value={value.password}
          onChange={(password) => set({ password })}
          error={errorAt(`${who}.password`)}
          autoComplete="new-password"
          maxLength={200}
        />
      </fieldset>
    )
  }

  return (
    <Door title={say('setUpTitle')} wide>
      <p className="door-lead">{say('setUpIntro')}</p>
      {problem && told.size === 0 ? <ProblemNotice problem={problem} /> : null}
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (faults.size > 0) {
            focusFault()
            return
          }
          const trimmed = (one: PersonInput): PersonInput => ({
            ...one,
            account: one.account.trim(),
            name: one.name.trim(),
          })
          setUp.run({
            body: {
              code: input.code.trim(),
              hallName: input.hallName.trim(),
              operator: trimmed(input.operator),
              administrator: trimmed(input.administrator),
            },
          })
        }}
      >
        <div className="two-people">
          <Field
            label={say('code')}
            hint={say('codeHint')}
            value={input.code}
            onChange={(code) => change({ code })}
            error={errorAt('code')}
            maxLength={40}
            autoFocus
          />
          <Field
            label={say('hallName')}
            hint={say('hallNameHint')}
            value={input.hallName}
            onChange={(hallName) => change({ hallName })}
            error={errorAt('hallName')}
            maxLength={60}
          />
        </div>
        <div className="two-people">
          {person('operator')}
          {person('administrator')}
        </div>
        <div>
          <Button type="submit" look="primary" busy={setUp.busy}>
            {say('setUpDo')}
          </Button>
        </div>
      </form>
    </Door>
  )
}

import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { ProblemNotice } from '../../ui/states.tsx'
import { Panel } from '../parts/panel.tsx'
import { PasswordField } from './password-field.tsx'
import { sessionWords } from './words.ts'

/** Everybody changes their own password; sessions elsewhere end with the old one. */
export function ChangePassword(props: { onClose: () => void }): ReactNode {
  const say = useWords(sessionWords)
  const { message } = App.useApp()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const change = useHallCommand('changePassword', {
    onDone: () => {
      void message.success(say('passwordChanged'))
      props.onClose()
    },
  })
  const short = next.length < 10 ? say('passwordShort', { count: next.length }) : undefined
  const differ = again === next ? undefined : say('passwordsDiffer')
  const told = new Map(change.problem?.errors?.map(({ path, message: text }) => [path, text]))
  return (
    <Panel title={say('change')} onClose={props.onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (short === undefined && differ === undefined && current !== '')
            change.run({ body: { current, next } })
        }}
      >
        {change.problem ? <ProblemNotice problem={change.problem} /> : null}
        <PasswordField
          label={say('current')}
          value={current}
          onChange={setCurrent}
          error={told.get('current') ?? (tried && current === '' ? say('empty') : undefined)}
          autoComplete="current-password"
          autoFocus
        />
        <PasswordField
          label={say('next')}
          hint={say('passwordHint')}
          value={next}
          onChange={setNext}
          error={told.get('next') ?? (tried ? short : undefined)}
          autoComplete="new-password"
        />
        <PasswordField
          label={say('again')}
          value={again}
          onChange={setAgain}
          error={tried ? differ : undefined}
          autoComplete="new-password"
        />
        <div>
          <Button type="submit" look="primary" busy={change.busy}>
            {say('change')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

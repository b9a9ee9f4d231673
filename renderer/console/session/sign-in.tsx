import { type ReactNode, useState } from 'react'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice, ProblemNotice } from '../../ui/states.tsx'
import { consoleWords } from '../frame-words.ts'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'
import type { Session } from './use-session.ts'
import { sessionWords } from './words.ts'

/** Account and password; the hall answers with a cookie that no script can read. */
export function SignIn(props: {
  out: Extract<Session, { state: 'out' }>
  onSignedIn: (session: Session) => void
}): ReactNode {
  const say = useWords(sessionWords)
  const sayConsole = useWords(consoleWords)
  const { out } = props
  const [account, setAccount] = useState(out.account)
  const [password, setPassword] = useState('')
  const signIn = useHallCommand('signIn', {
    onDone: ({ staff, hallName }) => props.onSignedIn({ state: 'in', seat: { staff, hallName } }),
    onProblem: () => setPassword(''),
  })
  return (
    <Door title={sayConsole('title')}>
      {signIn.problem ? (
        <ProblemNotice problem={signIn.problem} />
      ) : out.why === 'expired' ? (
        <Notice tone="warn">{say('expired')}</Notice>
      ) : out.why === 'set-up' ? (
        <Notice tone="done">{say('setUpDone')}</Notice>
      ) : out.why === 'signed-out' ? (
        <Notice>{say('signedOut')}</Notice>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          signIn.run({ body: { account: account.trim(), password, page: 'console' } })
        }}
      >
        <Field
          label={say('account')}
          name="username"
          value={account}
          onChange={setAccount}
          autoComplete="username"
          maxLength={100}
          autoFocus={account === ''}
          required
        />
        <PasswordField
          label={say('password')}
          name="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          maxLength={200}
          autoFocus={account !== ''}
          required
        />
        <Button type="submit" look="primary" wide busy={signIn.busy}>
          {say('signIn')}
        </Button>
      </form>
      <p className="door-lead">{say('forgot')}</p>
    </Door>
  )
}

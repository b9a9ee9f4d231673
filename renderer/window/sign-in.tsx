import './sign-in.css'
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Problem } from '../../contract/problems.ts'
import { useHallCommand } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { Notice } from '../ui/states.tsx'
import { keep, readKept } from './kept.ts'
import { ClerkProblem } from './notices.tsx'
import { windowWords } from './words.ts'

/** Who sits here today. The account's name is remembered by this browser, the password never. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }): ReactNode {
  const say = useWords(windowWords)
  const [account, setAccount] = useState(() => readKept('account') ?? '')
  const [known] = useState(account)
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const signIn = useHallCommand('signIn', {
    onDone() {
      keep('account', account.trim())
      onSignedIn()
    },
    onProblem: () => setPassword(''),
  })
  return (
    <main className="sign-in">
      <div className="sign-in-sign">
        <h1>{say('title')}</h1>
        <p>{say('welcome')}</p>
        <Clock />
      </div>
      <form
        className="sign-in-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (account.trim() === '' || password === '') return
          signIn.run({ body: { account: account.trim(), password, page: 'window' } })
        }}
      >
        <h2>{say('signIn')}</h2>
        <Field
          label={say('account')}
          name="account"
          value={account}
          onChange={setAccount}
          autoComplete="username"
          maxLength={100}
          autoFocus={known === ''}
          required
        />
        <div className="sign-in-password">
          <Field
            label={say('password')}
            name="password"
            type={shown ? 'text' : 'password'}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            maxLength={200}
            autoFocus={known !== ''}
            required
          />
          <Button
            look="quiet"
            pressed={shown}
            icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
            onPress={() => setShown(!shown)}
          >
            {say(shown ? 'hidePassword' : 'showPassword')}
          </Button>
        </div>
        {signIn.problem ? <SignInProblem problem={signIn.problem} /> : null}
        <Button type="submit" look="primary" wide busy={signIn.busy}>
          {say('signIn')}
        </Button>
        <LanguageSwitch />
      </form>
    </main>
  )
}

function SignInProblem({ problem }: { problem: Problem }): ReactNode {
  const say = useWords(windowWords)
  switch (problem.code) {
    case 'wrong-credentials':
      return (
        <Notice tone="error" title={say('wrong')}>
          {say('wrongTodo')}
        </Notice>
      )
    case 'locked-out':
      return (
        <Notice
          tone="error"
          title={say('lockedFor', { count: Math.max(1, Math.ceil((problem.retryAfterSeconds ?? 60) / 60)) })}
        >
          {say('lockedTodo')}
        </Notice>
      )
    default:
      return <ClerkProblem problem={problem} />
  }
}

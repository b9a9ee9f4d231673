import { type ReactNode, useEffect } from 'react'
import { Router } from 'wouter'
import { type Hall, problemOf } from '../data/hall.ts'
import { HallProvider, useHall } from '../data/use-hall.ts'
import { useWhileUnheard } from '../data/use-unheard.ts'
import { AntdProvider } from '../ui/antd-theme.tsx'
import { useWords } from '../ui/i18n.ts'
import { Loading, OfflineBanner } from '../ui/states.tsx'
import { Frame } from './frame.tsx'
import { consoleWords } from './frame-words.ts'
import { SetUpPage } from './session/set-up-page.tsx'
import { SignIn } from './session/sign-in.tsx'
import { askedOut, type Seat, type Session, useSession } from './session/use-session.ts'
import { sessionWords } from './session/words.ts'

/** The console: who is here decides what it is, a hall to set up, a door, or the rooms. */
export function ConsolePage({ hall }: { hall: Hall }): ReactNode {
  const { session, settle } = useSession(hall)
  return (
    <HallProvider hall={hall} follow={session.state === 'in'}>
      <AntdProvider>
        <Router base="/console">
          <Inside session={session} settle={settle} />
        </Router>
      </AntdProvider>
    </HallProvider>
  )
}

function Inside(props: { session: Session; settle: (session: Session) => void }): ReactNode {
  const say = useWords(sessionWords)
  const sayConsole = useWords(consoleWords)
  const { session, settle } = props
  const { state } = session
  useEffect(() => {
    if (state !== 'in') document.title = sayConsole('title')
  }, [state, sayConsole])

  switch (session.state) {
    case 'asking':
      return <Loading full />
    case 'away':
      return (
        <>
          <OfflineBanner body={say('awayBody')} />
          <Loading full />
        </>
      )
    case 'set-up':
      return <SetUpPage onDone={settle} />
    case 'out':
      return <SignIn out={session} onSignedIn={settle} />
    case 'in':
      return <Rooms seat={session.seat} settle={settle} />
  }
}

/** The rooms, for as long as the hall knows whose they are: a sign-in that was ended elsewhere ends its stream too. */
function Rooms({ seat, settle }: { seat: Seat; settle: (session: Session) => void }): ReactNode {
  const hall = useHall()
  useWhileUnheard(() => {
    hall.call('whoAmI').then(
      (now) => {
        if (JSON.stringify(now) !== JSON.stringify(seat)) settle({ state: 'in', seat: now })
      },
      (error: unknown) => {
        if (problemOf(error)?.code === 'not-signed-in') settle(askedOut)
      },
    )
  })
  return <Frame seat={seat} onLeft={() => settle({ state: 'out', why: 'signed-out', account: '' })} />
}

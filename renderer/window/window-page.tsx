import { type ReactNode, useEffect, useState } from 'react'
import { HallProvider, useHall, useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { useWhileUnheard } from '../data/use-unheard.ts'
import { useWords } from '../ui/i18n.ts'
import { Empty, Loading } from '../ui/states.tsx'
import { ChooseWindow, NoWindow } from './choose-window.tsx'
import { DeskPage } from './desk-page.tsx'
import { ClerkProblem } from './notices.tsx'
import { sessionNews } from './session-news.ts'
import { SignIn } from './sign-in.tsx'
import { leads, type Seat, useDesk } from './use-desk.ts'
import { windowWords } from './words.ts'

/** The clerk's page: who is signed in decides what it shows. Another tab's sign-in or sign-out is followed at once. */
export function WindowPage(): ReactNode {
  const hall = useHall()
  const [round, setRound] = useState(0)
  const begin = (): void => {
    hall.queries.clear()
    setRound((last) => last + 1)
  }
  useEffect(
    () =>
      sessionNews.onChange(() => {
        hall.queries.clear()
        setRound((last) => last + 1)
      }),
    [hall],
  )
  return (
    <Session
      key={round}
      onChanged={() => {
        begin()
        sessionNews.tell()
      }}
    />
  )
}

/** How often a page that could not ask who it is asks again. */
const askAgainMs = 3000

function Session({ onChanged }: { onChanged: () => void }): ReactNode {
  const hall = useHall()
  const { data, problem, again } = useHallQuery('whoAmI', {})
  const nobody = problem?.code === 'not-signed-in'
  useEffect(() => {
    if (problem === null || nobody) return
    const timer = setInterval(again, askAgainMs)
    return () => clearInterval(timer)
  }, [problem, nobody, again])
  if (nobody) return <SignIn onSignedIn={onChanged} />
  if (data === undefined)
    return problem ? (
      <main className="state state-full">
        <ClerkProblem problem={problem} />
      </main>
    ) : (
      <Loading full />
    )
  return (
    <HallProvider hall={hall} follow>
      <SignedIn
        // Another window or other roles are another seat.
        key={JSON.stringify([data.staff.windowId, data.staff.roles])}
        seat={data.staff}
        onSignedOut={onChanged}
        onUnheard={again}
      />
    </HallProvider>
  )
}

/** Where a leader works survives a reload, for each tab its own. */
const keptWindow = 'govhall.window.chosen'

function SignedIn(props: { seat: Seat; onSignedOut: () => void; onUnheard: () => void }): ReactNode {
  const { seat, onSignedOut } = props
  const hall = useHall()
  // A session that was ended elsewhere ends its stream; an account with another window or other roles too.
  useWhileUnheard(props.onUnheard)
  const [windowId, setWindowId] = useState(() =>
    leads(seat) ? (sessionStorage.getItem(keptWindow) ?? seat.windowId) : seat.windowId,
  )
  const [refused, setRefused] = useState(false)
  const signOut = useHallCommand('signOut', { onDone: onSignedOut })
  useEffect(() => hall.stream.retryNow(), [hall])
  const choose = (id: string | null): void => {
    if (id === null) sessionStorage.removeItem(keptWindow)
    else sessionStorage.setItem(keptWindow, id)
    setRefused(false)
    setWindowId(id)
  }
  const works = seat.roles.includes('staff') || leads(seat)
  if (windowId !== null && works)
    return (
      <Desk
        key={windowId}
        windowId={windowId}
        seat={seat}
        onSignedOut={() => {
          sessionStorage.removeItem(keptWindow)
          onSignedOut()
        }}
        onChooseOther={leads(seat) ? () => choose(null) : null}
        onRefused={
          leads(seat)
            ? () => {
                choose(null)
                setRefused(true)
              }
            : null
        }
      />
    )
  const leave = (): void => signOut.run({})
  if (leads(seat)) return <ChooseWindow refused={refused} onChoose={choose} onSignOut={leave} />
  return <NoWindow seat={seat} onSignOut={leave} />
}

function Desk(props: {
  windowId: string
  seat: Seat
  onSignedOut: () => void
  onChooseOther: (() => void) | null
  /** A leader chose a window of another zone. */
  onRefused: (() => void) | null
}): ReactNode {
  const say = useWords(windowWords)
  const hall = useHall()
  const opening = useDesk(props.windowId, props.seat)
  const code = opening.kind === 'problem' ? opening.problem.code : null
  const { onRefused } = props
  const notMine = code === 'not-permitted' && onRefused !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the refusal arrives
  useEffect(() => {
    if (notMine) onRefused()
    if (code === 'not-signed-in') void hall.queries.invalidateQueries({ queryKey: ['whoAmI'] })
  }, [notMine, code])
  switch (opening.kind) {
    case 'loading':
      return <Loading full />
    case 'gone':
      return <Empty title={say('windowGone')} />
    case 'problem':
      return (
        <main className="state state-full">
          <ClerkProblem problem={opening.problem} />
        </main>
      )
    case 'desk':
      return (
        <DeskPage desk={opening.desk} onSignedOut={props.onSignedOut} onChooseOther={props.onChooseOther} />
      )
  }
}

import './phone.css'
import { CloudOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useConnection, useHallQuery } from '../data/use-hall.ts'
import { useNow } from '../ui/clock.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Loading, ProblemNotice } from '../ui/states.tsx'
import { stateWords } from '../ui/words.ts'
import { CancelStep } from './cancel-step.tsx'
import { Facts } from './facts.tsx'
import { hallTimeAt, isLoopback, type Phase, type PhoneView, phaseOf, ratingAsk } from './phase.ts'
import { RatingPart } from './rating-part.tsx'
import { ReminderPart } from './reminder-part.tsx'
import { StatePart } from './state-part.tsx'
import { Switches } from './switches.tsx'
import { phoneWords } from './words.ts'

/** Time changes an estimate even when nothing happens in the hall. */
const lookAgainMs = 30_000

/** One ticket, followed by its own stream. */
export function PhonePage({ onUnknown }: { onUnknown: () => void }): ReactNode {
  const phone = useHallQuery(
    'phoneTicket',
    {},
    { refreshOn: ['calls', 'queues', 'windows', 'ratings', 'notices'] },
  )
  const { problem, data, again } = phone
  const unknown = problem !== null && (problem.status === 401 || problem.status === 403)
  useEffect(() => {
    if (unknown) onUnknown()
  }, [unknown, onUnknown])
  const waits = data?.ticket.state === 'waiting'
  useEffect(() => {
    if (!waits) return
    const timer = setInterval(again, lookAgainMs)
    return () => clearInterval(timer)
  }, [waits, again])

  if (data) return <Ticket view={data} onChanged={again} />
  if (problem && !unknown)
    return (
      <main className="phone-blank">
        <ProblemNotice problem={problem} onAgain={again} />
      </main>
    )
  return <Loading full />
}

/** Phases in which the person may still go without having been served. */
const maySound: readonly Phase[] = ['waiting', 'near', 'called']

function Ticket({ view, onChanged }: { view: PhoneView; onChanged: () => void }): ReactNode {
  const say = useWords(phoneWords)
  const { language } = useLanguage()
  const phase = phaseOf(view)
  const asks = ratingAsk(view, useNow(10_000))
  useTitle(view)
  return (
    <div className="phone" data-phase={phase}>
      <header className="phone-top">
        <p>{(language === 'en' && view.hallNameEn) || view.hallName}</p>
      </header>
      <AwayNote like={view.ticket.issuedAt} />
      <main className="phone-main">
        <StatePart view={view} phase={phase} onChanged={onChanged} />
        <RatingPart view={view} asks={asks} onChanged={onChanged} />
        {maySound.includes(phase) ? <ReminderPart view={view} /> : null}
        <Facts view={view} phase={phase} />
        {view.ticket.state === 'waiting' ? <CancelStep ticket={view.ticket} onChanged={onChanged} /> : null}
      </main>
      <footer className="phone-foot">
        <Switches />
        <p>{say('keep')}</p>
        {isLoopback(location.hostname) ? <p>{say('loopback')}</p> : null}
      </footer>
    </div>
  )
}

/** Says that what stands here may be old, and from when it is. */
function AwayNote({ like }: { like: string }): ReactNode {
  const say = useWords(phoneWords)
  const away = useConnection() === 'away'
  const now = useNow(1000)
  const [lastMs, setLastMs] = useState(now)
  useEffect(() => {
    if (!away) setLastMs(now)
  }, [away, now])
  if (!away) return null
  return (
    <p className="phone-away" role="status">
      <CloudOff aria-hidden="true" />
      <span>{say('away', { time: hallTimeAt(lastMs, like) })}</span>
    </p>
  )
}

/** The tab's title tells the state while the person reads something else; screen readers hear each change. */
function useTitle({ ticket }: PhoneView): void {
  const say = useWords(phoneWords)
  const state = useWords(stateWords)
  const title =
    ticket.state === 'waiting'
      ? say('titleWaiting', { number: ticket.number, ahead: ticket.ahead })
      : say('titleState', { number: ticket.number, state: state(ticket.state) })
  useEffect(() => {
    document.title = title
  }, [title])
}

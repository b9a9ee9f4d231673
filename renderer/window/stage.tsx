import './stage.css'
import type { ReactNode } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { useNow } from '../ui/clock.tsx'
import { formatDuration, formatTime } from '../ui/format.ts'
import { useWords } from '../ui/i18n.ts'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { classWords } from '../ui/words.ts'
import { ActionButton } from './action-button.tsx'
import { secondsSince, waitedMinutes } from './line.ts'
import { ClassTag } from './line-row.tsx'
import { useQueueName } from './queue-name.ts'
import type { Desk, HallTime } from './use-desk.ts'
import { VisitItems } from './visit-items.tsx'
import { windowWords } from './words.ts'
import { type DeskAction, hindranceOf } from './work.ts'

/** The middle of the desk: the ticket in hand, or what stands in its place. */
export function Stage(props: { desk: Desk; onAct: (action: DeskAction) => void }): ReactNode {
  const say = useWords(windowWords)
  const { desk } = props
  const { window, situation } = desk
  const ticket = situation.hand === null ? null : window.ticket
  if (situation.occupied)
    return (
      <StageNote
        title={say('occupiedTitle', { name: window.staffName ?? '' })}
        body={say('occupiedBody')}
        action="close"
        {...props}
      />
    )
  if (ticket) return <TicketInHand ticket={ticket} desk={desk} />
  if (window.state === 'closed')
    return <StageNote title={say('closedTitle')} body={say('closedBody')} action="open" {...props} />
  if (window.state === 'paused')
    return (
      <StageNote
        title={window.pauseReason ? say('pausedFor', { reason: window.pauseReason }) : say('pausedTitle')}
        body={say('pausedBody')}
        action="open"
        word={say('goOnOpen')}
        {...props}
      />
    )
  return <FreeHands desk={desk} />
}

function StageNote(props: {
  desk: Desk
  title: string
  body: string
  action: 'open' | 'close'
  word?: string
  onAct: (action: DeskAction) => void
}): ReactNode {
  const { desk, action } = props
  return (
    <div className="stage-note">
      <h2>{props.title}</h2>
      <p>{props.body}</p>
      <ActionButton
        of={action}
        look="primary"
        className="action-main"
        disabled={hindranceOf(action, desk.situation) !== null}
        busy={desk.work.doing === action}
        onPress={() => props.onAct(action)}
        {...(props.word === undefined ? {} : { word: props.word })}
      />
    </div>
  )
}

function TicketInHand({ ticket, desk }: { ticket: Ticket; desk: Desk }): ReactNode {
  const say = useWords(windowWords)
  const sayClass = useWords(classWords)
  const nameOf = useQueueName(desk.queues)
  const { time } = desk
  return (
    <section className="hand" data-state={ticket.state} aria-label={say('inHandOf')}>
      <p className="hand-band">
        <span className="hand-state">{say(ticket.state === 'called' ? 'calling' : 'serving')}</span>
        {ticket.state === 'called' ? <span>{say('callsMade', { count: ticket.calls })}</span> : null}
        <Elapsed ticket={ticket} time={time} />
      </p>
      <div className="hand-ticket">
        <p className="hand-number" role="status">
          <TicketNumber number={ticket.number} />
        </p>
        <div className="hand-facts">
          <p className="hand-queue">{nameOf(ticket.queueId, ticket.queueName)}</p>
          <p className="hand-class">
            {ticket.class === 'ordinary' ? sayClass('ordinary') : <ClassTag of={ticket.class} />}
          </p>
          <p>
            {[
              say('takenAt', { time: formatTime(ticket.issuedAt, time.timeZone) }),
              ...(ticket.calledAt === null
                ? []
                : [say('waited', { count: waitedMinutes(ticket.issuedAt, Date.parse(ticket.calledAt)) })]),
              ...(ticket.dueAt === null
                ? []
                : [say('dueAt', { time: formatTime(ticket.dueAt, time.timeZone) })]),
            ].map((fact) => (
              <span className="whole" key={fact}>
                {fact}
              </span>
            ))}
          </p>
        </div>
      </div>
      <VisitItems ticket={ticket} queues={desk.queues} />
    </section>
  )
}

function Elapsed({ ticket, time }: { ticket: Ticket; time: HallTime }): ReactNode {
  const say = useWords(windowWords)
  const now = useNow(1000) + time.offsetMs
  const [key, since] =
    ticket.state === 'serving'
      ? (['sinceStart', ticket.startedAt] as const)
      : (['sinceCall', ticket.calledAt] as const)
  if (since === null) return null
  return (
    <span className="hand-time figures">{say(key, { time: formatDuration(secondsSince(since, now)) })}</span>
  )
}

function FreeHands({ desk }: { desk: Desk }): ReactNode {
  const say = useWords(windowWords)
  const nameOf = useQueueName(desk.queues)
  const { line, work } = desk
  const next = line?.waiting[0]
  if (line === undefined) return <div className="stage-note" />
  if (next === undefined || work.nobody)
    return (
      <div className="stage-note">
        <h2>{say('nobodyWaits')}</h2>
        <p>{say(work.nobody && next !== undefined ? 'nobodyDue' : 'nobodyWaitsBody')}</p>
      </div>
    )
  return (
    <section className="hand hand-free">
      <p className="hand-band">
        <span className="hand-state">{say('nextIs')}</span>
        <span className="hand-time">{say('peopleWait', { count: line.total })}</span>
      </p>
      <div className="hand-ticket">
        <p className="hand-number">
          <TicketNumber number={next.number} />
        </p>
        <div className="hand-facts">
          <p className="hand-queue">{nameOf(next.queueId, next.queueName)}</p>
          {next.class === 'ordinary' ? null : (
            <p className="hand-class">
              <ClassTag of={next.class} />
            </p>
          )}
        </div>
      </div>
      <ul className="hand-ahead">
        {next.items
          .filter((item) => item.state === 'waiting')
          .map((item) => (
            <li key={item.id}>{item.name}</li>
          ))}
      </ul>
    </section>
  )
}

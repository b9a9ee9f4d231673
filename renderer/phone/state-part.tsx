import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHallCommand } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { useEstimateText } from '../ui/say-estimate.ts'
import { ProblemNotice } from '../ui/states.tsx'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { commonWords, stateWords } from '../ui/words.ts'
import { hallTime, type Phase, type PhoneView } from './phase.ts'
import { phoneWords } from './words.ts'

interface PartProps {
  readonly view: PhoneView
  readonly phase: Phase
  readonly onChanged: () => void
}

/** The number, and what it means right now: the top of the page. */
export function StatePart(props: PartProps): ReactNode {
  const { view, phase } = props
  const say = useWords(phoneWords)
  const rests = ['done', 'cancelled', 'expired', 'missed-too-late'].includes(phase)
  return (
    <section className="phone-state" data-rests={rests || undefined}>
      <p className="phone-label">{say('yourNumber')}</p>
      <TicketNumber number={view.ticket.number} className="phone-number" />
      <div aria-live="polite">
        {phase === 'waiting' || phase === 'near' ? <Waiting {...props} /> : <Told {...props} />}
      </div>
    </section>
  )
}

function Waiting({ view, phase }: PartProps): ReactNode {
  const say = useWords(phoneWords)
  const common = useWords(commonWords)
  const state = useWords(stateWords)
  const estimate = useEstimateText()
  const { ticket } = view
  return (
    <div className="phone-waiting">
      <h1>
        {phase === 'waiting' ? state('waiting') : say(ticket.ahead === 0 ? 'nobodyAhead' : 'nearTitle')}
      </h1>
      <dl className="phone-figures">
        <div>
          <dt>{say('ahead')}</dt>
          <dd className="figures whole">{common('people', { count: ticket.ahead })}</dd>
        </div>
        <div>
          <dt>{say('wait')}</dt>
          <dd className="whole">
            {ticket.estimate === null ? say('waitUnknown') : estimate(ticket.estimate)}
          </dd>
        </div>
      </dl>
      {view.unattended ? (
        <p className="phone-unattended" role="status">
          <CircleAlert aria-hidden="true" />
          <span>{say('unattended')}</span>
        </p>
      ) : (
        <p className="phone-todo">{say(phase === 'near' ? 'nearTodo' : 'waitingTodo')}</p>
      )}
    </div>
  )
}

function Told(props: PartProps): ReactNode {
  const { view, phase } = props
  const say = useWords(phoneWords)
  const { windowNumber, calls } = view.ticket
  const at = windowNumber ?? ''
  switch (phase) {
    case 'called':
      return (
        <>
          <h1 className="phone-called">
            <span>{say('calledTitle')}</span>
            <span className="whole">{say('calledWindow', { number: at })}</span>
          </h1>
          <p className="phone-todo">{say('calledTodo')}</p>
          {calls > 1 ? <p className="phone-times">{say('calledTimes', { count: calls })}</p> : null}
        </>
      )
    case 'serving':
      return <Words title={say('servingTitle')} body={at === '' ? null : say('servingAt', { number: at })} />
    case 'held':
      return (
        <Words
          title={say('heldTitle')}
          body={at === '' ? say('heldTodoAnywhere') : say('heldTodo', { number: at })}
        />
      )
    case 'missed':
      return <Missed {...props} />
    case 'missed-too-late':
      return <Words title={say('missedTitle')} body={say('missedTooLate')} />
    case 'cancelled':
      return <Words title={say('cancelledTitle')} body={say('cancelledBody')} />
    case 'expired':
      return <Words title={say('expiredTitle')} body={say('expiredBody')} />
    default:
      return <Words title={say('doneTitle')} body={say('doneBody')} />
  }
}

function Words({ title, body }: { title: string; body: string | null }): ReactNode {
  return (
    <>
      <h1>{title}</h1>
      {body === null ? null : <p className="phone-todo">{body}</p>}
    </>
  )
}

/** Missed, and the way back while there is one. */
function Missed({ view, onChanged }: PartProps): ReactNode {
  const say = useWords(phoneWords)
  const comeBack = useHallCommand('returnTicket', { onDone: onChanged, onProblem: onChanged })
  return (
    <>
      <Words
        title={say('missedTitle')}
        body={
          view.returnUntil === null
            ? say('missedCanNow')
            : say('missedCan', { time: hallTime(view.returnUntil) })
        }
      />
      <Button
        look="primary"
        wide
        busy={comeBack.busy}
        onPress={() => comeBack.run({ params: { id: view.ticket.id } })}
      >
        {say('comeBack')}
      </Button>
      {comeBack.problem ? <ProblemNotice problem={comeBack.problem} /> : null}
    </>
  )
}

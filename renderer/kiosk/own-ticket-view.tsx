import { type ReactNode, useState } from 'react'
import type { RouteAnswer } from '../../contract/client.ts'
import { useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { spellNumber } from '../ui/format.ts'
import { type Say, sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { useEstimateText } from '../ui/say-estimate.ts'
import { ProblemNotice } from '../ui/states.tsx'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { commonWords } from '../ui/words.ts'
import { HomeCountdown } from './home-countdown.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { sayList } from './say-list.ts'
import { ScanTroubleView } from './scan-trouble-view.tsx'
import { scanWords } from './scan-words.ts'

type Held = RouteAnswer<'scannedTicket'>

/** The ticket whose QR code was held to the scanner: how it stands, and what its holder can do. */
export function OwnTicketView({ secret }: { secret: string }): ReactNode {
  const say = useWords(scanWords)
  const input = { body: { secret } }
  const read = useHallQuery('scannedTicket', input, { refreshOn: ['calls', 'queues', 'windows'] })
  if (read.data !== undefined) return <Known held={read.data} secret={secret} onChanged={read.again} />
  if (read.problem !== null) return <ScanTroubleView problem={read.problem} />
  return (
    <Page title={say('ticketTitle')} about={sayIn(scanWords, 'zh-CN')('ticketTitle')}>
      <div className="calm" role="status">
        <p>{say('loading')}</p>
      </div>
    </Page>
  )
}

function Known(props: { held: Held; secret: string; onChanged: () => void }): ReactNode {
  const { held, secret, onChanged } = props
  const { ticket } = held
  const say = useWords(scanWords)
  const { title, todo } = tell(held, say)
  return (
    <Page
      title={title}
      prompt={todo}
      spoken={say('spoken', { number: spellNumber(ticket.number), title, todo })}
      about={`${sayIn(scanWords, 'zh-CN')('ticketTitle')} ${ticket.number}`}
      foot={<HomeCountdown />}
    >
      <div className="own-ticket">
        <section className="own-ticket-paper" data-now={ticket.state === 'called' || undefined}>
          <p className="own-ticket-label">{say('number')}</p>
          <TicketNumber number={ticket.number} className="own-ticket-number" />
          <Facts held={held} />
        </section>
        <Doing held={held} secret={secret} onChanged={onChanged} />
      </div>
    </Page>
  )
}

function Facts({ held }: { held: Held }): ReactNode {
  const say = useWords(scanWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  const { language } = useLanguage()
  const { ticket, windowNumbers } = held
  return (
    <dl className="own-ticket-facts">
      <div>
        <dt>{say('queue')}</dt>
        <dd>{(language === 'en' && held.queueNameEn) || ticket.queueName}</dd>
      </div>
      {ticket.state === 'waiting' ? (
        <>
          <div>
            <dt>{say('ahead')}</dt>
            <dd>{ticket.ahead === 0 ? say('nobody') : common('people', { count: ticket.ahead })}</dd>
          </div>
          <div>
            <dt>{say('wait')}</dt>
            <dd>{ticket.estimate === null ? say('cannotTell') : estimate(ticket.estimate)}</dd>
          </div>
          {windowNumbers.length > 0 ? (
            <div>
              <dt>{say('windows')}</dt>
              <dd>{say('windowList', { numbers: sayList(windowNumbers, language) })}</dd>
            </div>
          ) : null}
        </>
      ) : null}
    </dl>
  )
}

/** What can be done with it: cancel while it waits (asked once more, in the page), come back, take a new one. */
function Doing(props: { held: Held; secret: string; onChanged: () => void }): ReactNode {
  const { held, secret, onChanged } = props
  const { ticket } = held
  const say = useWords(scanWords)
  const { go } = useKiosk()
  const [asking, setAsking] = useState(false)
  const input = { body: { secret } }
  const cancel = useHallCommand('cancelScanned', { onDone: onChanged, onProblem: onChanged })
  const comeBack = useHallCommand('returnScanned', { onDone: onChanged, onProblem: onChanged })
  const problem = cancel.problem ?? comeBack.problem
  const over = ['cancelled', 'expired'].includes(ticket.state)
  const missed = ticket.state === 'no-show'
  return (
    <div className="own-ticket-doing">
      {ticket.state === 'waiting' && !asking ? (
        <Button onPress={() => setAsking(true)}>{say('cancel')}</Button>
      ) : null}
      {ticket.state === 'waiting' && asking ? (
        <>
          <p role="alert">{say('cancelAsk', { number: ticket.number })}</p>
          <Button look="primary" autoFocus onPress={() => setAsking(false)}>
            {say('cancelNo')}
          </Button>
          <Button look="wrong" busy={cancel.busy} onPress={() => cancel.run(input)}>
            {say('cancelYes')}
          </Button>
        </>
      ) : null}
      {missed && ticket.returnable ? (
        <Button look="primary" busy={comeBack.busy} onPress={() => comeBack.run(input)}>
          {say('comeBack')}
        </Button>
      ) : null}
      {over || (missed && !ticket.returnable) ? (
        <Button look="primary" onPress={() => go({ at: 'queues' })}>
          {say('takeNumber')}
        </Button>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </div>
  )
}

/** What a ticket's state means for its holder now. */
function tell({ ticket, unattended }: Held, say: Say<typeof scanWords.zh>): { title: string; todo: string } {
  const at = { number: ticket.windowNumber ?? '' }
  switch (ticket.state) {
    case 'waiting':
      return {
        title: say(ticket.ahead === 0 && !unattended ? 'next' : 'waiting'),
        todo: say(unattended ? 'unattended' : 'waitingTodo'),
      }
    case 'called':
      return { title: say('called', at), todo: say('calledTodo') }
    case 'serving':
      return { title: say('serving', at), todo: say('servingTodo') }
    case 'held':
      return { title: say('held'), todo: say('heldTodo') }
    case 'no-show':
      return { title: say('missed'), todo: say(ticket.returnable ? 'missedCan' : 'missedTooLate') }
    case 'done':
      return { title: say('done'), todo: say('doneTodo') }
    case 'cancelled':
    case 'expired':
      return { title: say(ticket.state), todo: say('overTodo') }
  }
}

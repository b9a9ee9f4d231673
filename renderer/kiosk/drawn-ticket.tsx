import type { ReactNode } from 'react'
import { formatDate, formatTime } from '../ui/format.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { useEstimateText } from '../ui/say-estimate.ts'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { classWords, commonWords } from '../ui/words.ts'
import type { TakenTicket } from './session.ts'
import { ticketWords } from './ticket-words.ts'

/** The ticket as paper that slides out of its slot, drawn from the ticket's own data: the page needs no printer for it. */
export function DrawnTicket(props: {
  ticket: TakenTicket
  hallName: string
  queueName: string
  place: { zone: string | null; windows: string | null }
  timeZone?: string
}): ReactNode {
  const { ticket, place, timeZone } = props
  const say = useWords(ticketWords)
  const common = useWords(commonWords)
  const className = useWords(classWords)
  const estimate = useEstimateText()
  const { language } = useLanguage()
  const issued = say('issued', {
    date: formatDate(ticket.issuedAt, language, timeZone),
    time: formatTime(ticket.issuedAt, timeZone),
  })
  return (
    <div className="slot">
      <span className="slot-mouth" aria-hidden="true" />
      <div className="slot-below">
        <section className="paper" aria-label={common('ticketNumber', { number: ticket.number })}>
          <p className="paper-hall">{props.hallName}</p>
          <TicketNumber number={ticket.number} className="paper-number" />
          <p className="paper-queue">
            <span>{props.queueName}</span>
            {ticket.class === 'ordinary' ? null : (
              <span className="paper-class">{className(ticket.class)}</span>
            )}
            {ticket.items.length > 1 ? <span>{say('visit', { count: ticket.items.length })}</span> : null}
          </p>
          <dl className="paper-facts">
            {ticket.dueAt ? (
              <div>
                <dt>{say('due')}</dt>
                <dd className="figures">{formatTime(ticket.dueAt, timeZone)}</dd>
              </div>
            ) : null}
            <div>
              <dt>{say('ahead')}</dt>
              <dd>{ticket.ahead === 0 ? say('nobody') : common('people', { count: ticket.ahead })}</dd>
            </div>
            <div>
              <dt>{say('wait')}</dt>
              <dd>{ticket.estimate === null ? say('cannotTell') : estimate(ticket.estimate)}</dd>
            </div>
            {place.zone || place.windows ? (
              <div>
                <dt>{say('where')}</dt>
                <dd>
                  {place.zone ? <span className="whole">{place.zone}</span> : null}
                  {place.zone && place.windows && language === 'en' ? ', ' : ' '}
                  {place.windows ? <span className="whole">{place.windows}</span> : null}
                </dd>
              </div>
            ) : null}
          </dl>
          <div className="paper-scan">
            <QrCode text={ticket.phoneUrl} size="var(--qr)" label={say('qr')} />
            <p>{say('scan')}</p>
          </div>
          <p className="paper-issued">{issued}</p>
        </section>
      </div>
    </div>
  )
}

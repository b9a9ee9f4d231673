import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { formatTime, spellNumber } from '../ui/format.ts'
import { type Say, sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { checkInWords } from './check-in-words.ts'
import { DrawnTicket } from './drawn-ticket.tsx'
import { HomeCountdown } from './home-countdown.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Page } from './page.tsx'
import { PaperPicture } from './paper-picture.tsx'
import { printingOf, reasonOf } from './print.ts'
import { sayAll, sayList } from './say-list.ts'
import type { CheckedIn, TakenTicket } from './session.ts'
import { ticketWords } from './ticket-words.ts'
import { usePrint } from './use-print.ts'

const bodies = {
  none: 'noneBody',
  printing: 'printingBody',
  printed: 'printedBody',
  failed: 'failedBody',
  unknown: 'unknownBody',
} as const

/** The number, as large as the page allows, while its paper comes out; with the phone's way in. */
export function TakenView(props: { ticket: TakenTicket; checkIn?: CheckedIn | undefined }): ReactNode {
  const { ticket, checkIn } = props
  const say = useWords(ticketWords)
  const booked = useWords(checkInWords)
  const { language } = useLanguage()
  const { bridge } = useKiosk()
  const print = usePrint(ticket, bridge !== null)
  const hall = useHallQuery('hall', {})
  const printing = bridge === null ? 'none' : printingOf(print.state)
  const reason = reasonOf(print.state)

  const queue = hall.data?.queues.find((one) => one.id === ticket.queueId)
  const zone = hall.data?.zones.find((one) => one.id === queue?.zoneId)
  const english = language === 'en'
  const place = {
    zone: zone ? (english && zone.nameEn) || zone.name : null,
    windows:
      queue && queue.windowNumbers.length > 0
        ? say(queue.windowNumbers.length === 1 ? 'window' : 'windows', {
            numbers: sayList(queue.windowNumbers, language),
          })
        : null,
  }
  const where = [place.zone, place.windows].filter(Boolean).join(english ? ', ' : ' ')
  const spoken = say('spoken', {
    number: spellNumber(ticket.number),
    ahead: ticket.ahead === 0 ? say('next') : say('spokenAhead', { count: ticket.ahead }),
    where: where === '' ? '' : `${say('where')} ${where}`,
  })
  const told = checkIn === undefined ? null : tellCheckIn(checkIn, ticket, hall.data?.timeZone, booked)
  const bad = printing === 'failed' || printing === 'unknown'
  return (
    <Page
      title={checkIn === 'again' ? booked('again') : say(printing)}
      prompt={bad || checkIn === 'again' ? undefined : say(bodies[printing])}
      spoken={told ? sayAll([told.title, told.body, spoken]) : spoken}
      about={`${sayIn(ticketWords, 'zh-CN')('yourNumber')} ${ticket.number}`}
      withoutCard
      foot={<HomeCountdown key={printing === 'printing' ? 'wait' : 'end'} />}
    >
      <div className="taken">
        <div className="taken-told">
          {told ? (
            <Notice tone={checkIn === 'late' ? 'warn' : 'done'} title={told.title}>
              {told.body}
            </Notice>
          ) : null}
          {bad ? (
            <Notice
              tone="warn"
              title={say(bodies[printing])}
              actions={
                <Button look="primary" onPress={print.again}>
                  {say('again')}
                </Button>
              }
            >
              {print.refused ? say('againFailed') : reason ? say('why', { reason: say(reason) }) : null}
            </Notice>
          ) : null}
        </div>
        <DrawnTicket
          ticket={ticket}
          place={place}
          queueName={(english && queue?.nameEn) || ticket.queueName}
          hallName={hall.data ? (english && hall.data.nameEn) || hall.data.name : ''}
          {...(hall.data ? { timeZone: hall.data.timeZone } : {})}
        />
        <div className="taken-beside">
          {printing === 'printed' ? <Button onPress={print.again}>{say('again')}</Button> : null}
          {bridge?.paper ? (
            <PaperPicture paper={bridge.paper} number={ticket.number} underWay={printing === 'printing'} />
          ) : null}
        </div>
      </div>
    </Page>
  )
}

/** What the booking's holder is told besides: when they are due, that they came late, or that the number is the same. */
function tellCheckIn(
  checkIn: CheckedIn,
  ticket: TakenTicket,
  timeZone: string | undefined,
  booked: Say<typeof checkInWords.zh>,
): { title: string; body: string } {
  if (checkIn === 'late') return { title: booked('late'), body: booked('lateBody') }
  const body =
    ticket.dueAt === null ? booked('sameBody') : booked('due', { time: formatTime(ticket.dueAt, timeZone) })
  return { title: booked(checkIn === 'again' ? 'same' : 'onTime'), body }
}

import { CalendarPlus, QrCode as QrIcon } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { RouteAnswer } from '../../contract/client.ts'
import { useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { CancelAsk } from '../phone/cancel-ask.tsx'
import { Switches } from '../phone/switches.tsx'
import { Button } from '../ui/button.tsx'
import { formatDate, formatTime } from '../ui/format.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { Loading, Notice, ProblemNotice } from '../ui/states.tsx'
import { Bring } from './bring.tsx'
import { Frame } from './frame.tsx'
import { dayText } from './when-step.tsx'
import { bookingWords } from './words.ts'

type Own = RouteAnswer<'booking'>

/** A check-in at the kiosk shows here soon after. */
const lookAgainMs = 15_000

/** One booking, as its holder keeps it on the phone. */
export function OwnPage(): ReactNode {
  const say = useWords(bookingWords)
  const { data, problem, again } = useHallQuery('booking', {})
  const booked = data?.appointment.state === 'booked'
  useEffect(() => {
    if (!booked) return
    const timer = setInterval(again, lookAgainMs)
    return () => clearInterval(timer)
  }, [booked, again])
  if (data) return <Own own={data} onChanged={again} />
  if (!problem) return <Loading full />
  if (problem.status !== 401 && problem.status !== 403)
    return (
      <main className="phone phone-blank">
        <ProblemNotice problem={problem} onAgain={again} />
      </main>
    )
  return (
    <div className="phone booking">
      <main className="phone-blank">
        <QrIcon aria-hidden="true" />
        <h1>{say('unknownTitle')}</h1>
        <p>{say('unknownBody')}</p>
        <BookAnother />
      </main>
      <footer className="phone-foot">
        <Switches />
      </footer>
    </div>
  )
}

const titles = {
  booked: 'bookedTitle',
  'checked-in': 'checkedInTitle',
  cancelled: 'cancelledTitle',
  absent: 'absentTitle',
} as const

function Own({ own, onChanged }: { own: Own; onChanged: () => void }): ReactNode {
  const say = useWords(bookingWords)
  const { language } = useLanguage()
  const { appointment, timeZone } = own
  const { state, cancelledBecause } = appointment
  const time = (at: string) => formatTime(at, timeZone)
  return (
    <Frame
      follows
      hallName={(language === 'en' && own.hallNameEn) || own.hallName}
      title={say(cancelledBecause === null ? titles[state] : 'cancelledByHallTitle')}
    >
      {state === 'booked' ? (
        <section className="booking-code">
          <p className="phone-label">{say('code')}</p>
          <p className="booking-code-text">{own.bookingCode}</p>
          <QrCode text={own.bookingUrl} size="min(15rem, 58vw)" label={say('qr')} />
          <p className="phone-small">{say('codeNote')}</p>
        </section>
      ) : (
        <Notice
          tone={state === 'checked-in' ? 'done' : cancelledBecause === null ? 'info' : 'warn'}
          title={stateText(own, say)}
        />
      )}
      {appointment.blockedUntil ? (
        <Notice
          tone="warn"
          title={say('blocked', { date: formatDate(appointment.blockedUntil, language, timeZone) })}
        />
      ) : null}
      <section className="phone-facts">
        <dl>
          <div>
            <dt>{say('time')}</dt>
            <dd>
              {dayText(appointment.day, language)}{' '}
              <strong className="whole figures">
                {time(appointment.startsAt)}–{endText(time(appointment.endsAt))}
              </strong>
            </dd>
          </div>
          <div>
            <dt>{say('item')}</dt>
            <dd>{(language === 'en' && appointment.itemNameEn) || appointment.itemName}</dd>
          </div>
          {state === 'booked' ? (
            <div>
              <dt>{say('checkIn')}</dt>
              <dd>
                {say('checkInSpan', {
                  from: time(appointment.checkInFrom),
                  until: time(appointment.checkInUntil),
                })}
              </dd>
            </div>
          ) : null}
          <div>
            <dt>{say('person')}</dt>
            <dd className="figures">{appointment.idMasked}</dd>
          </div>
        </dl>
        {state === 'booked' ? <p className="phone-small">{say('lateNote')}</p> : null}
      </section>
      <Bring materials={own.materials} place={own.place} />
      {appointment.cancellable ? <CancelStep onChanged={onChanged} /> : null}
      <BookAnother />
    </Frame>
  )
}

function stateText(
  { appointment }: Own,
  say: ReturnType<typeof useWords<(typeof bookingWords)['zh']>>,
): string {
  const number = appointment.ticketNumber ?? ''
  switch (appointment.state) {
    case 'checked-in':
      return say(appointment.late ? 'ticketLate' : 'ticket', { number })
    case 'cancelled':
      return say(appointment.cancelledBecause ?? 'cancelledBody')
    case 'absent':
      return say('absentBody')
    case 'booked':
      return ''
  }
}

/** A slot that ends with its day ends at 24:00. */
function endText(time: string): string {
  return time === '00:00' ? '24:00' : time
}

function BookAnother(): ReactNode {
  const say = useWords(bookingWords)
  const open = (): void => {
    history.pushState(null, '', '/booking/')
    dispatchEvent(new HashChangeEvent('hashchange'))
  }
  return (
    <Button wide icon={<CalendarPlus aria-hidden="true" />} onPress={open}>
      {say('again')}
    </Button>
  )
}

/** Gives the booking up. */
function CancelStep({ onChanged }: { onChanged: () => void }): ReactNode {
  const say = useWords(bookingWords)
  const { busy, problem, run } = useHallCommand('cancelBooking', {
    onDone: onChanged,
    onProblem: onChanged,
  })
  const words = {
    cancel: say('cancel'),
    ask: say('cancelAsk'),
    no: say('cancelNo'),
    yes: say('cancelYes'),
  }
  return <CancelAsk words={words} busy={busy} problem={problem} onCancel={() => run({})} />
}

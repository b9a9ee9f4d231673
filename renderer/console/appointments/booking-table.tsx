import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Appointment } from '../../../contract/appointment.ts'
import { useHallCommand } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { tellProblem } from '../../ui/problem-words.ts'
import { Ask } from '../parts/ask.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { type MarkTone, StateMark } from '../parts/state-mark.tsx'
import { mayCall } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { appointmentWords } from './words.ts'

const tones: Readonly<Record<Appointment['state'], MarkTone>> = {
  booked: 'now',
  'checked-in': 'good',
  cancelled: 'rest',
  absent: 'wrong',
}

/** Bookings in rows: masked, with what may be done to each. */
export function BookingTable(props: {
  seat: Seat
  rows: readonly Appointment[]
  timeZone: string
  /** Several days are among them. */
  withDay?: boolean
  name: string
  empty: ReactNode
  onChanged: () => void
}): ReactNode {
  const say = useWords(appointmentWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const { seat, timeZone, onChanged } = props
  const [asking, setAsking] = useState<{ what: 'cancel' | 'lift'; row: Appointment } | null>(null)
  const onProblem = (problem: Parameters<typeof tellProblem>[0]): void =>
    void message.error(tellProblem(problem, language).what)
  const cancel = useHallCommand('cancelAppointment', {
    refreshes: ['appointments', 'appointmentFigures'],
    onProblem,
    onDone: () => {
      void message.success(say('cancelledDone'))
      onChanged()
    },
  })
  const lift = useHallCommand('liftBlock', {
    refreshes: ['appointments'],
    onProblem,
    onDone: () => {
      void message.success(say('liftDone'))
      onChanged()
    },
  })
  const time = (at: string): string => formatTime(at, timeZone)
  const span = ({ startsAt, endsAt }: Appointment): string =>
    `${time(startsAt)}–${time(endsAt) === '00:00' ? '24:00' : time(endsAt)}`
  const date = (at: string): string => formatDate(at, language, timeZone)
  const state = (row: Appointment): string => say(row.late ? 'lateIn' : row.state)
  const columns: Column<Appointment>[] = [
    ...(props.withDay
      ? [{ key: 'day', whole: true, title: say('dayOf'), text: (row: Appointment) => date(row.startsAt) }]
      : []),
    { key: 'time', whole: true, title: say('time'), text: span },
    { key: 'item', title: say('item'), text: (row) => row.itemName },
    { key: 'queue', title: say('queue'), text: (row) => row.queueName },
    { key: 'person', whole: true, title: say('person'), text: (row) => row.idMasked },
    {
      key: 'state',
      whole: true,
      title: say('state'),
      text: state,
      show: (row) => (
        <>
          <StateMark tone={tones[row.state]}>{state(row)}</StateMark>
          {row.cancelledBecause ? <span className="cell-note">{say(row.cancelledBecause)}</span> : null}
          {row.blockedUntil ? (
            <span className="cell-note">{say('blocked', { date: date(row.blockedUntil) })}</span>
          ) : null}
        </>
      ),
    },
    { key: 'number', whole: true, title: say('number'), text: (row) => row.ticketNumber ?? '' },
    {
      key: 'do',
      whole: true,
      title: say('do'),
      action: true,
      align: 'end',
      text: () => '',
      show: (row) => (
        <span className="row-actions">
          {row.cancellable && mayCall(seat.staff.roles, 'cancelAppointment') ? (
            <Button
              look="quiet"
              label={`${say('cancel')} ${span(row)} ${row.idMasked}`}
              onPress={() => setAsking({ what: 'cancel', row })}
            >
              {say('cancel')}
            </Button>
          ) : null}
          {row.blockedUntil && mayCall(seat.staff.roles, 'liftBlock') ? (
            <Button
              look="quiet"
              label={`${say('lift')} ${row.idMasked}`}
              onPress={() => setAsking({ what: 'lift', row })}
            >
              {say('lift')}
            </Button>
          ) : null}
        </span>
      ),
    },
  ]
  return (
    <>
      <Register
        name={props.name}
        rows={props.rows}
        columns={columns}
        idOf={(row) => row.id}
        dimmed={(row) => row.state === 'cancelled'}
        empty={props.empty}
      />
      {asking?.what === 'cancel' ? (
        <Ask
          title={say('cancelTitle')}
          word={say('cancelYes')}
          keepWord={say('cancelNo')}
          wrong
          onYes={() => cancel.run({ params: { id: asking.row.id } })}
          onClose={() => setAsking(null)}
        >
          <p>
            {say('cancelBody', {
              time: `${date(asking.row.startsAt)} ${span(asking.row)}`,
              item: asking.row.itemName,
            })}
          </p>
        </Ask>
      ) : null}
      {asking?.what === 'lift' ? (
        <Ask
          title={say('liftTitle')}
          word={say('lift')}
          onYes={() => lift.run({ params: { id: asking.row.id } })}
          onClose={() => setAsking(null)}
        >
          <p>{say('liftBody')}</p>
        </Ask>
      ) : null}
    </>
  )
}

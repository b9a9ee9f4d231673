import './appointments.css'
import { CalendarClock, QrCode, SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { mayCall } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { BookingAddress } from './booking-address.tsx'
import { DayBookings } from './day-bookings.tsx'
import { Figures } from './figures.tsx'
import { Finder } from './finder.tsx'
import { Plans } from './plans.tsx'
import { RulesForm } from './rules-form.tsx'
import { appointmentWords } from './words.ts'

/** Bookings: a day's list and figures, one booking by its code, and how queues are booked. */
export function AppointmentsRoom({ seat }: { seat: Seat }): ReactNode {
  const say = useWords(appointmentWords)
  const sayRoom = useWords(roomWords)
  const hall = useHallQuery('hall', {})
  const [chosen, setChosen] = useState<string | null>(null)
  const [panel, setPanel] = useState<'page' | 'rules' | null>(null)
  const roles = seat.staff.roles
  const setsRules = mayCall(roles, 'settings') && mayCall(roles, 'saveSettings')
  if (!hall.data)
    return (
      <RoomSheet title={sayRoom('appointments')}>
        {hall.problem ? <ProblemNotice problem={hall.problem} onAgain={hall.again} /> : <Loading />}
      </RoomSheet>
    )
  const { timeZone } = hall.data
  const today = hall.data.day
  const day = chosen ?? today
  return (
    <RoomSheet
      title={sayRoom('appointments')}
      about={say('about')}
      actions={
        <>
          <Button icon={<QrCode aria-hidden="true" />} onPress={() => setPanel('page')}>
            {say('page')}
          </Button>
          {setsRules ? (
            <Button icon={<SlidersHorizontal aria-hidden="true" />} onPress={() => setPanel('rules')}>
              {say('rules')}
            </Button>
          ) : null}
        </>
      }
    >
      <Finder seat={seat} timeZone={timeZone} />
      <section className="stack" aria-label={say('listTitle')}>
        <div className="booking-day-choice">
          <label>
            <span>{say('day')}</span>
            <input
              type="date"
              value={day}
              onChange={(event) => setChosen(event.target.value === '' ? null : event.target.value)}
            />
          </label>
          {day === today ? null : (
            <Button look="quiet" icon={<CalendarClock aria-hidden="true" />} onPress={() => setChosen(null)}>
              {say('today')}
            </Button>
          )}
        </div>
        <Figures day={day} />
        <DayBookings key={day} seat={seat} day={day} timeZone={timeZone} />
      </section>
      {mayCall(roles, 'bookingPlans') ? <Plans changes={mayCall(roles, 'saveBookingPlan')} /> : null}
      {panel === 'page' ? (
        <BookingAddress publicUrl={hall.data.publicUrl} onClose={() => setPanel(null)} />
      ) : null}
      {panel === 'rules' ? <RulesForm onClose={() => setPanel(null)} /> : null}
    </RoomSheet>
  )
}

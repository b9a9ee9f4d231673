import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHall } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { usePages } from '../parts/use-pages.ts'
import type { Seat } from '../session/use-session.ts'
import { BookingTable } from './booking-table.tsx'
import { appointmentWords } from './words.ts'

const pageSize = 100

/** A day's bookings by time, a hundred at a time, kept true while people book and check in. */
export function DayBookings(props: { seat: Seat; day: string; timeZone: string }): ReactNode {
  const say = useWords(appointmentWords)
  const sayList = useWords(listWords)
  const { call } = useHall()
  const list = usePages<RouteAnswer<'appointments'>>(
    'appointments',
    props.day,
    (after, signal) =>
      call(
        'appointments',
        {
          query: {
            day: props.day,
            limit: pageSize,
            ...(after === null ? {} : { after: String(after) }),
          },
        },
        { signal },
      ),
    ['notices'],
  )
  if (list.pages === undefined)
    return list.problem ? <ProblemNotice problem={list.problem} onAgain={list.again} /> : <Loading />
  return (
    <>
      <BookingTable
        seat={props.seat}
        rows={list.pages.flatMap((page) => page.appointments)}
        timeZone={props.timeZone}
        name={`${say('listTitle')} ${props.day}`}
        empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
        onChanged={list.again}
      />
      {list.hasMore ? (
        <Button busy={list.reading} onPress={list.more}>
          {sayList('more')}
        </Button>
      ) : null}
    </>
  )
}

import { type ReactNode, useEffect } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHall } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { usePages } from '../parts/use-pages.ts'
import type { Seat } from '../session/use-session.ts'
import { BookingTable } from './booking-table.tsx'
import { appointmentWords } from './words.ts'

/** As many as the hall gives at once. */
const pageSize = 200

/**
 * A day's bookings by time, kept true while people book and check in. They are shown once the last of them is read:
 * search, file and paper are of the whole day or they mislead.
 */
export function DayBookings(props: { seat: Seat; day: string; timeZone: string }): ReactNode {
  const say = useWords(appointmentWords)
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
  const { hasMore, reading, problem, more, again } = list
  useEffect(() => {
    if (hasMore && !reading && problem === null) more()
  }, [hasMore, reading, problem, more])
  const rows = list.pages?.flatMap((page) => page.appointments) ?? []
  if (list.pages === undefined || hasMore)
    return problem ? (
      <ProblemNotice problem={problem} onAgain={again} />
    ) : (
      <div role="status">
        <Loading />
        {rows.length > 0 ? <p>{say('readSoFar', { count: rows.length })}</p> : null}
      </div>
    )
  return (
    <BookingTable
      seat={props.seat}
      rows={rows}
      timeZone={props.timeZone}
      name={`${say('listTitle')} ${props.day}`}
      empty={<Empty title={say('emptyTitle')}>{say('emptyBody')}</Empty>}
      onChanged={again}
    />
  )
}

import type { AppointmentRow } from '../../db/appointment/appointments.ts'
import { placeOf } from '../board/place.ts'
import type { Hall } from '../hall.ts'
import type { Principal } from '../who.ts'

/** The queues whose bookings somebody sees, by id: as on the live board, a leader those of their zone. Null for all. */
export function queuesSeen(hall: Hall, who: Principal): ReadonlySet<string> | null {
  const place = placeOf(hall, who)
  return place.whole ? null : place.queueIds
}

/** Whether a booking is among those. */
export function seesBooking(queues: ReadonlySet<string> | null, row: AppointmentRow): boolean {
  return queues === null || queues.has(row.queueId)
}

import type { Appointment } from '../../contract/appointment.ts'
import type { RouteAnswer } from '../../contract/client.ts'
import { codeOf, showCode } from '../../core/appointment/code.ts'
import { checkInFromMs, mayCancel } from '../../core/appointment/rules.ts'
import { toRfc3339 } from '../../core/day.ts'
import { maskIdNumber } from '../../core/mask.ts'
import { must } from '../../core/result.ts'
import type { AppointmentRow } from '../../db/appointment/appointments.ts'
import { attendanceOf } from '../../db/appointment/attendance.ts'
import { findDepartment } from '../../db/catalog/departments.ts'
import { findItemGuide } from '../../db/catalog/items.ts'
import { findQueue } from '../../db/queue/queues.ts'
import { findTicket } from '../../db/queue/tickets.ts'
import type { Hall } from '../hall.ts'

/** The ID number of a booking, for the mask and for its ticket; it goes no further. Null once the hall's key was lost. */
export function idNumberOf(hall: Hall, row: AppointmentRow): string | null {
  return hall.cipher.decrypt(row.idNumberCipher, `appointment:${row.id}`)
}

/** A booking as the interface gives it to its holder, or to staff. */
export function describeAppointment(hall: Hall, row: AppointmentRow, to: 'citizen' | 'staff'): Appointment {
  const { timeZone, appointments: rules } = hall.settings()
  const nowMs = hall.clock()
  const time = (ms: number) => toRfc3339(ms, timeZone)
  const item = must(findItemGuide(hall.db, row.itemId), 'a booked item stays in the catalogue')
  const queue = must(findQueue(hall.db, row.queueId), 'a booked queue stays registered')
  const { blockedUntilMs } = attendanceOf(hall.db, row.idNumberHash)
  return {
    id: row.id,
    queueId: row.queueId,
    queueName: queue.name,
    itemId: row.itemId,
    itemName: item.name,
    itemNameEn: item.nameEn,
    day: row.day,
    startsAt: time(row.startMs),
    endsAt: time(row.endMs),
    state: row.state,
    bookedAt: time(row.bookedAtMs),
    checkInFrom: time(checkInFromMs(row, rules)),
    checkInUntil: time(row.endMs + rules.graceMinutes * 60_000),
    cancellable: mayCancel(row.state, row, nowMs, to),
    cancelledBecause: row.cancelledBecause,
    late: row.late === 1,
    ticketNumber: row.ticketId === null ? null : (findTicket(hall.db, row.ticketId)?.number ?? null),
    idMasked: maskIdNumber(idNumberOf(hall, row) ?? ''),
    blockedUntil: blockedUntilMs !== null && blockedUntilMs > nowMs ? time(blockedUntilMs) : null,
  }
}

/** A booking as its holder's page shows it, without the code and the address: those are never kept. */
export function describeOwn(
  hall: Hall,
  row: AppointmentRow,
): Omit<RouteAnswer<'booking'>, 'bookingCode' | 'bookingUrl'> {
  const { name, nameEn, timeZone } = hall.settings()
  const guide = must(findItemGuide(hall.db, row.itemId), 'a booked item stays in the catalogue')
  return {
    hallName: name,
    hallNameEn: nameEn,
    timeZone,
    now: toRfc3339(hall.clock(), timeZone),
    appointment: describeAppointment(hall, row, 'citizen'),
    place: findDepartment(hall.db, guide.departmentId)?.place ?? null,
    materials: guide.materials,
  }
}

/** What its holder alone is told: the code in groups of four, and the page with its secret behind the `#`. */
export function secretsOf(
  hall: Hall,
  row: Pick<AppointmentRow, 'id' | 'codeRound'>,
): { bookingCode: string; bookingUrl: string } {
  const base = hall.settings().publicUrl?.replace(/\/$/, '') ?? hall.baseUrl()
  return {
    bookingCode: showCode(codeOf(hall.cipher.bookingNumber(row.id, row.codeRound))),
    bookingUrl: `${base}/booking/#${hall.cipher.bookingSecret(row.id)}`,
  }
}

/** What every journal entry about a booking tells. */
export function appointmentFacts(row: AppointmentRow, timeZone: string) {
  return {
    appointmentId: row.id,
    queueId: row.queueId,
    itemId: row.itemId,
    day: row.day,
    startsAt: toRfc3339(row.startMs, timeZone),
    endsAt: toRfc3339(row.endMs, timeZone),
  }
}

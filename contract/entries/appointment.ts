import { z } from 'zod'
import { hallReasons } from '../../core/appointment/closure.ts'
import { bookingPlan } from '../appointment.ts'
import { id, time } from '../shapes.ts'
import { changes, entry, staffId } from './entry-type.ts'

/** What every entry about a booking tells; whose it is stands nowhere in the journal. */
const appointmentFacts = {
  appointmentId: id,
  queueId: id,
  itemId: id,
  day: z.string(),
  startsAt: time,
  endsAt: time,
}

/** Bookings and what becomes of them. */
export const appointmentEntries = {
  'booking-plan-saved': entry(
    '预约时段与名额更改',
    ['notices'],
    bookingPlan
      .pick({ queueId: true, bookable: true, slotMinutes: true, peoplePerSlot: true, daysAhead: true })
      // Since changes of plans are told; older entries are without.
      .extend({ prefix: z.string().optional(), name: z.string().optional(), changes }),
    ['queueId'],
  ),
  'appointment-booked': entry('预约', ['notices'], z.object(appointmentFacts), ['queueId']),
  'appointment-cancelled': entry(
    '取消预约',
    ['notices'],
    z.object({
      ...appointmentFacts,
      by: z.enum(['citizen', 'staff', 'hall']),
      /** Why the hall did it; null where it did not. Older entries are without. */
      because: z.enum(hallReasons).nullable().optional(),
      staffId,
    }),
    ['queueId'],
  ),
  'appointment-checked-in': entry(
    '预约签到',
    ['notices'],
    z.object({ ...appointmentFacts, ticketId: id, number: z.string(), late: z.boolean(), terminalId: id }),
    ['queueId'],
  ),
  'appointment-absent': entry(
    '爽约',
    ['notices'],
    z.object({
      ...appointmentFacts,
      /** Absences of this person in a row, this one included. */
      absences: z.number().int(),
      /** When this absence brought a block: until when. */
      blockedUntil: time.nullable(),
    }),
    ['queueId'],
  ),
  'booking-block-lifted': entry('解除预约限制', [], z.object({ appointmentId: id, staffId })),
} as const

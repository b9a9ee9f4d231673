import { z } from 'zod'
import { hallReasons } from '../core/appointment/closure.ts'
import { appointmentStates } from '../core/appointment/rules.ts'
import { day, id, time } from './shapes.ts'

export const appointmentState = z.enum(appointmentStates)

/** A booking as pages and the console see it: nothing in it tells who it is for but the masked number. */
export const appointment = z.object({
  id,
  queueId: id,
  queueName: z.string(),
  itemId: id,
  itemName: z.string(),
  itemNameEn: z.string().nullable(),
  day,
  startsAt: time,
  endsAt: time,
  state: appointmentState,
  bookedAt: time,
  /** When one can check in, and until when as an appointment. */
  checkInFrom: time,
  checkInUntil: time,
  /** Whether it can still be called off. */
  cancellable: z.boolean(),
  /** Why the hall called it off; null where it did not. */
  cancelledBecause: z.enum(hallReasons).nullable(),
  late: z.boolean(),
  /** The number given at check-in. */
  ticketNumber: z.string().nullable(),
  idMasked: z.string(),
  /** Until when this person cannot book, after absences in a row. */
  blockedUntil: time.nullable(),
})
export type Appointment = z.infer<typeof appointment>

/** A slot of a day with what is left of it. */
export const slot = z.object({
  /** Local wall-clock time; `24:00` is midnight at the day's end. */
  start: z.string(),
  end: z.string(),
  startsAt: time,
  left: z.number().int(),
  /** Whether it can be booked now; a slot that has passed or is full cannot. */
  open: z.boolean(),
})
export type BookingSlot = z.infer<typeof slot>

/** How a queue is booked. */
export const bookingPlan = z.object({
  queueId: id,
  prefix: z.string(),
  queueName: z.string(),
  bookable: z.boolean(),
  slotMinutes: z.number().int().min(5).max(240),
  peoplePerSlot: z.number().int().min(1).max(500),
  daysAhead: z.number().int().min(0).max(90),
})
export type BookingPlanView = z.infer<typeof bookingPlan>

import { z } from 'zod'
import { voiceLanguages } from '../../core/voice/spoken-call.ts'
import { appointment, bookingPlan, slot } from '../appointment.ts'
import { cardId, day, department, id, item, material, readFromCard, ticket, time } from '../shapes.ts'
import { byId, pageOf, type RouteSpec } from './route-spec.ts'

const wallClock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 09:00')
const idNumber = z.string().trim().min(5).max(30)
const bookingCode = z.string().trim().min(8).max(20)
const bookings = ['operator', 'supervisor', 'director', 'leader'] as const
/** One booking as its holder sees it. */
const ownBooking = z.object({
  hallName: z.string(),
  hallNameEn: z.string(),
  timeZone: z.string(),
  now: time,
  appointment,
  /** Where to go, as the catalogue says: 一区 1–3 号窗口. */
  place: z.string().nullable(),
  materials: z.array(material),
  /** How the code is read and typed: `K7QM-3HX9`. */
  bookingCode: z.string(),
  /** The holder's own page, with its secret behind the `#`. */
  bookingUrl: z.string(),
})

/** Bookings 预约: anybody books over the web, checks in at a kiosk; the console sets slots and sees who is expected. */
export const appointmentRoutes = {
  bookingHall: {
    method: 'GET',
    path: '/appointments/hall',
    says: '预约首页：大厅与可预约的部门',
    who: ['anyone'],
    answer: z.object({
      hallName: z.string(),
      hallNameEn: z.string(),
      timeZone: z.string(),
      now: time,
      departments: z.array(department.pick({ id: true, name: true, nameEn: true, items: true })),
    }),
  },
  bookableItems: {
    method: 'GET',
    path: '/appointments/items',
    says: '查可预约的事项',
    who: ['anyone'],
    query: z.object({
      q: z.string().max(100).optional(),
      department: z.string().max(100).optional(),
      limit: pageOf(20, 50),
      after: z.string().max(200).optional(),
    }),
    answer: z.object({
      items: z.array(item.pick({ id: true, name: true, nameEn: true, department: true, group: true })),
      next: z.string().nullable(),
    }),
  },
  bookableDays: {
    method: 'GET',
    path: '/appointments/items/:id/days',
    says: '一个事项可预约的日期和余号',
    who: ['anyone'],
    params: byId,
    answer: z.object({
      item: item.pick({ id: true, name: true, nameEn: true, department: true }),
      materials: z.array(material),
      place: z.string().nullable(),
      days: z.array(
        z.object({
          day,
          /** Why it cannot be booked; `open` when it can. `not-announced`: that year's holidays are not known yet. */
          openness: z.enum(['open', 'closed', 'full', 'passed', 'not-announced']),
          left: z.number().int(),
        }),
      ),
    }),
  },
  bookableSlots: {
    method: 'GET',
    path: '/appointments/items/:id/slots',
    says: '一个事项一天的时段和余号',
    who: ['anyone'],
    params: byId,
    query: z.object({ day }),
    answer: z.object({ day, slots: z.array(slot) }),
  },
  book: {
    method: 'POST',
    path: '/appointments',
    says: '预约',
    who: ['anyone'],
    body: z.object({ itemId: id, day, start: wallClock, idNumber }),
    answer: ownBooking,
    status: 201,
  },
  booking: {
    method: 'GET',
    path: '/appointments/current',
    says: '凭预约页面中的密钥查看一个预约',
    who: ['booking'],
    answer: ownBooking,
  },
  cancelBooking: {
    method: 'POST',
    path: '/appointments/current/cancel',
    says: '取消自己的预约',
    who: ['booking'],
    answer: appointment,
  },
  checkIn: {
    method: 'POST',
    path: '/appointments/check-in',
    says: '预约签到，得到号票；再次签到得到同一张',
    who: ['kiosk'],
    body: z
      .object({
        code: bookingCode.optional(),
        secret: z.string().min(16).max(64).optional(),
        idNumber: idNumber.optional(),
        cardId: cardId.optional(),
        readFromCard: readFromCard.optional(),
        language: z.enum(voiceLanguages).optional(),
      })
      .refine(
        ({ code, secret, idNumber: number, cardId: card }) =>
          [code, secret, number, card].filter((one) => one !== undefined).length === 1,
        { path: ['code'], message: '预约码、二维码、证件号码和所放证件须给出其一' },
      ),
    answer: ticket.extend({
      phoneUrl: z.string(),
      /** How the check-in went: `late` gave an ordinary ticket; `again`: this ticket was given before. */
      checkIn: z.enum(['on-time', 'late', 'again']),
    }),
    status: 201,
  },

  appointments: {
    method: 'GET',
    path: '/appointments',
    says: '预约登记：一天的预约',
    who: bookings,
    query: z.object({
      day: day.optional(),
      queue: id.optional(),
      state: z.enum(['booked', 'checked-in', 'cancelled', 'absent']).optional(),
      limit: pageOf(50, 200),
      after: id.optional(),
    }),
    answer: z.object({ day, appointments: z.array(appointment), next: z.string().nullable() }),
  },
  findAppointments: {
    method: 'POST',
    path: '/appointments/find',
    says: '按预约码或证件号码查预约',
    who: bookings,
    body: z
      .object({ code: bookingCode.optional(), idNumber: idNumber.optional() })
      .refine((input) => (input.code === undefined) !== (input.idNumber === undefined), {
        path: ['code'],
        message: '预约码和证件号码须给出其一',
      }),
    answer: z.object({ appointments: z.array(appointment) }),
  },
  cancelAppointment: {
    method: 'POST',
    path: '/appointments/:id/cancel',
    says: '代为取消预约',
    who: ['operator', 'leader'],
    params: byId,
    answer: appointment,
  },
  liftBlock: {
    method: 'POST',
    path: '/appointments/:id/lift-block',
    says: '解除此人的预约限制，缺席重新计数',
    who: ['operator'],
    params: byId,
    answer: appointment,
  },
  appointmentFigures: {
    method: 'GET',
    path: '/appointments/figures',
    says: '一段日子的预约数字，按队列',
    who: bookings,
    query: z.object({ from: day.optional(), to: day.optional() }),
    answer: z.object({
      from: day,
      to: day,
      queues: z.array(
        z.object({
          queueId: id,
          name: z.string(),
          /** All that were made for these days. */
          made: z.number().int(),
          expected: z.number().int(),
          checkedIn: z.number().int(),
          /** Of those checked in: too late for their turn. */
          late: z.number().int(),
          cancelled: z.number().int(),
          absent: z.number().int(),
        }),
      ),
    }),
  },
  bookingPlans: {
    method: 'GET',
    path: '/appointments/plans',
    says: '各队列的预约时段与名额',
    who: ['operator', 'supervisor', 'director'],
    answer: z.object({ plans: z.array(bookingPlan) }),
  },
  saveBookingPlan: {
    method: 'PATCH',
    path: '/appointments/plans/:id',
    says: '更改一个队列的预约时段与名额',
    who: ['operator'],
    params: byId,
    body: bookingPlan.omit({ queueId: true, queueName: true, prefix: true }).partial(),
    answer: bookingPlan,
  },
} as const satisfies Record<string, RouteSpec>

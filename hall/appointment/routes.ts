import type { FastifyReply } from 'fastify'
import type { BookingPlanView } from '../../contract/appointment.ts'
import { refusal } from '../../contract/problems.ts'
import { readCode } from '../../core/appointment/code.ts'
import { search } from '../../core/catalog/search.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, must, ok } from '../../core/result.ts'
import {
  type AppointmentRow,
  appointmentFigures,
  appointmentsOfPerson,
  appointmentsOn,
  findAppointment,
  findAppointmentByCode,
} from '../../db/appointment/appointments.ts'
import { bookableDepartments, bookableItemIds, planOf } from '../../db/appointment/plans.ts'
import { findItem } from '../../db/catalog/items.ts'
import { catalogueIndex } from '../../db/catalog/search-index.ts'
import { allQueues, findQueue, type QueueRow } from '../../db/queue/queues.ts'
import { type Hall, today } from '../hall.ts'
import { phoneUrl } from '../queue/paper.ts'
import { type Asked, type Handlers, prepared, read, write } from '../serve.ts'
import { definedOnly } from '../staff/routes.ts'
import { needTerminal, noCardsHere } from '../terminal/routes.ts'
import type { Principal } from '../who.ts'
import { liftBlock } from './absence.ts'
import type { AddressLimit } from './address-limit.ts'
import { book, cancelAppointment, needIdNumber } from './book.ts'
import { checkIn } from './check-in.ts'
import { describeAppointment, describeOwn, secretsOf } from './describe.ts'
import { describeDays, describeSlots, findOffer } from './offer.ts'
import { registerPlan } from './plan.ts'
import { queuesSeen, seesBooking } from './scope.ts'

/** Wrong codes and numbers that a kiosk may be given in a minute before it asks to wait. */
const wrongCheckIns = 12
/** Bookings that a search by person shows. */
const shown = 50

/** Routes of bookings: the public page, check-in at a kiosk, the console. */
export function appointmentRoutes(
  limit: AddressLimit,
): Handlers<
  | 'bookingHall'
  | 'bookableItems'
  | 'bookableDays'
  | 'bookableSlots'
  | 'book'
  | 'booking'
  | 'cancelBooking'
  | 'checkIn'
  | 'appointments'
  | 'findAppointments'
  | 'cancelAppointment'
  | 'liftBlock'
  | 'appointmentFigures'
  | 'bookingPlans'
  | 'saveBookingPlan'
> {
  /** Visitors of the public page are counted by their address; the hall's own terminals and people are not. */
  const mayLook = ({ hall, reply, who }: { hall: Hall; reply: FastifyReply; who: Principal }) =>
    who.kind === 'anyone'
      ? limit.count('look', reply.request.ip, hall.settings().appointments.attemptsPerMinute * 10)
      : ok(null)

  return {
    bookingHall: read((asked) => {
      const may = mayLook(asked)
      if (!may.ok) return may
      const { hall } = asked
      const { name, nameEn, timeZone } = hall.settings()
      return ok({
        hallName: name,
        hallNameEn: nameEn,
        timeZone,
        now: toRfc3339(hall.clock(), timeZone),
        departments: bookableDepartments(hall.db),
      })
    }),
    bookableItems: read((asked) => {
      const may = mayLook(asked)
      return may.ok ? findBookable(asked) : may
    }),
    bookableDays: read((asked) => {
      const may = mayLook(asked)
      return may.ok ? describeDays(asked.hall, asked.params.id) : may
    }),
    bookableSlots: read((asked) => {
      const may = mayLook(asked)
      if (!may.ok) return may
      const { hall, params, query } = asked
      const offer = findOffer(hall, params.id)
      if (!offer.ok) return offer
      const slots = describeSlots(hall, offer.value, query.day)
      return ok({ day: query.day, slots: typeof slots === 'string' ? [] : slots })
    }),
    book: prepared<'book', null>({
      prepare: async ({ hall, reply }) =>
        limit.count('book', reply.request.ip, hall.settings().appointments.attemptsPerMinute),
      write: (tx, { hall, body }) => {
        const booked = book(tx, hall, body)
        return booked.ok ? ok(describeOwn(hall, booked.value)) : booked
      },
      reveal: (kept, { hall }) => ({ ...kept, ...secretsNow(hall, kept.appointment.id) }),
    }),
    booking: read(({ who, hall }) => {
      if (who.kind !== 'booking') return fail(refusal('not-permitted'))
      const row = must(findAppointment(hall.db, who.appointmentId), 'the secret was found on this booking')
      return ok({ ...describeOwn(hall, row), ...secretsOf(hall, row) })
    }),
    cancelBooking: write((tx, { who, hall }) => {
      if (who.kind !== 'booking') return fail(refusal('not-permitted'))
      const done = cancelAppointment(tx, hall, who.appointmentId, who)
      return done.ok ? ok(describeAppointment(hall, done.value, 'citizen')) : done
    }),
    checkIn: prepared<'checkIn', null>({
      prepare: async ({ who }) => limit.mayGoOn('check-in', needTerminal(who).id, wrongCheckIns),
      write: (tx, { hall, body, who }) => {
        const terminal = needTerminal(who)
        if (body.cardId !== undefined) return fail(noCardsHere)
        const done = checkIn(tx, hall, body, terminal)
        // Guessing at codes and numbers is slowed down; coming early or late is no guess.
        if (!done.ok && ['not-found', 'validation'].includes(done.problem.code))
          limit.count('check-in', terminal.id, wrongCheckIns)
        return done
      },
      reveal: (ticket, { hall }) => ({ ...ticket, phoneUrl: phoneUrl(hall, ticket.id) }),
    }),

    appointments: read(({ hall, query, who }) => {
      const onDay = query.day ?? today(hall)
      const after = query.after === undefined ? undefined : findAppointment(hall.db, query.after)
      const rows = appointmentsOn(
        hall.db,
        { day: onDay, queueId: query.queue, state: query.state, after, within: queuesSeen(hall, who) },
        query.limit + 1,
      )
      const page = rows.slice(0, query.limit)
      return ok({
        day: onDay,
        appointments: page.map((row) => describeAppointment(hall, row, 'staff')),
        next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
      })
    }),
    findAppointments: read(({ hall, body, who }) => {
      const seen = queuesSeen(hall, who)
      const described = (rows: readonly AppointmentRow[]) =>
        ok({
          appointments: rows
            .filter((row) => seesBooking(seen, row))
            .map((row) => describeAppointment(hall, row, 'staff')),
        })
      if (body.idNumber !== undefined) {
        const idNumber = needIdNumber(body.idNumber)
        if (!idNumber.ok) return idNumber
        const hash = hall.cipher.keyedHash('id-number', idNumber.value)
        return described(appointmentsOfPerson(hall.db, hash, shown))
      }
      const code = readCode(body.code ?? '')
      const row =
        code === null
          ? undefined
          : findAppointmentByCode(hall.db, hall.cipher.keyedHash('booking-code', code))
      return described(row ? [row] : [])
    }),
    cancelAppointment: write((tx, { hall, params, who }) => {
      const done = cancelAppointment(tx, hall, params.id, who)
      return done.ok ? ok(describeAppointment(hall, done.value, 'staff')) : done
    }),
    liftBlock: write((tx, { hall, params, who }) => {
      const done = liftBlock(tx, params.id, who)
      return done.ok ? ok(describeAppointment(hall, done.value, 'staff')) : done
    }),
    appointmentFigures: read(({ hall, query, who }) => {
      const from = query.from ?? today(hall)
      const to = query.to ?? from
      const names = new Map(allQueues(hall.db).map((queue) => [queue.id, queue.name]))
      return ok({
        from,
        to,
        queues: appointmentFigures(hall.db, from, to, queuesSeen(hall, who)).map((row) => ({
          ...row,
          name: must(names.get(row.queueId), 'a booked queue stays registered'),
        })),
      })
    }),
    bookingPlans: read(({ hall }) =>
      ok({ plans: allQueues(hall.db).map((queue) => describePlan(hall, queue)) }),
    ),
    saveBookingPlan: write((tx, { hall, params, body }) => {
      const queue = findQueue(tx.db, params.id)
      if (!queue) return fail(refusal('not-found', '没有这个队列。'))
      registerPlan(tx, queue, { ...planOf(tx.db, queue.id), ...definedOnly(body) })
      return ok(describePlan(hall, queue))
    }),
  }
}

/** What only the holder is told, made anew for an answer that may have been kept without it. */
function secretsNow(hall: Hall, id: string) {
  return secretsOf(hall, must(findAppointment(hall.db, id), 'its answer was kept with it'))
}

function describePlan(hall: Hall, queue: QueueRow): BookingPlanView {
  return {
    queueId: queue.id,
    prefix: queue.prefix,
    queueName: queue.name,
    ...planOf(hall.db, queue.id),
  }
}

/** Items that can be booked, in the catalogue's order or by how well they fit what was typed. */
function findBookable({ hall, query }: Pick<Asked<'bookableItems'>, 'hall' | 'query'>) {
  const inOrder = bookableItemIds(hall.db, query.department || null)
  const among = new Set(inOrder)
  const typed = query.q?.trim() ?? ''
  const ids =
    typed === ''
      ? inOrder
      : search(catalogueIndex(hall.db), typed, Number.POSITIVE_INFINITY, (id) => among.has(id))
  const start = query.after === undefined ? 0 : ids.indexOf(query.after) + 1
  const page = ids.slice(start, start + query.limit)
  return ok({
    items: page.map((id) => {
      const { name, nameEn, department, group } = must(findItem(hall.db, id), 'it was listed just now')
      return { id, name, nameEn, department, group }
    }),
    next: ids.length > start + query.limit ? (page.at(-1) ?? null) : null,
  })
}

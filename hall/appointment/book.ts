import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { codeOf } from '../../core/appointment/code.ts'
import { type BookingProblem, mayBook, mayCancel } from '../../core/appointment/rules.ts'
import { placesLeft } from '../../core/appointment/slots.ts'
import { localDay } from '../../core/day.ts'
import { checkIdNumber } from '../../core/identity.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import {
  type AppointmentRow,
  countOfPerson,
  endAppointment,
  findAppointment,
  findAppointmentByCode,
  insertAppointment,
  takenOn,
} from '../../db/appointment/appointments.ts'
import { attendanceOf } from '../../db/appointment/attendance.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { appointmentFacts } from './describe.ts'
import { findOffer, slotsOn } from './offer.ts'
import { queuesSeen, seesBooking } from './scope.ts'

/** What a slot is asked for with. */
export interface BookingRequest {
  readonly itemId: string
  readonly day: string
  readonly start: string
  readonly idNumber: string
}

/** Checks an ID number that was typed or read from a card; the refusal never repeats it. */
export function needIdNumber(
  text: string,
  how: Parameters<typeof checkIdNumber>[1] = {},
): Result<string, Refusal> {
  const checked = checkIdNumber(text, how)
  return checked.ok
    ? checked
    : fail(
        refusal('validation', '证件号码不正确，请核对。', {
          errors: [{ path: 'idNumber', message: checked.problem }],
        }),
      )
}

/**
 * Books a slot. Whether a place is left is decided here, in the one writer: of fifty who press for the last place
 * at the same instant one gets it, without a lock that could end in a deadlock.
 */
export function book(tx: Transaction, hall: Hall, request: BookingRequest): Result<AppointmentRow, Refusal> {
  const idNumber = needIdNumber(request.idNumber)
  if (!idNumber.ok) return idNumber
  const offer = findOffer(hall, request.itemId)
  if (!offer.ok) return offer
  const { queue, plan } = offer.value
  const slots = slotsOn(hall, offer.value, request.day)
  if (typeof slots === 'string') return fail(refusal('slot-unavailable', '这一天不能预约，请选择别的日期。'))
  const slot = slots.find((one) => one.start === request.start)
  if (!slot) return fail(refusal('slot-unavailable', '没有这个时段，可能刚刚调整过，请重新选择。'))
  const idNumberHash = hall.cipher.keyedHash('id-number', idNumber.value)
  const { absences: _, blockedUntilMs } = attendanceOf(tx.db, idNumberHash)
  const person = countOfPerson(tx.db, idNumberHash, request.itemId, request.day, tx.nowMs)
  const allowed = mayBook({
    plan,
    slot,
    left: placesLeft(slot, plan.peoplePerSlot, takenOn(tx.db, queue.id, request.day)),
    nowMs: tx.nowMs,
    rules: hall.settings().appointments,
    sameItemAndDay: person.sameItemAndDay,
    personBookings: person.live,
    blockedUntilMs,
  })
  if (!allowed.ok) return fail(bookingRefusal(allowed.problem, blockedUntilMs, tx.timeZone))

  const id = tx.newId()
  const { codeRound, codeHash } = freshCode(tx, hall, id)
  insertAppointment(tx.db, {
    id,
    queueId: queue.id,
    itemId: request.itemId,
    day: request.day,
    startMs: slot.startMs,
    endMs: slot.endMs,
    bookedAtMs: tx.nowMs,
    codeRound,
    codeHash,
    secretHash: hall.cipher.keyedHash('booking-page', hall.cipher.bookingSecret(id)),
    idNumberCipher: hall.cipher.encrypt(idNumber.value, `appointment:${id}`),
    idNumberHash,
  })
  const row = must(findAppointment(tx.db, id), 'it was inserted just now')
  tx.record(fact('appointment-booked', appointmentFacts(row, tx.timeZone)))
  return ok(row)
}

/** A code that no booking ever had: drawn again in the rare case that it had been. */
function freshCode(tx: Transaction, hall: Hall, id: string): { codeRound: number; codeHash: string } {
  for (let codeRound = 0; ; codeRound += 1) {
    const codeHash = hall.cipher.keyedHash('booking-code', codeOf(hall.cipher.bookingNumber(id, codeRound)))
    if (!findAppointmentByCode(tx.db, codeHash)) return { codeRound, codeHash }
  }
}

function bookingRefusal(problem: BookingProblem, blockedUntilMs: number | null, timeZone: string): Refusal {
  switch (problem) {
    case 'not-bookable':
      return refusal('not-bookable', '此事项不接受网上预约，请到大厅取号办理。')
    case 'slot-passed':
      return refusal('slot-unavailable', '此时段的预约已截止，请选择别的时段。')
    case 'slot-full':
      return refusal('slot-unavailable', '此时段刚刚约满，请选择别的时段。')
    case 'booked-already':
      return refusal(
        'booked-already',
        '您当天已预约此事项。要改时间，请先取消原来的预约；忘了预约码，可凭证件号码在自助机签到。',
      )
    case 'too-many':
      return refusal('booking-limit-reached', '您未办理的预约已达上限，请先取消不需要的预约。')
    case 'blocked':
      return refusal(
        'booking-blocked',
        `因连续爽约，${dayInWords(localDay(must(blockedUntilMs, 'a block has its end'), timeZone))}之前暂不能在网上预约。您仍可到大厅取号办理；有疑问请联系大厅工作人员。`,
      )
  }
}

/** 2026-11-25 → 11月25日. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function tooLate(row: AppointmentRow, nowMs: number): string {
  return nowMs < row.endMs
    ? '预约的时段已经开始，不能自己取消。来不了，请告诉大厅工作人员；要办理，请到自助机签到。'
    : '预约的时段已过，不能取消。若要办理，请到大厅取号。'
}

/** Calls a booking off; its place is free for others at once. Staff may do so for somebody of their part of the hall who asks. */
export function cancelAppointment(
  tx: Transaction,
  hall: Hall,
  id: string,
  who: Principal,
): Result<AppointmentRow, Refusal> {
  const row = findAppointment(tx.db, id)
  if (!row) return fail(refusal('not-found', '没有这个预约。'))
  const by = who.kind === 'booking' ? 'citizen' : 'staff'
  if (by === 'staff' && !seesBooking(queuesSeen(hall, who), row))
    return fail(refusal('not-permitted', '这个预约不在您的区域。'))
  if (row.state === 'cancelled') return fail(refusal('not-booked', '此预约已经取消。'))
  if (row.state !== 'booked') return fail(refusal('not-booked', '此预约已经结束，不能取消。'))
  if (!mayCancel(row.state, row, tx.nowMs, by)) return fail(refusal('too-late', tooLate(row, tx.nowMs)))
  endAppointment(tx.db, row.id, { state: 'cancelled', atMs: tx.nowMs })
  tx.record(
    fact('appointment-cancelled', {
      ...appointmentFacts(row, tx.timeZone),
      by,
      staffId: staffIdOf(who),
    }),
  )
  return ok(must(findAppointment(tx.db, id), 'it was changed just now'))
}

import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import type { HallReason } from '../../core/appointment/closure.ts'
import { readCode } from '../../core/appointment/code.ts'
import { absentFromMs, arrivalAt, checkInFromMs, forCheckIn } from '../../core/appointment/rules.ts'
import { dayStartsAt, localDay, localTime } from '../../core/day.ts'
import type { TicketState } from '../../core/queue/ticket.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import type { VoiceLanguage } from '../../core/voice/spoken-call.ts'
import {
  type AppointmentRow,
  appointmentsOfPerson,
  endAppointment,
  findAppointment,
  findAppointmentByCode,
  findAppointmentByPage,
} from '../../db/appointment/appointments.ts'
import { attendanceOf, setAttendance } from '../../db/appointment/attendance.ts'
import { changeTicket, findTicket, type TicketRow } from '../../db/queue/tickets.ts'
import type { TerminalRow } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { describeTicket } from '../queue/describe.ts'
import { issueTicket } from '../queue/issue.ts'
import { dayInWords, needIdNumber } from './book.ts'
import { slotOf } from './closures.ts'
import { appointmentFacts, idNumberOf } from './describe.ts'

/** By what somebody says who they are: one of the three; and in which language. */
export interface CheckInRequest {
  readonly code?: string | undefined
  readonly secret?: string | undefined
  readonly idNumber?: string | undefined
  readonly readFromCard?: boolean | undefined
  readonly language?: VoiceLanguage | undefined
}

export type CheckedIn = Ticket & { readonly checkIn: 'on-time' | 'late' | 'again' }

/**
 * Turns a booking into its ticket: of class appointment and due at its slot, or an ordinary one for who comes too
 * late. Checking in again gives the same ticket, so that one booking is never two numbers.
 */
export function checkIn(
  tx: Transaction,
  hall: Hall,
  request: CheckInRequest,
  terminal: TerminalRow,
): Result<CheckedIn, Refusal> {
  const found = findBooking(tx, hall, request)
  if (!found.ok) return found
  const row = found.value
  switch (row.state) {
    case 'checked-in':
      return again(tx, hall, row, terminal)
    case 'cancelled':
      return fail(refusal('not-booked', cancelledSentence(row)))
    case 'absent':
      return fail(missed(row, tx.timeZone))
    case 'booked':
      return arrive(tx, hall, row, { terminal, language: request.language })
  }
}

const hallSentences: Readonly<Record<HallReason, string>> = {
  'day-closed': '大厅这一天不办公，您的预约已由大厅取消，不计爽约。请重新预约。',
  'hours-changed': '大厅的开放时间有调整，您的预约已由大厅取消，不计爽约。请重新预约，或直接取号。',
  'not-offered': '大厅暂停办理此业务，您的预约已由大厅取消，不计爽约。请咨询工作人员。',
  'service-off': '您预约的时段里大厅系统中断，预约已由大厅取消，不计爽约。请直接取号，或重新预约。',
}

function cancelledSentence({ cancelledBecause }: AppointmentRow): string {
  return cancelledBecause === null
    ? '此预约已经取消。要办理，请直接取号，或重新预约。'
    : hallSentences[cancelledBecause]
}

function arrive(
  tx: Transaction,
  hall: Hall,
  row: AppointmentRow,
  at: { readonly terminal: TerminalRow; readonly language: VoiceLanguage | undefined },
): Result<CheckedIn, Refusal> {
  const { terminal, language } = at
  const { appointments: rules, rules: hallRules, timeZone } = hall.settings()
  const arrival = arrivalAt(row, rules, tx.nowMs)
  // A ticket that is given before a day's end does not live to see the next day.
  const earliestMs = hallRules.endOfDay === null ? 0 : dayStartsAt(row.day, timeZone)
  const fromMs = Math.max(checkInFromMs(row, rules), earliestMs)
  if (arrival === 'absent') return fail(missed(row, timeZone))
  if (arrival === 'early' || tx.nowMs < fromMs) return fail(tooEarly(row, fromMs, tx.nowMs, timeZone))
  const late = arrival === 'late'
  const issued = issueTicket(
    tx,
    hall,
    {
      itemIds: [row.itemId],
      class: late ? 'ordinary' : 'appointment',
      idNumber: idNumberOf(hall, row) ?? undefined,
      language,
      appointment: { dueAtMs: row.startMs },
    },
    terminal.id,
  )
  if (!issued.ok) return issued
  const ticket = issued.value
  endAppointment(tx.db, row.id, { state: 'checked-in', atMs: tx.nowMs, ticketId: ticket.id, late })
  const kept = attendanceOf(tx.db, row.idNumberHash)
  if (kept.absences > 0) setAttendance(tx.db, row.idNumberHash, { ...kept, absences: 0 })
  tx.record(
    fact('appointment-checked-in', {
      ...appointmentFacts(row, tx.timeZone),
      ticketId: ticket.id,
      number: ticket.number,
      late,
      terminalId: terminal.id,
    }),
  )
  return ok({ ...ticket, checkIn: late ? 'late' : 'on-time' })
}

/** The ticket of before. It is now this kiosk's, which may print it again when asked. */
function again(
  tx: Transaction,
  hall: Hall,
  row: AppointmentRow,
  terminal: TerminalRow,
): Result<CheckedIn, Refusal> {
  const ticket = ticketOf(tx, row)
  if (ended.includes(ticket.state))
    return fail(refusal('not-booked', `此预约已经取号 ${ticket.number}，该号${endWords(ticket.state)}。`))
  if (ticket.terminal_id !== terminal.id)
    changeTicket(tx.db, ticket.id, ticket.state, { terminal_id: terminal.id })
  return ok({ ...describeTicket(hall, ticket, tx.nowMs), checkIn: 'again' })
}

const ended: readonly TicketState[] = ['done', 'cancelled', 'expired']

function endWords(state: TicketState): string {
  return state === 'done' ? '已经办结' : state === 'cancelled' ? '已经取消' : '已经作废'
}

function ticketOf(tx: Transaction, row: AppointmentRow): TicketRow {
  const ticket = row.ticketId === null ? undefined : findTicket(tx.db, row.ticketId)
  return must(ticket, 'a booking that is checked in has its ticket')
}

const unknown = refusal(
  'not-found',
  '没有找到这个预约。请核对后再试，或凭证件号码签到；也可以直接取号，或找工作人员。',
)

function findBooking(
  tx: Transaction,
  hall: Hall,
  { code, secret, idNumber, readFromCard }: CheckInRequest,
): Result<AppointmentRow, Refusal> {
  if (idNumber !== undefined) return findByPerson(tx, hall, idNumber, readFromCard)
  if (secret !== undefined) {
    const id = findAppointmentByPage(tx.db, hall.cipher.keyedHash('booking-page', secret))
    const row = id === undefined ? undefined : findAppointment(tx.db, id)
    return row ? ok(row) : fail(unknown)
  }
  const read = readCode(code ?? '')
  if (read === null)
    return fail(
      refusal('validation', '预约码不正确，请核对。', {
        errors: [{ path: 'code', message: '预约码是 8 位数字和字母，没有 0、1、I、O、U' }],
      }),
    )
  const row = findAppointmentByCode(tx.db, hall.cipher.keyedHash('booking-code', read))
  return row ? ok(row) : fail(unknown)
}

/** A person's bookings that matter: more than these nobody has at a time. */
const looked = 60

function findByPerson(
  tx: Transaction,
  hall: Hall,
  given: string,
  readFromCard: boolean | undefined,
): Result<AppointmentRow, Refusal> {
  const idNumber = needIdNumber(given, { readFromCard })
  if (!idNumber.ok) return idNumber
  const { appointments: rules, timeZone } = hall.settings()
  const today = localDay(tx.nowMs, timeZone)
  const all = appointmentsOfPerson(tx.db, hall.cipher.keyedHash('id-number', idNumber.value), looked).filter(
    (row) =>
      (row.state !== 'cancelled' || row.cancelledBecause !== null) &&
      (row.day >= today || absentFromMs(row, rules) > tx.nowMs),
  )
  const live = all.filter(
    (row) =>
      row.day === today &&
      (row.state === 'booked' || (row.state === 'checked-in' && !ended.includes(ticketOf(tx, row).state))),
  )
  const row =
    forCheckIn(live, rules, tx.nowMs) ??
    forCheckIn(
      all.filter((one) => one.state === 'booked'),
      rules,
      tx.nowMs,
    ) ??
    all[0]
  return row
    ? ok(row)
    : fail(refusal('not-found', '没有找到您的预约。请核对证件号码；也可以直接取号，或找工作人员。'))
}

function tooEarly(row: AppointmentRow, fromMs: number, nowMs: number, timeZone: string): Refusal {
  const slot = slotInWords(row, timeZone)
  const from = localTime(fromMs, timeZone)
  const onDay = localDay(fromMs, timeZone)
  return refusal(
    'too-early',
    onDay === localDay(nowMs, timeZone)
      ? `您预约的是今天 ${slot}，请在 ${from} 以后来签到。`
      : `您预约的是 ${dayInWords(row.day)} ${slot}，请在 ${dayInWords(onDay)} ${from} 以后来签到。`,
    { retryAfterSeconds: Math.ceil((fromMs - nowMs) / 1000) },
  )
}

function missed(row: AppointmentRow, timeZone: string): Refusal {
  return refusal(
    'too-late',
    `您预约的 ${dayInWords(row.day)} ${slotInWords(row, timeZone)} 已经过了。今天要办理，请直接取号，或找工作人员。`,
  )
}

function slotInWords(row: AppointmentRow, timeZone: string): string {
  const { start, end } = slotOf(row, timeZone)
  return `${start}–${end}`
}

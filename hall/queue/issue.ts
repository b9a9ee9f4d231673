import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { localDay, toRfc3339 } from '../../core/day.ts'
import type { QueueOpenness } from '../../core/hours.ts'
import { checkIdNumber } from '../../core/identity.ts'
import { mayIssue } from '../../core/queue/limits.ts'
import { formatNumber } from '../../core/queue/number.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { VoiceLanguage } from '../../core/voice/spoken-call.ts'
import { findItemQueue } from '../../db/catalog/item-queue.ts'
import type { QueueRow } from '../../db/queue/queues.ts'
import {
  countByPerson,
  countByTerminal,
  insertTicket,
  insertVisitItem,
  issuedOn,
  takeOrdinal,
  visitItems,
} from '../../db/queue/tickets.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { describeTicket, lastArrival, opennessOf, standing } from './describe.ts'
import { queueOf } from './serving.ts'

/** What a ticket is asked for with. */
export interface IssueRequest {
  readonly queueId?: string | undefined
  readonly itemIds?: readonly string[] | undefined
  readonly class?: TicketClass | undefined
  readonly idNumber?: string | undefined
  /** The number was read from a card by the terminal, not typed. */
  readonly readFromCard?: boolean | undefined
  /** In which language it is taken, and is to be called too. */
  readonly language?: VoiceLanguage | undefined
  /** A booking that is checked in: its holder was promised to be served that day. One of class appointment is due at its slot. */
  readonly appointment?: { readonly dueAtMs: number } | undefined
}

const closedSentences: Readonly<Record<QueueOpenness, string>> = {
  open: '',
  'before-hours': '现在还没有到取号时间。',
  lunch: '现在是午休时间，请稍后再来取号。',
  'last-ticket-passed': '今天的取号时间已过，请明天再来，或咨询工作人员。',
  'after-hours': '今天已停止办公，请在办公时间再来。',
  'closed-today': '今天不办公，请在工作日再来。',
  full: '今天的号已发完，请明天再来，或咨询工作人员。',
  'switched-off': '此业务暂不在这里取号，请咨询工作人员。',
}
const limitSentences = {
  closed: '',
  'daily-limit': '今天的号已发完，请明天再来，或咨询工作人员。',
  person: '您今天在这个队列已经取过号，请留意叫号；需要再办请咨询工作人员。',
  terminal: '这台机器今天在这个队列发出的号已到上限，请咨询工作人员。',
} as const

/** On a ticket that was issued just now: the secret of its phone page. Nothing writes a symbol into JSON, so it is never kept. */
export const phoneSecret = Symbol('phone secret')
export type IssuedTicket = Ticket & { readonly [phoneSecret]?: string }

/** Takes a ticket: one number, for one queue or for several items in turn. The number, the ticket and the journal entry are one transaction. */
export function issueTicket(
  tx: Transaction,
  hall: Hall,
  request: IssueRequest,
  terminalId: string | null,
): Result<IssuedTicket, Refusal> {
  const asked = findWhatFor(tx, hall, request)
  if (!asked.ok) return asked
  const { queue, items } = asked.value
  const { rules, timeZone } = hall.settings()
  const day = localDay(tx.nowMs, timeZone)
  const idNumber = request.idNumber === undefined ? ok(null) : checkIdNumber(request.idNumber, request)
  if (!idNumber.ok)
    return fail(
      refusal('validation', '证件号码不正确，请核对。', {
        errors: [{ path: 'idNumber', message: idNumber.problem }],
      }),
    )
  const idNumberHash = idNumber.value === null ? null : hall.cipher.keyedHash('id-number', idNumber.value)
  const openness = opennessOf(hall, queue, tx.nowMs)
  const limit = rules.anonymousTicketsPerTerminal
  // Asked for only where something is bounded by it.
  const isBounded = queue.dailyLimit !== null || queue.lastNumber !== null || limit !== null
  const issuedToday = isBounded ? issuedOn(tx.db, day, queue.id) : 0
  const allowed = mayIssue({
    promised: request.appointment !== undefined,
    openness,
    issuedToday,
    nextNumber: queue.firstNumber + issuedToday,
    lastNumber: queue.lastNumber,
    dailyLimit: queue.dailyLimit,
    named: idNumberHash !== null,
    personTickets: idNumberHash === null ? 0 : countByPerson(tx.db, idNumberHash, day, queue.id),
    ticketsPerPerson: rules.ticketsPerPerson,
    terminalTickets:
      terminalId === null || limit === null || idNumberHash !== null
        ? 0
        : countByTerminal(tx.db, terminalId, {
            day,
            prefix: queue.prefix,
            first: queue.firstNumber,
            issued: issuedToday,
          }),
    anonymousTicketsPerTerminal: limit,
  })
  if (!allowed.ok) {
    const { code, reason } = allowed.problem
    return fail(refusal(code, reason === 'closed' ? closedSentences[openness] : limitSentences[reason]))
  }

  // The range's beginning does not move on a day on which numbers were given, so no number comes twice.
  const ordinal = queue.firstNumber - 1 + takeOrdinal(tx.db, day, queue.id)
  const id = tx.newId()
  const secret = hall.cipher.phoneSecret(id, 0)
  const number = formatNumber(queue.prefix, ordinal)
  const visitId = tx.newId()
  const ticketClass = request.class ?? 'ordinary'
  const dueAtMs = ticketClass === 'appointment' ? (request.appointment?.dueAtMs ?? tx.nowMs) : null
  const stands = standing(hall, queue, ticketClass, lastArrival, tx.nowMs, dueAtMs)
  const arrival = tx.record(
    fact('ticket-issued', {
      ticketId: id,
      visitId,
      number,
      queueId: queue.id,
      class: ticketClass,
      state: 'waiting',
      day,
      terminalId,
      itemIds: items.map((item) => item.id),
      named: idNumberHash !== null,
      ahead: stands.ahead,
      lowMinutes: stands.estimate?.lowMinutes ?? null,
      highMinutes: stands.estimate?.highMinutes ?? null,
      dueAt: dueAtMs === null ? null : toRfc3339(dueAtMs, timeZone),
      ...(request.language ? { language: request.language } : {}),
    }),
  )
  const row = insertTicket(tx.db, {
    id,
    visitId,
    day,
    prefix: queue.prefix,
    ordinal,
    number,
    queueId: queue.id,
    class: ticketClass,
    terminalId,
    language: request.language ?? null,
    atMs: tx.nowMs,
    arrival,
    dueAtMs,
    told: stands.estimate,
    phoneHash: hall.cipher.phoneHash(secret),
    idNumberCipher: idNumber.value === null ? null : hall.cipher.encrypt(idNumber.value, `ticket:${id}`),
    idNumberHash,
  })
  for (const [position, item] of items.entries()) insertVisitItem(tx.db, id, position, item.id, item.queueId)
  const known = { stands, items: items.length === 0 ? [] : visitItems(tx.db, id) }
  return ok({ ...describeTicket(hall, row, tx.nowMs, known), [phoneSecret]: secret })
}

function findWhatFor(
  tx: Transaction,
  hall: Hall,
  request: IssueRequest,
): Result<{ queue: QueueRow; items: { id: string; queueId: string | null }[] }, Refusal> {
  const items: { id: string; queueId: string | null }[] = []
  for (const id of request.itemIds ?? []) {
    const found = findItemQueue(tx.db, id)
    if (!found) return fail(refusal('not-found', '没有这个事项。'))
    if (found.active === 0) return fail(refusal('queue-closed', '这个事项现在不办理，请咨询工作人员。'))
    items.push({ id, queueId: found.queueId })
  }
  const queueId = request.queueId ?? items[0]?.queueId
  if (queueId === null) return fail(refusal('queue-closed', closedSentences['switched-off']))
  const queue = queueId === undefined ? undefined : queueOf(hall, queueId)
  return queue ? ok({ queue, items }) : fail(refusal('not-found', '没有这个队列。'))
}

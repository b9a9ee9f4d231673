import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { allDepartments } from '../../db/catalog/departments.ts'
import { allTopics, findItemGuide } from '../../db/catalog/items.ts'
import {
  findTicket,
  phoneGeneration,
  type TicketRow,
  ticketsAtWindow,
  undoableAt,
} from '../../db/queue/tickets.ts'
import { allZones, findWindow } from '../../db/queue/windows.ts'
import { changeOne, query } from '../../db/statement.ts'
import { findTerminal } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import { type Hall, today } from '../hall.ts'
import { type Handlers, prepared, read, write } from '../serve.ts'
import { needTerminal, noCardsHere } from '../terminal/routes.ts'
import { type Principal, seesWindow, staffIdOf } from '../who.ts'
import { leaveWindow, openWindow } from './attend.ts'
import { callNext, callTicket, lineOf, miss, recall } from './call.ts'
import { describeQueue, describeQueues, describeTicket, describeWindows } from './describe.ts'
import { describeDisplay } from './describe-display.ts'
import { describeForHolder } from './describe-holder.ts'
import { needTicket, ticketFacts } from './facts.ts'
import { issueTicket } from './issue.ts'
import { cancel, comeBack, correctClass, transfer } from './move.ts'
import { finish, hold, resume, start, undo } from './serve-ticket.ts'

/** Routes of the queues: taking a ticket, calling, serving, and what every page shows of it. */
export const queueRoutes: Handlers<
  | 'hall'
  | 'queues'
  | 'windows'
  | 'display'
  | 'takeTicket'
  | 'ticket'
  | 'cancelTicket'
  | 'returnTicket'
  | 'correctClass'
  | 'reprintTicket'
  | 'ticketPaper'
  | 'reportPrint'
  | 'phoneTicket'
  | 'openWindow'
  | 'pauseWindow'
  | 'closeWindow'
  | 'callNext'
  | 'callTicket'
  | 'recallTicket'
  | 'missTicket'
  | 'startService'
  | 'holdService'
  | 'resumeService'
  | 'finishService'
  | 'transferTicket'
  | 'undo'
  | 'windowLine'
> = {
  hall: read(({ hall }) => {
    const { name, nameEn, timeZone, publicUrl, rules } = hall.settings()
    return ok({
      seq: hall.writer.seq,
      epoch: hall.writer.epoch,
      name,
      nameEn,
      timeZone,
      now: toRfc3339(hall.clock(), timeZone),
      day: today(hall),
      publicUrl,
      undoSeconds: rules.undoSeconds,
      zones: allZones(hall.db),
      departments: allDepartments(hall.db),
      topics: allTopics(hall.db),
      queues: describeQueues(hall),
      windows: describeWindows(hall),
    })
  }),
  queues: read(({ hall }) => ok({ seq: hall.writer.seq, queues: describeQueues(hall) })),
  windows: read(({ hall }) => ok({ seq: hall.writer.seq, windows: describeWindows(hall) })),
  display: read(({ query, hall }) => ok(describeDisplay(hall, query))),

  takeTicket: prepared<'takeTicket', undefined>({
    write: (tx, { body, who, hall }) =>
      body.cardId === undefined ? issueTicket(tx, hall, body, needTerminal(who).id) : fail(noCardsHere),
    reveal: (ticket, { hall }) => ({ ...ticket, phoneUrl: phoneUrl(hall, ticket.id) }),
  }),
  ticket: read(({ params, who, hall }) => {
    const row = findTicket(hall.db, params.id)
    if (!row) return fail(refusal('not-found', '没有这张号票。'))
    return seesTicket(hall, row, who)
      ? ok(describeTicket(hall, row))
      : fail(refusal('not-permitted', '这不是您的号票。'))
  }),
  cancelTicket: write((tx, { params, who, hall }) => cancel(tx, hall, params.id, who)),
  returnTicket: write((tx, { params, who, hall }) => comeBack(tx, hall, params.id, who)),
  correctClass: write((tx, { params, body, who, hall }) =>
    correctClass(tx, hall, params.id, body.class, body.reason, who),
  ),

  reprintTicket: prepared<'reprintTicket', undefined>({
    write: (tx, { params, body, who, hall }) => reprint(tx, hall, params.id, body.terminalId, who),
    // The new paper alone carries the new secret: staff never see it.
    reveal: (ticket, { who, hall }) => ({
      ...ticket,
      phoneUrl: who.kind === 'terminal' ? phoneUrl(hall, ticket.id) : null,
    }),
  }),
  ticketPaper: read(({ params, who, hall }) => {
    const row = findTicket(hall.db, params.id)
    if (!row) return fail(refusal('not-found', '没有这张号票。'))
    const terminal = needTerminal(who)
    const asked = row.terminal_id === terminal.id || wasSentTo(hall, row.id, terminal.id)
    if (!asked) return fail(refusal('not-permitted', '这不是本机的号票。'))
    const ticket = describeTicket(hall, row)
    const queue = must(describeQueue(hall, row.queue_id), 'a ticket stands in a registered queue')
    const { name, timeZone, rules } = hall.settings()
    const items = ticket.items.flatMap((item) => findItemGuide(hall.db, item.id) ?? [])
    return ok({
      hallName: name,
      number: ticket.number,
      queueName: queue.name,
      class: ticket.class,
      ahead: ticket.ahead,
      estimate: ticket.estimate,
      zoneName: allZones(hall.db).find((zone) => zone.id === queue.zoneId)?.name ?? null,
      windowNumbers: queue.windowNumbers,
      issuedAt: ticket.issuedAt,
      dueAt: ticket.class === 'appointment' ? ticket.dueAt : null,
      timeZone,
      items: ticket.items.map((item) => item.name),
      bring: [
        ...new Set(
          items.flatMap((item) =>
            item.materials.map((material) =>
              material.copies ? `${material.name}（${material.copies}）` : material.name,
            ),
          ),
        ),
      ],
      phoneUrl: phoneUrl(hall, row.id),
      returnWithinMinutes: rules.returnWithinMinutes,
      reprint: row.terminal_id !== terminal.id || row.phone_generation > 0,
    })
  }),
  reportPrint: write((tx, { params, body, who, hall }) => {
    const row = needTicket(tx, params.id)
    if (!row.ok) return row
    if (!seesTicket(hall, row.value, who)) return fail(refusal('not-permitted', '这不是本机的号票。'))
    tx.record(
      fact('print-ended', {
        ticketId: row.value.id,
        terminalId: needTerminal(who).id,
        state: body.state,
        reason: body.reason,
      }),
    )
    return ok({ recorded: true })
  }),

  phoneTicket: read(({ who, hall }) => {
    if (who.kind !== 'phone') return fail(refusal('not-permitted'))
    return ok(describeForHolder(hall, who.ticketId))
  }),

  openWindow: write((tx, { params, who, hall }) => openWindow(tx, hall, params.id, who)),
  pauseWindow: write((tx, { params, body, who, hall }) =>
    leaveWindow(
      tx,
      hall,
      params.id,
      { to: 'paused', reason: body?.reason ?? '', inHand: body?.inHand, toWindowId: body?.toWindowId },
      who,
    ),
  ),
  closeWindow: write((tx, { params, body, who, hall }) =>
    leaveWindow(
      tx,
      hall,
      params.id,
      { to: 'closed', reason: body?.reason ?? '', inHand: body?.inHand, toWindowId: body?.toWindowId },
      who,
    ),
  ),
  callNext: write((tx, { params, who, hall }) => callNext(tx, hall, params.id, who)),
  callTicket: write((tx, { params, body, who, hall }) => callTicket(tx, hall, params.id, body.ticketId, who)),
  recallTicket: write((tx, { params, body, who, hall }) => recall(tx, hall, params.id, body.ticketId, who)),
  missTicket: write((tx, { params, body, who, hall }) => miss(tx, hall, params.id, body.ticketId, who)),
  startService: write((tx, { params, body, who, hall }) => start(tx, hall, params.id, body.ticketId, who)),
  holdService: write((tx, { params, body, who, hall }) => hold(tx, hall, params.id, body.ticketId, who)),
  resumeService: write((tx, { params, body, who, hall }) => resume(tx, hall, params.id, body.ticketId, who)),
  finishService: write((tx, { params, body, who, hall }) => finish(tx, hall, params.id, body.ticketId, who)),
  transferTicket: write((tx, { params, body, who, hall }) => transfer(tx, hall, params.id, body, who)),
  undo: write((tx, { params, body, who, hall }) => undo(tx, hall, params.id, body.ticketId, who)),

  windowLine: read(({ params, who, hall }) => {
    const window = findWindow(hall.db, params.id)
    if (!window) return fail(refusal('not-found', '没有这个窗口。'))
    if (!seesWindow(who, window.id, window.zone_id)) return fail(refusal('not-permitted', '这不是您的窗口。'))
    const { order, total } = lineOf(hall, window)
    const tickets = (ids: readonly string[]) =>
      ids.flatMap((id) => findTicket(hall.db, id) ?? []).map((row) => describeTicket(hall, row))
    const undoable = undoableAt(hall.db, window.id, hall.clock() - hall.settings().rules.undoSeconds * 1000)
    return ok({
      seq: hall.writer.seq,
      // Where each stands in this window's line, which may hold several queues.
      waiting: tickets(order.map((head) => head.ticketId)).map((ticket, place) => ({
        ...ticket,
        ahead: place,
      })),
      total,
      held: ticketsAtWindow(hall.db, window.id, 'held', 20).map((row) => describeTicket(hall, row)),
      missed: ticketsAtWindow(hall.db, window.id, 'no-show', 20).map((row) => describeTicket(hall, row)),
      undoable: undoable ? describeTicket(hall, undoable) : null,
    })
  }),
}

/** The address on the paper's QR code. Its secret is made anew each time and stands nowhere but there. */
export function phoneUrl(hall: Hall, ticketId: string): string {
  const generation = must(
    phoneGeneration(hall.db, ticketId),
    'a phone address is made for a ticket that exists',
  )
  return `${hall.settings().publicUrl?.replace(/\/$/, '') ?? hall.baseUrl()}/phone/#${hall.cipher.phoneSecret(ticketId, generation)}`
}

function seesTicket(hall: Hall, row: TicketRow, who: Principal): boolean {
  if (who.kind === 'phone') return who.ticketId === row.id
  if (who.kind === 'person') return true
  if (who.kind !== 'terminal') return false
  if (who.terminal.role === 'pad') return row.window_id !== null && row.window_id === who.terminal.windowId
  return row.terminal_id === who.terminal.id || wasSentTo(hall, row.id, who.terminal.id)
}

/** Whether staff sent this ticket to that terminal's printer. */
function wasSentTo(hall: Hall, ticketId: string, terminalId: string): boolean {
  const found = query<{ n: number }>(
    hall.db,
    "SELECT count(*) AS n FROM journal WHERE ticket_id = ? AND type = 'ticket-reprinted' AND json_extract(body, '$.printAt') = ?",
  ).get(ticketId, terminalId)
  return (found?.n ?? 0) > 0
}

/** Notes a further print. For a lost ticket, staff make the lost paper's code worthless. */
function reprint(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  terminalId: string | undefined,
  who: Principal,
): Result<Ticket, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  if (['done', 'cancelled', 'expired'].includes(row.state))
    return fail(refusal('not-waiting', '此号已经结束，不能补打。'))
  const byStaff = who.kind === 'person'
  if (!byStaff && !seesTicket(hall, row, who)) return fail(refusal('not-permitted', '这不是本机的号票。'))
  if (byStaff && (terminalId === undefined || findTerminal(tx.db, terminalId)?.role !== 'kiosk'))
    return fail(
      refusal('validation', '请选择在哪台自助机补打。', {
        errors: [{ path: 'terminalId', message: '请选择自助机' }],
      }),
    )
  if (byStaff) {
    const generation = row.phone_generation + 1
    changeOne(
      tx.db,
      'UPDATE tickets SET phone_generation = ?, phone_hash = ? WHERE id = ?',
      generation,
      hall.cipher.phoneHash(hall.cipher.phoneSecret(row.id, generation)),
      row.id,
    )
  }
  tx.record(
    fact('ticket-reprinted', {
      ...ticketFacts(row, row.state),
      terminalId: who.kind === 'terminal' ? who.terminal.id : null,
      printAt: byStaff ? (terminalId ?? null) : null,
      replaces: byStaff,
      staffId: staffIdOf(who),
    }),
  )
  return ok(describeTicket(hall, must(findTicket(tx.db, row.id), 'it was read just now'), tx.nowMs))
}

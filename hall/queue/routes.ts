import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { allDepartments } from '../../db/catalog/departments.ts'
import { allTopics } from '../../db/catalog/items.ts'
import { findTicket, ticketsAtWindow, undoableAt } from '../../db/queue/tickets.ts'
import { allZones, findWindow } from '../../db/queue/windows.ts'
import type { Transaction } from '../../db/writer.ts'
import { type Hall, today } from '../hall.ts'
import { type Handlers, prepared, read, write } from '../serve.ts'
import { needTerminal, noCardsHere } from '../terminal/routes.ts'
import { seesWindow } from '../who.ts'
import type { Act } from './act.ts'
import { type Leave, leaveWindow, openWindow } from './attend.ts'
import { callNext, callTicket, lineOf, miss, recall } from './call.ts'
import { describeQueues, describeTicket, describeWindows } from './describe.ts'
import { describeDisplay } from './describe-display.ts'
import { describeForHolder } from './describe-holder.ts'
import { needTicket } from './facts.ts'
import { issueTicket } from './issue.ts'
import { cancel, comeBack, correctClass, transfer } from './move.ts'
import { describePaper, issuedUrl, phoneUrl, reprint, seesTicket } from './paper.ts'
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
    reveal: (ticket, { hall }) => ({ ...ticket, phoneUrl: issuedUrl(hall, ticket) }),
  }),
  ticket: read(({ params, who, hall }) => {
    const row = findTicket(hall.db, params.id)
    if (!row) return fail(refusal('not-found', '没有这张号票。'))
    return seesTicket(hall, row, who)
      ? ok(describeTicket(hall, row))
      : fail(refusal('not-permitted', '这不是您的号票。'))
  }),
  cancelTicket: write((tx, { params, who, hall }) => cancel(tx, hall, { ticketId: params.id, who })),
  returnTicket: write((tx, { params, who, hall }) => comeBack(tx, hall, { ticketId: params.id, who })),
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
    return seesTicket(hall, row, who)
      ? ok(describePaper(hall, row, needTerminal(who).id))
      : fail(refusal('not-permitted', '这不是本机的号票。'))
  }),
  reportPrint: write((tx, { params, body, who, hall }) => {
    const row = needTicket(tx, params.id)
    if (!row.ok) return row
    if (!seesTicket(hall, row.value, who)) return fail(refusal('not-permitted', '这不是本机的号票。'))
    tx.record(
      fact('print-ended', {
        ticketId: row.value.id,
        terminalId: needTerminal(who).id,
        number: row.value.number,
        terminalName: needTerminal(who).name,
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
  pauseWindow: leave('paused'),
  closeWindow: leave('closed'),
  callNext: write((tx, { params, who, hall }) => callNext(tx, hall, params.id, who)),
  callTicket: onTicket(callTicket),
  recallTicket: onTicket(recall),
  missTicket: onTicket(miss),
  startService: onTicket(start),
  holdService: onTicket(hold),
  resumeService: onTicket(resume),
  finishService: onTicket(finish),
  transferTicket: write((tx, { params, body, who, hall }) =>
    transfer(tx, hall, { windowId: params.id, ticketId: body.ticketId, who }, body),
  ),
  undo: onTicket(undo),

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

/** The routes whose whole request is a ticket at a window. */
type OnTicket =
  | 'callTicket'
  | 'recallTicket'
  | 'missTicket'
  | 'startService'
  | 'holdService'
  | 'resumeService'
  | 'finishService'
  | 'undo'

function onTicket(command: (tx: Transaction, hall: Hall, act: Act) => Result<Ticket, Refusal>) {
  return write<OnTicket>((tx, { params, body, who, hall }) =>
    command(tx, hall, { windowId: params.id, ticketId: body.ticketId, who }),
  )
}

function leave(to: Leave['to']) {
  return write<'pauseWindow' | 'closeWindow'>((tx, { params, body, who, hall }) =>
    leaveWindow(
      tx,
      hall,
      params.id,
      { to, reason: body?.reason ?? '', inHand: body?.inHand, toWindowId: body?.toWindowId },
      who,
    ),
  )
}

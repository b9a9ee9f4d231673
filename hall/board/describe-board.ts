import type { RouteAnswer } from '../../contract/client.ts'
import { attentionOf } from '../../core/board/attention.ts'
import { type PaceEvent, paceMinutes, paceOf } from '../../core/board/pace.ts'
import {
  type QueueWait,
  queueWaits,
  usualMinutes,
  type WaitingTicket,
  windowTrouble,
} from '../../core/board/standing.ts'
import { dayStartsAt, toRfc3339 } from '../../core/day.ts'
import { waitTarget } from '../../core/queue/wait-target.ts'
import {
  type AtWindowRow,
  everybodyWaiting,
  type TicketActRow,
  ticketActsSince,
  ticketsAtWindows,
  type WaitingRow,
  windowActsSince,
} from '../../db/board/now.ts'
import { recentServiceSeconds } from '../../db/queue/queues.ts'
import { openCountByQueue, type WindowRow } from '../../db/queue/windows.ts'
import { type Hall, today } from '../hall.ts'
import { opennessOf, queueInBrief, windowInBrief } from '../queue/describe.ts'
import { compareWithWeekday } from './compare.ts'
import type { SeenPlace } from './place.ts'

type Board = RouteAnswer<'board'>

/** Services from which a queue's usual time is read. */
const recentServices = 200
const emptyWait: QueueWait = { waiting: 0, oldest: null, overBound: [] }

/** The live board of what somebody sees of the hall. Its cost is bounded by who is in the hall and by the last hour, whatever the history. */
export function describeBoard(hall: Hall, place: SeenPlace): Board {
  const nowMs = hall.clock()
  const { name, timeZone, rules, targets, board: limits } = hall.settings()
  const day = today(hall)
  const dayStartMs = dayStartsAt(day, timeZone)
  const minuteMs = Math.floor(nowMs / 60_000) * 60_000
  const hourMs = minuteMs - (paceMinutes - 1) * 60_000
  const waiting = everybodyWaiting(hall.db).map(toWaiting)
  const seen = waiting.filter((ticket) => place.queueIds.has(ticket.queueId))
  const ownTargets = new Map(place.queues.map((queue) => [queue.id, queue.waitTargetMinutes]))
  const waits = queueWaits(
    seen,
    rules.waitBoundMinutes,
    (id) => waitTarget(ownTargets.get(id) ?? null, targets.longestWaitMinutes),
    nowMs,
  )
  const open = openCountByQueue(hall.db)
  const acts = ticketActsSince(hall.db, hourMs)
  const atWindows = ticketsAtWindows(hall.db)
  const judge = judgeWindows(hall, { atWindows, waiting, acts, dayStartMs, hourMs, nowMs })
  const windows = place.windows
    .filter((row) => row.active === 1)
    .map((row) => judge(row, place.served.get(row.id) ?? []))
  const queues = place.queues.map((queue) => ({
    row: queue,
    id: queue.id,
    wait: waits.get(queue.id) ?? emptyWait,
    windowsOpen: open.get(queue.id) ?? 0,
    open: opennessOf(hall, queue, nowMs) === 'open',
  }))
  const here = atWindows.filter(({ window_id: id }) => id !== null && place.windowIds.has(id))
  const inState = (state: AtWindowRow['state']) => here.filter((row) => row.state === state).length
  return {
    seq: hall.writer.seq,
    name,
    timeZone,
    now: toRfc3339(nowMs, timeZone),
    day,
    zoneId: place.zoneId,
    zones: [...place.zones],
    totals: {
      waiting: seen.length,
      called: inState('called'),
      serving: inState('serving'),
      held: inState('held'),
      inHall: seen.length + here.length,
      windowsOpen: windows.filter((window) => window.state === 'open').length,
      windowsPaused: windows.filter((window) => window.state === 'paused').length,
      windows: windows.length,
      queuesOpen: queues.filter((queue) => queue.open).length,
    },
    queues: queues.map(({ row, wait, windowsOpen, open: isOpen }) => ({
      ...queueInBrief(row),
      open: isOpen,
      waiting: wait.waiting,
      oldest: wait.oldest,
      overBound: [...wait.overBound],
      windowsOpen,
    })),
    windows,
    attention: attentionOf(queues, windows),
    pace: paceOf(acts.filter((act) => place.queueIds.has(act.queue_id)).flatMap(toPace), nowMs).map(
      ({ startsAtMs, issued, called, done }) => ({
        startsAt: toRfc3339(startsAtMs, timeZone),
        issued,
        called,
        done,
      }),
    ),
    limits,
    comparison: compareWithWeekday(hall, place.scope, nowMs),
  }
}

function toWaiting(row: WaitingRow): WaitingTicket {
  const dueMs = row.class === 'appointment' ? (row.due_at_ms ?? 0) : 0
  return {
    queueId: row.queue_id,
    class: row.class,
    number: row.number,
    waitsSinceMs: Math.max(row.arrived_at_ms, dueMs),
    forWindowId: row.for_window_id,
  }
}

function toPace(act: TicketActRow): PaceEvent[] {
  const { at_ms: atMs, ticket_id: ticketId } = act
  if (act.type === 'ticket-issued') return [{ atMs, ticketId, what: 'issued' }]
  if (act.type === 'ticket-called') return [{ atMs, ticketId, what: 'called' }]
  if (act.type === 'service-finished') return [{ atMs, ticketId, what: 'done' }]
  if (act.type === 'action-undone' && act.undone === 'finish')
    return [{ atMs, ticketId, what: 'finish-undone' }]
  return []
}

/** Tells of each window what it does and what is wrong there. */
function judgeWindows(
  hall: Hall,
  facts: {
    readonly atWindows: readonly AtWindowRow[]
    readonly waiting: readonly WaitingTicket[]
    readonly acts: readonly TicketActRow[]
    readonly dayStartMs: number
    readonly hourMs: number
    readonly nowMs: number
  },
): (row: WindowRow, queueIds: readonly string[]) => Board['windows'][number] {
  const { timeZone, board: limits } = hall.settings()
  const { nowMs } = facts
  const inHand = new Map(
    facts.atWindows.flatMap((row) =>
      row.window_id === null || row.state === 'held' ? [] : [[row.window_id, row] as const],
    ),
  )
  const since = new Map<string, { type: string; atMs: number }>()
  for (const act of windowActsSince(hall.db, facts.dayStartMs))
    if (since.get(act.window_id)?.type !== act.type)
      since.set(act.window_id, { type: act.type, atMs: act.at_ms })
  const lastAct = new Map(
    facts.acts.flatMap((act) => (act.window_id === null ? [] : [[act.window_id, act.at_ms] as const])),
  )
  const usual = new Map<string, number | null>()
  const usualOf = (queueId: string) => {
    const known = usual.get(queueId)
    if (known !== undefined) return known
    const found = usualMinutes(recentServiceSeconds(hall.db, queueId, recentServices))
    usual.set(queueId, found)
    return found
  }
  return (row, queueIds) => {
    const ticket = inHand.get(row.id)
    const sinceMs = ticket?.state === 'serving' ? ticket.started_at_ms : (ticket?.called_at_ms ?? null)
    return {
      ...windowInBrief(row),
      ticket: ticket
        ? {
            id: ticket.id,
            number: ticket.number,
            state: ticket.state,
            since: sinceMs === null ? null : toRfc3339(sinceMs, timeZone),
          }
        : null,
      trouble: windowTrouble(
        {
          id: row.id,
          state: row.state,
          stateSinceMs: since.get(row.id)?.atMs ?? facts.dayStartMs,
          queueIds,
          inHand:
            ticket === undefined
              ? null
              : ticket.state === 'serving'
                ? { state: 'serving', servedMs: servedMs(ticket, nowMs), queueId: ticket.queue_id }
                : { state: 'called', sinceMs: ticket.called_at_ms ?? nowMs },
          lastActMs: lastAct.get(row.id) ?? facts.hourMs,
        },
        {
          waiting: facts.waiting,
          usualMinutes: usualOf,
          limits,
          nowMs,
        },
      ),
    }
  }
}

/** Time in service so far, holds not counted. */
function servedMs(row: AtWindowRow, nowMs: number): number {
  return (row.served_before_ms ?? 0) + Math.max(0, nowMs - (row.resumed_at_ms ?? nowMs))
}

import { z } from 'zod'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { findQueue, type QueueRow, recentServiceSeconds } from '../../db/queue/queues.ts'
import { openWindowsOf } from '../../db/queue/windows.ts'
import type { Hall } from '../hall.ts'
import { rememberedOf } from '../remembered.ts'

/** Services that an estimate looks back on. */
const recentServices = 200
const queueIds = z.array(z.string())

/** An open window that serves a queue. */
export interface ServingWindow {
  readonly busy: boolean
  /** Since when the one in hand is served; null when idle or only called. */
  readonly startedAtMs: number | null
  /** Queues that take their share of it before this one while somebody waits in them. */
  readonly queuesBefore: readonly string[]
  /** Of whom it called from this queue and has in hand: class, wait, and place in the order of calls. */
  readonly calledClass: TicketClass | null
  readonly waitedMs: number | null
  readonly calledSeq: number | null
}

/** What an estimate rests on besides the line: who serves a queue now, and how long the last services took. */
export interface Serving {
  readonly windows: readonly ServingWindow[]
  readonly recentServiceSeconds: readonly number[]
}

const queues = rememberedOf<QueueRow | null>()
const serving = rememberedOf<Serving>()

/** A queue as it is registered; read once for each version of the store. */
export function queueOf(hall: Hall, id: string): QueueRow | undefined {
  return queues(hall, id, () => findQueue(hall.db, id) ?? null) ?? undefined
}

/** Who serves a queue and how fast; read once for each version of the store, since a new ticket changes neither. */
export function servingOf(hall: Hall, queueId: string): Serving {
  return serving(hall, queueId, () => ({
    windows: openWindowsOf(hall.db, queueId).map((row) => ({
      busy: row.busy === 1,
      startedAtMs: row.started_at_ms,
      queuesBefore: queueIds.parse(JSON.parse(row.queues_before)),
      calledClass: row.called_class,
      waitedMs: row.waited_ms,
      calledSeq: row.called_seq,
    })),
    recentServiceSeconds: recentServiceSeconds(hall.db, queueId, recentServices),
  }))
}

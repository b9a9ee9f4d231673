import type { TicketClass } from '../core/queue/ticket.ts'
import type { VisitPlan } from './visit-plan.ts'
import type { BreakPlan, WindowDay } from './window-day.ts'

/** Somebody with a ticket on a day that is played on paper. Times are milliseconds after the day's midnight. */
export interface PaperVisitor {
  readonly plan: VisitPlan
  readonly order: number
  readonly class: TicketClass
  readonly arrivedAtMs: number
  readonly foundAllBusy: boolean
  state: 'waiting' | 'called' | 'serving' | 'held' | 'missed' | 'done' | 'left'
  queue: string
  /** Sent to this window and no other. */
  forWindow: string | null
  readonly firstQueue: string
  turn: number
  servicesDone: number
  serviceLeftMs: number | null
  /** Since when the present stretch runs, and what was served before it. */
  stretchBeganMs: number
  lastCalledAtMs: number
  startedAtMs: number
  /** Time set aside since the last call. */
  asideMs: number
  asideSinceMs: number
  calls: number
  wasHeld: boolean
  wasTransferred: boolean
  wasMissed: boolean
  calledAtMs: number | null
}

/** A window with its clerk. */
export interface PaperDesk {
  readonly day: WindowDay
  readonly queues: readonly string[]
  state: 'closed' | 'open' | 'paused'
  inHand: PaperVisitor | null
  held: number
  readonly ready: PaperVisitor[]
  wantsBreak: BreakPlan | null
  pausedAtMs: number
  closing: boolean
}

import { chooseNext, type LineHead, type LineRules } from '../core/queue/line-order.ts'
import type { Attendance } from '../core/queue/usual-absences.ts'
import { must } from '../core/result.ts'
import type { DayPlan } from './day-plan.ts'
import type { HallShape } from './hall-shape.ts'
import type { PaperDesk, PaperVisitor } from './paper-people.ts'
import { Timeline } from './timeline.ts'
import type { VisitPlan } from './visit-plan.ts'
import type { BreakPlan } from './window-day.ts'

/** What somebody who looks on is told, so that estimates can be made and judged. */
export interface PaperWatcher {
  arrived?(day: PaperDay, visitor: PaperVisitor): void
  called?(day: PaperDay, visitor: PaperVisitor): void
  /** One service is done; it kept the window for so long from the call, breaks of it left out. */
  finished?(day: PaperDay, visitor: PaperVisitor, keptMs: number): void
}

/** The rules of a new hall. */
export const usualRules: LineRules = {
  priorityRun: 3,
  waitBoundMinutes: { ordinary: 45, appointment: 20, priority: 30, green: 30 },
}

const ranks = { clerk: 0, citizen: 1, arrival: 2 } as const
const recallAfterMs = 40_000
const minute = 60_000
const noticedAfterMs = 4 * minute
const returnWithinMs = 30 * minute
const overtimeMs = 2 * 3_600_000

/**
 * A made-up day without the hall: who is next is core's rule, everything else happens as the plan says, on a list in
 * memory. A day takes milliseconds, so estimates can be judged on many.
 */
export class PaperDay {
  readonly desks: readonly PaperDesk[]
  readonly waiting: PaperVisitor[] = []
  readonly visitors: PaperVisitor[] = []
  /** When windows opened, paused and closed. */
  readonly attendance: Attendance[] = []
  readonly priorityRuns = new Map<string, number>()
  nowMs = 0
  readonly #timeline = new Timeline<() => void>()
  readonly #plan: DayPlan
  readonly #itemQueue: ReadonlyMap<string, string>
  readonly #rules: LineRules
  readonly #watcher: PaperWatcher
  readonly #lastCallMs: number

  constructor(shape: HallShape, plan: DayPlan, watcher: PaperWatcher, rules: LineRules = usualRules) {
    this.#plan = plan
    this.#rules = rules
    this.#watcher = watcher
    this.#lastCallMs = plan.endsAtMs + overtimeMs
    this.#itemQueue = new Map(shape.items.map(({ code, queue }) => [code, queue]))
    const queuesOf = new Map(shape.windows.map(({ number, queues }) => [number, queues]))
    this.desks = plan.windows.map((day) => ({
      day,
      queues: must(queuesOf.get(day.number), 'a plan is made for the windows of its hall'),
      state: 'closed',
      inHand: null,
      held: 0,
      ready: [],
      wantsBreak: null,
      pausedAtMs: 0,
      closing: false,
    }))
  }

  /** Plays the day to its end. */
  play(): this {
    for (const desk of this.desks) {
      const { opensAtMs, closesAtMs, breaks } = desk.day
      this.#at(opensAtMs, ranks.clerk, () => this.#open(desk))
      for (const one of breaks) this.#at(one.atMs, ranks.clerk, () => this.#wantBreak(desk, one))
      this.#at(closesAtMs, ranks.clerk, () => {
        desk.closing = true
        this.#goOn(desk)
      })
      this.#at(this.#lastCallMs, ranks.clerk, () => this.#goOn(desk))
    }
    for (const plan of this.#plan.visits) this.#at(plan.atMs, ranks.arrival, () => this.#arrive(plan))
    for (let event = this.#timeline.next(); event !== undefined; event = this.#timeline.next()) {
      this.nowMs = event.atMs
      event.what()
    }
    return this
  }

  openFor(queue: string): readonly PaperDesk[] {
    return this.desks.filter((desk) => desk.state === 'open' && desk.queues.includes(queue))
  }

  #at(atMs: number, rank: number, what: () => void): void {
    this.#timeline.add({ atMs, rank, what })
  }

  #arrive(plan: VisitPlan): void {
    const queue = this.#itemQueue.get(plan.items[0] ?? '') ?? plan.queue
    const visitor: PaperVisitor = {
      plan,
      order: this.visitors.length,
      class: plan.class,
      arrivedAtMs: this.nowMs,
      foundAllBusy: this.openFor(queue).every(({ inHand }) => inHand !== null),
      state: 'waiting',
      queue,
      firstQueue: queue,
      forWindow: null,
      turn: 0,
      servicesDone: 0,
      serviceLeftMs: null,
      stretchBeganMs: 0,
      lastCalledAtMs: 0,
      startedAtMs: 0,
      asideMs: 0,
      asideSinceMs: 0,
      calls: 0,
      wasHeld: false,
      wasTransferred: false,
      wasMissed: false,
      calledAtMs: null,
    }
    this.visitors.push(visitor)
    this.#watcher.arrived?.(this, visitor)
    this.waiting.push(visitor)
    if (plan.leaves)
      this.#at(this.nowMs + plan.leaves.afterMs, ranks.citizen, () => {
        if (visitor.state !== 'waiting' || visitor.servicesDone > 0) return
        visitor.state = 'left'
        this.#unline(visitor)
      })
    this.#wake(queue)
  }

  #unline(visitor: PaperVisitor): void {
    this.waiting.splice(this.waiting.indexOf(visitor), 1)
  }

  #wake(queue: string): void {
    const idle = this.openFor(queue).find(isIdle)
    if (idle) this.#goOn(idle)
  }

  #waitsAgain(visitor: PaperVisitor): void {
    visitor.state = 'waiting'
    this.waiting.push(visitor)
    this.#wake(visitor.queue)
  }

  #lineFor(desk: PaperDesk): PaperVisitor[] {
    return this.waiting.filter((one) =>
      one.forWindow === null ? desk.queues.includes(one.queue) : one.forWindow === desk.day.number,
    )
  }

  #goOn(desk: PaperDesk): void {
    if (!isIdle(desk)) return
    if (desk.wantsBreak) {
      this.#pause(desk, desk.wantsBreak)
      return
    }
    const back = desk.ready.shift()
    if (back) {
      desk.held -= 1
      desk.inHand = back
      back.turn += 1
      back.state = 'serving'
      back.asideMs += this.nowMs - back.asideSinceMs
      this.#serve(desk, back)
      return
    }
    if (desk.closing && (desk.day.firm || this.nowMs >= this.#lastCallMs)) {
      this.#close(desk)
      return
    }
    this.#callNext(desk)
    if (desk.closing && desk.inHand === null) this.#close(desk)
  }

  #callNext(desk: PaperDesk): void {
    const line = this.#lineFor(desk)
    const heads = line.map(
      (one): LineHead => ({
        ticketId: String(one.order),
        queueId: one.queue,
        class: one.class,
        arrivedAtMs: one.arrivedAtMs,
        arrivalOrder: one.order,
        dueAtMs: one.class === 'appointment' ? one.arrivedAtMs : null,
        forThisWindow: one.forWindow !== null,
      }),
    )
    const queues = desk.queues.map((queueId, position) => ({
      queueId,
      position,
      weight: 1,
      credit: 0,
      priorityRun: this.priorityRuns.get(queueId) ?? 0,
    }))
    const choice = chooseNext({ heads, queues, order: 'order', rules: this.#rules, nowMs: this.nowMs })
    if (choice === null) return
    const visitor = must(this.visitors[Number(choice.head.ticketId)], 'a head is a visitor')
    this.priorityRuns.set(visitor.queue, choice.priorityRun)
    this.#unline(visitor)
    desk.inHand = visitor
    visitor.state = 'called'
    visitor.turn += 1
    visitor.calls += 1
    visitor.forWindow = null
    visitor.lastCalledAtMs = this.nowMs
    visitor.asideMs = 0
    this.#watcher.called?.(this, visitor)
    visitor.calledAtMs ??= this.nowMs
    const { comes, walkMs } = visitor.plan
    const misses = (comes === 'never' || comes === 'too-late') && !visitor.wasMissed
    const start = () => this.#start(desk, visitor)
    if (misses)
      this.#step(desk, visitor, recallAfterMs, () =>
        this.#step(desk, visitor, recallAfterMs, () => this.#miss(desk, visitor)),
      )
    else if (comes === 'when-recalled' && visitor.servicesDone === 0)
      this.#step(desk, visitor, recallAfterMs, () => this.#step(desk, visitor, walkMs, start))
    else this.#step(desk, visitor, walkMs, start)
  }

  #step(desk: PaperDesk, visitor: PaperVisitor, afterMs: number, act: () => void): void {
    const { turn } = visitor
    this.#at(this.nowMs + afterMs, ranks.clerk, () => {
      if (desk.inHand === visitor && visitor.turn === turn) act()
      if (desk.inHand === null) this.#goOn(desk)
    })
  }

  #miss(desk: PaperDesk, visitor: PaperVisitor): void {
    letGo(desk, visitor)
    visitor.state = 'missed'
    visitor.wasMissed = true
    if (visitor.plan.comes !== 'too-late' || noticedAfterMs > returnWithinMs) return
    this.#at(this.nowMs + noticedAfterMs, ranks.citizen, () => this.#waitsAgain(visitor))
  }

  #start(desk: PaperDesk, visitor: PaperVisitor): void {
    visitor.state = 'serving'
    visitor.startedAtMs = this.nowMs
    const { serviceMs } = visitor.plan
    visitor.serviceLeftMs = serviceMs[Math.min(visitor.servicesDone, serviceMs.length - 1)] ?? minute
    this.#serve(desk, visitor)
  }

  #serve(desk: PaperDesk, visitor: PaperVisitor): void {
    const { hold, transfer } = visitor.plan
    const leftMs = visitor.serviceLeftMs ?? minute
    visitor.stretchBeganMs = this.nowMs
    if (hold && !visitor.wasHeld)
      this.#step(desk, visitor, leftMs * hold.part, () => {
        visitor.wasHeld = true
        this.#interrupt(desk, visitor)
        this.#at(this.nowMs + hold.forMs, ranks.clerk, () => {
          desk.ready.push(visitor)
          this.#goOn(desk)
        })
      })
    else if (transfer && !visitor.wasTransferred)
      this.#step(desk, visitor, leftMs * transfer.part, () => this.#sendOn(desk, visitor, transfer.to))
    else this.#step(desk, visitor, leftMs, () => this.#finish(desk, visitor))
  }

  #interrupt(desk: PaperDesk, visitor: PaperVisitor): void {
    visitor.serviceLeftMs = Math.max(
      1000,
      (visitor.serviceLeftMs ?? 0) - (this.nowMs - visitor.stretchBeganMs),
    )
    visitor.state = 'held'
    visitor.asideSinceMs = this.nowMs
    desk.held += 1
    letGo(desk, visitor)
  }

  #sendOn(desk: PaperDesk, visitor: PaperVisitor, to: 'queue' | 'window'): void {
    visitor.wasTransferred = true
    const others = this.desks.filter(
      (one) => one !== desk && one.state === 'open' && !one.closing && !one.day.firm,
    )
    const other = others[Math.floor(visitor.plan.pick * others.length)]
    const queue = other?.queues.find((one) => one !== visitor.queue)
    if (other === undefined || (to === 'queue' && queue === undefined)) {
      this.#serve(desk, visitor)
      return
    }
    if (to === 'queue' && queue !== undefined) visitor.queue = queue
    else visitor.forWindow = other.day.number
    letGo(desk, visitor)
    this.#waitsAgain(visitor)
    this.#goOn(other)
  }

  #finish(desk: PaperDesk, visitor: PaperVisitor): void {
    letGo(desk, visitor)
    visitor.servicesDone += 1
    visitor.serviceLeftMs = null
    this.#watcher.finished?.(this, visitor, this.nowMs - visitor.lastCalledAtMs - visitor.asideMs)
    const next = visitor.plan.items[visitor.servicesDone]
    if (next === undefined) {
      visitor.state = 'done'
      return
    }
    visitor.queue = this.#itemQueue.get(next) ?? visitor.queue
    this.#waitsAgain(visitor)
  }

  #open(desk: PaperDesk): void {
    desk.state = 'open'
    this.#note(desk, 'opened')
    this.#goOn(desk)
  }

  #wantBreak(desk: PaperDesk, plan: BreakPlan): void {
    if (desk.state !== 'open' || desk.closing) return
    desk.wantsBreak = plan
    const visitor = desk.inHand
    if (plan.abrupt && visitor) {
      if (visitor.state === 'serving') {
        this.#interrupt(desk, visitor)
        desk.ready.push(visitor)
      } else {
        letGo(desk, visitor)
        this.#pause(desk, plan)
        this.#waitsAgain(visitor)
        return
      }
      this.#pause(desk, plan)
    } else this.#goOn(desk)
  }

  #pause(desk: PaperDesk, plan: BreakPlan): void {
    desk.wantsBreak = null
    desk.state = 'paused'
    this.#note(desk, 'paused')
    desk.pausedAtMs = this.nowMs
    this.#at(this.nowMs + plan.forMs, ranks.clerk, () => this.#open(desk))
  }

  #close(desk: PaperDesk): void {
    if (desk.held > 0) return
    desk.state = 'closed'
    this.#note(desk, 'closed')
  }

  #note(desk: PaperDesk, change: Attendance['change']): void {
    this.attendance.push({ windowId: desk.day.number, change, atMs: this.nowMs })
  }
}

function isIdle(desk: PaperDesk): boolean {
  return desk.state === 'open' && desk.inHand === null
}

function letGo(desk: PaperDesk, visitor: PaperVisitor): void {
  desk.inHand = null
  visitor.turn += 1
}

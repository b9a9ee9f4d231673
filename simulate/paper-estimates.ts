import type { Break } from '../core/queue/breaks.ts'
import { type EndedServices, endedServices, estimateWait } from '../core/queue/estimate.ts'
import { ticketsAhead } from '../core/queue/line-order.ts'
import type { TicketClass } from '../core/queue/ticket.ts'
import { type Attendance, absencesFrom, usualAbsences } from '../core/queue/usual-absences.ts'
import { type ServingSeen, waitFacts } from '../core/queue/wait-facts.ts'
import { Baselines } from './baselines.ts'
import type { Waited } from './customer.ts'
import type { DayPlan } from './day-plan.ts'
import type { HallShape } from './hall-shape.ts'
import { PaperDay, usualRules } from './paper-day.ts'
import type { PaperDesk, PaperVisitor } from './paper-people.ts'
import type { Span } from './window-day.ts'

/** Services that the hall's estimate looks back on. */
const recentServices = 200
const dayMs = 24 * 3_600_000

/** A day on paper, with what everybody is told when they come: by the hall's own functions, from the same facts. */
export interface PaperEstimates {
  readonly visitors: readonly Waited[]
  readonly day: PaperDay
}

/**
 * Plays a day on paper and tells everybody how long they will wait. `hours` are the hours that the hall's queues are
 * registered with: a gap between them is a break that the hall knows of.
 * `yesterday` is when windows opened, paused and closed the day before; a hall's first day has none.
 */
export function estimateOnPaper(
  shape: HallShape,
  plan: DayPlan,
  hours: readonly Span[],
  yesterday: readonly Attendance[] = [],
): PaperEstimates {
  const absences = usualAbsences(
    yesterday.map((one) => ({ ...one, atMs: one.atMs - dayMs })),
    0,
    (ms) => Math.floor(ms / dayMs) * dayMs,
  )
  const breaks = breaksBetween(hours)
  const closesMs = hours.length === 0 ? null : Math.max(...hours.map(({ toMs }) => toMs))
  const services = new Map<string, number[]>()
  const baselines = new Map(shape.queues.map((queue) => [queue, new Baselines()]))
  const told = new Map<PaperVisitor, Pick<Waited, 'told' | 'guess'>>()
  const day = new PaperDay(shape, plan, {
    arrived(floor, visitor) {
      const open = floor.openFor(visitor.queue).length
      const waiting = floor.waiting.filter(({ queue }) => queue === visitor.queue).length
      const guess = baselines.get(visitor.queue)?.guess(waiting, open)
      told.set(visitor, {
        told: estimateFor(floor, visitor, {
          ended: endedServices(services.get(visitor.queue) ?? []),
          breaks,
          absences,
          closesMs,
        }),
        guess: guess ?? { queueLength: null, lastToEnter: null },
      })
    },
    called(floor, visitor) {
      if (visitor.calledAtMs !== null) return
      baselines.get(visitor.queue)?.entered(floor.nowMs - visitor.arrivedAtMs)
    },
    finished(floor, visitor, keptMs) {
      const recent = services.get(visitor.queue) ?? []
      services.set(visitor.queue, [keptMs / 1000, ...recent].slice(0, recentServices))
      baselines.get(visitor.queue)?.finished(floor.nowMs - visitor.startedAtMs)
    },
  }).play()
  const visitors = day.visitors.map(
    (visitor): Waited => ({
      ticketId: String(visitor.order),
      arrivedAtMs: visitor.arrivedAtMs,
      foundAllBusy: visitor.foundAllBusy,
      calledAtMs: visitor.calledAtMs,
      left: visitor.state === 'left',
      told: told.get(visitor)?.told ?? null,
      guess: told.get(visitor)?.guess ?? { queueLength: null, lastToEnter: null },
    }),
  )
  return { visitors, day }
}

function breaksBetween(hours: readonly Span[]): Break[] {
  const sorted = hours.toSorted((a, b) => a.fromMs - b.fromMs)
  return sorted.slice(1).map((span, index) => ({
    fromMs: sorted[index]?.toMs ?? span.fromMs,
    untilMs: span.fromMs,
  }))
}

/** What the hall knows besides who waits where. */
interface Known {
  readonly ended: EndedServices
  readonly breaks: readonly Break[]
  readonly absences: ReadonlyMap<string, readonly Break[]>
  readonly closesMs: number | null
}

/** What the hall would tell: its facts gathered from the floor instead of the store. */
function estimateFor(floor: PaperDay, visitor: PaperVisitor, known: Known) {
  const { queue, class: ticketClass } = visitor
  const waitingByClass: Record<TicketClass, number> = { ordinary: 0, appointment: 0, priority: 0, green: 0 }
  for (const one of floor.waiting) if (one.queue === queue) waitingByClass[one.class] += 1
  const ahead = ticketsAhead({
    class: ticketClass,
    olderSameClass: waitingByClass[ticketClass],
    waitingByClass,
    priorityRun: floor.priorityRuns.get(queue) ?? 0,
    rules: usualRules,
  })
  return estimateWait(
    waitFacts(servingOf(floor, queue, known), {
      class: ticketClass,
      ahead,
      ordinaryHere: waitingByClass.ordinary,
      queueId: queue,
      isAnybodyIn: (wanted) => floor.waiting.some((one) => one.queue === wanted),
      waitingIn(wanted) {
        const line = floor.waiting.filter((one) => one.queue === wanted)
        const ordinary = line.filter((one) => one.class === 'ordinary').map((one) => one.arrivedAtMs)
        return {
          waiting: line.length,
          oldestArrivedAtMs: ordinary.length === 0 ? null : Math.min(...ordinary),
        }
      },
      rules: usualRules,
      nowMs: floor.nowMs,
    }),
  )
}

function servingOf(floor: PaperDay, queue: string, known: Known): ServingSeen {
  const open = floor.openFor(queue)
  const others = new Set(open.flatMap(({ queues }) => queues))
  return {
    windows: open.map((desk) => ({
      busy: desk.inHand !== null,
      queuesBefore: desk.queues.slice(0, desk.queues.indexOf(queue)),
      otherQueues: desk.queues.filter((one) => one !== queue),
      ...inHandOf(desk, queue),
    })),
    pausedSinceMs: floor.desks
      .filter(({ state, queues }) => state === 'paused' && queues[0] === queue)
      .map(({ pausedAtMs }) => pausedAtMs),
    awayAhead: absencesFrom(
      open.flatMap(({ queues, day }) => (queues[0] === queue ? (known.absences.get(day.number) ?? []) : [])),
      known,
    ),
    openByQueue: new Map([...others].map((one) => [one, floor.openFor(one).length])),
    ended: known.ended,
    breaks: known.breaks,
  }
}

function inHandOf({ inHand }: PaperDesk, queue: string) {
  if (inHand === null || inHand.queue !== queue) return { keptSinceMs: null, called: null }
  const { calls, lastCalledAtMs, arrivedAtMs, asideMs } = inHand
  return {
    keptSinceMs: lastCalledAtMs + asideMs,
    called:
      calls === 1
        ? { class: inHand.class, sinceMs: arrivedAtMs, atMs: lastCalledAtMs, seq: lastCalledAtMs }
        : null,
  }
}

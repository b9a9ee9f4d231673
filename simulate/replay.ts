import { must } from '../core/result.ts'
import type { Arrival } from './arrivals.ts'
import { Baselines } from './baselines.ts'
import type { Customer } from './customer.ts'
import type { Desk, SimulatedHall } from './simulated-hall.ts'
import { Timeline } from './timeline.ts'

/** How far a day is. */
export interface Progress {
  /** Milliseconds after the day's midnight. */
  readonly dayMs: number
  readonly issued: number
  readonly served: number
  readonly left: number
  readonly waiting: number
}

export interface ReplayOptions {
  /** The day's midnight on the simulated clock. */
  readonly midnightMs: number
  /** Simulated seconds for each real one; null as fast as the machine can. */
  readonly speed: number | null
  onProgress?(progress: Progress): void
}

type Happening =
  | { readonly kind: 'finish'; readonly desk: Desk; readonly customer: Customer }
  | { readonly kind: 'leave'; readonly customer: Customer }
  | { readonly kind: 'arrive'; readonly arrival: Arrival }

/**
 * Of what happens in one instant: a window that becomes free calls first, so that whoever is called just as their
 * patience ends is served; and who arrives then finds the window as it is after that.
 */
const ranks = { finish: 0, leave: 1, arrive: 2 } as const

/** The hall's own timer does its housekeeping every few seconds; of a simulated day five minutes are fine enough. */
const housekeepingMs = 5 * 60_000

/**
 * Plays a measured day through the hall's front door: windows open at the first arrival, call when they are idle,
 * start at once, serve exactly as long as was measured, and close when nothing is left to happen.
 * A refusal by the hall is a fault of the hall or of this replay and is thrown.
 */
export async function replay(
  hall: SimulatedHall,
  arrivals: readonly Arrival[],
  options: ReplayOptions,
): Promise<readonly Customer[]> {
  const timeline = new Timeline<Happening>()
  const add = (atMs: number, what: Happening) => timeline.add({ atMs, rank: ranks[what.kind], what })
  const customers: Customer[] = []
  const byTicket = new Map<string, Customer>()
  const inHand = new Map<Desk, Customer>()
  const waiting = new Map<string, number>()
  const baselines = new Map<string, Baselines>()
  const desksOf = new Map<string, Desk[]>()
  for (const queueId of hall.queueIds.values()) {
    waiting.set(queueId, 0)
    baselines.set(queueId, new Baselines())
    desksOf.set(
      queueId,
      hall.desks.filter((desk) => desk.queueIds.includes(queueId)),
    )
  }
  const queueIdOf = (arrival: Arrival) =>
    must(hall.queueIds.get(arrival.queue), 'every queue of the day was made')
  const count = (queueId: string, change: number) =>
    waiting.set(queueId, must(waiting.get(queueId), 'every queue is counted') + change)
  const of = <Value>(map: ReadonlyMap<string, Value>, queueId: string) =>
    must(map.get(queueId), 'every queue of the hall was entered above')
  let nowMs = options.midnightMs + must(arrivals[0], 'a day has an arrival').atMs
  let served = 0
  let left = 0

  for (const desk of hall.desks) await (await desk.clerk())('openWindow', { params: { id: desk.id } })
  for (const arrival of arrivals) add(options.midnightMs + arrival.atMs, { kind: 'arrive', arrival })

  async function callNext(desk: Desk): Promise<void> {
    if (!desk.queueIds.some((queueId) => of(waiting, queueId) > 0)) return
    const clerk = await desk.clerk()
    const params = { id: desk.id }
    const ticket = await clerk('callNext', { params })
    if (ticket === null) return checkNobodyWaits(desk)
    const customer = must(byTicket.get(ticket.id), 'the hall calls only tickets that it gave')
    count(ticket.queueId, -1)
    customer.calledAtMs = nowMs
    customer.windowNumber = desk.number
    of(baselines, ticket.queueId).entered(nowMs - customer.arrivedAtMs)
    await clerk('startService', { params, body: { ticketId: ticket.id } })
    inHand.set(desk, customer)
    add(nowMs + customer.arrival.serviceMs, { kind: 'finish', desk, customer })
  }

  /** Somebody who has been in the hall for a day is taken for gone by the hall itself: they were not called, rightly. */
  async function checkNobodyWaits(desk: Desk): Promise<void> {
    const { queues } = await hall.kiosk('queues')
    for (const queue of queues) waiting.set(queue.id, queue.waiting)
    if (desk.queueIds.some((queueId) => of(waiting, queueId) > 0))
      throw new Error(`window ${desk.number} called nobody while people wait for it`)
  }

  async function arrive(arrival: Arrival): Promise<void> {
    const queueId = queueIdOf(arrival)
    const desks = of(desksOf, queueId)
    const idle = desks.filter((desk) => !inHand.has(desk))
    const guess = of(baselines, queueId).guess(of(waiting, queueId), desks.length)
    const ticket = await hall.kiosk('takeTicket', { body: { queueId, class: arrival.class } })
    const customer: Customer = {
      arrival,
      ticketId: ticket.id,
      number: ticket.number,
      arrivedAtMs: nowMs,
      foundAllBusy: idle.length === 0,
      told: ticket.estimate,
      guess,
      calledAtMs: null,
      windowNumber: null,
      finishedAtMs: null,
      left: false,
    }
    customers.push(customer)
    byTicket.set(ticket.id, customer)
    count(queueId, 1)
    if (arrival.patienceMs !== null) add(nowMs + arrival.patienceMs, { kind: 'leave', customer })
    const [free] = idle
    if (free) await callNext(free)
  }

  async function happen(what: Happening): Promise<void> {
    switch (what.kind) {
      case 'arrive':
        return arrive(what.arrival)
      case 'finish': {
        const { desk, customer } = what
        const clerk = await desk.clerk()
        await clerk('finishService', { params: { id: desk.id }, body: { ticketId: customer.ticketId } })
        customer.finishedAtMs = nowMs
        inHand.delete(desk)
        served += 1
        of(baselines, queueIdOf(customer.arrival)).finished(customer.arrival.serviceMs)
        return callNext(desk)
      }
      case 'leave': {
        const { customer } = what
        if (customer.calledAtMs !== null) return
        await hall.kiosk('cancelTicket', { params: { id: customer.ticketId } })
        customer.left = true
        left += 1
        count(queueIdOf(customer.arrival), -1)
        return
      }
    }
  }

  const pace = options.speed === null ? null : pacer(nowMs, options.speed)
  let keptAtMs = nowMs
  for (let event = timeline.next(); event !== undefined; event = timeline.next()) {
    nowMs = event.atMs
    await pace?.(nowMs)
    hall.setClock(nowMs)
    if (nowMs - keptAtMs >= housekeepingMs) {
      keptAtMs = nowMs
      await hall.housekeep()
    }
    await happen(event.what)
    const waitingNow = customers.length - served - left - inHand.size
    options.onProgress?.({
      dayMs: nowMs - options.midnightMs,
      issued: customers.length,
      served,
      left,
      waiting: waitingNow,
    })
  }
  for (const desk of hall.desks) await (await desk.clerk())('closeWindow', { params: { id: desk.id } })
  return customers
}

/** Holds the simulated clock back to so many simulated seconds for each real one. */
function pacer(startMs: number, speed: number): (nowMs: number) => Promise<void> {
  const realStart = performance.now()
  return async (nowMs) => {
    const aheadMs = (nowMs - startMs) / speed - (performance.now() - realStart)
    if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs))
  }
}

import { isFinished, missed, servedOnce } from './citizen.ts'
import { type Desk, type Floor, isIdle, ranks } from './floor.ts'
import type { Visitor } from './visitor.ts'
import type { BreakPlan } from './window-day.ts'

/** When nobody comes: called again after so long, and given up after as long again. */
const recallAfterMs = 40_000
const minute = 60_000

/** A clerk does one thing at a time: whoever finds them busy leaves it to what they do next. */
async function alone(desk: Desk, act: () => Promise<void>): Promise<void> {
  if (desk.busy) return
  desk.busy = true
  try {
    await act()
  } finally {
    desk.busy = false
  }
}

/** Plans a window's day: when it opens, pauses and closes. */
export function planDesk(floor: Floor, desk: Desk): void {
  const { opensAtMs, closesAtMs, breaks } = desk.day
  floor.at(opensAtMs, ranks.clerk, () => open(floor, desk))
  for (const one of breaks) floor.at(one.atMs, ranks.clerk, () => wantBreak(floor, desk, one))
  floor.at(closesAtMs, ranks.clerk, async () => {
    desk.closing = true
    await goOn(floor, desk)
  })
}

/** A free window takes up whatever is next: its pause, somebody set aside, the next in line, or its end. */
export async function goOn(floor: Floor, desk: Desk): Promise<void> {
  if (!isIdle(desk)) return
  await alone(desk, async () => {
    if (desk.wantsBreak) return takeBreak(floor, desk, desk.wantsBreak)
    const back = desk.ready.shift()
    if (back) return resume(floor, desk, back)
    if (desk.closing && (desk.day.firm || floor.nowMs >= floor.lastCallMs)) return close(desk)
    if (desk.window.waiting > 0 || !desk.closing) await callNext(floor, desk)
    if (desk.closing && desk.inHand === null && desk.window.waiting === 0) await close(desk)
  })
}

/** Looks around: whoever sees somebody wait on their page calls, whoever is due to go goes. */
export async function lookAround(floor: Floor): Promise<void> {
  const due = floor.desks.filter(
    (desk) => isIdle(desk) && (desk.window.waiting > 0 || desk.ready.length > 0 || desk.closing),
  )
  for (const desk of due) await goOn(floor, desk)
}

async function open(floor: Floor, desk: Desk): Promise<void> {
  await desk.window.open()
  desk.state = 'open'
  await goOn(floor, desk)
}

async function close(desk: Desk): Promise<void> {
  // Whoever was set aside here is served first.
  if (desk.held.size > 0) return
  await desk.window.shut()
  desk.state = 'closed'
}

async function callNext(floor: Floor, desk: Desk): Promise<void> {
  const ticket = await desk.window.callNext()
  if (ticket === null) return
  const visitor = floor.visitorOf(ticket)
  const nowMs = floor.clock.now()
  desk.inHand = visitor
  visitor.state = 'called'
  visitor.queueId = ticket.queueId
  visitor.turn += 1
  if (visitor.calledAtMs === null) {
    visitor.calledAtMs = nowMs
    visitor.windowNumber = desk.day.number
    floor.baselineOf(ticket.queueId).entered(nowMs - visitor.arrivedAtMs)
  }
  const { comes, walkMs } = visitor.plan
  const misses = (comes === 'never' || comes === 'too-late') && !visitor.wasMissed
  if (misses || (comes === 'when-recalled' && visitor.servicesDone === 0))
    step(floor, desk, visitor, recallAfterMs, () => recall(floor, desk, visitor, misses))
  else step(floor, desk, visitor, walkMs, () => start(floor, desk, visitor))
}

/** What a clerk will do with the one in hand, unless the window was left meanwhile. */
function step(floor: Floor, desk: Desk, visitor: Visitor, afterMs: number, act: () => Promise<void>): void {
  const { turn } = visitor
  floor.at(floor.nowMs + afterMs, ranks.clerk, async () => {
    if (desk.inHand === visitor && visitor.turn === turn) await alone(desk, act)
    if (desk.inHand === null) await goOn(floor, desk)
  })
}

async function recall(floor: Floor, desk: Desk, visitor: Visitor, misses: boolean): Promise<void> {
  await desk.window.recall(visitor.ticketId)
  const { walkMs } = visitor.plan
  if (misses) step(floor, desk, visitor, recallAfterMs, () => miss(floor, desk, visitor))
  else step(floor, desk, visitor, walkMs, () => start(floor, desk, visitor))
}

async function miss(floor: Floor, desk: Desk, visitor: Visitor): Promise<void> {
  await desk.window.miss(visitor.ticketId)
  letGo(desk, visitor)
  missed(floor, visitor)
}

async function start(floor: Floor, desk: Desk, visitor: Visitor): Promise<void> {
  await desk.window.start(visitor.ticketId)
  visitor.state = 'serving'
  visitor.startedAtMs = floor.clock.now()
  const { serviceMs } = visitor.plan
  visitor.serviceLeftMs = serviceMs[Math.min(visitor.servicesDone, serviceMs.length - 1)] ?? minute
  serve(floor, desk, visitor)
}

/** Serves until the service ends, or until it turns out that it cannot go on here or now. */
function serve(floor: Floor, desk: Desk, visitor: Visitor): void {
  const { hold, transfer } = visitor.plan
  const leftMs = visitor.serviceLeftMs ?? minute
  visitor.serviceBeganMs = floor.nowMs
  if (hold && !visitor.wasHeld)
    step(floor, desk, visitor, leftMs * hold.part, () => setAside(floor, desk, visitor, hold.forMs))
  else if (transfer && !visitor.wasTransferred)
    step(floor, desk, visitor, leftMs * transfer.part, () => sendOn(floor, desk, visitor, transfer.to))
  else step(floor, desk, visitor, leftMs, () => finish(floor, desk, visitor))
}

async function setAside(floor: Floor, desk: Desk, visitor: Visitor, forMs: number): Promise<void> {
  await desk.window.hold(visitor.ticketId)
  interrupt(floor, desk, visitor)
  visitor.wasHeld = true
  floor.at(floor.nowMs + forMs, ranks.clerk, async () => {
    desk.ready.push(visitor)
    await goOn(floor, desk)
  })
}

/** Notes what is left of the service; the visitor waits beside this window. */
function interrupt(floor: Floor, desk: Desk, visitor: Visitor): void {
  visitor.serviceLeftMs = Math.max(
    1000,
    (visitor.serviceLeftMs ?? 0) - (floor.nowMs - visitor.serviceBeganMs),
  )
  visitor.state = 'held'
  desk.held.add(visitor)
  letGo(desk, visitor)
}

function letGo(desk: Desk, visitor: Visitor): void {
  desk.inHand = null
  visitor.turn += 1
}

async function resume(floor: Floor, desk: Desk, visitor: Visitor): Promise<void> {
  await desk.window.resume(visitor.ticketId)
  desk.held.delete(visitor)
  desk.inHand = visitor
  visitor.turn += 1
  visitor.state = 'serving'
  serve(floor, desk, visitor)
}

/** Sends the one in hand where somebody can serve them; where nobody can, the service goes on here. */
async function sendOn(floor: Floor, desk: Desk, visitor: Visitor, to: 'queue' | 'window'): Promise<void> {
  visitor.wasTransferred = true
  const others = floor.desks.filter(
    (one) => one !== desk && one.state === 'open' && !one.closing && !one.day.firm,
  )
  const other = others[Math.floor(visitor.plan.pick * others.length)]
  const queueId = other?.queueIds.find((one) => one !== visitor.queueId)
  const target =
    other === undefined || (to === 'queue' && queueId === undefined)
      ? null
      : to === 'queue' && queueId !== undefined
        ? { toQueueId: queueId }
        : { toWindowId: other.window.windowId }
  if (target === null) return serve(floor, desk, visitor)
  const ticket = await desk.window.transfer(visitor.ticketId, target)
  letGo(desk, visitor)
  waitsAgain(floor, visitor, ticket.queueId)
  if (other) floor.at(floor.nowMs, ranks.clerk, () => goOn(floor, other))
}

function waitsAgain(floor: Floor, visitor: Visitor, queueId: string): void {
  visitor.state = 'waiting'
  visitor.queueId = queueId
  floor.wake(queueId)
}

async function finish(floor: Floor, desk: Desk, visitor: Visitor): Promise<void> {
  const ticket = await desk.window.finish(visitor.ticketId)
  letGo(desk, visitor)
  floor.baselineOf(visitor.queueId).finished(floor.clock.now() - visitor.startedAtMs)
  servedOnce(floor, desk, visitor)
  if (ticket.state === 'waiting') waitsAgain(floor, visitor, ticket.queueId)
  else isFinished(floor, visitor)
}

async function wantBreak(floor: Floor, desk: Desk, plan: BreakPlan): Promise<void> {
  if (desk.state !== 'open' || desk.closing) return
  desk.wantsBreak = plan
  const visitor = desk.inHand
  if (plan.abrupt && visitor && !desk.busy) {
    await alone(desk, async () => {
      const serving = visitor.state === 'serving'
      await desk.window.pause(plan.reason, serving ? 'hold' : 'put-back')
      if (serving) {
        interrupt(floor, desk, visitor)
        desk.ready.push(visitor)
      } else {
        letGo(desk, visitor)
        waitsAgain(floor, visitor, visitor.queueId)
      }
      paused(floor, desk, plan)
    })
  } else await goOn(floor, desk)
}

async function takeBreak(floor: Floor, desk: Desk, plan: BreakPlan): Promise<void> {
  await desk.window.pause(plan.reason)
  paused(floor, desk, plan)
}

/** Whoever begins a pause late ends it late: it is as long as it was meant. */
function paused(floor: Floor, desk: Desk, plan: BreakPlan): void {
  desk.wantsBreak = null
  desk.state = 'paused'
  floor.at(floor.nowMs + plan.forMs, ranks.clerk, () => open(floor, desk))
}

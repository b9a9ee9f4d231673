import { must } from '../core/result.ts'
import { PhoneClient } from './clients/phone.ts'
import { type Desk, type Floor, ranks } from './floor.ts'
import type { VisitPlan } from './visit-plan.ts'
import { newVisitor, type Visitor } from './visitor.ts'

/** Where phones reach the hall. */
export interface PhoneAccess {
  readonly url: string
  readonly caCertificate?: string | null
  readonly signal?: AbortSignal | undefined
}

/** Who missed their call notices it after so long. */
const noticedAfterMs = 4 * 60_000

/** Somebody comes in and takes a ticket. */
export async function arrive(
  floor: Floor,
  plan: VisitPlan,
  index: number,
  access: PhoneAccess,
): Promise<void> {
  const kiosk = floor.kioskFor(index)
  const queueId = floor.queueId(plan.queue)
  const { open, idle } = floor.openFor(queueId)
  const ahead = [...floor.visitors.values()].filter(
    (one) => one.state === 'waiting' && one.queueId === queueId,
  ).length
  const guess = floor.baselineOf(queueId).guess(ahead, open)
  const ticket = await kiosk.take({
    queueId,
    itemIds: plan.items.map((code) => must(floor.ids.itemIds.get(code), 'a plan is made for its hall')),
    class: plan.class,
  })
  if (ticket === null) {
    floor.turnedAway += 1
    return
  }
  const phone = plan.phone
    ? new PhoneClient(
        { ...access, name: `phone ${ticket.number}`, ledger: floor.ledger },
        ticket.phoneUrl,
        ticket.id,
      )
    : null
  const visitor = newVisitor(ticket, {
    plan,
    kiosk,
    phone,
    arrivedAtMs: floor.clock.now(),
    foundAllBusy: idle === undefined,
    windowsOpen: open,
    guess,
  })
  floor.visitors.set(ticket.id, visitor)
  await phone?.begin()
  if (plan.leaves) {
    const { afterMs, why } = plan.leaves
    floor.at(floor.nowMs + afterMs, ranks.citizen, () => leave(visitor, why))
  }
  floor.wake(ticket.queueId)
}

/** Leaves while waiting: by phone where there is one, else at the kiosk. Who is called just then stays. */
async function leave(visitor: Visitor, why: 'changed-plan' | 'patience'): Promise<void> {
  if (visitor.state !== 'waiting' || visitor.servicesDone > 0) return
  const cancelled = await (visitor.phone?.cancel() ?? visitor.kiosk?.cancel(visitor.ticketId))
  if (!cancelled) return
  visitor.state = 'left'
  visitor.leftBecause = why
  await visitor.phone?.close()
}

/** Was called and did not come: some notice it and come back. */
export function missed(floor: Floor, visitor: Visitor): void {
  visitor.state = 'missed'
  visitor.wasMissed = true
  if (visitor.plan.comes !== 'too-late') {
    void visitor.phone?.close()
    return
  }
  floor.at(floor.nowMs + noticedAfterMs, ranks.citizen, async () => {
    const back = await (visitor.phone?.comeBack() ?? visitor.kiosk?.comeBack(visitor.ticketId))
    if (!back) return
    visitor.state = 'waiting'
    floor.wake(back.queueId)
  })
}

/** One service is done: it is rated, or it is not. */
export function servedOnce(floor: Floor, desk: Desk, visitor: Visitor): void {
  const rating = visitor.plan.ratings[visitor.servicesDone] ?? null
  visitor.servicesDone += 1
  visitor.serviceLeftMs = null
  if (rating === null) return
  const { by, afterMs, ...press } = rating
  floor.at(floor.nowMs + afterMs, ranks.citizen, async () => {
    const kept =
      by === 'phone' && visitor.phone
        ? await visitor.phone.rate(press)
        : await (desk.pad?.press(visitor.ticketId, press) ?? false)
    if (!kept) floor.ratingsTooLate += 1
  })
}

/** The last service is done. */
export function isFinished(floor: Floor, visitor: Visitor): void {
  visitor.state = 'done'
  visitor.finishedAtMs = floor.clock.now()
  // The phone stays for the rating, and is put away after it.
  floor.at(floor.nowMs + 60_000, ranks.citizen, async () => {
    await visitor.phone?.close()
  })
}

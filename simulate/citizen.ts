import { must } from '../core/result.ts'
import type { PlannedBooking } from './booking-plan.ts'
import type { KioskClient } from './clients/kiosk.ts'
import { PhoneClient } from './clients/phone.ts'
import type { WebVisitor } from './clients/web-visitor.ts'
import { clockTime } from './clock-time.ts'
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
  const ticket = await takeTicket(floor, kiosk, plan)
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
  const nowMs = floor.clock.now()
  // Whoever is there before their time waits only from then on, as the hall counts it too.
  const dueAtMs = ticket.class === 'appointment' && ticket.dueAt !== null ? Date.parse(ticket.dueAt) : nowMs
  const isEarly = dueAtMs > nowMs
  const visitor = newVisitor(ticket, {
    plan,
    kiosk,
    phone,
    arrivedAtMs: Math.max(nowMs, dueAtMs),
    foundAllBusy: !isEarly && idle === undefined,
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
  if (isEarly) floor.at(floor.nowMs + dueAtMs - nowMs, ranks.clerk, async () => floor.wake(ticket.queueId))
}

/** A ticket from the kiosk, or for a booking that was made; null when none is given. */
function takeTicket(floor: Floor, kiosk: KioskClient, plan: VisitPlan) {
  const { booking } = plan
  const code = booking === null ? undefined : floor.bookingCodes.get(booking.idNumber)
  if (booking !== null && code !== undefined)
    return kiosk.checkIn(booking.checksInBy === 'code' ? { code } : { idNumber: booking.idNumber })
  return kiosk.take({
    queueId: floor.queueId(plan.queue),
    itemIds: plan.items.map((item) => itemId(floor, item)),
    // Who wanted to book and could not comes all the same, like anybody.
    class: booking === null ? plan.class : 'ordinary',
  })
}

/** Somebody books from home. Where the slot is gone the plan stays: they will come without. */
export async function bookAhead(floor: Floor, web: WebVisitor, booking: PlannedBooking): Promise<void> {
  const { item, slotMs, idNumber } = booking
  const code = await web.book({ itemId: itemId(floor, item), start: clockTime(slotMs).slice(0, 5), idNumber })
  if (code !== null) floor.bookingCodes.set(idNumber, code)
}

function itemId(floor: Floor, code: string): string {
  return must(floor.ids.itemIds.get(code), 'a plan is made for its hall')
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

import { must } from '../core/result.ts'
import { arrive, bookAhead } from './citizen.ts'
import { goOn, lookAround, planDesk } from './clerk.ts'
import { DisplayClient } from './clients/display.ts'
import { KioskClient } from './clients/kiosk.ts'
import { Ledger } from './clients/ledger.ts'
import { PadClient } from './clients/pad.ts'
import { WebVisitor } from './clients/web-visitor.ts'
import { WindowClient } from './clients/window.ts'
import type { Cast } from './credentials.ts'
import { type DayClock, realClock } from './day-clock.ts'
import type { DayPlan } from './day-plan.ts'
import { type Desk, Floor, ranks } from './floor.ts'
import type { HallIds, HallShape } from './hall-shape.ts'
import type { Visitor } from './visitor.ts'

/** What a made-up day needs. */
export interface MadeUpDayOptions {
  readonly url: string
  readonly caCertificate?: string | null
  readonly cast: Cast
  readonly plan: DayPlan
  /** The hall that the plan was made for, with its ids now. */
  readonly hall: { readonly shape: HallShape; readonly ids: HallIds }
  /** Displays that watch; several may show the same one's page. As many as there are unless told. */
  readonly screens?: number
  /** As fast as the hall answers, on the real clock, unless told. */
  readonly clock?: DayClock
  readonly signal?: AbortSignal
  /** Where clients note what they were told; one of the day's own unless given. */
  readonly ledger?: Ledger
  /** The longest wait of a client before it tries again, in milliseconds; 1000 unless told. */
  readonly retryMostMs?: number
  onProgress?(progress: DayProgress): void
}

/** How far a day is. */
export interface DayProgress {
  /** Milliseconds after the day's midnight. */
  readonly dayMs: number
  readonly issued: number
  readonly served: number
  readonly left: number
  readonly waiting: number
  readonly windowsOpen: number
}

/** What became of a day, as its clients know it. */
export interface MadeUpDay {
  readonly visitors: readonly Visitor[]
  /** The place in the journal where the day began. */
  readonly sinceSeq: number
  readonly turnedAway: number
  readonly ratingsTooLate: number
  /** Every change that a client was told of, what was sent again, and how often streams broke. */
  readonly ledger: Ledger
  /** The clients, still in the hall: the books ask them. `leave` sends them home. */
  readonly desks: readonly Desk[]
  readonly kiosks: readonly KioskClient[]
  readonly displays: readonly DisplayClient[]
  leave(): Promise<void>
}

/** Passwords are checked in so many threads; more at once only wait. */
const signInsAtOnce = 4
const connectionsAtOnce = 32
const lookEveryMs = 30_000
const progressEveryMs = 100
/** So long after the plan's end windows still call whoever waits; a hall's own day ends at 20:00 unless told. */
const overtimeMs = 2 * 3_600_000
/** A day that goes on for so long after its plan has something in it that never ends. */
const longestOvertimeMs = 8 * 3_600_000

/**
 * Plays a day through the hall's front door. Each kiosk, window, pad, phone and display is a client of its own, with
 * its own credentials, connection and stream, and goes on by itself when the hall dies and comes back.
 * A refusal that the plan does not expect is a fault of the hall or of this program and is thrown.
 */
export async function runMadeUpDay(options: MadeUpDayOptions): Promise<MadeUpDay> {
  const ledger = options.ledger ?? new Ledger()
  const { kiosks, desks, displays, web, sinceSeq } = await comeIn(options, ledger)
  const floor = new Floor(
    {
      clock: options.clock ?? realClock(null),
      ids: options.hall.ids,
      ledger,
      kiosks,
      desks,
      lastCallMs: options.plan.endsAtMs + overtimeMs,
    },
    goOn,
  )
  const leave = async () => {
    const phones = [...floor.visitors.values()].flatMap(({ phone }) => phone ?? [])
    const windows = desks.flatMap(({ window, pad }) => (pad ? [window, pad] : [window]))
    await Promise.all([...kiosks, ...windows, ...displays, ...phones, web].map((client) => client.close()))
  }
  try {
    for (const desk of desks) planDesk(floor, desk)
    const { visits, absentees } = options.plan
    for (const booking of [...visits.flatMap((visit) => visit.booking ?? []), ...absentees])
      floor.at(booking.bookedAtMs, ranks.citizen, () => bookAhead(floor, web, booking))
    for (const [index, plan] of visits.entries())
      floor.at(plan.atMs, ranks.arrival, () => arrive(floor, plan, index, options))
    await passTheDay(floor, options)
  } catch (error) {
    await leave()
    throw error
  }
  return {
    visitors: [...floor.visitors.values()],
    sinceSeq,
    turnedAway: floor.turnedAway,
    ratingsTooLate: floor.ratingsTooLate,
    ledger,
    desks,
    kiosks,
    displays,
    leave,
  }
}

/** Lets everything happen that was noted, and what follows from it, until nobody is left whom a window could serve. */
async function passTheDay(floor: Floor, options: MadeUpDayOptions): Promise<void> {
  const look = async () => {
    await lookAround(floor)
    const inTime = floor.nowMs < floor.lastCallMs
    const somebodyWaits = floor.desks.some(({ state, window }) => state === 'open' && window.waiting > 0)
    const goesOn = floor.ahead > 0 || (inTime && somebodyWaits)
    if (goesOn) floor.at(floor.nowMs + lookEveryMs, ranks.clerk, look, true)
  }
  floor.at(options.plan.windows[0]?.opensAtMs ?? 0, ranks.clerk, look, true)
  let toldAt = 0
  for (let event = floor.next(); event !== undefined; event = floor.next()) {
    options.signal?.throwIfAborted()
    if (event.atMs > options.plan.endsAtMs + longestOvertimeMs)
      throw new Error(`the day does not end: ${floor.ahead} things are still to happen`)
    await floor.clock.reach(event.atMs)
    floor.nowMs = event.atMs
    if (floor.clock.togetherMs === 0) await event.what()
    else await happenTogether(floor, event)
    const realMs = performance.now()
    if (realMs - toldAt < progressEveryMs) continue
    toldAt = realMs
    options.onProgress?.(progressOf(floor))
  }
  for (const desk of floor.desks)
    if (desk.state !== 'closed') {
      await desk.window.shut()
      desk.state = 'closed'
    }
}

/** What lies close together in time happens at once, as in a hall where nobody waits for the others. */
async function happenTogether(floor: Floor, first: NonNullable<ReturnType<Floor['next']>>): Promise<void> {
  const acts = [first.what()]
  for (let next = floor.next(); next !== undefined; next = floor.next()) {
    if (next.atMs > first.atMs + floor.clock.togetherMs) {
      floor.putBack(next)
      break
    }
    floor.nowMs = next.atMs
    acts.push(next.what())
  }
  await Promise.all(acts)
}

function progressOf(floor: Floor): DayProgress {
  let served = 0
  let left = 0
  let waiting = 0
  for (const { state } of floor.visitors.values()) {
    if (state === 'done') served += 1
    else if (state === 'left' || state === 'missed') left += 1
    else if (state === 'waiting') waiting += 1
  }
  const windowsOpen = floor.desks.filter(({ state }) => state === 'open').length
  return { dayMs: floor.nowMs, issued: floor.visitors.size, served, left, waiting, windowsOpen }
}

async function comeIn(options: MadeUpDayOptions, ledger: Ledger) {
  const { cast, plan, hall } = options
  const line = (name: string) => ({
    name,
    url: options.url,
    caCertificate: options.caCertificate ?? null,
    ledger,
    retryMostMs: options.retryMostMs,
    signal: options.signal,
  })
  const kiosks = cast.kiosks.map(({ name, token }) => new KioskClient({ ...line(`kiosk ${name}`), token }))
  const desks = plan.windows.map((day): Desk & { account: string; password: string } => {
    const id = must(hall.ids.windowIds.get(day.number), 'a plan is made for the windows of its hall')
    const { account, password } = must(cast.clerks.get(id), 'a plan is made for windows with a clerk')
    const prefixes = hall.shape.windows.find(({ number }) => number === day.number)?.queues ?? []
    const queueIds = prefixes.flatMap((prefix) => hall.ids.queueIds.get(prefix) ?? [])
    const pad = cast.pads.get(id)
    return {
      account,
      password,
      window: new WindowClient(line(`window ${day.number}`), { id, queueIds }),
      pad: pad ? new PadClient({ ...line(`pad ${day.number}`), token: pad.token }, id) : null,
      queueIds,
      day,
      state: 'closed',
      inHand: null,
      held: new Set(),
      ready: [],
      wantsBreak: null,
      closing: false,
      busy: false,
    }
  })
  const screens = cast.displays.length === 0 ? 0 : (options.screens ?? cast.displays.length)
  const displays = Array.from({ length: screens }, (_, index) => {
    const { token } = must(cast.displays[index % cast.displays.length], 'there is a display')
    return new DisplayClient({ ...line(`display ${index + 1}`), token })
  })
  const pads = desks.flatMap(({ pad }) => pad ?? [])
  await inTurns([...kiosks, ...pads, ...displays], connectionsAtOnce, (client) => client.begin())
  await inTurns(desks, signInsAtOnce, ({ window, account, password }) => window.begin(account, password))
  const { seq: sinceSeq, windows } = await must(kiosks[0], 'a hall has a kiosk').hall()
  // A day that was broken off left windows open: the new one begins with all of them closed.
  const notClosed = new Set(windows.filter(({ state }) => state !== 'closed').map(({ id }) => id))
  for (const { window } of desks) if (notClosed.has(window.windowId)) await window.shut()
  return { kiosks, desks, displays, web: new WebVisitor(line('web')), sinceSeq }
}

async function inTurns<One>(
  all: readonly One[],
  atOnce: number,
  act: (one: One) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(act))
}

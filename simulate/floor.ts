import type { Ticket } from '../contract/shapes.ts'
import { must } from '../core/result.ts'
import { Baselines } from './baselines.ts'
import type { KioskClient } from './clients/kiosk.ts'
import type { Ledger } from './clients/ledger.ts'
import type { PadClient } from './clients/pad.ts'
import type { WindowClient } from './clients/window.ts'
import type { DayClock } from './day-clock.ts'
import type { HallIds } from './hall-shape.ts'
import { Timeline } from './timeline.ts'
import { stranger, type Visitor } from './visitor.ts'
import type { BreakPlan, WindowDay } from './window-day.ts'

/** A window with its clerk, as the day finds it. */
export interface Desk {
  readonly window: WindowClient
  readonly pad: PadClient | null
  readonly queueIds: readonly string[]
  readonly day: WindowDay
  state: 'closed' | 'open' | 'paused'
  inHand: Visitor | null
  /** Set aside here; those who may go on are ready. */
  readonly held: Set<Visitor>
  readonly ready: Visitor[]
  /** A pause that waits until the person at the counter has been served. */
  wantsBreak: BreakPlan | null
  closing: boolean
  /** Presses something right now: a clerk does one thing at a time. */
  busy: boolean
}

/**
 * Of what happens in one instant: a window that becomes free comes first, so that whoever is called just as their
 * patience ends is served; and who arrives then finds the window as it is after that.
 */
export const ranks = { clerk: 0, citizen: 1, arrival: 2 } as const

/** The hall's floor on one day: who stands where, and what will happen when. */
export class Floor {
  readonly clock: DayClock
  readonly ids: HallIds
  readonly ledger: Ledger
  readonly kiosks: readonly KioskClient[]
  readonly desks: readonly Desk[]
  /** From then on windows close though people wait: the hall's day ends. */
  readonly lastCallMs: number
  readonly visitors = new Map<string, Visitor>()
  readonly baselines = new Map<string, Baselines>()
  /** Time of the day now, in milliseconds after midnight. */
  nowMs = 0
  turnedAway = 0
  /** Codes of bookings, by the ID number for which they were made. */
  readonly bookingCodes = new Map<string, string>()
  /** Ratings that were pressed in vain: the pad asked about somebody else by then, or no longer. */
  ratingsTooLate = 0
  readonly #timeline = new Timeline<() => Promise<void>>()
  readonly #desksOf = new Map<string, Desk[]>()
  readonly #goOn: (floor: Floor, desk: Desk) => Promise<void>
  #ahead = 0

  /** `goOn`: what a free window does when somebody waits for it. */
  constructor(
    of: Pick<Floor, 'clock' | 'ids' | 'ledger' | 'kiosks' | 'desks' | 'lastCallMs'>,
    goOn: (floor: Floor, desk: Desk) => Promise<void>,
  ) {
    this.#goOn = goOn
    this.clock = of.clock
    this.ids = of.ids
    this.ledger = of.ledger
    this.kiosks = of.kiosks
    this.desks = of.desks
    this.lastCallMs = of.lastCallMs
    for (const queueId of of.ids.queueIds.values()) {
      this.baselines.set(queueId, new Baselines())
      this.#desksOf.set(
        queueId,
        of.desks.filter((desk) => desk.queueIds.includes(queueId)),
      )
    }
  }

  /** What is still to happen, looks around not counted. */
  get ahead(): number {
    return this.#ahead
  }

  /** Notes what will happen. `look`: only looks around, and is no reason for the day to go on. */
  at(atMs: number, rank: number, act: () => Promise<void>, look = false): void {
    if (look) this.#timeline.add({ atMs, rank, what: act })
    else {
      this.#ahead += 1
      this.#timeline.add({
        atMs,
        rank,
        what: async () => {
          this.#ahead -= 1
          await act()
        },
      })
    }
  }

  next() {
    return this.#timeline.next()
  }

  putBack(event: NonNullable<ReturnType<Floor['next']>>): void {
    this.#timeline.add(event)
  }

  /** The visitor behind a ticket that was called. */
  visitorOf(ticket: Ticket): Visitor {
    const known = this.visitors.get(ticket.id)
    if (known) return known
    const found = stranger(ticket)
    this.visitors.set(ticket.id, found)
    return found
  }

  desksOf(queueId: string): readonly Desk[] {
    return this.#desksOf.get(queueId) ?? []
  }

  /** Windows that serve a queue and are open, and of these one that could call at once. */
  openFor(queueId: string): { open: number; idle: Desk | undefined } {
    const open = this.desksOf(queueId).filter(({ state }) => state === 'open')
    return { open: open.length, idle: open.find(isIdle) }
  }

  /** Somebody has begun to wait: a free window that serves them calls. */
  wake(queueId: string): void {
    this.at(this.nowMs, ranks.clerk, async () => {
      const { idle } = this.openFor(queueId)
      if (idle) await this.#goOn(this, idle)
    })
  }

  baselineOf(queueId: string): Baselines {
    const known = this.baselines.get(queueId) ?? new Baselines()
    this.baselines.set(queueId, known)
    return known
  }

  queueId(prefix: string): string {
    return must(this.ids.queueIds.get(prefix), 'a plan is made for the queues of its hall')
  }

  kioskFor(index: number): KioskClient {
    return must(this.kiosks[index % this.kiosks.length], 'a hall has a kiosk')
  }
}

/** A window that could call this very moment. */
export function isIdle(desk: Desk): boolean {
  return desk.state === 'open' && desk.inHand === null && !desk.busy
}

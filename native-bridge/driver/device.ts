import type { DeviceCounters, DeviceRow, DeviceState } from '../../contract/devices/row.ts'
import type { TransportFault } from '../transport/transport.ts'
import { pause } from './waiting.ts'

/** Hears each change of a device's state; with the error where a mistake of ours is the reason. */
export type DeviceListener = (row: DeviceRow, bug?: unknown) => void

/** A device of a terminal: it looks after its own connection and tells of every change. */
export interface Device {
  /** What it is and how it is, now. */
  row(): DeviceRow
  /** Hears each change of the state; the answer ends it. */
  onChange(listener: DeviceListener): () => void
  start(): void
  stop(): Promise<void>
}

/** How a device is: its state with a plain word for it; the word is empty when there is nothing to say. */
export interface Condition {
  readonly state: DeviceState
  readonly detail: string
}

export const absent: Condition = { state: 'absent', detail: '' }
export const ready: Condition = { state: 'ready', detail: '' }
/** A mistake in a driver or in what listens to it: the log has the error. */
const bugged: Condition = { state: 'fault', detail: 'program-error' }
/** Before a driver's work that broke is begun again. */
const againAfterBugMs = 1000

/** How a device is whose way could not be opened. */
export function absentFor(fault: TransportFault): Condition {
  switch (fault) {
    case 'ambiguous':
      return { state: 'absent', detail: 'several-alike' }
    case 'unsearchable':
      return { state: 'absent', detail: 'cannot-look' }
    default:
      return absent
  }
}

/** Counters while they are counted. */
export type Counting = { -readonly [Name in keyof DeviceCounters]: DeviceCounters[Name] }

const keptFaults = 10

export interface DeviceIdentity {
  readonly name: string
  readonly kind: string
  readonly driver: string
  readonly place: string
}

/**
 * What every driver knows of its device: the state and since when, the last faults, the counters, and who wants to
 * hear of changes. A driver holds one and says `become`; counters change silently and are read with the row.
 */
export class DeviceStatus {
  readonly counters: Counting = { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 0 }
  readonly #identity: DeviceIdentity
  readonly #now: () => Date
  readonly #listeners = new Set<DeviceListener>()
  #condition: Condition = absent
  #since: string
  #faults: DeviceRow['faults'] = []

  constructor(identity: DeviceIdentity, now: () => Date = () => new Date()) {
    this.#identity = identity
    this.#now = now
    this.#since = now().toISOString()
  }

  get condition(): Condition {
    return this.#condition
  }

  row(): DeviceRow {
    return {
      ...this.#identity,
      ...this.#condition,
      since: this.#since,
      counters: { ...this.counters },
      faults: this.#faults,
    }
  }

  onChange(listener: DeviceListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Notes a condition; listeners hear it when it is another one than before. */
  become(condition: Condition): void {
    // That a device is away is no news of one whose driver broke: it is what breaking leaves behind.
    if (isSame(this.#condition, bugged) && isSame(condition, absent)) return
    this.#note(condition)
  }

  /** Notes that something threw which must not: a fault, with the error for the log. */
  broke(bug: unknown): void {
    this.#note(bugged, bug)
  }

  /**
   * Does a driver's endless work; where it throws, that is noted and the work begun again after a while, so that one
   * mistake neither ends the process nor leaves a device that nobody looks after. Resolves when the work does.
   */
  async keepDoing(
    work: () => Promise<void>,
    stopping: AbortSignal,
    againMs = againAfterBugMs,
  ): Promise<void> {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        this.broke(error)
      }
      await pause(againMs, stopping)
      if (stopping.aborted) return
    }
  }

  #note(condition: Condition, bug?: unknown): void {
    const { state, detail } = condition
    if (isSame(condition, this.#condition)) return
    this.#condition = { state, detail }
    this.#since = this.#now().toISOString()
    if (state === 'fault' || state === 'absent')
      this.#faults = [{ at: this.#since, state, detail }, ...this.#faults].slice(0, keptFaults)
    const row = this.row()
    for (const listener of this.#listeners) listener(row, bug)
  }
}

function isSame(one: Condition, other: Condition): boolean {
  return one.state === other.state && one.detail === other.detail
}

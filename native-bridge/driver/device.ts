import type { DeviceCounters, DeviceRow, DeviceState } from '../../contract/devices/row.ts'

/** A device of a terminal: it looks after its own connection and tells of every change. */
export interface Device {
  /** What it is and how it is, now. */
  row(): DeviceRow
  /** Hears each change of the state; the answer ends it. */
  onChange(listener: (row: DeviceRow) => void): () => void
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
  readonly #listeners = new Set<(row: DeviceRow) => void>()
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

  onChange(listener: (row: DeviceRow) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Notes a condition; listeners hear it when it is another one than before. */
  become(condition: Condition): void {
    const { state, detail } = condition
    if (state === this.#condition.state && detail === this.#condition.detail) return
    this.#condition = { state, detail }
    this.#since = this.#now().toISOString()
    if (state === 'fault' || state === 'absent')
      this.#faults = [{ at: this.#since, state, detail }, ...this.#faults].slice(0, keptFaults)
    const row = this.row()
    for (const listener of this.#listeners) listener(row)
  }
}

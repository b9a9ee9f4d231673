import type { deviceEvents } from '../../contract/bridge.ts'

export type DeviceEventName = keyof typeof deviceEvents
type Listener = (data: string, name: DeviceEventName) => void

/** What of an EventSource is used here. */
export interface EventLine {
  readonly readyState: number
  onerror: ((event: Event) => unknown) | null
  addEventListener(name: string, listener: (event: MessageEvent) => void): void
  close(): void
}

/** `EventSource.CLOSED`: a browser connects again after a broken connection, but never after an answer that was none. */
const givenUp = 2
const againMs = 2000

/**
 * The events of the terminal's devices, over one connection for whoever on the page wants to hear of them: a browser has
 * six to a host, and the page's cards and the dock beside it need theirs. Open while anybody listens.
 *
 * Who begins to listen later is told how each device is and how the last paper went, as the bridge tells who connects.
 * Cards and scanned codes are told once and kept nowhere.
 */
export class DeviceEvents {
  readonly #open: () => EventLine
  readonly #listeners = new Map<DeviceEventName, Set<Listener>>()
  readonly #devices = new Map<string, string>()
  #lastPrint: string | null = null
  #line: EventLine | null = null
  #again: ReturnType<typeof setTimeout> | undefined

  constructor(open: () => EventLine) {
    this.#open = open
  }

  /** Hears these events; the answer ends it. */
  on(names: readonly DeviceEventName[], listener: Listener): () => void {
    for (const name of names) {
      const those = this.#listeners.get(name) ?? new Set()
      this.#listeners.set(name, those.add(listener))
      if (name === 'device') for (const row of this.#devices.values()) listener(row, name)
      if (name === 'print' && this.#lastPrint !== null) listener(this.#lastPrint, name)
    }
    if (this.#line === null && this.#again === undefined) this.#connect()
    return () => {
      for (const name of names) {
        const those = this.#listeners.get(name)
        those?.delete(listener)
        if (those?.size === 0) this.#listeners.delete(name)
      }
      // One person's session ends and the next begins in the same moment: the line stays for them.
      setTimeout(() => {
        if (this.#listeners.size === 0) this.#disconnect()
      })
    }
  }

  #connect(): void {
    this.#again = undefined
    const line = this.#open()
    this.#line = line
    for (const name of names)
      line.addEventListener(name, ({ data }) => {
        if (this.#line === line && typeof data === 'string') this.#tell(name, data)
      })
    line.onerror = () => {
      if (this.#line !== line || line.readyState !== givenUp) return
      this.#line = null
      this.#again = setTimeout(() => this.#connect(), againMs)
    }
  }

  #disconnect(): void {
    clearTimeout(this.#again)
    this.#again = undefined
    this.#line?.close()
    this.#line = null
    this.#devices.clear()
    this.#lastPrint = null
  }

  #tell(name: DeviceEventName, data: string): void {
    if (name === 'device') this.#devices.set(nameIn(data), data)
    if (name === 'print') this.#lastPrint = data
    for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(data, name)
  }
}

const names: readonly DeviceEventName[] = ['device', 'card', 'card-gone', 'card-trouble', 'print', 'scan']

/** A device's name in its row; listeners check the row itself. */
function nameIn(row: string): string {
  return /"name":"([^"]*)"/.exec(row)?.[1] ?? ''
}

/** This page's. */
export const deviceEventsOfPage = new DeviceEvents(() => new EventSource('/api/v1/devices/stream'))

import type { Logger } from 'pino'
import type { DeviceRow } from '../../contract/devices/row.ts'
import type { Device } from '../driver/device.ts'

/** Counters that changed are told to the hall at most this often; a change of state at once. */
export const countersEveryMs = 60_000

/**
 * Changes of one device that the hall is told at once; after that one more for each minute that went by. A contact that
 * comes and goes once a second would else fill the journal of a night with tens of thousands of entries.
 */
const changesAtOnce = 10
const changeEveryMs = 60_000

/** What one device may still tell at once, and the change that waits. */
interface Allowance {
  left: number
  countedAtMs: number
  waiting: NodeJS.Timeout | null
}

/**
 * Tells the hall of a terminal's devices: each change of state, and what went over their cables now and then. A device
 * that changes all the time is told of now and then too, as it is by then.
 */
export class DeviceTeller {
  readonly #devices: readonly Device[]
  readonly #tell: (row: DeviceRow) => void
  readonly #log: Logger
  readonly #told = new Map<string, string>()
  readonly #allowances = new Map<string, Allowance>()
  #stops: (() => void)[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(options: {
    readonly devices: readonly Device[]
    readonly tell: (row: DeviceRow) => void
    readonly log: Logger
  }) {
    this.#devices = options.devices
    this.#tell = options.tell
    this.#log = options.log
  }

  start(everyMs = countersEveryMs): void {
    this.#stops = this.#devices.map((device) =>
      device.onChange((row, bug) => {
        const what = { device: row.name, state: row.state, detail: row.detail }
        if (bug === undefined) this.#log.info(what, 'device changed')
        else
          this.#log.error({ ...what, err: bug }, 'a device’s driver broke: this is a mistake in the program')
        this.#sayAsAllowed(device, row)
      }),
    )
    this.#timer = setInterval(() => this.#tellCounters(), everyMs)
    this.#timer.unref()
  }

  /** How each device is now, changed or not: the hall may have been told otherwise before. */
  tellAll(): void {
    for (const device of this.#devices) this.#say(device.row())
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    for (const stop of this.#stops) stop()
    this.#stops = []
    // The last word counts: one that still waits is said now, for the store keeps it.
    for (const device of this.#devices) {
      const { waiting = null } = this.#allowances.get(device.row().name) ?? {}
      if (waiting === null) continue
      clearTimeout(waiting)
      this.#say(device.row())
    }
    this.#allowances.clear()
  }

  #sayAsAllowed(device: Device, row: DeviceRow): void {
    const nowMs = performance.now()
    const allowance = this.#allowances.get(row.name) ?? {
      left: changesAtOnce,
      countedAtMs: nowMs,
      waiting: null,
    }
    this.#allowances.set(row.name, allowance)
    if (allowance.waiting !== null) return
    const earned = Math.floor((nowMs - allowance.countedAtMs) / changeEveryMs)
    allowance.left = Math.min(changesAtOnce, allowance.left + earned)
    allowance.countedAtMs += earned * changeEveryMs
    if (allowance.left > 0) {
      allowance.left -= 1
      this.#say(row)
      return
    }
    this.#log.warn({ device: row.name }, 'the device changes all the time: the hall is told once a minute')
    allowance.waiting = setTimeout(
      () => {
        allowance.waiting = null
        this.#sayAsAllowed(device, device.row())
      },
      allowance.countedAtMs + changeEveryMs - nowMs,
    )
    allowance.waiting.unref()
  }

  #tellCounters(): void {
    for (const device of this.#devices) {
      const row = device.row()
      if (this.#told.get(row.name) !== JSON.stringify(row.counters)) this.#say(row)
    }
  }

  #say(row: DeviceRow): void {
    this.#told.set(row.name, JSON.stringify(row.counters))
    this.#tell(row)
  }
}

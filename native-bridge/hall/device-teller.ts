import type { Logger } from 'pino'
import type { DeviceRow } from '../../contract/devices/row.ts'
import type { Device } from '../driver/device.ts'

/** Counters that changed are told to the hall at most this often; a change of state at once. */
export const countersEveryMs = 60_000

/** Tells the hall of a terminal's devices: each change of state, and what went over their cables now and then. */
export class DeviceTeller {
  readonly #devices: readonly Device[]
  readonly #tell: (row: DeviceRow) => void
  readonly #log: Logger
  readonly #told = new Map<string, string>()
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
        this.#say(row)
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

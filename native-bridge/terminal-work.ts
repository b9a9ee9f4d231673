import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { CardDesk } from './cards/card-desk.ts'
import { DeviceTeller } from './hall/device-teller.ts'
import type { HallClock } from './hall/hall-clock.ts'
import type { HallLink } from './hall/hall-link.ts'
import { Heartbeat } from './hall/heartbeat.ts'
import { HallReports } from './hall/reports.ts'
import { padServiceFor } from './pads/serve-pads.ts'
import { PrintQueue } from './printing/print-queue.ts'
import { ReprintListener } from './printing/reprints.ts'
import { devicesOf, type MadeDevice } from './registry.ts'
import { WindowScreensService } from './screens/window-screens.ts'
import { ZoneVoices } from './speaker/zone-voice.ts'

export interface TerminalWorkParts {
  readonly devices: readonly MadeDevice[]
  readonly db: Database.Database
  readonly link: HallLink
  /** Set as soon as the hall tells its time. */
  readonly clock: HallClock
  readonly log: Logger
}

/** What is started and stopped with the terminal. */
interface Service {
  start(): void
  stop(): void | Promise<void>
}

/** What a terminal does with its devices: prints, reads cards, carries pads, fills screens, says calls, and reports. */
export class TerminalWork {
  readonly queue: PrintQueue
  readonly desk: CardDesk
  readonly #devices: readonly MadeDevice[]
  readonly #reports: HallReports
  readonly #reprints: ReprintListener
  readonly #teller: DeviceTeller
  readonly #heartbeat: Heartbeat
  readonly #services: readonly Service[]
  #hallThere = false

  constructor({ devices, db, link, clock, log }: TerminalWorkParts) {
    this.#devices = devices
    this.#reports = new HallReports(db, link.call, log)
    const names = devices.map(({ device }) => device.row().name)
    this.#reports.keepOnly(names)
    this.#heartbeat = new Heartbeat(link.call, names)
    this.queue = new PrintQueue({
      db,
      printer: devicesOf(devices, 'ticket-printer')[0]?.device ?? null,
      reports: this.#reports,
      paperOf: (id) => link.call('ticketPaper', { params: { id } }),
      log,
    })
    this.desk = new CardDesk({
      readers: [...devicesOf(devices, 'id-card-reader'), ...devicesOf(devices, 'social-security-card')].map(
        ({ device }) => device,
      ),
      log,
    })
    this.#reprints = new ReprintListener({
      db,
      link,
      queue: this.queue,
      log,
      onHall: (there) => {
        this.#hallThere = there
        if (there) this.#reports.wake()
      },
    })
    const voices = new ZoneVoices({
      link,
      log,
      speakers: devicesOf(devices, 'speaker').map(({ config: { zoneId }, device }) => ({ zoneId, device })),
      onClock: (timeZone, offsetMs) => clock.set(timeZone, offsetMs),
    })
    const pads = padServiceFor(devices, { db, link, log })
    const screens = new WindowScreensService({ devices: devicesOf(devices, 'led-screen'), link, log })
    this.#services = [this.desk, voices, screens, ...(pads ? [pads] : [])]
    this.#teller = new DeviceTeller({
      devices: devices.map(({ device }) => device),
      tell: (row) => this.#reports.device(row),
      log,
    })
  }

  /** Whether the hall was heard lately. */
  get hallThere(): boolean {
    return this.#hallThere
  }

  /** Resolves when every device has said how it is, or has had its time for it. */
  async start(): Promise<void> {
    const known = this.#devices.map(({ device }) => firstState(device))
    this.#teller.start()
    for (const service of this.#services) service.start()
    for (const { device } of this.#devices) device.start()
    this.#reports.start()
    this.#reprints.start()
    this.#heartbeat.start()
    await Promise.all(known)
    this.#teller.tellAll()
  }

  /**
   * Prints end or are given up, devices are closed, and the hall is told that they are off and the terminal with them. What
   * it could not be told in time waits in the store.
   */
  async stop(): Promise<void> {
    await this.#reprints.stop()
    for (const service of this.#services) await service.stop()
    for (const { device, close } of this.#devices) {
      await device.stop()
      await close()
    }
    await this.queue.settled()
    this.#teller.stop()
    await this.#reports.emptied(lastWordMs)
    await this.#reports.stop()
    await this.#heartbeat.stop()
  }
}

/** How long a terminal that is being switched off waits for the hall to take what it must learn. */
const lastWordMs = 1500

/** A device's first word, or half a second: an absent one must not hold the terminal up. */
function firstState(device: { onChange(listener: () => void): () => void }): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit)
      stop()
      resolve()
    }
    const limit = setTimeout(done, 500)
    const stop = device.onChange(done)
  })
}

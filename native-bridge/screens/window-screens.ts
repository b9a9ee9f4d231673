import type { Logger } from 'pino'
import { ProblemError } from '../../contract/client.ts'
import type { DisplayView } from '../../contract/shapes.ts'
import type { HallLink } from '../hall/hall-link.ts'
import { HallStream } from '../hall/hall-stream.ts'
import type { MadeScreens } from '../making/led-screens.ts'
import { callIsNewMs, dark, stripFor, stripWhileAway } from './strip-words.ts'

export interface WindowScreensParts {
  readonly devices: readonly MadeScreens[]
  readonly link: HallLink
  readonly log: Logger
  /** After so long without the hall a screen says only which window it is. */
  readonly awayMs?: number
}

const usualAwayMs = 60_000

/**
 * Tells the screens over windows what to show. It follows the hall's calls and windows and reads what a display may
 * see, once at the beginning and once for all that happened since; the drivers keep it true on the glass.
 */
export class WindowScreensService {
  readonly #parts: WindowScreensParts
  readonly #stopping = new AbortController()
  readonly #stream: HallStream
  #there = false
  /** The last reading failed: it is tried again with the next heartbeat. */
  #unread = false
  #view: { readonly view: DisplayView; readonly readAtMs: number } | null = null
  #away = false
  #calm: NodeJS.Timeout | null = null
  #awayTimer: NodeJS.Timeout | null = null
  #reading: Promise<void> | null = null
  #readAgain = false
  readonly #unknown = new Set<string>()

  constructor(parts: WindowScreensParts) {
    this.#parts = parts
    this.#stream = new HallStream({
      link: parts.link,
      topics: ['calls', 'windows'],
      log: parts.log,
      // What is shown is what is so now: nothing that was missed is looked at.
      place: () => null,
      onEvent: ({ type }) => {
        if (type !== 'heartbeat') this.#read()
      },
      onHall: (there) => this.#hallThere(there),
    })
  }

  start(): void {
    if (this.#parts.devices.length === 0) return
    // Dark until the hall was heard: what a screen shows from before may be of yesterday.
    for (const { config, device } of this.#parts.devices)
      for (const { address } of config.screens) device.show(address, dark)
    this.#stream.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#stream.stop()
    await this.#reading
    if (this.#calm) clearTimeout(this.#calm)
    if (this.#awayTimer) clearTimeout(this.#awayTimer)
  }

  /** Heard with every heartbeat: after an absence what happened meanwhile is read. */
  #hallThere(there: boolean): void {
    if (there && (!this.#there || this.#unread)) this.#read()
    this.#there = there
    if (there) return
    this.#awayTimer ??= setTimeout(() => {
      this.#away = true
      this.#show()
    }, this.#parts.awayMs ?? usualAwayMs)
  }

  /** Reads what a display may see; whatever happens meanwhile makes one more reading, not one each. */
  #read(): void {
    if (this.#stopping.signal.aborted) return
    if (this.#reading !== null) {
      this.#readAgain = true
      return
    }
    this.#reading = this.#readOnce().finally(() => {
      this.#reading = null
      if (!this.#readAgain) return
      this.#readAgain = false
      this.#read()
    })
  }

  async #readOnce(): Promise<void> {
    try {
      const view = await this.#parts.link.call('display', {}, { signal: this.#stopping.signal })
      this.#view = { view, readAtMs: Date.now() }
      this.#away = false
      this.#unread = false
      if (this.#awayTimer) clearTimeout(this.#awayTimer)
      this.#awayTimer = null
      this.#show()
    } catch (error) {
      this.#unread = true
      if (this.#stopping.signal.aborted || error instanceof ProblemError) return
      throw error
    }
  }

  #show(): void {
    if (this.#view === null || this.#stopping.signal.aborted) return
    const { view, readAtMs } = this.#view
    const hallNowMs = Date.parse(view.now) + Date.now() - readAtMs
    for (const { config, device } of this.#parts.devices)
      for (const { address, windowId } of config.screens) {
        const window = view.windows.find(({ id }) => id === windowId)
        if (window === undefined) {
          this.#tellUnknown(config.name, address, windowId)
          device.show(address, dark)
          continue
        }
        device.name(address, window.number)
        device.show(
          address,
          this.#away ? stripWhileAway(window, config) : stripFor(window, view.calls, hallNowMs, config),
        )
      }
    this.#calmDown(view, hallNowMs)
  }

  /** A call that is new now is calm later, though nothing happens. */
  #calmDown(view: DisplayView, hallNowMs: number): void {
    if (this.#calm) clearTimeout(this.#calm)
    const left = view.calls
      .map((call) => Date.parse(call.calledAt) + callIsNewMs - hallNowMs)
      .filter((ms) => ms > 0)
    this.#calm = left.length > 0 ? setTimeout(() => this.#show(), Math.min(...left) + 1) : null
  }

  #tellUnknown(device: string, address: number, windowId: string): void {
    if (this.#unknown.has(windowId)) return
    this.#unknown.add(windowId)
    this.#parts.log.warn(
      { device, address, windowId },
      'a screen of a window that the hall does not know, or has switched off',
    )
  }
}

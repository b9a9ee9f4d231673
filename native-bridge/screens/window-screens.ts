import { setTimeout as wait } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import type { Logger } from 'pino'
import { ProblemError } from '../../contract/client.ts'
import type { DisplayView } from '../../contract/shapes.ts'
import type { HallLink } from '../hall-link.ts'
import type { MadeScreens } from '../registry.ts'
import { callIsNewMs, dark, stripFor, stripWhileAway } from './strip-words.ts'

export interface WindowScreensParts {
  readonly devices: readonly MadeScreens[]
  readonly link: HallLink
  readonly log: Logger
  /** After so long without the hall a screen says only which window it is. */
  readonly awayMs?: number
}

const reconnectMs = [300, 1000, 2000, 5000] as const
/** The hall speaks every ten seconds; after so much silence the connection is taken for dead. */
const silenceMs = 30_000
const usualAwayMs = 60_000

/**
 * Tells the screens over windows what to show. It follows the hall's calls and windows and reads what a display may
 * see, once at the beginning and once for all that happened since; the drivers keep it true on the glass.
 */
export class WindowScreensService {
  readonly #parts: WindowScreensParts
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #view: { readonly view: DisplayView; readonly readAtMs: number } | null = null
  #away = false
  #calm: NodeJS.Timeout | null = null
  #awayTimer: NodeJS.Timeout | null = null
  #reading: Promise<void> | null = null
  #readAgain = false
  readonly #unknown = new Set<string>()

  constructor(parts: WindowScreensParts) {
    this.#parts = parts
  }

  start(): void {
    if (this.#parts.devices.length === 0) return
    // Dark until the hall was heard: what a screen shows from before may be of yesterday.
    for (const { config, device } of this.#parts.devices)
      for (const { address } of config.screens) device.show(address, dark)
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
    await this.#reading
    if (this.#calm) clearTimeout(this.#calm)
    if (this.#awayTimer) clearTimeout(this.#awayTimer)
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    let failures = 0
    while (!signal.aborted) {
      try {
        await this.#follow(() => {
          failures = 0
        })
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof ProblemError))
          this.#parts.log.info({ err: error }, 'the stream of calls ended')
      }
      this.#awayTimer ??= setTimeout(() => {
        this.#away = true
        this.#show()
      }, this.#parts.awayMs ?? usualAwayMs)
      const delay = reconnectMs[Math.min(failures, reconnectMs.length - 1)]
      failures += 1
      await wait(delay, undefined, { signal }).catch(() => {})
    }
  }

  async #follow(heard: () => void): Promise<void> {
    const watchdog = new AbortController()
    const answer = await this.#parts.link.send({
      method: 'GET',
      path: '/api/v1/stream?topics=calls,windows',
      headers: { accept: 'text/event-stream' },
      endless: true,
      signal: AbortSignal.any([watchdog.signal, this.#stopping.signal]),
    })
    if (answer.status !== 200) {
      answer.body.destroy()
      throw new Error(`the hall answered the stream with ${answer.status}`)
    }
    const parser = createParser({
      onEvent: ({ event }) => {
        if (event === 'heartbeat') {
          heard()
          if (this.#away) this.#read()
        } else this.#read()
      },
    })
    const text = new TextDecoder()
    let silence = setTimeout(() => watchdog.abort(), silenceMs)
    try {
      // The stream is open: from here on nothing is missed between the snapshot and the events.
      this.#read()
      for await (const bytes of answer.body) {
        clearTimeout(silence)
        silence = setTimeout(() => watchdog.abort(), silenceMs)
        if (bytes instanceof Uint8Array) parser.feed(text.decode(bytes, { stream: true }))
      }
    } finally {
      clearTimeout(silence)
    }
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
      if (this.#awayTimer) clearTimeout(this.#awayTimer)
      this.#awayTimer = null
      this.#show()
    } catch (error) {
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
    this.#parts.log.warn({ device, address, windowId }, 'a screen of a window that the hall does not know')
  }
}

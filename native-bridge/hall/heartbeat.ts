import { beatMs } from '../../core/terminal/presence.ts'
import type { HallLink } from './hall-link.ts'

/** How long a bridge that stops tries to say so. */
const goodbyeMs = 1500

/**
 * Lets the hall hear that this terminal is there, however little happens, and that it is being switched off. The first
 * beat that it hears names all devices, so that one that was taken out of the configuration is not waited for for ever.
 */
export class Heartbeat {
  readonly #call: HallLink['call']
  readonly #devices: readonly string[]
  #timer: NodeJS.Timeout | null = null
  #named = false

  constructor(call: HallLink['call'], devices: readonly string[]) {
    this.#call = call
    this.#devices = devices
  }

  start(everyMs = beatMs): void {
    this.#timer = setInterval(() => void this.#beat(), everyMs)
    this.#timer.unref()
  }

  /** Call it last: whatever the hall hears afterwards says that the terminal is there again. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    // A hall that cannot be told will miss this terminal, and say so: that is no worse than a power cut.
    await this.#call('stopTerminal', {}, { signal: AbortSignal.timeout(goodbyeMs) }).catch(() => {})
  }

  /** A hall that is away hears the next one. */
  async #beat(): Promise<void> {
    try {
      if (this.#named) await this.#call('currentTerminal')
      else await this.#call('listDevices', { body: { devices: [...this.#devices] } })
      this.#named = true
    } catch {
      // It is asked again at the next beat.
    }
  }
}

import { beatMs } from '../../core/terminal/presence.ts'
import type { HallLink } from './hall-link.ts'

/** How long a bridge that stops tries to say so. */
const goodbyeMs = 1500

/** Lets the hall hear that this terminal is there, however little happens, and that it is being switched off. */
export class Heartbeat {
  readonly #call: HallLink['call']
  #timer: NodeJS.Timeout | null = null

  constructor(call: HallLink['call']) {
    this.#call = call
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

  /** The simplest of questions; a hall that is away hears the next one. */
  async #beat(): Promise<void> {
    await this.#call('currentTerminal').catch(() => {})
  }
}

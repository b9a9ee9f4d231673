import { setTimeout as wait } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import type { Logger } from 'pino'
import { ProblemError } from '../../contract/client.ts'
import type { HallLink } from '../hall-link.ts'

const reconnectMs = [300, 1000, 2000, 5000] as const
/** The hall speaks every ten seconds; after so much silence the connection is taken for dead. */
const silenceMs = 30_000

export interface HallEventsParts {
  readonly link: HallLink
  readonly log: Logger
  /** Connected: whatever is known of the hall is to be read anew. */
  onHere(): void
  onEvent(): void
  onAway(): void
}

/**
 * Hears that something changed in queues, windows or ratings. What changed is then read: whoever was away reads the
 * present too, so nothing has to be told again.
 */
export class HallEvents {
  readonly #parts: HallEventsParts
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: HallEventsParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    let failures = 0
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#follow(() => {
          failures = 0
        })
      } catch (error) {
        if (this.#stopping.signal.aborted) return
        if (!(error instanceof ProblemError))
          this.#parts.log.info({ err: error }, 'the stream for pads ended')
      }
      this.#parts.onAway()
      const delay = reconnectMs[Math.min(failures, reconnectMs.length - 1)]
      failures += 1
      await wait(delay, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  async #follow(heard: () => void): Promise<void> {
    const watchdog = new AbortController()
    const answer = await this.#parts.link.send({
      method: 'GET',
      path: '/api/v1/stream?topics=queues,windows,ratings',
      headers: { accept: 'text/event-stream' },
      endless: true,
      signal: AbortSignal.any([watchdog.signal, this.#stopping.signal]),
    })
    if (answer.status !== 200) {
      answer.body.destroy()
      throw new Error(`the hall answered the stream with ${answer.status}`)
    }
    let here = false
    const parser = createParser({
      onEvent: ({ event }) => {
        if (event === 'heartbeat' && !here) {
          here = true
          heard()
          this.#parts.onHere()
        } else if (event !== 'heartbeat') this.#parts.onEvent()
      },
    })
    const text = new TextDecoder()
    let silence = setTimeout(() => watchdog.abort(), silenceMs)
    try {
      for await (const bytes of answer.body) {
        clearTimeout(silence)
        silence = setTimeout(() => watchdog.abort(), silenceMs)
        if (bytes instanceof Uint8Array) parser.feed(text.decode(bytes, { stream: true }))
      }
    } finally {
      clearTimeout(silence)
    }
  }
}

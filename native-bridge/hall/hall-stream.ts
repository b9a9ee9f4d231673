import { setTimeout as wait } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import type { Logger } from 'pino'
import { ProblemError } from '../../contract/client.ts'
import { problemShape } from '../../contract/problems.ts'
import type { Topic } from '../../contract/stream.ts'
import { collect, type HallLink } from './hall-link.ts'

/** One entry of the hall's journal as it came over the stream. */
export interface HallEvent {
  /** Its place in the journal: what `Last-Event-ID` takes. */
  readonly id: string
  readonly type: string
  readonly body: unknown
  /** It happened while we were away, and is told now. */
  readonly missed: boolean
}

export interface HallStreamParts {
  readonly link: HallLink
  readonly topics: readonly Topic[]
  readonly log: Logger
  /** Where to go on in the journal; null for what happens from now on. Asked at each connection. */
  readonly place: () => string | null
  readonly onEvent: (event: HallEvent) => void
  /** Told with every heartbeat, and when the stream is lost. */
  readonly onHall: (there: boolean) => void
  /** Runs before each connection; what it throws is a failed attempt. */
  readonly before?: () => Promise<void>
}

const reconnectMs = [300, 1000, 2000, 5000] as const
/** The hall speaks every ten seconds; after so much silence the connection is taken for dead. */
const silenceMs = 30_000

/** Follows the hall's stream for as long as the bridge runs, and connects again whenever it is lost. */
export class HallStream {
  readonly #parts: HallStreamParts
  readonly #stopping = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: HallStreamParts) {
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
        await this.#parts.before?.()
        await this.#follow(() => {
          failures = 0
        })
      } catch (error) {
        if (this.#stopping.signal.aborted) return
        if (error instanceof ProblemError && error.problem.status === 401)
          this.#parts.log.error('the hall does not know this terminal: enrol it again')
        else if (!(error instanceof ProblemError))
          this.#parts.log.info({ err: error }, 'the stream from the hall ended')
      }
      this.#parts.onHall(false)
      const delay = reconnectMs[Math.min(failures, reconnectMs.length - 1)]
      failures += 1
      await wait(delay, undefined, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  async #follow(heard: () => void): Promise<void> {
    const { link, topics } = this.#parts
    const place = this.#parts.place()
    const watchdog = new AbortController()
    const signal = AbortSignal.any([watchdog.signal, this.#stopping.signal])
    const answer = await link.send({
      method: 'GET',
      path: `/api/v1/stream?topics=${topics.join(',')}`,
      headers: { accept: 'text/event-stream', ...(place === null ? {} : { 'last-event-id': place }) },
      endless: true,
      signal,
    })
    // Read to its end, because a body that is thrown away reports its own end as an error that nobody hears.
    if (answer.status !== 200) throw refusedBy(answer.status, await collect(answer.body))
    // What the hall sends before its first heartbeat is what happened while we were away.
    let missed = true
    const parser = createParser({
      onEvent: (event) => {
        if (event.event === 'heartbeat') {
          missed = false
          heard()
          this.#parts.onHall(true)
        }
        if (event.id !== undefined)
          this.#parts.onEvent({
            id: event.id,
            type: event.event ?? 'message',
            body: parse(event.data),
            missed,
          })
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

/** Why the hall gave no stream. */
function refusedBy(status: number, body: Buffer): Error {
  const problem = problemShape.safeParse(parse(body.toString()))
  return problem.success
    ? new ProblemError(problem.data)
    : new Error(`the hall answered the stream with ${status}`)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

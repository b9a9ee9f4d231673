import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import { type Client, createClient, ProblemError, refusedWith, routePath } from '../../contract/client.ts'
import { parsePosition, type Topic } from '../../contract/stream.ts'
import { collect, type HallLink, linkToHall } from '../../native-bridge/hall/hall-link.ts'
import type { Ledger } from './ledger.ts'

/** Where a client's line leads, and in whose name. */
export interface LineOptions {
  /** The client's name, as the ledger tells it. */
  readonly name: string
  readonly url: string
  readonly caCertificate?: string | null
  /** A session's, a terminal's or a ticket's secret; '' for nobody, who may sign in. */
  readonly token: string
  readonly ledger: Ledger
  /** The longest wait before something is tried again, in milliseconds; 1000 unless told. */
  readonly retryMostMs?: number | undefined
  /** Ends whatever the line is doing. */
  readonly signal?: AbortSignal | undefined
}

/** What a client hears on its stream. `data` is the entry's public part as JSON text: most listeners need few of them. */
export interface StreamListener {
  event(type: string, seq: number, data: string): void
  /** The hall's store is another one, or restored: read the snapshots again. */
  reset?(seq: number): void
}

/** Waits of a line, in milliseconds. */
const delays = {
  retryFirst: 50,
  retryMost: 1000,
  /** Without an answer for so long a client gives up; longer than any restart. */
  giveUp: 120_000,
  /** The hall's beat comes every 10 s: after so long without one the connection is dead, whatever the socket says. */
  silence: 25_000,
} as const

/** Refusals of a stream that no waiting mends: nobody known, nobody who may, nothing there. */
const forGood: ReadonlySet<number> = new Set([401, 403, 404])

/**
 * One client's own connection to the hall. It survives the hall's death: a request is sent again with the same
 * idempotency key until it is answered, and the stream goes on after the last event that was heard.
 */
export class Line {
  /** Calls routes in this client's name; throws ProblemError for what the hall refuses. */
  readonly call: Client
  readonly #options: LineOptions
  readonly #link: HallLink
  readonly #closed = new AbortController()
  readonly #signal: AbortSignal

  constructor(options: LineOptions) {
    this.#options = options
    this.#link = linkToHall({
      hall: options.url,
      token: options.token,
      caCertificate: options.caCertificate ?? null,
    })
    this.#signal = options.signal
      ? AbortSignal.any([options.signal, this.#closed.signal])
      : this.#closed.signal
    this.call = createClient({
      base: '',
      timeoutMs: delays.giveUp,
      fetch: (input, init) => this.#sendUntilAnswered(String(input), init ?? {}),
    })
  }

  /** Lets the connection and the stream go. */
  async close(): Promise<void> {
    this.#closed.abort()
    await this.#link.close()
  }

  /**
   * Follows the hall's stream until the line is closed. Resolves with the place in the journal from which on
   * everything is heard; later breaks are mended by themselves. Rejects when the line is closed before, and with a
   * ProblemError when the hall does not know this client: a session or a ticket that its disk forgot, say.
   */
  follow(topics: readonly Topic[], listener: StreamListener): Promise<number> {
    return new Promise((resolve, reject) => {
      // It ends when the line is closed or refused. Whoever still waits for the first sign of the hall must not wait for ever.
      void this.#followOn(topics, listener, resolve).then(() => reject(this.#signal.reason), reject)
    })
  }

  async #followOn(
    topics: readonly Topic[],
    listener: StreamListener,
    ready: (seq: number) => void,
  ): Promise<void> {
    const path = routePath('stream', {}, { topics: topics.join(',') })
    let lastId: string | null = null
    const hear = (type: string, id: string | undefined, data: string) => {
      if (id !== undefined) lastId = id
      const seq = parsePosition(lastId ?? '')?.seq ?? 0
      if (type === 'heartbeat') ready(seq)
      if (type === 'reset') {
        this.#options.ledger.resets += 1
        listener.reset?.(seq)
      } else listener.event(type, seq, data)
    }
    for (let failures = 0; !this.#signal.aborted; failures += 1) {
      let refused: ProblemError | null = null
      try {
        const answer = await this.#link.send({
          method: 'GET',
          path,
          headers: { accept: 'text/event-stream', ...(lastId === null ? {} : { 'last-event-id': lastId }) },
          signal: this.#signal,
          endless: true,
        })
        if (answer.status === 200) {
          failures = 0
          await this.#readStream(answer.body, hear)
        } else {
          const words = (await collect(answer.body)).toString('utf8')
          if (forGood.has(answer.status)) refused = refusedWith(answer.status, JSON.parse(words))
        }
      } catch {
        // Whatever broke the connection, the answer is the same: open another one.
      }
      if (refused) throw refused
      if (this.#signal.aborted) return
      this.#options.ledger.reconnections += 1
      await this.#pause(failures)
    }
  }

  /** Comes back when the stream has ended, was cut, or has been silent for too long. */
  #readStream(
    body: Readable,
    hear: (type: string, id: string | undefined, data: string) => void,
  ): Promise<void> {
    const parser = createParser({
      onEvent: ({ event, id, data }) => hear(event ?? 'message', id, data),
    })
    return new Promise((resolve) => {
      let heardAt = performance.now()
      const watch = setInterval(() => {
        if (performance.now() - heardAt > delays.silence) body.destroy()
      }, 5000)
      body.setEncoding('utf8')
      body.on('data', (part: string) => {
        heardAt = performance.now()
        parser.feed(part)
      })
      const end = () => {
        clearInterval(watch)
        resolve()
      }
      body.on('error', end)
      body.on('close', end)
    })
  }

  async #sendUntilAnswered(path: string, init: RequestInit): Promise<Response> {
    const headers = Object.fromEntries(new Headers(init.headers))
    const method = init.method ?? 'GET'
    const body = typeof init.body === 'string' ? Buffer.from(init.body) : null
    for (let failures = 0; ; failures += 1) {
      this.#signal.throwIfAborted()
      init.signal?.throwIfAborted()
      const answer = await this.#sendOnce({ method, path, headers, body })
      // 503: nothing was kept, the same request may be sent again.
      if (answer !== null && answer.status !== 503) {
        if (method !== 'GET' && answer.status < 300) this.#note(`${method} ${path}`, headers, answer)
        return new Response(answer.bytes, { status: answer.status })
      }
      this.#options.ledger.retries += 1
      await this.#pause(failures)
    }
  }

  /** Null when the hall was away. */
  async #sendOnce(asked: {
    method: string
    path: string
    headers: Record<string, string>
    body: Uint8Array | null
  }): Promise<{ status: number; bytes: Buffer<ArrayBuffer> | null } | null> {
    try {
      const answer = await this.#link.send({ ...asked, signal: this.#signal })
      const bytes = await collect(answer.body)
      return { status: answer.status, bytes: answer.status === 204 ? null : bytes }
    } catch (error) {
      if (error instanceof ProblemError) return null
      throw error
    }
  }

  #note(
    request: string,
    headers: Record<string, string>,
    answer: { status: number; bytes: Buffer | null },
  ): void {
    this.#options.ledger.acknowledged.push({
      client: this.#options.name,
      request,
      idempotencyKey: headers['idempotency-key'] ?? '',
      status: answer.status,
      answer: answer.bytes === null ? null : JSON.parse(answer.bytes.toString('utf8')),
    })
  }

  async #pause(failures: number): Promise<void> {
    const waitMs = Math.min(
      this.#options.retryMostMs ?? delays.retryMost,
      delays.retryFirst * 2 ** Math.min(failures, 10),
    )
    await sleep(waitMs, undefined, { signal: this.#signal }).catch(() => undefined)
  }
}

/** Somebody's line, signed in: it survives the hall's death from the first request on. */
export async function signedIn(
  options: Omit<LineOptions, 'token'>,
  credentials: { readonly account: string; readonly password: string },
): Promise<Line> {
  const door = new Line({ ...options, token: '' })
  const { account, password } = credentials
  try {
    const { token } = await door.call('signIn', { body: { account, password } })
    return new Line({ ...options, token })
  } finally {
    await door.close()
  }
}

/** What a call gave, or null when the hall refused it with one of these codes: the world had moved on meanwhile. */
export async function unlessRefused<Answer>(
  call: Promise<Answer>,
  codes: readonly ProblemError['problem']['code'][],
): Promise<Answer | null> {
  try {
    return await call
  } catch (error) {
    if (error instanceof ProblemError && codes.includes(error.problem.code)) return null
    throw error
  }
}

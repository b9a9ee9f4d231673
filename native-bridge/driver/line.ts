import { fail, ok, type Result } from '../../core/result.ts'
import type { Decoder } from '../codec/codec.ts'
import type { Connection, Transport, TransportFault } from '../transport/transport.ts'
import { absentFor, type Condition, type Counting } from './device.ts'
import { Turns } from './turns.ts'
import { pause } from './waiting.ts'

/** Why a request had no answer: no way to the device, none in time, or the driver is stopping. */
export type LineFault = 'absent' | 'timeout' | 'stopped'

export interface LineOptions<Message> {
  readonly transport: Transport
  /** A decoder for a new connection: half a message of the last one must not swallow the first of this. */
  readonly decoder: () => Decoder<Message>
  /** Every message that no request waited for: spoken unasked, late, or an answer to another's request. */
  readonly onMessage: (message: Message) => void
  /** The way was opened (again): set the device up. */
  readonly onOpen: () => void
  /** The way was lost, or nothing is there, or it cannot be found. Told once for each change. */
  readonly onAbsent: (absence: Condition) => void
  /** Something threw that must not: here, in the transport, or in what listens. The line goes on after it. */
  readonly onBug: (error: unknown) => void
  readonly counters: Counting
  /** Back-off between attempts to open; the last one goes on. Back in service within 2 s asks for ≤ 1 s. */
  readonly reconnectMs?: readonly number[]
  /** Silence after which half a message is given up. */
  readonly flushMs?: number
}

interface Waiter<Message> {
  take(message: Message): boolean
  lose(fault: LineFault): void
}

const usualReconnectMs = [100, 250, 500, 1000] as const

/**
 * A kept line to a device of framed messages: opens its transport and opens it again whenever it is lost, decodes what
 * comes, and carries requests one at a time, each waiter registered before its bytes leave. The one owner of its
 * transport.
 */
export class DeviceLine<Message> {
  readonly #options: LineOptions<Message>
  readonly #stopping = new AbortController()
  #decoder: Decoder<Message>
  #connection: Connection | null = null
  #waiter: Waiter<Message> | null = null
  /** No other request uses the line meanwhile. */
  readonly #turns = new Turns()
  #running: Promise<void> = Promise.resolve()
  #lost = Promise.withResolvers<void>()
  #told: 'open' | TransportFault | null = null
  #flush: NodeJS.Timeout | null = null

  constructor(options: LineOptions<Message>) {
    this.#options = options
    this.#decoder = options.decoder()
  }

  get open(): boolean {
    return this.#connection !== null
  }

  /** Aborted when the driver stops: for its own timers. */
  get stopping(): AbortSignal {
    return this.#stopping.signal
  }

  start(): void {
    this.#running = this.#keep()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#waiter?.lose('stopped')
    this.#lost.resolve()
    await this.#running
  }

  /** Gives the connection up, so that a new one is tried: for a device that fell silent on an open line. */
  async reopen(): Promise<void> {
    const connection = this.#connection
    if (connection === null) return
    this.#drop()
    await connection.close()
  }

  /** Sends a message that has no answer. False where it could not leave. */
  send(bytes: Uint8Array): Promise<boolean> {
    return this.#turns.take(() => this.#write(bytes))
  }

  /**
   * Sends a request and resolves with what `answer` makes of a message, the first for which it is not null. Late
   * answers to it go to `onMessage`. With `retries` it is sent again after silence: only for requests that may be.
   */
  request<Answer>(
    bytes: Uint8Array,
    answer: (message: Message) => Answer | null,
    { timeoutMs, retries = 0 }: { readonly timeoutMs: number; readonly retries?: number },
  ): Promise<Result<Answer, LineFault>> {
    return this.#turns.take(async () => {
      for (let attempt = 0; ; attempt += 1) {
        const result = await this.#ask(bytes, answer, timeoutMs)
        if (result.ok || result.problem !== 'timeout' || attempt >= retries) return result
        this.#options.counters.retries += 1
      }
    })
  }

  async #ask<Answer>(
    bytes: Uint8Array,
    answer: (message: Message) => Answer | null,
    timeoutMs: number,
  ): Promise<Result<Answer, LineFault>> {
    if (this.#stopping.signal.aborted) return fail('stopped')
    if (this.#connection === null) return fail('absent')
    const settled = Promise.withResolvers<Result<Answer, LineFault>>()
    const limit = setTimeout(() => settled.resolve(fail('timeout')), timeoutMs)
    this.#waiter = {
      take(message) {
        const found = answer(message)
        if (found === null) return false
        settled.resolve(ok(found))
        return true
      },
      lose: (fault) => settled.resolve(fail(fault)),
    }
    try {
      if (!(await this.#write(bytes))) return fail('absent')
      return await settled.promise
    } finally {
      clearTimeout(limit)
      this.#waiter = null
    }
  }

  async #write(bytes: Uint8Array): Promise<boolean> {
    const connection = this.#connection
    if (connection === null) return false
    const written = await connection.write(bytes, this.#stopping.signal)
    if (written.ok) {
      this.#options.counters.framesOut += 1
      return true
    }
    // It is gone, and its own word of that may come later: a driver that goes by `open` would try for ever, and so
    // keep that word from ever being heard.
    if (this.#connection === connection) this.#drop()
    return false
  }

  async #keep(): Promise<void> {
    const delays = this.#options.reconnectMs ?? usualReconnectMs
    let attempt = 0
    while (!this.#stopping.signal.aborted) {
      const { opened } = this.#options.counters
      await this.#carry().catch((error: unknown) => this.#options.onBug(error))
      if (this.#options.counters.opened > opened) attempt = 0
      if (this.#stopping.signal.aborted) return
      await pause(delays[Math.min(attempt, delays.length - 1)] ?? 1000, this.#stopping.signal)
      attempt += 1
    }
  }

  /** Opens the way and holds it until it is lost. */
  async #carry(): Promise<void> {
    this.#lost = Promise.withResolvers()
    const lost = this.#lost
    this.#decoder = this.#options.decoder()
    const opened = await this.#options.transport.open({
      onData: (bytes) => this.#try(() => this.#hear(bytes)),
      onClose: () => {
        if (this.#lost === lost) this.#drop()
      },
    })
    if (!opened.ok) return this.#tell(opened.problem)
    try {
      this.#connection = opened.value
      this.#options.counters.opened += 1
      this.#tell('open')
      if (!this.#stopping.signal.aborted) await lost.promise
    } finally {
      this.#drop()
      await opened.value.close()
    }
    this.#tell('absent')
  }

  #tell(what: 'open' | TransportFault): void {
    if (this.#told === what && what !== 'open') return
    this.#told = what
    if (what === 'open') this.#options.onOpen()
    else this.#options.onAbsent(absentFor(what))
  }

  /** A mistake while something was heard: what it left half done goes with the connection. */
  #try(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#options.onBug(error)
      this.#drop()
    }
  }

  #hear(bytes: Uint8Array): void {
    this.#take(this.#decoder.feed(bytes))
    if (this.#flush) clearTimeout(this.#flush)
    this.#flush = null
    if (this.#decoder.pending > 0)
      this.#flush = setTimeout(
        () => this.#try(() => this.#take(this.#decoder.flush())),
        this.#options.flushMs ?? 300,
      )
  }

  #take(decoded: ReturnType<Decoder<Message>['feed']>): void {
    const { counters, onMessage } = this.#options
    for (const one of decoded) {
      if (one.kind === 'discarded') {
        counters.discardedBytes += one.bytes
        continue
      }
      counters.framesIn += 1
      if (!this.#waiter?.take(one.message)) onMessage(one.message)
    }
  }

  #drop(): void {
    this.#connection = null
    if (this.#flush) clearTimeout(this.#flush)
    this.#flush = null
    this.#waiter?.lose(this.#stopping.signal.aborted ? 'stopped' : 'absent')
    this.#lost.resolve()
  }
}

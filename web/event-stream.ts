import type { ServerResponse } from 'node:http'

/** One server-sent event. `data` is sent as JSON on one line. */
export interface StreamEvent {
  readonly id?: string
  readonly event: string
  readonly data: unknown
}

export interface EventStreamOptions {
  /**
   * A comment goes out this often, so that both ends notice a connection that died; 15 000 unless told. A reader that
   * has taken nothing of what waits for it between two of them is let go.
   */
  readonly heartbeatMs?: number
  /** A reader that is given more while this much waits for it in our memory is let go; 256 KiB unless told. */
  readonly bufferLimitBytes?: number
  /** Sent with the headers, such as cookies or a CORS line. */
  readonly headers?: Readonly<Record<string, string>>
}

/** An event as it goes over the wire; encoded once for all who are sent the same. */
export function encodeEvent({ id, event, data }: StreamEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * Server-sent events over a raw response (in Fastify: `reply.hijack()`, then `new EventStream(reply.raw)`).
 * A reader that does not read is closed rather than fed from our memory without end: it comes back with
 * `Last-Event-ID` and misses nothing.
 */
export class EventStream {
  readonly #response: ServerResponse
  readonly #limitBytes: number
  readonly #heartbeat: NodeJS.Timeout
  readonly #closers: (() => void)[] = []
  #closed = false
  /** Bytes that had left our memory at the last beat. */
  #taken = -1

  constructor(response: ServerResponse, options: EventStreamOptions = {}) {
    this.#response = response
    this.#limitBytes = options.bufferLimitBytes ?? 262_144
    // The stream ends with its connection, so nothing has to mark its pieces: many readers can share one buffer.
    response.useChunkedEncodingByDefault = false
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // The connection carries this stream and nothing after it, so that a stopping service ends at once.
      connection: 'close',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      ...options.headers,
    })
    response.flushHeaders()
    response.socket?.setNoDelay(true)
    this.#heartbeat = setInterval(() => this.#beat(), options.heartbeatMs ?? 15_000)
    this.#heartbeat.unref()
    response.on('close', () => this.#finish())
    response.on('error', () => this.#finish())
    // A reader that left while the request was being answered closes nothing any more: it is gone already.
    if (response.destroyed || response.socket?.destroyed) this.#finish()
  }

  /** Whether the reader is gone; sending to it then does nothing. */
  get closed(): boolean {
    return this.#closed
  }

  /** Sends one event; false when the reader is gone or was just let go for being too slow. */
  send(event: StreamEvent): boolean {
    return this.#write(encodeEvent(event))
  }

  /** Sends events that were encoded already. */
  sendEncoded(events: string | Buffer): boolean {
    return this.#write(events)
  }

  /** Sends a comment: kept alive, and nothing for the page to do. */
  comment(text: string): boolean {
    return this.#write(`: ${text}\n\n`)
  }

  /** Resolves once what was sent has left our memory, or the reader is gone. */
  drained(): Promise<void> {
    if (this.#closed || !this.#response.writableNeedDrain) return Promise.resolve()
    return new Promise((resolve) => {
      this.#response.once('drain', resolve)
      this.onClose(resolve)
    })
  }

  /** Runs when the reader is gone, whoever ended it; at once when that is so already. */
  onClose(run: () => void): void {
    if (this.#closed) run()
    else this.#closers.push(run)
  }

  /** Ends the stream from our side. */
  close(): void {
    if (this.#closed) return
    this.#response.end()
    this.#finish()
  }

  #write(text: string | Buffer): boolean {
    if (this.#closed) return false
    // What waits from before counts, not what is given now: one burst is nobody's fault.
    if (this.#response.writableLength > this.#limitBytes) return this.#letGo()
    this.#response.write(text)
    return true
  }

  #beat(): void {
    const { socket, writableLength } = this.#response
    const taken = (socket?.bytesWritten ?? 0) - writableLength
    if (writableLength > 0 && taken === this.#taken) this.#letGo()
    else {
      this.#taken = taken
      this.comment('beat')
    }
  }

  #letGo(): false {
    this.#response.destroy()
    this.#finish()
    return false
  }

  #finish(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#heartbeat)
    for (const run of this.#closers) run()
  }
}

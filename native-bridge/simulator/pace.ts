/** Bits on the wire for one byte at 8N1: start, eight, stop. */
const bitsPerByte = 10

/**
 * Lets bytes through no faster than a line of a baud rate would, in order: a PTY and a socket have no speed of their
 * own. Infinity lets everything through at once. `stop` forgets what is still on the wire.
 */
export class PacedWire {
  readonly #bytesPerMs: number
  readonly #deliver: (bytes: Uint8Array) => void
  readonly #waiting: Uint8Array[] = []
  #timer: NodeJS.Timeout | null = null
  /** When the last byte that was accepted will have passed. */
  #freeAtMs = 0

  constructor(baudRate: number, deliver: (bytes: Uint8Array) => void) {
    this.#bytesPerMs = baudRate / bitsPerByte / 1000
    this.#deliver = deliver
  }

  send(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (!Number.isFinite(this.#bytesPerMs)) {
      this.#deliver(bytes)
      return
    }
    if (this.#waiting.length === 0) this.#freeAtMs = Math.max(this.#freeAtMs, performance.now())
    this.#waiting.push(bytes)
    if (this.#timer === null) this.#wait()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting.length = 0
  }

  #wait(): void {
    const next = this.#waiting[0]
    if (next === undefined) return
    const due = this.#freeAtMs + Math.min(next.length, this.#chunk) / this.#bytesPerMs
    this.#timer = setTimeout(() => this.#pass(), Math.max(0, due - performance.now()))
  }

  /** Passes what had time to travel until now: whole chunks, so that a slow timer does not slow the wire. */
  #pass(): void {
    this.#timer = null
    for (;;) {
      const next = this.#waiting[0]
      if (next === undefined) return
      const piece = next.subarray(0, this.#chunk)
      const passedAtMs = this.#freeAtMs + piece.length / this.#bytesPerMs
      if (passedAtMs > performance.now()) break
      this.#freeAtMs = passedAtMs
      if (piece.length === next.length) this.#waiting.shift()
      else this.#waiting[0] = next.subarray(piece.length)
      this.#deliver(piece)
    }
    this.#wait()
  }

  /** Bytes that travel together: what passes in about two milliseconds, as a driver's FIFO would hand them on. */
  get #chunk(): number {
    return Math.max(1, Math.floor(this.#bytesPerMs * 2))
  }
}

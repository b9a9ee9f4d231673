/**
 * Bytes of a stream that wait for more. A picture of half a megabyte comes in thousands of pieces: each is copied once,
 * and not the whole again with each of them.
 */
export class HeldBytes {
  #bytes = new Uint8Array()
  #length = 0

  get length(): number {
    return this.#length
  }

  /** All that waits, with these behind it. Good until the next call. */
  with(bytes: Uint8Array): Uint8Array {
    if (this.#length === 0) return bytes
    const length = this.#length + bytes.length
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#length)
    this.#length = length
    return this.#bytes.subarray(0, length)
  }

  /** Holds the rest of what `with` gave, and lets go what came before it. */
  keep(rest: Uint8Array): void {
    const isAll = rest.buffer === this.#bytes.buffer && rest.length === this.#length
    if (isAll) return
    this.#bytes = Uint8Array.from(rest)
    this.#length = rest.length
  }
}

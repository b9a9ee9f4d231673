import { hash } from 'node:crypto'

/** Bytes that SHA-256 takes at once; a key is filled up to so many (RFC 2104). */
const blockBytes = 64
const hashBytes = 32
/** Room that is kept for texts; a longer one, a whole file that is imported, has its own for a moment. */
const textRoom = 12 * 1024

/**
 * HMAC-SHA-256 (RFC 2104) with a key of 64 bytes at most, of texts in UTF-8. Made of two plain hashes, because each of
 * Node's Hmac objects has to be made, kept and collected, which a ticket, needing four, pays with a twelfth of its time.
 */
export class KeyedHash {
  /** The key's inner block, and behind it the text. */
  readonly #inner: Buffer
  /** The key's outer block, and behind it the inner hash. */
  readonly #outer: Buffer

  constructor(key: Uint8Array) {
    if (key.length > blockBytes)
      throw new RangeError(`the key has ${key.length} bytes, more than ${blockBytes}`)
    const block = Buffer.alloc(blockBytes)
    block.set(key)
    this.#inner = Buffer.alloc(blockBytes + textRoom)
    this.#inner.set(block.map((byte) => byte ^ 0x36))
    this.#outer = Buffer.alloc(blockBytes + hashBytes)
    this.#outer.set(block.map((byte) => byte ^ 0x5c))
  }

  /** The keyed hash of a text, as 64 hexadecimal digits. */
  of(text: string): string {
    // No character of a string has more than three bytes of UTF-8; one outside the first plane is two, with four.
    const fits = text.length * 3 <= textRoom
    const inner = fits ? this.#inner : Buffer.alloc(blockBytes + text.length * 3)
    if (!fits) this.#inner.copy(inner, 0, 0, blockBytes)
    const end = blockBytes + inner.write(text, blockBytes)
    this.#outer.write(hash('sha256', inner.subarray(0, end)), blockBytes, 'hex')
    // The text may be an ID number, which has no business in memory any longer.
    inner.fill(0, blockBytes, end)
    return hash('sha256', this.#outer)
  }
}

import type { Decoded, Decoder } from './codec.ts'

/**
 * The protocol of the virtual smart card project (vsmartcard): between a card and the virtual reader of a PC/SC service,
 * each message is its length (16 bits, big-endian) and its bytes. A message of one byte to the card is a control: power
 * off 0, power on 1, reset 2, tell your ATR 4. All else are APDUs and their answers.
 */
export const vpcdControl = { off: 0, on: 1, reset: 2, atr: 4 } as const

/** The longest message: an APDU that is no extended one, of a head, a length, 255 bytes and a length. */
export const longestVpcd = 261

/** A message with its length before it. Throws when it is longer than any: that is a bug. */
export function encodeVpcd(message: Uint8Array): Uint8Array {
  if (message.length > longestVpcd)
    throw new RangeError(`a card's message cannot be ${message.length} bytes long`)
  return Uint8Array.from([message.length >> 8, message.length & 0xff, ...message])
}

/**
 * Reads messages by length. Nothing marks a beginning, so noise cannot be told from a message: it is a TCP protocol, and
 * there is no way back into a stream that fell out of step. From a length on that no message has, or after half a message
 * was given up, everything is discarded and nothing held: the line has to be opened anew, with another decoder.
 */
export class VpcdDecoder implements Decoder<Uint8Array> {
  #held = new Uint8Array()
  #outOfStep = false

  get pending(): number {
    return this.#held.length
  }

  feed(bytes: Uint8Array): Decoded<Uint8Array>[] {
    const all = Buffer.concat([this.#held, bytes])
    const found: Decoded<Uint8Array>[] = []
    let at = 0
    while (!this.#outOfStep && all.length - at >= 2) {
      const length = all.readUInt16BE(at)
      this.#outOfStep = length > longestVpcd
      if (this.#outOfStep || all.length - at - 2 < length) break
      found.push({ kind: 'message', message: Uint8Array.from(all.subarray(at + 2, at + 2 + length)) })
      at += 2 + length
    }
    const rest = all.subarray(at)
    this.#held = Uint8Array.from(this.#outOfStep ? [] : rest)
    if (this.#outOfStep && rest.length > 0) found.push({ kind: 'discarded', bytes: rest.length })
    return found
  }

  flush(): Decoded<Uint8Array>[] {
    const bytes = this.#held.length
    this.#held = new Uint8Array()
    if (bytes === 0) return []
    // Its rest may still come, and would be read as the length of another.
    this.#outOfStep = true
    return [{ kind: 'discarded', bytes }]
  }
}

import type { Decoded, Decoder } from './codec.ts'

/**
 * The protocol of the virtual smart card project (vsmartcard): between a card and the virtual reader of a PC/SC service,
 * each message is its length (16 bits, big-endian) and its bytes. A message of one byte to the card is a control: power
 * off 0, power on 1, reset 2, tell your ATR 4. All else are APDUs and their answers.
 */
export const vpcdControl = { off: 0, on: 1, reset: 2, atr: 4 } as const

/** Its usual port on the reader's machine. */
export const vpcdPort = 35_963

export function encodeVpcd(message: Uint8Array): Uint8Array {
  return Uint8Array.from([message.length >> 8, message.length & 0xff, ...message])
}

/** Reads messages by length. Nothing marks a beginning, so noise cannot be told from a message: it is a TCP protocol. */
export class VpcdDecoder implements Decoder<Uint8Array> {
  #held = new Uint8Array()

  get pending(): number {
    return this.#held.length
  }

  feed(bytes: Uint8Array): Decoded<Uint8Array>[] {
    const all = Uint8Array.from([...this.#held, ...bytes])
    const found: Decoded<Uint8Array>[] = []
    let at = 0
    while (all.length - at >= 2) {
      const length = (all[at] ?? 0) * 256 + (all[at + 1] ?? 0)
      if (all.length - at - 2 < length) break
      found.push({ kind: 'message', message: all.slice(at + 2, at + 2 + length) })
      at += 2 + length
    }
    this.#held = all.slice(at)
    return found
  }

  flush(): Decoded<Uint8Array>[] {
    const bytes = this.#held.length
    this.#held = new Uint8Array()
    return bytes > 0 ? [{ kind: 'discarded', bytes }] : []
  }
}

import type { Decoded, Decoder } from './codec.ts'

/** What stands at the beginning of some bytes: a whole message, too little to tell, or no message. */
export type Reading<Message> =
  | { readonly kind: 'message'; readonly message: Message; readonly bytes: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'none' }

/**
 * Finds messages in a stream by looking at one place after the other. After a false start it goes on at the very next
 * byte, so a length that lies or an end that was lost costs no later message: at the latest once the line falls silent.
 * `read` must not ask for more once it has been given its longest message: that bounds what is kept.
 */
export class ScanningDecoder<Message> implements Decoder<Message> {
  readonly #read: (bytes: Uint8Array) => Reading<Message>
  #waiting: Uint8Array = new Uint8Array()

  constructor(read: (bytes: Uint8Array) => Reading<Message>) {
    this.#read = read
  }

  get pending(): number {
    return this.#waiting.length
  }

  feed(bytes: Uint8Array): Decoded<Message>[] {
    const found: Decoded<Message>[] = []
    this.#waiting = this.#scan(Buffer.concat([this.#waiting, bytes]), found, false)
    return found
  }

  flush(): Decoded<Message>[] {
    const found: Decoded<Message>[] = []
    this.#waiting = this.#scan(this.#waiting, found, true)
    return found
  }

  #scan(bytes: Uint8Array, found: Decoded<Message>[], atEnd: boolean): Uint8Array {
    let place = 0
    let discarded = 0
    while (place < bytes.length) {
      const reading = this.#read(bytes.subarray(place))
      if (reading.kind === 'more' && !atEnd) break
      if (reading.kind !== 'message') {
        place += 1
        discarded += 1
        continue
      }
      if (discarded > 0) found.push({ kind: 'discarded', bytes: discarded })
      discarded = 0
      found.push({ kind: 'message', message: reading.message })
      place += reading.bytes
    }
    if (discarded > 0) found.push({ kind: 'discarded', bytes: discarded })
    // A copy: what arrived may lie in a large buffer that is used again.
    return Uint8Array.from(bytes.subarray(place))
  }
}

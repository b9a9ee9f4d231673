/**
 * What a decoder makes of the bytes so far: a whole message, or bytes that no message explains. Discarded bytes are
 * counted and never silently lost: a bad line shows itself in them.
 */
export type Decoded<Message> =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'discarded'; readonly bytes: number }

/**
 * Reads one connection's bytes, cut anywhere, into messages, in order. Pure and bounded: it never throws, keeps no
 * more than one longest message, and after noise takes up again at the next message, at the latest at the second.
 */
export interface Decoder<Message> {
  feed(bytes: Uint8Array): Decoded<Message>[]
  /** Bytes that wait for the rest of a message. */
  readonly pending: number
  /** The line fell silent in the middle of a message: what waits is given up, and may hold later messages. */
  flush(): Decoded<Message>[]
}

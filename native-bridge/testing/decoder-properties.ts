import fc from 'fast-check'
import { expect } from 'vitest'
import type { Decoded, Decoder } from '../codec/codec.ts'
import { frameRuns } from './frame-runs.ts'

/** What a codec promises, held against its decoder. */
export interface DecoderUnderTest<Message> {
  readonly decoder: () => Decoder<Message>
  /** A message and the bytes of its frame. */
  readonly frame: fc.Arbitrary<{ readonly message: Message; readonly bytes: Uint8Array }>
  /** Bytes that a longest frame has, at most: more are never kept. */
  readonly longest: number
  /** Bytes of the frame that a message was read from, at least and at most; not told where it says nothing of them. */
  sizeOf?(message: Message): { readonly least: number; readonly most: number }
  /** Bytes that may come before a frame without making one of it; any unless told. */
  readonly noise?: fc.Arbitrary<Uint8Array>
}

/** Every message is read as it was written, however the stream is cut. */
export function readsWhateverTheCuts<Message>(codec: DecoderUnderTest<Message>): void {
  fc.assert(
    fc.property(
      fc.array(codec.frame, { maxLength: 6 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
      (frames, places) => {
        const stream = Buffer.concat(frames.map(({ bytes }) => bytes))
        const decoder = codec.decoder()
        const cuts = [0, ...places.map((place) => Math.floor(place * stream.length)).sort((a, b) => a - b)]
        const read = cuts.flatMap((from, index) => decoder.feed(stream.subarray(from, cuts[index + 1])))
        expect(read).toEqual(frames.map(({ message }) => ({ kind: 'message', message })))
        expect(decoder.pending).toBe(0)
      },
    ),
  )
}

/** Noise before, between and inside frames costs no later frame: at the latest once the line falls silent. */
export function losesNoLaterFrame<Message>(codec: DecoderUnderTest<Message>): void {
  const noise = codec.noise ?? fc.uint8Array({ maxLength: 40 })
  fc.assert(
    fc.property(
      noise,
      codec.frame,
      fc.double({ min: 0, max: 1, noNaN: true }),
      noise,
      codec.frame,
      codec.frame,
      (before, broken, place, inside, second, third) => {
        const decoder = codec.decoder()
        const cut = Math.floor(place * broken.bytes.length)
        const stream = Buffer.concat([
          before,
          broken.bytes.subarray(0, cut),
          inside,
          broken.bytes.subarray(cut),
        ])
        const read = [
          ...decoder.feed(stream),
          ...decoder.feed(second.bytes),
          ...decoder.feed(third.bytes),
          ...decoder.flush(),
        ]
        const messages = read.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
        expect(messages.slice(-1)).toEqual([third.message])
        expect(messages.slice(-2)).toEqual([second.message, third.message])
        expect(decoder.pending).toBe(0)
      },
    ),
  )
}

/**
 * Random and mutated frames: no crash, and little kept. With `sizeOf`, every byte that came is in a message, discarded or
 * still held, as far as the sizes are exact; without it, no more is discarded or held than came.
 */
export function survivesAnything<Message>(codec: DecoderUnderTest<Message>): void {
  const { sizeOf } = codec
  const decoder = codec.decoder()
  const samples = fc.sample(codec.frame, { numRuns: 200, seed: 7 }).map(({ bytes }) => bytes)
  let state = 20_260_101
  const random = (below: number) => {
    // A linear congruential generator: the same frames in each run, and a million of them in seconds.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  let heard = 0
  const account = (came: number, held: number, decoded: readonly Decoded<Message>[]) => {
    let least = decoder.pending
    let most = sizeOf ? decoder.pending : Number.POSITIVE_INFINITY
    for (const one of decoded) {
      const said = one.kind === 'message' ? sizeOf?.(one.message) : { least: one.bytes, most: one.bytes }
      least += said?.least ?? 0
      most += said?.most ?? 0
      heard += one.kind === 'message' ? 1 : 0
    }
    if (held + came < least || held + came > most)
      throw new Error(`of ${held} + ${came} bytes between ${least} and ${most} are accounted for`)
  }
  for (let run = 0; run < frameRuns; run += 1) {
    const bytes =
      run % 4 === 0
        ? Uint8Array.from({ length: random(24) }, () => random(256))
        : Uint8Array.from(samples[random(samples.length)] ?? [])
    if (run % 4 > 1 && bytes.length > 0) bytes[random(bytes.length)] = random(256)
    const fed = run % 4 === 3 ? bytes.subarray(0, random(bytes.length + 1)) : bytes
    const held = decoder.pending
    account(fed.length, held, decoder.feed(fed))
    if (decoder.pending > codec.longest) throw new Error(`${decoder.pending} bytes are kept`)
  }
  const held = decoder.pending
  account(0, held, decoder.flush())
  expect(decoder.pending).toBe(0)
  expect(heard).toBeGreaterThan(frameRuns / 10)
}

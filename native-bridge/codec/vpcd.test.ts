import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../testing/chance.ts'
import { type DecoderUnderTest, readsWhateverTheCuts } from '../testing/decoder-properties.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import type { Decoded } from './codec.ts'
import { encodeVpcd, longestVpcd, VpcdDecoder, vpcdControl } from './vpcd.ts'

const anyMessage = fc.oneof(
  fc.constantFrom(...Object.values(vpcdControl)).map((control) => Uint8Array.of(control)),
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ minLength: longestVpcd - 5, maxLength: longestVpcd }),
)
const codec: DecoderUnderTest<Uint8Array> = {
  decoder: () => new VpcdDecoder(),
  frame: anyMessage.map((message) => ({ message, bytes: encodeVpcd(message) })),
  longest: 2 + longestVpcd,
}
const tooLong = fc.integer({ min: longestVpcd + 1, max: 0xffff })
const head = (length: number) => Uint8Array.of(length >> 8, length & 0xff)

/** Bytes that the decoder said it is done with. */
const bytesIn = (decoded: readonly Decoded<Uint8Array>[]) =>
  decoded.reduce((sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 2 + one.message.length), 0)

describe('messages of the virtual reader', () => {
  it('are their length and their bytes', () => {
    expect([...encodeVpcd(Uint8Array.of(vpcdControl.atr))]).toEqual([0, 1, 4])
    expect([...encodeVpcd(new Uint8Array())]).toEqual([0, 0])
    expect([...encodeVpcd(new Uint8Array(longestVpcd))].slice(0, 2)).toEqual([1, 5])
    expect(() => encodeVpcd(new Uint8Array(longestVpcd + 1))).toThrow(RangeError)
  })

  it('are read whatever the cuts', () => readsWhateverTheCuts(codec))

  it('are refused from a length on that none has, which holds no memory, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(codec.frame, { maxLength: 3 }),
        tooLong,
        fc.uint8Array({ maxLength: 600 }),
        fc.array(fc.nat(2000), { maxLength: 8 }),
        (frames, length, rest, places) => {
          const well = Buffer.concat(frames.map(({ bytes }) => bytes))
          const stream = Buffer.concat([well, head(length), rest])
          const cuts = [0, ...places.map((place) => place % (stream.length + 1)).toSorted((a, b) => a - b)]
          const decoder = new VpcdDecoder()
          const read = cuts.flatMap((from, index) => decoder.feed(stream.subarray(from, cuts[index + 1])))
          const messages = read.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
          expect(messages).toEqual(frames.map(({ message }) => message))
          expect(bytesIn(read)).toBe(stream.length)
          expect(decoder.pending).toBe(0)
        },
      ),
    )
  })

  it('are refused behind half a message that was given up, and read again by a decoder of a new line', () => {
    fc.assert(
      fc.property(codec.frame, fc.nat(), codec.frame, (broken, place, next) => {
        const half = broken.bytes.subarray(0, 1 + (place % (broken.bytes.length - 1)))
        const decoder = new VpcdDecoder()
        expect(decoder.feed(half)).toEqual([])
        expect(decoder.flush()).toEqual([{ kind: 'discarded', bytes: half.length }])
        expect(decoder.flush()).toEqual([])
        expect(decoder.feed(next.bytes)).toEqual([{ kind: 'discarded', bytes: next.bytes.length }])
        expect(decoder.pending).toBe(0)
        expect(new VpcdDecoder().feed(next.bytes)).toEqual([{ kind: 'message', message: next.message }])
      }),
    )
  })

  it(
    `may be anything (${frameRuns} random and mutated frames): each byte is read, refused or held, and few are held`,
    () => {
      const samples = fc.sample(codec.frame, { numRuns: 200, seed: 7 }).map(({ bytes }) => bytes)
      const chance = chanceFrom(1)
      const random = (below: number) => Math.floor(chance() * below)
      let decoder = new VpcdDecoder()
      let heard = 0
      let refused = 0
      for (let run = 0; run < frameRuns; run += 1) {
        const bytes =
          run % 4 === 0
            ? Uint8Array.from({ length: random(24) }, () => random(256))
            : Uint8Array.from(samples[random(samples.length)] ?? [])
        if (run % 4 === 2 && bytes.length > 0) bytes[random(bytes.length)] = random(256)
        const before = decoder.pending
        const fed = run % 4 === 3 ? bytes.subarray(0, random(bytes.length + 1)) : bytes
        const decoded = decoder.feed(fed)
        if (bytesIn(decoded) + decoder.pending !== before + fed.length)
          throw new Error(`of ${before} + ${fed.length} bytes ${bytesIn(decoded)} are told of`)
        if (decoder.pending > codec.longest) throw new Error(`${decoder.pending} bytes are kept`)
        heard += decoded.filter(({ kind }) => kind === 'message').length
        if (decoded.every(({ kind }) => kind === 'message')) continue
        // What a driver does with a line that is of no use any more: it opens another.
        refused += 1
        decoder = new VpcdDecoder()
      }
      expect(heard).toBeGreaterThan(frameRuns / 10)
      expect(refused).toBeGreaterThan(frameRuns / 100)
    },
    60_000 + frameRuns / 5,
  )
})

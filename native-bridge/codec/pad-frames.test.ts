import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import type { Decoded } from './codec.ts'
import { encodePadFrame, longestPadData, type PadFrame, PadFrameDecoder } from './pad-frames.ts'
import { acknowledgementOf, pressIn, readPadProfile } from './pad-profile.ts'

const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ')
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const profileOf = (name: string) => {
  const read = readPadProfile(name)
  return must(read.ok ? read.value : null, `the profile ${name} ships`)
}
const frame = (address: number, func: number, ...data: number[]): PadFrame => ({
  address,
  func,
  data: Uint8Array.from(data),
})

const anyByte = fc.integer({ min: 0, max: 255 })
/** The bytes that make trouble: marks, ends, lengths that lie. */
const nasty = fc.oneof(anyByte, fc.constantFrom(0x68, 0x16, 0xff, 0x02, 0x03, 0x2a))
const anyFrame: fc.Arbitrary<PadFrame> = fc.record({
  address: nasty,
  func: nasty,
  data: fc.uint8Array({ maxLength: longestPadData }).chain((plain) =>
    fc.oneof(
      fc.constant(plain),
      fc.array(nasty, { maxLength: longestPadData }).map((bytes) => Uint8Array.from(bytes)),
    ),
  ),
})

const messages = (decoded: readonly Decoded<PadFrame>[]) =>
  decoded.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
const discarded = (decoded: readonly Decoded<PadFrame>[]) =>
  decoded.reduce((sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 0), 0)

function decodeAll(pieces: Iterable<Uint8Array>): Decoded<PadFrame>[] {
  const decoder = new PadFrameDecoder()
  const decoded = [...pieces].flatMap((piece) => decoder.feed(piece))
  return [...decoded, ...decoder.flush()]
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b)
  return [...places, bytes.length].map((to, index) => bytes.subarray(index === 0 ? 0 : places[index - 1], to))
}

describe('the frames of the family, by the rule', () => {
  it.each([
    ['ticket 012 on pad 3', frame(3, 2, 10, 10, 10, 0, 1, 2), 'FF 68 08 08 68 03 02 0A 0A 0A 00 01 02 26 16'],
    ['beep of pad 3', frame(3, 3), 'FF 68 02 02 68 03 03 06 16'],
    ['score 2 of pad 3', frame(3, 0x11, 2), 'FF 68 03 03 68 03 11 02 16 16'],
  ])('%s', (_, message, bytes) => {
    expect(hex(encodePadFrame(message))).toBe(bytes)
    expect(decodeAll([bytesOf(bytes)])).toEqual([{ kind: 'message', message }])
  })

  it('are acknowledged as each profile says', () => {
    const score = frame(0x83, 0x11, 2)
    const acknowledged = (name: string, kind: 'call' | 'rating', of: PadFrame) => {
      const { frame: answer, prefix } = acknowledgementOf(profileOf(name), of, kind)
      return hex(encodePadFrame(answer, { prefix }))
    }
    expect(acknowledged('qs', 'rating', score)).toBe('FF 68 03 03 68 83 01 02 86 16')
    expect(acknowledged('hq', 'rating', score)).toBe('68 02 02 68 83 01 84 16')
    expect(acknowledged('qs', 'call', frame(3, 1, 0x0c))).toBe('FF 68 03 03 68 03 01 0C 10 16')
  })

  it('mean what the profile’s keys and scores say', () => {
    const qs = profileOf('qs')
    expect(pressIn(qs, frame(3, 1, 0x0c))).toEqual({ digits: '', key: 'call' })
    expect(pressIn(qs, frame(3, 1, 1, 2, 0x13))).toEqual({ digits: '12', key: 'transfer' })
    expect(pressIn(qs, frame(3, 1, 0x11))).toBeNull()
    expect(pressIn(qs, frame(3, 1, 0x0c, 0x0c))).toBeNull()
    expect(pressIn(qs, frame(3, 1))).toBeNull()
    expect(qs.scores.get(0)).toBe('very-satisfied')
    expect(profileOf('hq').scores.get(0)).toBe('very-dissatisfied')
    expect(qs.scores.get(4)).toBeUndefined()
  })

  it('a profile that is not there, or not one, is named with what is wrong', () => {
    const missing = readPadProfile('/nowhere/pads.json')
    expect(missing).toMatchObject({ ok: false, problem: expect.stringContaining('/nowhere/pads.json') })
    const wrong = readPadProfile(`${import.meta.dirname}/../../tsconfig.json`)
    expect(wrong).toMatchObject({ ok: false, problem: expect.stringContaining('有错误') })
  })
})

describe('the decoder', () => {
  it('reads every frame that was written, with its FF and without', () => {
    fc.assert(
      fc.property(anyFrame, fc.boolean(), (message, prefix) => {
        expect(decodeAll([encodePadFrame(message, { prefix })])).toEqual([{ kind: 'message', message }])
      }),
    )
  })

  it('reads the same whatever way the stream is cut', () => {
    const stream = fc.array(
      fc.oneof(
        anyFrame.map((one) => encodePadFrame(one)),
        fc.uint8Array({ maxLength: 20 }),
      ),
    )
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (parts, cuts) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
        const cut = decodeAll(split(bytes, cuts))
        const whole = decodeAll([bytes])
        expect(messages(cut)).toEqual(messages(whole))
        expect(discarded(cut)).toBe(discarded(whole))
      }),
    )
  })

  it('loses no frame behind noise, between noise, or behind half a frame; and counts every other byte', () => {
    // A byte that is no mark can begin nothing: what stands before a frame is then noise for certain.
    const quiet = fc
      .uint8Array({ maxLength: 30 })
      .map((bytes) => bytes.map((byte) => (byte === 0x68 ? 0x67 : byte)))
    const liar = fc.integer({ min: 2, max: 42 }).map((length) => Uint8Array.of(0x68, length, length, 0x68))
    const half = fc.tuple(anyFrame, fc.nat()).map(([one, at]) => {
      const bytes = encodePadFrame(one)
      return bytes.subarray(0, at % bytes.length)
    })
    const noise = fc.oneof(quiet, liar, half)
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, anyFrame), { minLength: 1, maxLength: 6 }), (parts) => {
        const bytes = Uint8Array.from(parts.flatMap(([before, one]) => [...before, ...encodePadFrame(one)]))
        // By chance the noise may be, with what follows, a frame with a right sum: then nobody could tell.
        fc.pre(framesAnywhere(bytes) === parts.length)
        const decoded = decodeAll([bytes])
        expect(messages(decoded)).toEqual(parts.map(([, one]) => one))
        expect(discarded(decoded)).toBe(
          bytes.length - parts.reduce((sum, [, one]) => sum + encodePadFrame(one).length, 0),
        )
      }),
    )
  })

  it('reads a frame whose data hold a whole other frame as one', () => {
    const inner = encodePadFrame(frame(5, 1, 0x0c))
    expect(messages(decodeAll([encodePadFrame(frame(3, 1, ...inner))]))).toEqual([frame(3, 1, ...inner)])
  })

  it(`survives ${frameRuns} random and mutated frames and keeps no more than one frame`, () => {
    const mutated = fc
      .tuple(anyFrame, fc.array(fc.tuple(fc.nat(), anyByte), { maxLength: 3 }))
      .map(([one, changes]) => {
        const bytes = encodePadFrame(one)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        return bytes
      })
    const decoder = new PadFrameDecoder()
    let fed = 0
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        const before = decoder.pending
        const decoded = decoder.feed(bytes)
        fed += 1
        const read = decoded.reduce(
          (sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 8 + one.message.data.length),
          0,
        )
        // The FF before a frame is part of it and stands in no count of its data.
        expect(read).toBeLessThanOrEqual(before + bytes.length)
        expect(decoder.pending).toBeLessThanOrEqual(longestPadData + 9)
      }),
      { numRuns: frameRuns },
    )
    expect(fed).toBe(frameRuns)
    decoder.flush()
    expect(decoder.pending).toBe(0)
  }, 1_800_000)
})

/** Frames that stand anywhere in the bytes, overlapping ones too. */
function framesAnywhere(bytes: Uint8Array): number {
  let found = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== 0x68) continue
    const decoded = new PadFrameDecoder().feed(bytes.subarray(at))
    if (decoded[0]?.kind === 'message') found += 1
  }
  return found
}

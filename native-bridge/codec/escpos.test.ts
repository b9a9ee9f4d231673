import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerByte, automaticBytes, isOffline } from '../simulator/escpos-mechanics.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import type { Decoded } from './codec.ts'
import {
  automaticStatusOn,
  characterSize,
  clearBuffers,
  feedLines,
  partialCut,
  qrCode,
  raster,
  transmitPaperStatus,
} from './escpos.ts'
import { decodePaper, EscposDecoder, type PrinterCommand } from './escpos-decoder.ts'
import {
  detailOf,
  faultOf,
  isConsistent,
  readAnswers,
  readAutomatic,
  StatusDecoder,
  type StatusMessage,
} from './escpos-status.ts'

/** Cuts bytes at any places, as a line may. */
const splits = (bytes: Uint8Array) =>
  fc.array(fc.nat(Math.max(0, bytes.length)), { maxLength: 12 }).map((places) => {
    const cuts = [0, ...[...places].sort((a, b) => a - b), bytes.length]
    return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index] ?? 0, end))
  })

describe('status bytes', () => {
  const messages: fc.Arbitrary<StatusMessage> = fc.oneof(
    fc.tuple(fc.nat(3), fc.nat(3)).map(([low, high]) => ({
      kind: 'answer' as const,
      byte: 0x12 | (low << 2) | (high << 5),
    })),
    fc.tuple(fc.nat(1), fc.nat(3), plain(), plain(), plain()).map(([low, high, b, c, d]) => ({
      kind: 'automatic' as const,
      bytes: [0x10 | (low << 3) | (high << 5), b, c, d] as const,
    })),
    fc.constantFrom(0x00, 0x03, 0x0c, 0x0f).map((byte) => ({ kind: 'paper' as const, byte })),
    fc.boolean().map((stop) => ({ kind: 'flow' as const, stop })),
  )
  /** What no printer says, at any place. */
  const noise = fc.array(fc.constantFrom(0x80, 0x8f, 0x91, 0x93, 0x9c, 0xe0, 0xff), { maxLength: 5 })

  function plain() {
    return fc.integer({ min: 0, max: 0x7f }).map((byte) => byte & 0x6f)
  }
  function bytesOf(message: StatusMessage): number[] {
    if (message.kind === 'automatic') return [...message.bytes]
    if (message.kind === 'flow') return [message.stop ? 0x13 : 0x11]
    return [message.byte]
  }
  const messagesIn = (decoded: readonly Decoded<StatusMessage>[]) =>
    decoded.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
  const discardedIn = (decoded: readonly Decoded<StatusMessage>[]) =>
    decoded.reduce((sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 0), 0)

  it('come back as they were said, with noise before, between and inside them, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.tuple(messages, fc.array(noise, { minLength: 5, maxLength: 5 })), { maxLength: 8 })
          .chain((said) => {
            const bytes = said.flatMap(([message, dirt]) => [
              ...bytesOf(message).flatMap((byte, at) => [...(dirt[at] ?? []), byte]),
              ...(dirt[4] ?? []),
            ])
            return fc.tuple(
              fc.constant(said.map(([message]) => message)),
              splits(Uint8Array.from(bytes)),
              fc.constant(bytes.length),
            )
          }),
        ([said, pieces, length]) => {
          const decoder = new StatusDecoder()
          const decoded = pieces.flatMap((piece) => decoder.feed(piece))
          expect(messagesIn(decoded)).toEqual(said)
          expect(decoder.pending).toBe(0)
          expect(discardedIn(decoded) + said.flatMap(bytesOf).length).toBe(length)
        },
      ),
    )
  })

  it('keep four bytes of automatic status together with XOFF, XON and an answer between any of them', () => {
    const four = [0x18, 0x00, 0x0c, 0x0f]
    for (const between of [0x13, 0x11, 0x12, 0x1a])
      for (let place = 1; place < 4; place++) {
        const bytes = Uint8Array.from([...four.slice(0, place), between, ...four.slice(place)])
        const kinds = messagesIn(new StatusDecoder().feed(bytes)).map(({ kind }) => kind)
        expect(kinds).toEqual([between === 0x12 || between === 0x1a ? 'answer' : 'flow', 'automatic'])
      }
  })

  it('recover after noise, and count what was thrown away', () => {
    const decoded = new StatusDecoder().feed(Uint8Array.of(0xff, 0x18, 0x20, 0x10, 0x00, 0x00, 0x0f, 0x12))
    expect(messagesIn(decoded).map(({ kind }) => kind)).toEqual(['automatic', 'answer'])
    expect(discardedIn(decoded)).toBe(3)
  })

  it('do not lose an answer to noise that looks like the begin of automatic status: silence parts them', () => {
    const decoder = new StatusDecoder()
    expect(decoder.feed(Uint8Array.of(0x18, 0x03))).toEqual([])
    expect(decoder.pending).toBe(2)
    expect(decoder.flush()).toEqual([
      { kind: 'discarded', bytes: 1 },
      { kind: 'message', message: { kind: 'paper', byte: 0x03 } },
    ])
    expect(decoder.pending).toBe(0)
  })

  it(`of any kind at all are read without a crash, a hang or a memory that grows (${frameRuns} frames)`, () => {
    const decoder = new StatusDecoder()
    const random = prand(20261123)
    let bytes = 0
    for (let frame = 0; frame < frameRuns; frame++) {
      // A frame as a printer says it, a part of it turned over, or nothing but noise.
      const made = frame % 3 === 0 ? [0x18, 0x00, 0x0c, 0x0f] : frame % 3 === 1 ? [0x12, 0x03] : []
      const length = made.length || 1 + (random() % 12)
      const piece = Uint8Array.from({ length }, (_, at) =>
        made.length === 0 || random() % 4 === 0 ? random() & 0xff : (made[at] ?? 0),
      )
      bytes += piece.length
      for (const one of decoder.feed(piece))
        bytes -= one.kind === 'discarded' ? one.bytes : bytesOf(one.message).length
      if (decoder.pending > 3) throw new Error(`${decoder.pending} bytes are kept`)
    }
    // Nothing is lost without being said, nothing said that did not come.
    expect(bytes).toBe(decoder.pending)
  })

  const well = [0x12, 0x12, 0x12, 0x12] as const
  it.each([
    ['1: offline, for no reason given', [0x1a, 0x12, 0x12, 0x12], 'offline', 'offline'],
    ['1: the drawer’s pin and the recovery wait are no faults', [0x36, 0x12, 0x12, 0x12], null, ''],
    ['1: the feed button is no fault', [0x52, 0x12, 0x12, 0x12], null, ''],
    ['2: cover open', [0x1a, 0x16, 0x12, 0x12], 'cover-open', 'cover-open'],
    ['2: feeding by its button', [0x1a, 0x1a, 0x12, 0x12], 'offline', 'offline'],
    ['2: stopped at the paper’s end', [0x1a, 0x32, 0x12, 0x12], 'paper-out', 'paper-out'],
    ['2: an error that is not named', [0x1a, 0x52, 0x12, 0x12], 'error', 'error'],
    ['3: cutter', [0x1a, 0x52, 0x1a, 0x12], 'cutter', 'cutter'],
    ['3: unrecoverable', [0x1a, 0x52, 0x32, 0x12], 'error', 'error'],
    ['3: recoverable, as a hot head', [0x1a, 0x52, 0x52, 0x12], 'error', 'head-hot'],
    ['4: end', [0x1a, 0x12, 0x12, 0x72], 'paper-out', 'paper-out'],
    ['cover before everything else', [0x1a, 0x76, 0x1a, 0x7e], 'cover-open', 'cover-open'],
  ] as const)('by asking, part %s', (_, answers, fault, detail) => {
    const status = readAnswers(answers, 'standard')
    expect([faultOf(status), detailOf(status)]).toEqual([fault, detail])
  })

  it('by asking, say near end and go on', () => {
    const near = readAnswers([0x12, 0x12, 0x12, 0x1e], 'standard')
    expect([faultOf(near), near.paperNearEnd, isConsistent(near)]).toEqual([null, true, true])
    const fine = readAnswers(well, 'standard')
    expect([faultOf(fine), fine.paperNearEnd, isConsistent(fine)]).toEqual([null, false, true])
  })

  it.each([
    ['1: offline', [0x18, 0x00, 0x00, 0x0f], 'offline', 'offline'],
    ['1: cover', [0x38, 0x00, 0x00, 0x0f], 'cover-open', 'cover-open'],
    ['1: feeding by its button', [0x50, 0x00, 0x00, 0x0f], null, ''],
    ['2: mechanical', [0x18, 0x04, 0x00, 0x0f], 'error', 'error'],
    ['2: cutter', [0x18, 0x08, 0x00, 0x0f], 'cutter', 'cutter'],
    ['2: unrecoverable', [0x18, 0x20, 0x00, 0x0f], 'error', 'error'],
    ['2: recoverable', [0x18, 0x40, 0x00, 0x0f], 'error', 'head-hot'],
    ['3: near end', [0x10, 0x00, 0x03, 0x0f], null, ''],
    ['3: end', [0x18, 0x00, 0x0c, 0x0f], 'paper-out', 'paper-out'],
  ] as const)('unasked, byte %s', (_, bytes, fault, detail) => {
    const status = readAutomatic(bytes)
    expect([faultOf(status), detailOf(status)]).toEqual([fault, detail])
    expect(status.paperNearEnd).toBe(bytes[2] === 0x03)
  })

  it('contradict themselves where offline has no cause, or a cause is told online', () => {
    expect(isConsistent(readAnswers([0x1a, 0x12, 0x12, 0x12], 'standard'))).toBe(false)
    expect(isConsistent(readAnswers([0x12, 0x16, 0x12, 0x12], 'standard'))).toBe(false)
    expect(isConsistent(readAnswers([0x1a, 0x16, 0x12, 0x12], 'standard'))).toBe(true)
  })

  it('do not take a ticket that waits in the presenter for the end of the paper', () => {
    const waiting = readAnswers([0x12, 0x12, 0x12, 0x52], 'presenter')
    expect([faultOf(waiting), waiting.ticketWaiting]).toEqual([null, true])
    expect(faultOf(readAnswers([0x1a, 0x12, 0x12, 0x32], 'presenter'))).toBe('paper-out')
    expect(readAnswers(well, 'presenter').ticketWaiting).toBe(false)
  })

  it('of a simulated printer say what is the matter with it, asked and unasked alike', () => {
    fc.assert(
      fc.property(fc.tuple(...Array.from({ length: 7 }, () => fc.boolean())), (bits) => {
        const [coverOpen, paperOut, nearEnd, cutterJammed, headHot, broken, ticketInMouth] = bits
        const printer = {
          model: 'presenter' as const,
          coverOpen: coverOpen === true,
          paperOut: paperOut === true,
          nearEnd: nearEnd === true,
          cutterJammed: cutterJammed === true,
          headHot: headHot === true,
          broken: broken === true,
          ticketInMouth: ticketInMouth === true,
        }
        const [a = 0, b = 0, c = 0, d = 0] = [1, 2, 3, 4].map((part) => answerByte(printer, part))
        const asked = readAnswers([a, b, c, d], 'presenter')
        const [e = 0, f = 0, g = 0, h = 0] = automaticBytes(printer)
        expect({ ...readAutomatic([e, f, g, h]), ticketWaiting: asked.ticketWaiting }).toEqual(asked)
        expect(asked).toEqual({
          offline: isOffline(printer),
          coverOpen: printer.coverOpen,
          paperOut: printer.paperOut,
          paperNearEnd: printer.nearEnd,
          cutter: printer.cutterJammed,
          recoverable: printer.headHot,
          unrecoverable: printer.broken,
          ticketWaiting: printer.ticketInMouth,
        })
        expect(isConsistent(asked)).toBe(true)
      }),
    )
  })
})

/** A small generator of numbers that is the same in every run (mulberry32). */
function prand(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

describe('a QR code', () => {
  it('counts bytes, not characters, and comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (content) => {
        expect(decodePaper(qrCode(content, 6))).toEqual([
          { kind: 'qr', align: 'left', content, moduleDots: 6 },
        ])
      }),
    )
    expect([...qrCode('中文', 6)].slice(25, 33)).toEqual([0x1d, 0x28, 0x6b, 9, 0, 0x31, 0x50, 0x30])
  })

  it('refuses what no code can hold', () => {
    expect(() => qrCode('x'.repeat(8000), 6)).toThrow(RangeError)
  })
})

describe('the decoder', () => {
  const page = Uint8Array.from([
    ...characterSize(3, 5),
    0x41,
    0x31,
    ...characterSize(1, 2),
    0xc9,
    0xe7,
    0xb1,
    0xa3,
    0x0a,
    ...qrCode('http://x/一', 6),
    ...feedLines(4),
    ...partialCut,
    0x10,
    0x04,
    0x02,
  ])

  it('reads the same however the bytes are cut', () => {
    const whole = new EscposDecoder().feed(page)
    expect(whole).toEqual<PrinterCommand[]>([
      {
        kind: 'paper',
        line: {
          kind: 'text',
          align: 'left',
          runs: [
            { text: 'A1', width: 3, height: 5, bold: false },
            { text: '社保', width: 1, height: 2, bold: false },
          ],
        },
      },
      { kind: 'paper', line: { kind: 'qr', align: 'left', content: 'http://x/一', moduleDots: 6 } },
      { kind: 'paper', line: { kind: 'feed', lines: 4 } },
      { kind: 'paper', line: { kind: 'cut' } },
      { kind: 'ask-status', part: 2 },
    ])
    fc.assert(
      fc.property(splits(page), (pieces) => {
        const decoder = new EscposDecoder()
        expect(pieces.flatMap((piece) => decoder.feed(piece))).toEqual(whole)
      }),
    )
  })

  it('brings any picture back, whatever its size', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 12 }))
      .chain(([across, height]) =>
        fc
          .uint8Array({ minLength: across * height, maxLength: across * height })
          .map((bytes) => ({ width: across * 8, height, bytes })),
      )
    fc.assert(
      fc.property(picture, (bitmap) => {
        expect(decodePaper(raster(bitmap))).toEqual([{ kind: 'image', align: 'left', bitmap }])
      }),
    )
    expect(() => raster({ width: 4000, height: 1, bytes: new Uint8Array(500) })).toThrow(RangeError)
  })

  it('swallows no ticket for a length that lies', () => {
    const lies = [
      [0x1d, 0x28, 0x6b, 0xff, 0xff, 0x31, 0x50, 0x30],
      [0x1d, 0x76, 0x30, 0x00, 0xff, 0xff, 0xff, 0xff],
    ]
    for (const lie of lies) {
      const lines = decodePaper(Uint8Array.from([...lie, 0x0a, ...page]))
      expect(lines.some((line) => line.kind === 'cut')).toBe(true)
      expect(lines.some((line) => line.kind === 'qr')).toBe(true)
    }
  })

  it(`reads any bytes without a crash, a hang or a memory that grows (${frameRuns} frames)`, () => {
    const decoder = new EscposDecoder()
    const random = prand(7)
    // Pictures above all: a length that lies has half a megabyte waited for, in thousands of pieces.
    const all = Uint8Array.from([
      ...page,
      ...raster({ width: 64, height: 20, bytes: new Uint8Array(160).fill(0x55) }),
      ...[0x1c, 0x2e, 0x41, 0x1c, 0x26],
      ...clearBuffers,
      ...transmitPaperStatus,
      ...automaticStatusOn,
    ])
    for (let frame = 0; frame < frameRuns; frame++) {
      const from = random() % all.length
      const length = 1 + (random() % 24)
      decoder.feed(
        Uint8Array.from({ length }, (_, at) =>
          random() % 20 === 0 ? random() & 0xff : (all[(from + at) % all.length] ?? 0),
        ),
      )
      if (decoder.pending > 600_000) throw new Error(`${decoder.pending} bytes are kept`)
    }
    // Whatever it was left in, it prints again once a longest command is over.
    decoder.feed(new Uint8Array(600_000).fill(0x0a))
    const after = decoder.feed(page)
    expect(after.some((one) => one.kind === 'paper' && one.line.kind === 'cut')).toBe(true)
  })

  it('refuses a size that is none', () => {
    expect(() => characterSize(0, 2)).toThrow(RangeError)
    expect(() => characterSize(1, 9)).toThrow(RangeError)
  })
})

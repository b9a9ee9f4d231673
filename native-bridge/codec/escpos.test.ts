import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characterSize, feedLines, partialCut, qrCode } from './escpos.ts'
import { decodePaper, EscposDecoder, type PrinterCommand } from './escpos-decoder.ts'
import {
  faultOf,
  isConsistent,
  readAnswers,
  readAutomatic,
  type StatusMessage,
  StatusParser,
} from './escpos-status.ts'

/** Cuts bytes at any places, as a line may. */
const splits = (bytes: Uint8Array) =>
  fc.array(fc.nat(Math.max(0, bytes.length)), { maxLength: 12 }).map((places) => {
    const cuts = [0, ...[...places].sort((a, b) => a - b), bytes.length]
    return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index] ?? 0, end))
  })

describe('status bytes', () => {
  const answer = fc.nat(3).map((bits) => Uint8Array.of(0x12 | (bits << 2) | (bits << 5)))
  const automatic = fc
    .tuple(fc.nat(3), fc.constantFrom(0x00, 0x08, 0x20, 0x40), fc.constantFrom(0x00, 0x03, 0x0c, 0x0f))
    .map(([a, b, c]) => Uint8Array.of(0x10 | (a << 2), b, c, 0x0f))
  const stream = fc.array(fc.oneof(answer, automatic), { maxLength: 8 })

  it('are read the same however the stream is cut', () => {
    fc.assert(
      fc.property(
        stream.chain((parts) => {
          const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
          return fc.tuple(fc.constant(bytes), splits(bytes))
        }),
        ([bytes, pieces]) => {
          const parser = new StatusParser()
          const read = pieces.flatMap((piece) => parser.feed(piece))
          expect(read).toEqual(new StatusParser().feed(bytes))
          expect(read.filter((message) => message.kind === 'discarded')).toEqual([])
        },
      ),
    )
  })

  it('keep four bytes of automatic status together with XOFF, XON and an answer between any of them', () => {
    const four = [0x18, 0x00, 0x0c, 0x0f]
    for (const between of [0x13, 0x11, 0x12, 0x1a])
      for (let place = 1; place < 4; place++) {
        const bytes = Uint8Array.from([...four.slice(0, place), between, ...four.slice(place)])
        const kinds = new StatusParser().feed(bytes).map((message: StatusMessage) => message.kind)
        expect(kinds).toEqual([between === 0x12 || between === 0x1a ? 'answer' : 'flow', 'automatic'])
      }
  })

  it('recover after noise, and count what was thrown away', () => {
    const parser = new StatusParser()
    const read = parser.feed(Uint8Array.of(0xff, 0x18, 0x00, 0x10, 0x00, 0x00, 0x0f, 0x12))
    expect(read.map((message) => message.kind)).toEqual([
      'discarded',
      'discarded',
      'discarded',
      'automatic',
      'answer',
    ])
  })

  it('say paper out, near end, cover, cutter and offline', () => {
    const fine = readAnswers([0x12, 0x12, 0x12, 0x12], 'standard')
    expect([faultOf(fine), isConsistent(fine)]).toEqual([null, true])
    expect(faultOf(readAnswers([0x1a, 0x32, 0x12, 0x7e], 'standard'))).toBe('paper-out')
    expect(faultOf(readAnswers([0x1a, 0x16, 0x12, 0x12], 'standard'))).toBe('cover-open')
    expect(faultOf(readAnswers([0x1a, 0x52, 0x1a, 0x12], 'standard'))).toBe('cutter')
    expect(faultOf(readAnswers([0x1a, 0x52, 0x32, 0x12], 'standard'))).toBe('error')
    const near = readAnswers([0x12, 0x12, 0x12, 0x1e], 'standard')
    expect([faultOf(near), near.paperNearEnd]).toEqual([null, true])
    const odd = readAnswers([0x1a, 0x12, 0x12, 0x12], 'standard')
    expect([faultOf(odd), isConsistent(odd)]).toEqual(['offline', false])
    expect(faultOf(readAutomatic([0x38, 0x00, 0x00, 0x0f]))).toBe('cover-open')
    expect(faultOf(readAutomatic([0x18, 0x00, 0x0c, 0x0f]))).toBe('paper-out')
  })

  it('do not take a ticket that waits in the presenter for the end of the paper', () => {
    expect(faultOf(readAnswers([0x12, 0x12, 0x12, 0x52], 'presenter'))).toBeNull()
    expect(faultOf(readAnswers([0x1a, 0x12, 0x12, 0x32], 'presenter'))).toBe('paper-out')
  })
})

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

  it('refuses a size that is none', () => {
    expect(() => characterSize(0, 2)).toThrow(RangeError)
    expect(() => characterSize(1, 9)).toThrow(RangeError)
  })
})

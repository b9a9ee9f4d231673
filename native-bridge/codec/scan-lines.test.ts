import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DecoderUnderTest,
  losesNoLaterFrame,
  readsWhateverTheCuts,
  survivesAnything,
} from '../testing/decoder-properties.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import { bytesOf } from './paper-columns.ts'
import { longestCode, ScanLines } from './scan-lines.ts'

const codec: DecoderUnderTest<string> = {
  decoder: () => new ScanLines(),
  frame: fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme-ascii' }).map((text) => text.trim()),
      fc.constantFrom('\r', '\n', '\r\n'),
    )
    .filter(([text]) => text !== '')
    .map(([message, end]) => ({ message, bytes: Buffer.from(message + end) })),
  longest: longestCode,
  // A line has no head: noise without an end before it becomes a part of it, as on a real line.
  noise: fc.uint8Array({ maxLength: 40 }).map((noise) => Uint8Array.from([...noise, 0x0d])),
}

describe('lines of a scanner', () => {
  it('are read whatever the cuts', () => readsWhateverTheCuts(codec))
  it('are not lost by a line of noise before them', () => losesNoLaterFrame(codec))
  it('may be anything', () => survivesAnything(codec), 60_000 + frameRuns / 5)

  it('are UTF-8, or GBK where they are not, without control characters', () => {
    const read = (bytes: Uint8Array) => new ScanLines().feed(bytes)
    expect(read(Buffer.from('\u0002预约 K7QM\u0003\r'))).toEqual([{ kind: 'message', message: '预约 K7QM' }])
    expect(read(Buffer.concat([bytesOf('签到'), Buffer.from('\r\n')]))).toEqual([
      { kind: 'message', message: '签到' },
    ])
    expect(read(Buffer.from('\r\n\r\n'))).toEqual([])
  })

  it('are thrown away whole when they are too long, or have no end', () => {
    const decoder = new ScanLines()
    expect(decoder.feed(Buffer.from('x'.repeat(longestCode + 7)))).toEqual([])
    expect(decoder.pending).toBeGreaterThan(0)
    expect(decoder.feed(Buffer.from('\rgood\r'))).toEqual([
      { kind: 'discarded', bytes: longestCode + 7 },
      { kind: 'message', message: 'good' },
    ])
    decoder.feed(Buffer.from('half'))
    expect(decoder.flush()).toEqual([{ kind: 'discarded', bytes: 4 }])
    expect(decoder.feed(Buffer.from('good\r'))).toEqual([{ kind: 'message', message: 'good' }])
  })
})

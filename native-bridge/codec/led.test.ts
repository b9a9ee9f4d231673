import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DecoderUnderTest,
  losesNoLaterFrame,
  readsWhateverTheCuts,
  survivesAnything,
} from '../testing/decoder-properties.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import {
  type A090Answer,
  type A090Text,
  a090Answer,
  a090AnswerDecoder,
  a090Frame,
  a090TextDecoder,
} from './a090.ts'
import { type AabbText, aabbDecoder, aabbFrame, aabbProfile } from './aabb.ts'
import {
  anyAddress,
  escapeBytes,
  hostAddress,
  type OnbonFrame,
  onbonDecoder,
  onbonFrame,
  unescapeBytes,
} from './onbon.ts'
import { answerData, clearData, pingData, readAnswer, readRequest, showData } from './onbon-commands.ts'
import { bytesOf } from './paper-columns.ts'
import { firstThatFits, type StripColour, stripBytes } from './strip-text.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const slow = 60_000 + frameRuns / 5
const words = fc
  .array(fc.constantFrom(...'请号到窗口办理暂停服务张三〓ABCZ 0123456789'), { maxLength: 24 })
  .map((all) => all.join(''))
const colour = fc.constantFrom<StripColour>('red', 'green', 'yellow')

const profiles = {
  sum: aabbProfile.parse(
    JSON.parse(readFileSync(new URL('../profiles/aabb-sum.json', import.meta.url), 'utf8')),
  ),
  xor: aabbProfile.parse(
    JSON.parse(readFileSync(new URL('../profiles/aabb-xor.json', import.meta.url), 'utf8')),
  ),
}

const onbon: DecoderUnderTest<OnbonFrame> = {
  decoder: onbonDecoder,
  frame: fc
    .record({
      to: fc.nat(0xffff),
      from: fc.nat(0xffff),
      check: fc.constantFrom('crc' as const, 'sum' as const),
      data: fc.uint8Array({ maxLength: 80 }),
    })
    .map((message) => ({ message, bytes: onbonFrame(message) })),
  longest: 2100,
  // One to sixteen start bytes are taken; and nine bytes that the message does not tell may have been escaped.
  sizeOf: ({ data, check, to, from }) => {
    const { length } = onbonFrame({ to, from, check, data })
    return { least: length - 7, most: length + 8 + 9 }
  },
}
const a090Texts: DecoderUnderTest<A090Text> = {
  decoder: a090TextDecoder,
  frame: fc.tuple(fc.nat(255), words, colour).map(([address, text, one]) => ({
    message: { address, characters: [...text].map((character) => ({ character, colour: one })) },
    bytes: a090Frame(address, bytesOf(text), one),
  })),
  longest: 520,
  sizeOf: ({ characters }) => {
    const size = characters.reduce((sum, { character }) => sum + bytesOf(character).length + 1, 7)
    return { least: size, most: size }
  },
}
const a090Answers: DecoderUnderTest<A090Answer> = {
  decoder: a090AnswerDecoder,
  frame: fc
    .tuple(fc.integer({ min: 1, max: 0x9f }), fc.array(fc.constantFrom(0, 1, 0x20), { maxLength: 8 }))
    .map(([address, middle]) => ({
      message: { address },
      bytes: a090Answer(address, Uint8Array.from(middle)),
    })),
  longest: 13,
  sizeOf: () => ({ least: 5, most: 13 }),
}
const aabb = (profile: (typeof profiles)['sum']): DecoderUnderTest<AabbText> => ({
  decoder: () => aabbDecoder(profile),
  frame: fc.tuple(fc.nat(255), words, colour).map(([address, text, one]) => ({
    message: { address, colour: one, text: Uint8Array.from(bytesOf(text)) },
    bytes: aabbFrame(profile, address, bytesOf(text), one),
  })),
  longest: 270,
  sizeOf: ({ text }) => ({ least: 12 + text.length, most: 12 + text.length }),
})

describe.each<[string, DecoderUnderTest<unknown>]>([
  ['Onbon frames', onbon],
  ['A0 90 texts', a090Texts],
  ['A0 90 answers', a090Answers],
  ['AA BB texts with a sum', aabb(profiles.sum)],
  ['AA BB texts with an xor', aabb(profiles.xor)],
])('%s', (_name, codec) => {
  it('are read whatever the cuts', () => readsWhateverTheCuts(codec))
  it('are not lost by noise before them', () => losesNoLaterFrame(codec))
  it('may be anything', () => survivesAnything(codec), slow)
})

describe('an Onbon card', () => {
  const pinged = bytes('A5A5A5A5A5A5A5A5 01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A2 00 01 00 00 68 F8 5A')

  it('is pinged and cleared by the verified bytes', () => {
    expect(onbonFrame({ to: 1, data: pingData })).toEqual(pinged)
    expect([...onbonFrame({ to: 1, data: clearData })].slice(-3, -1)).toEqual([0x51, 0xf8])
    expect(onbonDecoder().feed(pinged)).toEqual([
      { kind: 'message', message: { to: 1, from: hostAddress, check: 'crc', data: pingData } },
    ])
  })

  it('answers as the vendor’s example does, with one start byte more', () => {
    const answer = bytes(
      'A5A5A5A5A5A5A5A5A5 00 80 FE FF 00 00 00 00 00 00 FE 02 05 00 A0 00 00 00 00 14 AC 5A',
    )
    const [read] = onbonDecoder().feed(answer)
    if (read?.kind !== 'message') throw new Error('the answer verifies')
    expect([read.message.to, read.message.from]).toEqual([hostAddress, anyAddress])
    expect(readAnswer(read.message.data)).toEqual({ kind: 'done' })
    expect(readAnswer(answerData(0))).toEqual({ kind: 'done' })
    expect(readAnswer(answerData(3))).toEqual({ kind: 'refused', error: 3 })
  })

  it('does not take the example on the web whose check is A8 7D', () => {
    const frame = bytes(
      'A5A5A5A5A5A5A5A5 01 00 00 80 00 00 00 00 00 00 FE 02 32 00 A3 06 01 2D 00 00 01 29 00 00 00 00 00 00 80 00 20 00 00 00 00 02 00 00 00 00 02 02 03 00 04 05 0E 00 00 00 30 31 32 33 34 35 51 52 53 54 54 56 27 42 A8 7D 5A',
    )
    expect(onbonDecoder().feed(frame)).toEqual([{ kind: 'discarded', bytes: frame.length }])
    // The same with the check that its bytes have.
    frame.set([0xbd, 0x6f], frame.length - 3)
    expect(onbonDecoder().feed(frame)[0]?.kind).toBe('message')
  })

  it('has no sign of a frame inside one', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (plain) => {
        const escaped = escapeBytes(plain)
        expect(escaped.includes(0xa5) || escaped.includes(0x5a)).toBe(false)
        expect(unescapeBytes(escaped)).toEqual({ ok: true, value: plain })
      }),
    )
    expect(unescapeBytes(bytes('A6 03')).ok).toBe(false)
    expect(unescapeBytes(bytes('00 5B')).ok).toBe(false)
  })

  it('shows what it was told, lines and colour', () => {
    fc.assert(
      fc.property(words, words, colour, fc.constantFrom(8, 16), (first, second, one, columns) => {
        const lines = [first, second].map((line) => firstThatFits([line], columns).trimEnd())
        const read = readRequest(showData({ lines, colour: one }, { columns, lines: 2 }))
        expect(read).toEqual({
          kind: 'show',
          colour: one,
          lines: lines.every((line) => line === '') ? [] : lines,
        })
      }),
    )
    expect(readRequest(pingData)).toEqual({ kind: 'ping' })
    expect(readRequest(clearData)).toEqual({ kind: 'clear' })
    expect(readRequest(bytes('A3 06 01'))).toEqual({ kind: 'unknown' })
  })
})

describe('an A0 90 strip', () => {
  it('is told characters with a colour each, and an xor from the address on', () => {
    expect(a090Frame(3, bytesOf('A号'), 'green')).toEqual(bytes('A0 90 03 A5 00 05 41 01 BA C5 01 9D'))
  })

  it('does not take a frame whose xor is wrong, or whose colour it has not', () => {
    const frame = a090Frame(3, bytesOf('A'), 'red')
    frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 1
    expect(
      a090TextDecoder()
        .feed(frame)
        .every(({ kind }) => kind === 'discarded'),
    ).toBe(true)
    expect(a090TextDecoder().feed(bytes('A0 90 03 A5 00 02 41 07 E2'))).toEqual([
      { kind: 'discarded', bytes: 9 },
    ])
  })
})

describe('an AA BB strip', () => {
  it('has the sum of a taxi’s 空车', () => {
    const taxi = aabbProfile.parse({ ...profiles.sum, mode: 0x0b, speed: 7 })
    expect(aabbFrame(taxi, 1, bytesOf('空车'), 'red')).toEqual(
      bytes('AA 01 BB 51 54 D5 0B 07 63 01 63 BF D5 B3 B5 FF'),
    )
  })
})

describe('text on a strip', () => {
  it('is padded and cut by half-width columns, and 〓 stands for what GBK does not hold', () => {
    expect(
      Buffer.from(stripBytes({ lines: ['A1'], colour: 'red' }, { columns: 4, lines: 1 })).toString(),
    ).toBe('A1  ')
    expect([...stripBytes({ lines: ['窗口三'], colour: 'red' }, { columns: 5, lines: 1 })]).toEqual([
      ...bytesOf('窗口 '),
    ])
    expect([...stripBytes({ lines: ['𠮷'], colour: 'red' }, { columns: 2, lines: 1 })]).toEqual([
      ...bytesOf('〓'),
    ])
  })

  it('takes the longest wording that fits', () => {
    expect(firstThatFits(['请A012号办理', 'A012号'], 12)).toBe('请A012号办理')
    expect(firstThatFits(['请A012号办理', 'A012号'], 8)).toBe('A012号')
    expect(firstThatFits(['A012号'], 4)).toBe('A012')
  })
})

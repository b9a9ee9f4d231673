import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameRuns } from '../testing/frame-runs.ts'
import type { Decoded, Decoder } from './codec.ts'
import {
  cardTextIn,
  encodeCardData,
  encodeSamAnswer,
  encodeSamRequest,
  type SamAnswer,
  SamAnswerDecoder,
  type SamCommand,
  type SamRequest,
  SamRequestDecoder,
  samCommands,
  samStatus,
} from './sam-v.ts'

const start = 'AA AA AA 96 69 '
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const commands = Object.keys(samCommands).filter((name): name is SamCommand => name in samCommands)

function messagesOf<Message>(decoded: Decoded<Message>[]): Message[] {
  return decoded.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
}
const shown = (answers: SamAnswer[]) =>
  answers.map((answer) => `${answer.status} ${Buffer.from(answer.data()).toString('hex')}`)
const answersIn = (stream: Uint8Array) => shown(messagesOf(new SamAnswerDecoder().feed(stream)))
const discarded = (decoded: Decoded<unknown>[]) =>
  decoded.reduce((sum, one) => sum + (one.kind === 'discarded' ? one.bytes : 0), 0)

/** Feeds a stream in pieces, then lets the line fall silent. */
function feedIn<Message>(decoder: Decoder<Message>, stream: Uint8Array, cuts: readonly number[]): Message[] {
  const out: Decoded<Message>[] = []
  let at = 0
  for (const cut of [...cuts, stream.length]) {
    const end = Math.min(stream.length, at + cut)
    out.push(...decoder.feed(stream.subarray(at, end)))
    at = end
  }
  out.push(...decoder.flush())
  return messagesOf(out)
}

describe('requests to a reader', () => {
  it.each([
    ['status', '00 03 11 FF ED'],
    ['reset', '00 03 10 FF EC'],
    ['samNumber', '00 03 12 FF EE'],
    ['find', '00 03 20 01 22'],
    ['select', '00 03 20 02 21'],
    ['read', '00 03 30 01 32'],
    ['readWithFingerprint', '00 03 30 10 23'],
    ['newestAddress', '00 03 30 03 30'],
  ] as const)('%s is %s', (command, hex) => {
    expect(Buffer.from(encodeSamRequest(command))).toEqual(bytes(start + hex))
    expect(messagesOf(new SamRequestDecoder().feed(bytes(start + hex)))).toEqual([
      { kind: 'command', command },
    ])
  })

  it('20 01 21, which public code sends for find, is refused for its checksum', () => {
    const decoder = new SamRequestDecoder()
    const heard = decoder.feed(bytes(`${start}00 03 20 01 21`))
    expect(messagesOf(heard)).toEqual([{ kind: 'broken', why: 'checksum' }])
    // What follows is heard.
    expect(messagesOf(decoder.feed(encodeSamRequest('find')))).toEqual([{ kind: 'command', command: 'find' }])
  })

  it('a length that no request has, and a command that no reader knows, are told', () => {
    expect(messagesOf(new SamRequestDecoder().feed(bytes(`${start}00 02 20 22`)))).toEqual([
      { kind: 'broken', why: 'length' },
    ])
    expect(messagesOf(new SamRequestDecoder().feed(bytes(`${start}00 03 20 07 24`)))).toEqual([
      { kind: 'unknown' },
    ])
  })
})

describe('answers of a reader', () => {
  it.each([
    ['found', '00 08 00 00 9F 00 00 00 00 97', `${samStatus.found} 00000000`],
    ['no card', '00 04 00 00 80 84', `${samStatus.noCard} `],
    ['selected', '00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', `${samStatus.done} 0000000000000000`],
    ['not selected', '00 04 00 00 81 85', `${samStatus.notSelected} `],
    ['not read', '00 04 00 00 41 45', `${samStatus.notRead} `],
  ])('%s is %s', (_name, hex, message) => {
    expect(answersIn(bytes(start + hex))).toEqual([message])
    const [status, data = ''] = message.split(' ')
    expect(Buffer.from(encodeSamAnswer(Number(status), bytes(data)))).toEqual(bytes(start + hex))
  })

  it('a read card is 1295 bytes, its text found by the lengths before it', () => {
    const text = new Uint8Array(256).fill(0x41)
    const whole = encodeSamAnswer(samStatus.done, encodeCardData(text, new Uint8Array(1024).fill(0x57)))
    expect(whole).toHaveLength(1295)
    expect(Buffer.from(whole.subarray(5, 14))).toEqual(bytes('05 08 00 00 90 01 00 04 00'))
    const [answer] = messagesOf(new SamAnswerDecoder().feed(whole))
    expect(answer && cardTextIn(answer.data())).toEqual(text)
  })

  it.each([0, 512, 1024])('with a fingerprint of %i bytes the text is found just so', (length) => {
    const text = new Uint8Array(256).fill(0x42)
    const data = encodeCardData(text, new Uint8Array(1024), new Uint8Array(length))
    const [answer] = messagesOf(new SamAnswerDecoder().feed(encodeSamAnswer(samStatus.done, data)))
    expect(answer && cardTextIn(answer.data())).toEqual(text)
  })

  it('lengths that do not make up the data give no text', () => {
    const data = encodeCardData(new Uint8Array(256), new Uint8Array(1024))
    expect(cardTextIn(data.subarray(1))).toBeNull()
    expect(cardTextIn(data.subarray(0, 900))).toBeNull()
    expect(cardTextIn(new Uint8Array([1, 0, 0]))).toBeNull()
    expect(cardTextIn(encodeCardData(new Uint8Array(255), new Uint8Array(1024)))).toBeNull()
  })

  it('further AA before the preamble cost nothing and count as nothing, however they are cut', () => {
    const stream = bytes(`AA AA AA AA ${start}00 04 00 00 80 84`)
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const decoder = new SamAnswerDecoder()
      const told = [...decoder.feed(stream.subarray(0, cut)), ...decoder.feed(stream.subarray(cut))]
      expect(shown(messagesOf(told))).toEqual([`${samStatus.noCard} `])
      expect(discarded(told)).toBe(0)
    }
  })

  it('an inspected answer shows nothing of what it holds, and wiped it holds nothing', () => {
    const secret = Buffer.from('11010519491231002X', 'utf16le')
    const [answer] = messagesOf(new SamAnswerDecoder().feed(encodeSamAnswer(samStatus.done, secret)))
    expect(inspect(answer, { depth: 9, showHidden: true, getters: true })).toBe(
      'SamAnswer { status: 144, [length]: [Getter: 36] }',
    )
    expect(JSON.stringify(answer)).toBe('{"status":144}')
    answer?.wipe()
    expect([...(answer?.data() ?? [1])].every((byte) => byte === 0)).toBe(true)
  })
})

const anyAnswer = fc.record({
  status: fc.constantFrom(...Object.values(samStatus)),
  data: fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 1284, maxLength: 1284 })),
})
const encoded = ({ status, data }: { status: number; data: Uint8Array }) => encodeSamAnswer(status, data)
const text = ({ status, data }: { status: number; data: Uint8Array }) =>
  `${status} ${Buffer.from(data).toString('hex')}`
const cuts = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 40 })
/** Noise that begins no frame by itself; false starts have a property of their own. */
const noise = fc
  .uint8Array({ maxLength: 40 })
  .map((some) => some.map((byte) => (byte === 0x96 ? 0x97 : byte)))

describe('any stream', () => {
  it('every message comes round, and any split of the stream gives the same', () => {
    fc.assert(
      fc.property(fc.array(anyAnswer, { maxLength: 6 }), cuts, (answers, pieces) => {
        const stream = Buffer.concat(answers.map(encoded))
        expect(shown(feedIn(new SamAnswerDecoder(), stream, pieces))).toEqual(answers.map(text))
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...commands)), cuts, (asked, pieces) => {
        const stream = Buffer.concat(asked.map((command) => encodeSamRequest(command)))
        const heard: SamRequest[] = asked.map((command) => ({ kind: 'command', command }))
        expect(feedIn(new SamRequestDecoder(), stream, pieces)).toEqual(heard)
      }),
    )
  })

  it('noise before and between frames costs none of them, and is counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, anyAnswer), { maxLength: 5 }), cuts, (parts, pieces) => {
        const stream = Buffer.concat(parts.flatMap(([before, answer]) => [before, encoded(answer)]))
        const heard = shown(feedIn(new SamAnswerDecoder(), stream, pieces))
        expect(heard).toEqual(parts.map(([, answer]) => text(answer)))
      }),
    )
  })

  it('noise inside a frame costs that frame alone', () => {
    fc.assert(
      fc.property(
        anyAnswer,
        fc.nat(),
        noise,
        fc.array(anyAnswer, { maxLength: 4 }),
        cuts,
        (hit, at, inside, later, pieces) => {
          const frame = encoded(hit)
          const where = at % frame.length
          const stream = Buffer.concat([
            frame.subarray(0, where),
            inside,
            frame.subarray(where),
            ...later.map(encoded),
          ])
          // Noise in the length makes one that lies; where its sum is right by chance, it is a frame of its own.
          const length = stream.readUInt16BE(5)
          const claimed = stream.subarray(5, 7 + length)
          const isFrame = claimed.length === 2 + length && claimed.reduce((sum, byte) => sum ^ byte, 0) === 0
          fc.pre(!((where === 5 || where === 6) && isFrame))
          const heard = shown(feedIn(new SamAnswerDecoder(), stream, pieces))
          expect(heard.slice(heard.length - later.length)).toEqual(later.map(text))
        },
      ),
    )
  })

  it('a length that lies swallows no good frame behind it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 2314 }),
        fc.array(anyAnswer, { minLength: 1, maxLength: 4 }),
        cuts,
        (lie, later, pieces) => {
          const lying = Uint8Array.from([0xaa, 0xaa, 0xaa, 0x96, 0x69, lie >> 8, lie & 0xff])
          const stream = Buffer.concat([lying, ...later.map(encoded)])
          // One lie in 256 keeps its checksum with what happens to follow it: that one is a frame, and nobody could tell.
          const claimed = stream.subarray(5, 7 + lie)
          fc.pre(claimed.length < 2 + lie || claimed.reduce((sum, byte) => sum ^ byte, 0) !== 0)
          const heard = shown(feedIn(new SamAnswerDecoder(), stream, pieces))
          expect(heard.slice(-later.length)).toEqual(later.map(text))
        },
      ),
    )
  })

  it(`${frameRuns} random and mutated frames: no crash, no hang, and bounded memory`, () => {
    const answers = new SamAnswerDecoder()
    const requests = new SamRequestDecoder()
    let state = 1
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    let heard = 0
    for (let run = 0; run < frameRuns; run += 1) {
      const data = Uint8Array.from({ length: random(40) }, () => random(256))
      const frame = Buffer.from(
        random(3) === 0 ? data : encodeSamAnswer(Object.values(samStatus)[random(18)] ?? 0, data),
      )
      for (let hits = random(3); hits > 0 && frame.length > 0; hits -= 1)
        frame[random(frame.length)] = random(256)
      heard += messagesOf(answers.feed(frame)).length
      requests.feed(frame)
      if (answers.pending > 7 + 2314 || requests.pending > 7 + 64) throw new Error('it keeps too much')
      if (random(50) === 0) heard += messagesOf(answers.flush()).length
    }
    answers.flush()
    expect(answers.pending).toBe(0)
    expect(heard).toBeGreaterThan(frameRuns / 10)
  }, 120_000)
})

import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { chanceFrom } from '../testing/chance.ts'
import { frameRuns } from '../testing/frame-runs.ts'
import { faultOfStatus, followUp, readAnswer, recordText, socialCardCommands } from './social-card.ts'

const success = 0x9000
const paddings = fc.constantFrom(0x00, 0x20, 0xff)
const words = fc
  .array(fc.constantFrom(...'张三李样例·阿依古丽ABCXYZ0123456789 '), { minLength: 1, maxLength: 15 })
  .map((all) => all.join('').trim())
  .filter((text) => text !== '')

/** A record as a card gives it: tag, length, text in GBK, padding, and the two status bytes. */
function record(text: string, padding: number, { length = 30, status = success } = {}): Uint8Array {
  const body = new Uint8Array(length).fill(padding)
  body.set(iconv.encode(text, 'gbk'))
  return Uint8Array.from([0x09, length, ...body, status >> 8, status & 0xff])
}
const textIn = (bytes: Uint8Array) => {
  const answer = readAnswer(bytes)
  return answer === null ? null : recordText(answer)
}

describe('what a social-security card is asked', () => {
  it('is what public code sends', () => {
    const hex = Object.fromEntries(
      Object.entries(socialCardCommands).map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]),
    )
    expect(hex).toEqual({
      select: '00a404000f7378312e73682ec9e7bbe1b1a3d5cf',
      cardNumber: '00b2072c0b',
      selectPerson: '00a4020002ef06',
      idNumber: '00b2080014',
      name: '00b2090020',
    })
  })

  it('is followed up with the length that the card names, and by nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(socialCardCommands)),
        fc.nat(0xffff),
        fc.uint8Array({ maxLength: 40 }),
        (command, status, data) => {
          const next = followUp(command, { data, status })
          const length = status & 0xff
          if (status >> 8 === 0x61) expect([...(next ?? [])]).toEqual([0x00, 0xc0, 0x00, 0x00, length])
          else if (status >> 8 === 0x6c) {
            expect([...(next ?? [])]).toEqual([...command.subarray(0, -1), length])
          } else expect(next).toBeNull()
        },
      ),
    )
  })
})

describe('what a social-security card answers', () => {
  it('comes round: a record’s text, whatever it is padded with', () => {
    fc.assert(
      fc.property(words, paddings, (text, padding) => {
        expect(textIn(record(text, padding))).toEqual({ ok: true, value: text })
      }),
    )
  })

  it('is its data and its status, at whatever length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), fc.nat(0xffff), (data, status) => {
        const answer = readAnswer(Uint8Array.from([...data, status >> 8, status & 0xff]))
        expect(answer && { status: answer.status, data: [...answer.data] }).toEqual({
          status,
          data: [...data],
        })
      }),
    )
    expect([readAnswer(new Uint8Array()), readAnswer(Uint8Array.of(0x90))]).toEqual([null, null])
  })

  it('tells no text with a status that is no success, and why not', () => {
    fc.assert(
      fc.property(
        words,
        fc.nat(0xffff).filter((status) => status !== success),
        (text, status) => {
          const read = textIn(record(text, 0x20, { status }))
          expect(read).toEqual({ ok: false, problem: faultOfStatus(status) })
        },
      ),
    )
    expect([0x6982, 0x6983, 0x6985].map(faultOfStatus)).toEqual(['locked', 'locked', 'locked'])
    expect([0x6a82, 0x6a83, 0x6d00].map(faultOfStatus)).toEqual(['wrong-card', 'wrong-card', 'wrong-card'])
    expect([0x6f00, 0x0000, 0x6281].map(faultOfStatus)).toEqual(['broken', 'broken', 'broken'])
  })

  it(
    `may be anything (${frameRuns} random and mutated records): text that can be shown, or a fault`,
    () => {
      const samples = fc
        .sample(fc.tuple(words, paddings), { numRuns: 200, seed: 7 })
        .map(([text, padding]) => record(text, padding))
      const chance = chanceFrom(1)
      const random = (below: number) => Math.floor(chance() * below)
      let heard = 0
      for (let run = 0; run < frameRuns; run += 1) {
        const bytes =
          run % 4 === 0
            ? Uint8Array.from({ length: random(24) }, () => random(256))
            : Uint8Array.from(samples[random(samples.length)] ?? [])
        if (run % 4 > 0) bytes[random(bytes.length)] = random(256)
        // A success all the same, or hardly a random one would get as far as its text.
        const answer = readAnswer(run % 4 === 3 ? bytes.subarray(0, random(bytes.length + 1)) : bytes)
        if (answer === null) continue
        const read = recordText(run % 2 === 0 ? { ...answer, status: success } : answer)
        if (!read.ok) continue
        heard += 1
        if (read.value === '' || read.value !== read.value.trim() || /[\p{Cc}\ufffd]/u.test(read.value))
          throw new Error(
            `a record of ${Buffer.from(bytes).toString('hex')} gave ${JSON.stringify(read.value)}`,
          )
      }
      expect(heard).toBeGreaterThan(frameRuns / 10)
    },
    60_000 + frameRuns / 5,
  )
})

import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeCardData, encodeSamAnswer, samStatus } from '../codec/sam-v.ts'
import { type CardBench, type CardWay, numberOn, setUpReader } from '../testing/card-bench.ts'
import { samVTiming } from './sam-v-reader.ts'

const benches: CardBench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function bench(way: CardWay, options: Parameters<typeof setUpReader>[1] = {}): Promise<CardBench> {
  const made = await setUpReader(way, options)
  benches.push(made)
  await state(made, 'ready/')
  return made
}
const shown = ({ reader }: CardBench) => `${reader.row().state}/${reader.row().detail}`
const state = (on: CardBench, expected: string) =>
  expect.poll(() => shown(on), { timeout: 3000, interval: 5 }).toBe(expected)
const said = (on: CardBench, ...expected: string[]) =>
  expect.poll(() => on.said(), { timeout: 3000, interval: 5 }).toEqual(expected)
/** The reader was asked for a card once more, and so all that came before was heard. */
const askedAgain = async ({ device }: CardBench, times = 2) => {
  device.asked.length = 0
  await expect
    .poll(() => device.asked.filter((one) => one === 'find').length, { interval: 5 })
    .toBeGreaterThan(times)
}
const numberOf = (on: CardBench, card: string) => `read ${numberOn(on.device, card)}`

describe.each(['a serial port', 'TCP'] as const)('a card reader over %s', (way) => {
  it('tells of a laid card once, until it is lifted and laid again', async () => {
    const on = await bench(way)
    on.device.lay('resident')
    await said(on, numberOf(on, 'resident'))
    await askedAgain(on)
    expect(on.said()).toHaveLength(1)
    on.device.lift()
    on.device.lay('resident')
    await said(on, numberOf(on, 'resident'), numberOf(on, 'resident'))
  })

  it('reads each kind of card, and says which it cannot', async () => {
    const on = await bench(way)
    const expected: string[] = []
    for (const card of ['resident', 'elder', 'foreigner', 'permit']) {
      on.device.lay(card)
      expected.push(numberOf(on, card))
      await said(on, ...expected)
    }
    on.device.lay('foreigner-2023')
    await said(on, ...expected, 'unknown-kind')
    on.device.lay('damaged')
    await said(on, ...expected, 'unknown-kind', 'not-read')
    on.device.lay('bus')
    await said(on, ...expected, 'unknown-kind', 'not-read', 'wrong-card')
    expect(shown(on)).toBe('ready/')
  })

  it('a damaged card is not asked for over and over while it lies there', async () => {
    const on = await bench(way)
    on.device.lay('damaged')
    await said(on, 'not-read')
    await askedAgain(on, 4)
    expect(on.said()).toEqual(['not-read'])
  })

  it('a card lifted while it is read is not read, and is when it is laid again', async () => {
    const on = await bench(way, { readingMs: 60 })
    on.device.lay('resident')
    await expect.poll(() => on.device.asked.includes('read'), { interval: 1 }).toBe(true)
    on.device.lift()
    await said(on, 'not-read')
    on.device.lay('resident')
    await said(on, 'not-read', numberOf(on, 'resident'))
  })

  it('a card replaced while it is read gives the later one, never the one as the other', async () => {
    const on = await bench(way, { readingMs: 60 })
    on.device.lay('resident')
    await expect.poll(() => on.device.asked.includes('read'), { interval: 1 }).toBe(true)
    on.device.lay('elder')
    await said(on, 'not-read', numberOf(on, 'elder'))
  })

  it('card and reader that do not believe each other: not read', async () => {
    const on = await bench(way)
    on.device.notAuthenticated = true
    on.device.lay('resident')
    await said(on, 'not-read')
    expect(shown(on)).toBe('ready/')
  })

  it('is absent without its cable, and in service again within two seconds', async () => {
    const on = await bench(way)
    on.device.plug(false)
    await state(on, 'absent/')
    on.device.lay('elder')
    const backAt = performance.now()
    on.device.plug(true)
    await said(on, numberOf(on, 'elder'))
    expect(performance.now() - backAt).toBeLessThan(2000)
  })

  it('whose power fails in the middle of a card reads it when power and card are back', async () => {
    const on = await bench(way)
    on.device.faults.powerFailsAfterBytes = 15 + 19 + 700
    on.device.lay('resident')
    await said(on, 'not-read')
    await state(on, 'absent/')
    const backAt = performance.now()
    on.device.power(true)
    await said(on, 'not-read', numberOf(on, 'resident'))
    expect(performance.now() - backAt).toBeLessThan(2000)
  })

  it('that falls silent is a fault, and in service again once it speaks', async () => {
    const on = await bench(way)
    on.device.faults.silent = true
    await state(on, 'fault/offline')
    on.device.faults.silent = false
    on.device.lay('resident')
    await said(on, numberOf(on, 'resident'))
    expect(on.reader.row().faults.map(({ detail }) => detail)).not.toContain('')
  })

  it('silent for long stays a fault, though its line is opened anew', async () => {
    const on = await bench(way)
    on.device.faults.silent = true
    await expect.poll(() => on.reader.row().counters.opened, { timeout: 5000 }).toBeGreaterThan(1)
    expect(on.reader.row().faults.map((one) => `${one.state}/${one.detail}`)).toEqual(['fault/offline'])
  })

  it('that answers garbage says so', async () => {
    const on = await bench(way)
    on.device.faults.garbled = 1000
    await state(on, 'fault/garbage')
    on.device.faults.garbled = 0
    await state(on, 'ready/')
  })

  it('one answer that got lost is no fault', async () => {
    const on = await bench(way)
    on.device.faults.garbled = 1
    await askedAgain(on)
    expect(on.reader.row().faults).toEqual([])
    on.device.lay('resident')
    await said(on, numberOf(on, 'resident'))
  })

  it('noise on the line costs no card', async () => {
    const on = await bench(way)
    for (const card of ['resident', 'elder', 'permit']) {
      on.device.faults.noise = Uint8Array.from([
        0xaa, 0xaa, 0x96, 0x69, 0xaa, 0xaa, 0xaa, 0x96, 0x69, 0xff, 0xff, 0x10,
      ])
      on.device.lay(card)
      await expect.poll(() => on.said().at(-1), { interval: 5 }).toBe(numberOf(on, card))
    }
    await expect.poll(() => on.reader.row().counters.discardedBytes).toBeGreaterThan(0)
    expect(on.said()).toHaveLength(3)
  })

  it('whose self-test fails is a fault until it comes to itself', async () => {
    const on = await bench(way)
    on.device.power(false)
    on.device.selfTestFails = true
    on.device.power(true)
    await state(on, 'fault/self-test')
    await expect.poll(() => on.device.asked).toContain('reset')
    on.device.selfTestFails = false
    await state(on, 'ready/')
  })

  it('that answers everything too late is a fault, and reads again once it keeps up', async () => {
    const on = await bench(way)
    on.device.faults.lateMs = 400
    on.device.lay('elder')
    await state(on, 'fault/offline')
    on.device.faults.lateMs = 0
    on.device.lay('permit')
    await expect.poll(() => on.said().at(-1), { timeout: 3000 }).toBe(numberOf(on, 'permit'))
    expect(on.said()).not.toContain(numberOf(on, 'elder'))
  })

  it('a card’s data that come while the next person’s are waited for are not taken for theirs', async () => {
    const on = await bench(way)
    on.device.lateCardMs = 320
    on.device.lay('resident')
    // Later than the driver waits: the resident is sent away, and the next one lays their card.
    await said(on, 'not-read')
    on.device.lay('elder')
    await said(on, 'not-read', 'not-read')
    on.device.lateCardMs = 0
    await askedAgain(on, 20)
    on.device.lay('permit')
    await said(on, 'not-read', 'not-read', numberOf(on, 'permit'))
  })
})

describe('an answer that nobody asked for', () => {
  it('is of no use: a card’s data say nothing about who stands there now', async () => {
    const on = await bench('TCP')
    const before = on.reader.row().counters.framesIn
    const stranger = encodeSamAnswer(
      samStatus.done,
      encodeCardData(new Uint8Array(256), new Uint8Array(1024)),
    )
    on.device.faults.noise = stranger
    await expect.poll(() => on.reader.row().counters.framesIn).toBeGreaterThan(before + 2)
    expect(on.told).toEqual([])
    expect(shown(on)).toBe('ready/')
  })
})

describe('what a driver lets be seen', () => {
  it('is nothing of a card: not in the row, nor in an inspection of the driver or of what it told', async () => {
    const on = await bench('TCP')
    on.device.lay('elder')
    await said(on, numberOf(on, 'elder'))
    const number = numberOn(on.device, 'elder')
    const seen = [
      JSON.stringify(on.reader.row()),
      inspect(on.reader, { depth: 20, showHidden: true, getters: true }),
      inspect(on.told, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(on.told),
    ].join()
    for (const secret of [number, number.slice(6, 14), '赵样例', '样例路']) expect(seen).not.toContain(secret)
  })
})

describe('the delays that ship', () => {
  it('ask for a card every 300 ms and no sooner, and are back in service within two seconds', async () => {
    expect(samVTiming.pollMs).toBeGreaterThanOrEqual(300)
    const on = await bench('TCP', { timing: samVTiming })
    const begunAt = performance.now()
    on.device.asked.length = 0
    await expect.poll(() => on.device.asked.length, { timeout: 3000, interval: 5 }).toBe(4)
    expect(performance.now() - begunAt).toBeGreaterThan(3 * 300 - 50)
    on.device.plug(false)
    await state(on, 'absent/')
    const backAt = performance.now()
    on.device.plug(true)
    on.device.lay('resident')
    await said(on, numberOf(on, 'resident'))
    expect(performance.now() - backAt).toBeLessThan(2000)
  })
})

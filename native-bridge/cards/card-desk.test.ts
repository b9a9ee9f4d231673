import { inspect } from 'node:util'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CardEvent } from '../../contract/bridge.ts'
import { type CardPerson, IdCard } from '../codec/id-card.ts'
import { DeviceStatus } from '../driver/device.ts'
import type { CardReading, IdCardReader } from '../driver/id-card-reader.ts'
import { CardDesk, cardHeldMs } from './card-desk.ts'

const person: CardPerson = {
  name: '张三',
  sex: 'male',
  birth: '1992-03-14',
  idNumber: '110105199203140016',
  validFrom: '2018-06-01',
  validUntil: '2038-06-01',
}

/** A reader on which a test lays cards by hand. */
class HandReader implements IdCardReader {
  readonly #status = new DeviceStatus({ name: 'reader', kind: 'id-card-reader', driver: 'hand', place: '' })
  #listener: (reading: CardReading) => void = () => {}

  row() {
    return this.#status.row()
  }

  onChange() {
    return () => {}
  }

  onCard(listener: (reading: CardReading) => void) {
    this.#listener = listener
    return () => {}
  }

  start() {}
  async stop() {}

  lay(laid: Partial<CardPerson> = {}) {
    this.#listener({ what: 'read', card: new IdCard('resident', { ...person, ...laid }) })
  }

  fail(why: Extract<CardReading, { what: 'failed' }>['why']) {
    this.#listener({ what: 'failed', why })
  }
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T10:00:00+08:00') })
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) })
  const reader = new HandReader()
  const desk = new CardDesk({ readers: [reader], log })
  const told: CardEvent[] = []
  desk.onEvent((event) => told.push(event))
  desk.start()
  const lay = (laid: Partial<CardPerson> = {}) => {
    reader.lay(laid)
    const last = told.findLast((event) => event.event === 'card')
    if (last === undefined) throw new Error('no card was told')
    return last.data
  }
  return { desk, reader, told, lay, lines }
}

describe('a card that was laid', () => {
  it('is told masked, with an id that says nothing and is another one each time', () => {
    const { lay } = setUp()
    const first = lay()
    expect(first).toEqual({
      cardId: expect.stringMatching(/^[\w-]{22}$/),
      kind: 'resident',
      nameMasked: '张*',
      idMasked: '1101**********0016',
      age: 34,
      expired: false,
    })
    expect(lay().cardId).not.toBe(first.cardId)
  })

  it('counts age and validity by China’s day', () => {
    vi.setSystemTime(new Date('2052-03-14T00:30:00+08:00'))
    expect(setUp().lay()).toMatchObject({ age: 60, expired: true })
    vi.setSystemTime(new Date('2052-03-13T23:30:00+08:00'))
    expect(setUp().lay({ validUntil: 'long-term' })).toMatchObject({ age: 59, expired: false })
  })

  it('stands for its number for a minute and no longer, and its end is told', () => {
    const { desk, lay, told } = setUp()
    const { cardId } = lay()
    vi.advanceTimersByTime(cardHeldMs - 1)
    expect(desk.claim(cardId, 'press')?.idNumber).toBe(person.idNumber)
    vi.advanceTimersByTime(1)
    expect(desk.claim(cardId, 'press')).toBeNull()
    expect(told.at(-1)).toEqual({ event: 'card-gone', data: { cardId, why: 'expired' } })
    expect(desk.newest()).toBeNull()
  })

  it('is one press’s alone; the same press may come again after it was used', () => {
    const { desk, lay, told } = setUp()
    const { cardId } = lay()
    expect(desk.claim(cardId, 'one')).not.toBeNull()
    expect(desk.claim(cardId, 'other')).toBeNull()
    desk.settle(cardId, 'unknown')
    expect(desk.claim(cardId, 'other')).toBeNull()
    expect(desk.claim(cardId, 'one')).not.toBeNull()
    desk.settle(cardId, 'done')
    expect(told.at(-1)).toEqual({ event: 'card-gone', data: { cardId, why: 'used' } })
    expect(desk.claim(cardId, 'other')).toBeNull()
    expect(desk.claim(cardId, 'one')).not.toBeNull()
    expect(desk.newest()).toBeNull()
  })

  it('is free for another press once the hall has refused one', () => {
    const { desk, lay } = setUp()
    const { cardId } = lay()
    desk.claim(cardId, 'one')
    desk.settle(cardId, 'refused')
    expect(desk.claim(cardId, 'other')).not.toBeNull()
  })

  it('used is not made free again by a late refusal', () => {
    const { desk, lay } = setUp()
    const { cardId } = lay()
    desk.claim(cardId, 'one')
    desk.settle(cardId, 'done')
    desk.settle(cardId, 'refused')
    expect(desk.claim(cardId, 'other')).toBeNull()
  })

  it('is forgotten with the person’s session, and no other with it', () => {
    const { desk, lay, told } = setUp()
    const first = lay()
    const second = lay({ name: '李四' })
    desk.forget(first.cardId)
    desk.forget(first.cardId)
    desk.forget('nobody')
    expect(told.filter(({ event }) => event === 'card-gone')).toEqual([
      { event: 'card-gone', data: { cardId: first.cardId, why: 'ended' } },
    ])
    expect(desk.claim(first.cardId, 'press')).toBeNull()
    expect(desk.claim(second.cardId, 'press')).not.toBeNull()
  })

  it('with a number that breaks its rule is taken, and the log warns without the number', () => {
    const { lay, lines } = setUp()
    lay({ idNumber: '110105199203140019' })
    expect(lines.join()).toContain('check digit')
    expect(lines.join()).not.toMatch(/110105|张/)
  })

  it('is shown by no inspection of the desk', () => {
    const { desk, lay } = setUp()
    lay()
    expect(inspect(desk, { depth: 20, showHidden: true, getters: true })).not.toMatch(/110105|张三|1992-03/)
  })
})

describe('a card that was not read', () => {
  it('is laid again, and the second time a person helps', () => {
    const { reader, told, lay } = setUp()
    reader.fail('not-read')
    reader.fail('not-read')
    lay()
    reader.fail('not-read')
    vi.advanceTimersByTime(30_001)
    reader.fail('not-read')
    const advice = told.flatMap((one) => (one.event === 'card-trouble' ? [one.data.advice] : []))
    expect(advice).toEqual(['lay-again', 'show-to-person', 'lay-again', 'lay-again'])
  })

  it.each(['wrong-card', 'unknown-kind', 'unreadable'] as const)('%s is for a person at once', (why) => {
    const { reader, told } = setUp()
    reader.fail(why)
    expect(told).toEqual([{ event: 'card-trouble', data: { why, advice: 'show-to-person' } }])
  })
})

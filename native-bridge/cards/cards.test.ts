import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { type BridgeBench, setUpBridge } from '../testing/bridge-bench.ts'
import { numberOn } from '../testing/card-bench.ts'
import { followDevices, type HeardEvent } from '../testing/device-events.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface Desk {
  readonly on: BridgeBench
  readonly device: SimulatedSamVReader
  readonly heard: HeardEvent[]
  /** Lays a card and gives what the page is told of it. */
  lay(card: string): Promise<Record<string, unknown>>
  /** Takes a ticket as one press. */
  take(body: unknown, key: string): ReturnType<BridgeBench['call']>
}

async function setUp(): Promise<Desk> {
  const on = await setUpBridge({
    devices: [{ name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: { virtual: true } }],
  })
  ends.push(() => on.close())
  const device = on.bridge.simulator('reader')
  if (!(device instanceof SimulatedSamVReader)) throw new Error('a virtual reader is simulated')
  const { heard, close } = await followDevices(on.bridge.url)
  ends.push(close)
  const cards = () => heard.filter(({ event }) => event === 'card')
  return {
    on,
    device,
    heard,
    async lay(card) {
      const before = cards().length
      device.lay(card)
      await expect.poll(() => cards().length, { interval: 5 }).toBe(before + 1)
      return cards().at(-1)?.data ?? {}
    },
    take: (body, key) => on.call('POST', '/api/v1/tickets', body, { 'idempotency-key': key }),
  }
}

describe('a terminal that reads social-security cards only', () => {
  it('says that cards can be read here, too', async () => {
    const on = await setUpBridge({
      devices: [
        { name: 'social', kind: 'social-security-card', driver: 'pcsc', transport: { virtual: true } },
      ],
    })
    ends.push(() => on.close())
    expect((await on.call('GET', '/api/v1/terminal')).json).toMatchObject({ cardReader: true })
  })
})

describe('a terminal with a card reader', () => {
  it('says so to its page, and tells of cards masked', async () => {
    const { on, lay, heard, device } = await setUp()
    expect((await on.call('GET', '/api/v1/terminal')).json).toMatchObject({ cardReader: true })
    const card = await lay('elder')
    expect(card).toMatchObject({ kind: 'resident', nameMasked: '赵*', age: 71, expired: false })
    expect(JSON.stringify(heard)).not.toContain(numberOn(device, 'elder'))
    device.lay('foreigner-2023')
    await expect
      .poll(() => heard.find(({ event }) => event === 'card-trouble')?.data)
      .toEqual({ why: 'unknown-kind', advice: 'show-to-person' })
  })

  it('takes a ticket by card: the hall gets the number, and priority for who is 60 or more', async () => {
    const { on, lay, take, device } = await setUp()
    const elder = await lay('elder')
    expect((await take({ queueId: 'q', cardId: elder['cardId'] }, 'a')).status).toBe(201)
    const young = await lay('resident')
    await take({ queueId: 'q', cardId: young['cardId'] }, 'b')
    const chosen = await lay('elder')
    await take({ queueId: 'q', cardId: chosen['cardId'], class: 'green' }, 'c')
    const number = numberOn(device, 'elder')
    expect(on.hall.asked).toEqual([
      { queueId: 'q', class: 'priority', idNumber: number, readFromCard: true },
      { queueId: 'q', idNumber: numberOn(device, 'resident'), readFromCard: true },
      { queueId: 'q', class: 'green', idNumber: number, readFromCard: true },
    ])
  })

  it('checks a booking in by card, without a class', async () => {
    const { on, lay, device } = await setUp()
    const card = await lay('elder')
    await on.call('POST', '/api/v1/appointments/check-in', { cardId: card['cardId'] })
    expect(on.hall.asked).toEqual([{ idNumber: numberOn(device, 'elder'), readFromCard: true }])
  })

  it('uses a card once: its press repeated gives the same ticket, another press none', async () => {
    const { on, lay, take, heard } = await setUp()
    const { cardId } = await lay('resident')
    const first = await take({ queueId: 'q', cardId }, 'press')
    const again = await take({ queueId: 'q', cardId }, 'press')
    expect([again.status, again.json['id']]).toEqual([201, first.json['id']])
    expect(heard.filter(({ event }) => event === 'card-gone').map(({ data }) => data)).toEqual([
      { cardId, why: 'used' },
    ])
    const other = await take({ queueId: 'q', cardId }, 'another')
    expect([other.status, other.json['code']]).toEqual([422, 'card-unknown'])
    expect(on.hall.issued.size).toBe(1)
  })

  it('an answer that was lost: the repeated press gets its one ticket', async () => {
    const { on, lay, take } = await setUp()
    const { cardId } = await lay('resident')
    on.hall.loseNextAnswer = true
    expect((await take({ queueId: 'q', cardId }, 'press')).json['code']).toBe('hall-away')
    expect((await take({ queueId: 'q', cardId }, 'another')).json['code']).toBe('card-unknown')
    expect((await take({ queueId: 'q', cardId }, 'press')).status).toBe(201)
    expect(on.hall.issued.size).toBe(1)
  })

  it('a refused press leaves the card for the next', async () => {
    const { on, lay, take } = await setUp()
    const { cardId } = await lay('resident')
    on.hall.closed = true
    expect((await take({ queueId: 'q', cardId }, 'a')).json['code']).toBe('queue-closed')
    on.hall.closed = false
    expect((await take({ queueId: 'p', cardId }, 'b')).status).toBe(201)
  })

  it('forgets the card when the person’s session ends, not when it is lifted', async () => {
    const { on, lay, take, device } = await setUp()
    const { cardId } = await lay('resident')
    device.lift()
    expect((await take({ queueId: 'q', cardId }, 'a')).status).toBe(201)
    const second = await lay('resident')
    const ended = await on.call('DELETE', `/api/v1/cards/${String(second['cardId'])}`)
    expect([ended.status, ended.json]).toEqual([200, { forgotten: true }])
    expect((await take({ queueId: 'q', cardId: second['cardId'] }, 'b')).json['code']).toBe('card-unknown')
  })

  it('refuses what names nobody, or two people, without asking the hall', async () => {
    const { on, lay, take } = await setUp()
    const { cardId } = await lay('resident')
    expect((await take({ queueId: 'q', cardId: 'x' }, 'a')).json['code']).toBe('card-unknown')
    expect((await take({ queueId: 'q', cardId: 7 }, 'b')).json['code']).toBe('validation')
    expect((await take({ queueId: 'q', cardId, idNumber: 'E12345678' }, 'c')).json).toMatchObject({
      code: 'validation',
      errors: [{ path: 'cardId' }],
    })
    expect(on.hall.asked).toEqual([])
  })

  it('tells a page that is loaded anew nothing of the card of before', async () => {
    const { on, lay } = await setUp()
    await lay('resident')
    const later = await followDevices(on.bridge.url)
    ends.push(later.close)
    await lay('elder')
    await expect
      .poll(() => later.heard.filter(({ event }) => event === 'card').map(({ data }) => data['nameMasked']))
      .toEqual(['赵*'])
  })
})

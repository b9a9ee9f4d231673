import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { listenTo } from '../support/listening.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** The event stream. Real: the hall, its store, HTTP, sockets. */
let hall: TestHall
let kiosk: Client

beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
})
afterEach(() => hall.stop())

const listen = async (query: string, options: { token?: string; lastEventId?: string } = {}) => {
  const token = options.token ?? must(await hall.token('display'), 'a display has its token')
  return listenTo(hall.running.url, query, { ...options, token })
}

const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })

it('tells what was committed, with the journal’s own number, and nothing of a person', async () => {
  const display = await listen('?topics=queues')
  await kiosk('takeTicket', { body: { queueId: hall.queueId('A'), idNumber: '11010519491231002X' } })
  await display.until((events) => events.length === 1)
  const [event] = display.events
  expect(event?.event).toBe('ticket-issued')
  expect(event?.id).toMatch(/^[0-9a-f-]{36}:\d+$/)
  expect(Object.keys(JSON.parse(must(event, 'one').data)).sort()).toEqual([
    'at',
    'class',
    'number',
    'queueId',
    'seq',
    'state',
    'ticketId',
  ])
  await display.close()
})

it('Last-Event-ID misses nothing: a reader that is cut off again and again has every event once, in order', async () => {
  const seen: string[] = []
  let last: string | undefined
  let taken = 0
  for (const round of [3, 50, 1, 0, 20]) {
    const before = taken
    // Half of them while nobody listens.
    for (let count = 0; count < round; count += 1, taken += 1) await take()
    const reader = await listen('?topics=queues', last === undefined ? {} : { lastEventId: last })
    if (last === undefined) await take().then(() => (taken += 1))
    const expected = last === undefined ? 1 : taken - before
    await reader.until((events) => events.length >= expected)
    seen.push(...reader.events.map((event) => JSON.parse(event.data).number))
    last = reader.events.at(-1)?.id ?? last
    await reader.close()
  }
  // The first reader came after three had been issued and did not ask for them.
  expect(seen).toEqual(
    Array.from({ length: taken - 3 }, (_, index) => `A${String(index + 4).padStart(3, '0')}`),
  )
})

it('after= does the same for scripts, from the beginning too', async () => {
  for (let count = 0; count < 5; count += 1) await take()
  const reader = await listen('?topics=queues&after=0')
  await reader.until((events) => events.filter((event) => event.event === 'ticket-issued').length === 5)
  await reader.close()
})

it('a backlog of more than the reader’s buffer arrives whole', async () => {
  const { seq } = await kiosk('queues', {})
  const reader = await (async () => {
    for (let count = 0; count < 40; count += 1) await Promise.all(Array.from({ length: 50 }, take))
    return listen(`?topics=queues&after=${seq}`)
  })()
  await reader.until((events) => events.length === 2000)
  const numbers = reader.events.map((event) => Number(must(event.id, 'id').split(':')[1]))
  expect(numbers).toEqual([...numbers].sort((left, right) => left - right))
  expect(new Set(numbers).size).toBe(2000)
  await reader.close()
})

it('another epoch, or an id ahead of the store, gives one reset', async () => {
  const { seq } = await kiosk('queues', {})
  for (const place of [`00000000-0000-4000-8000-000000000000:1`, String(seq + 1000), 'nonsense']) {
    const reader = await listen('?topics=queues', { lastEventId: place })
    await reader.until((events) => events.length === 1)
    expect(reader.events[0]?.event).toBe('reset')
    await take()
    await reader.until((events) => events.length === 2)
    expect(reader.events[1]?.event).toBe('ticket-issued')
    await reader.close()
  }
})

it('a phone hears of its own ticket, and of others only that the line moved', async () => {
  const mine = await take()
  const other = await take()
  const phone = await listen('', { token: must(mine.phoneUrl.split('#')[1], 'secret') })
  await kiosk('cancelTicket', { params: { id: other.id } })
  await kiosk('cancelTicket', { params: { id: mine.id } })
  await phone.until((events) => events.length === 2)
  expect(phone.events.map((event) => JSON.parse(event.data))).toMatchObject([{}, { ticketId: mine.id }])
  expect(phone.events[0]?.data).toBe('{}')
  await phone.close()
})

it('a restart is no loss: the reader goes on from its last event', async () => {
  const first = await listen('?topics=queues')
  await take()
  await first.until((events) => events.length === 1)
  const lastEventId = must(first.events[0]?.id, 'id')
  await first.close()
  await hall.restart()
  kiosk = await hall.as('kiosk')
  await take()
  const second = await listen('?topics=queues', { lastEventId })
  await second.until((events) => events.length === 1)
  expect(JSON.parse(must(second.events[0], 'one').data).number).toBe('A002')
  await second.close()
})

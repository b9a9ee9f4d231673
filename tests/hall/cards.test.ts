import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bridgeConfig } from '../../contract/bridge.ts'
import { must } from '../../core/result.ts'
import { type Bridge, startBridge } from '../../native-bridge/bridge.ts'
import { SimulatedSamVReader } from '../../native-bridge/simulator/sam-v-reader.ts'
import { numberOn } from '../../native-bridge/testing/card-bench.ts'
import { followDevices, type HeardEvent } from '../../native-bridge/testing/device-events.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * Real: the hall with its store, a kiosk's bridge with its own, their HTTP, a simulated reader on a real socket. Not
 * real: the hall's clock, and the reader itself.
 */
let hall: TestHall
let bridge: Bridge
let reader: SimulatedSamVReader
let heard: HeardEvent[]
const logged: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'cards-of-people-'))
const ends: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  hall = await startTestHall()
  ends.push(() => hall.stop())
  const started = await startBridge(
    bridgeConfig.parse({
      hall: hall.running.url,
      token: await hall.token('kiosk'),
      port: 0,
      data: join(folder, 'bridge'),
      role: 'kiosk',
      devices: [
        { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { virtual: true } },
        { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: { virtual: true } },
      ],
    }),
    { log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }) },
  )
  if (!started.ok) throw new Error(started.problem)
  bridge = started.value
  ends.push(() => bridge.close())
  const simulated = bridge.simulator('reader')
  if (!(simulated instanceof SimulatedSamVReader)) throw new Error('a virtual reader is simulated')
  reader = simulated
  const following = await followDevices(bridge.url)
  heard = following.heard
  ends.push(following.close)
})

afterAll(async () => {
  for (const end of ends.reverse()) await end()
  rmSync(folder, { recursive: true, force: true })
})

async function lay(card: string): Promise<string> {
  const before = heard.length
  const told = () => heard.slice(before).find(({ event }) => event === 'card')
  reader.lay(card)
  await expect.poll(told, { interval: 10, timeout: 3000 }).toBeDefined()
  return String(told()?.data['cardId'])
}

async function post(path: string, body: object, key: string): Promise<Record<string, unknown>> {
  const answer = await fetch(bridge.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
  return { status: answer.status, ...(await answer.json()) }
}

it('a card laid is a ticket of its person: once for a press, with priority for who is 60 or more', async () => {
  const queueId = hall.queueId('A')
  const elder = await lay('elder')
  const first = await post('/api/v1/tickets', { queueId, cardId: elder }, 'press-1')
  expect(first).toMatchObject({ status: 201, class: 'priority' })
  expect(await post('/api/v1/tickets', { queueId, cardId: elder }, 'press-1')).toMatchObject({
    id: first['id'],
  })
  const young = await lay('resident')
  expect(await post('/api/v1/tickets', { queueId, cardId: young }, 'press-2')).toMatchObject({
    status: 201,
    class: 'ordinary',
  })
})

it('福清 2017: one person’s cards are one person, however often they are laid', async () => {
  const db = hall.running.hall.db
  const people = db
    .prepare<[], { n: number }>(
      'SELECT count(DISTINCT id_number_hash) AS n FROM tickets WHERE id_number_hash IS NOT NULL',
    )
    .get()
  expect(people).toEqual({ n: 2 })
  await post('/api/v1/tickets', { queueId: hall.queueId('B'), cardId: await lay('elder') }, 'press-2b')
  expect(
    db
      .prepare<[], { n: number }>(
        'SELECT count(DISTINCT id_number_hash) AS n FROM tickets WHERE id_number_hash IS NOT NULL',
      )
      .get(),
  ).toEqual(people)
})

it('a booking is checked in by the card of who made it', async () => {
  const anyone = hall.client(null)
  const item = must((await anyone('bookableItems', {})).items[0], 'something that can be booked')
  const { days } = await anyone('bookableDays', { params: { id: item.id } })
  const { day } = must(days.at(-1), 'a day ahead')
  const { slots } = await anyone('bookableSlots', { params: { id: item.id }, query: { day } })
  const { start } = must(slots.at(-1), 'a slot')
  const idNumber = numberOn(reader, 'permit')
  await anyone('book', { body: { itemId: item.id, day, start, idNumber } })
  hall.setClock(Date.parse(`${day}T${start}:00+08:00`))
  const cardId = await lay('permit')
  const checkedIn = await post('/api/v1/appointments/check-in', { cardId }, 'press-3')
  expect(checkedIn).toMatchObject({ status: 201, class: 'appointment', checkIn: 'on-time' })
})

it('the hall itself knows no cards, and takes an issued number that breaks its rule from a reader alone', async () => {
  const kiosk = await hall.as('kiosk')
  const queueId = hall.queueId('A')
  const number = numberOn(reader, 'resident')
  const broken = number.slice(0, 17) + (number.endsWith('5') ? '6' : '5')
  await expect(kiosk('takeTicket', { body: { queueId, cardId: 'x' } })).rejects.toMatchObject({
    problem: { code: 'card-unknown' },
  })
  await expect(kiosk('takeTicket', { body: { queueId, idNumber: broken } })).rejects.toMatchObject({
    problem: { code: 'validation' },
  })
  expect(
    await kiosk('takeTicket', { body: { queueId, idNumber: broken, readFromCard: true } }),
  ).toMatchObject({ state: 'waiting' })
})

it('nothing of a card is in logs, events, stores, or journal', async () => {
  const secrets = ['elder', 'resident', 'permit', 'foreigner'].flatMap((card) => {
    const number = numberOn(reader, card)
    return [number, number.slice(6, 17)]
  })
  secrets.push('林样例', '赵样例', '何样例', '样例路', 'SAMPLE, ALEX')
  await lay('foreigner')
  await post('/api/v1/tickets', { queueId: 'no-such-queue', cardId: await lay('elder') }, 'press-4')
  reader.lay('damaged')
  await expect.poll(() => heard.some(({ event }) => event === 'card-trouble')).toBe(true)
  const auditor = await hall.as('auditor')
  const { entries } = await auditor('journal', { query: { limit: 1000 } })
  expect(entries.some(({ type }) => type === 'ticket-issued')).toBe(true)
  const places: Record<string, Buffer> = {
    logs: Buffer.from(logged.join('')),
    events: Buffer.from(JSON.stringify(heard)),
    journal: Buffer.from(JSON.stringify(entries)),
    devices: Buffer.from(await (await fetch(`${bridge.url}/api/v1/devices`)).text()),
  }
  for (const root of [hall.folder, folder])
    for (const file of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        places[join(file.parentPath, file.name)] = readFileSync(join(file.parentPath, file.name))
  expect(Object.keys(places).some((place) => place.endsWith('bridge.sqlite-wal'))).toBe(true)
  for (const [place, bytes] of Object.entries(places))
    for (const secret of secrets)
      for (const encoding of ['utf8', 'utf16le'] as const)
        if (bytes.includes(Buffer.from(secret, encoding)))
          throw new Error(`${secret.length} characters of a card are in ${place}`)
})

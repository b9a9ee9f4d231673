import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** Ratings over HTTP. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let one: Client
const w = (number: string) => ({ id: hall.windowId(number) })

async function serveOne(finish = true) {
  const taken = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  await one('callNext', { params: w('1') })
  await one('startService', { params: w('1'), body: { ticketId: taken.id } })
  if (finish) await one('finishService', { params: w('1'), body: { ticketId: taken.id } })
  return taken
}

beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  await one('openWindow', { params: w('1') })
})
afterEach(() => hall.stop())

const good = { level: 'satisfied', channel: 'pad' } as const

it('is asked when the service is finished, and not before', async () => {
  const pad = await hall.as('pad:1')
  const taken = await serveOne(false)
  expect((await pad('padView', { params: w('1') })).question).toBeNull()
  expect(await refusedWith(pad('rateTicket', { params: { id: taken.id }, body: good }))).toBe('not-finished')
  await one('finishService', { params: w('1'), body: { ticketId: taken.id } })
  expect((await pad('padView', { params: w('1') })).question).toMatchObject({
    ticketId: taken.id,
    number: 'A001',
  })
})

it('one service, one rating: pad and phone at the same instant', async () => {
  const taken = await serveOne()
  const pad = await hall.as('pad:1')
  const phone = hall.client(must(taken.phoneUrl.split('#')[1], 'secret'))
  const results = await Promise.allSettled([
    pad('rateTicket', { params: { id: taken.id }, body: good }),
    phone('rateTicket', { params: { id: taken.id }, body: { level: 'dissatisfied', channel: 'phone' } }),
  ])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(await refusedWith(pad('rateTicket', { params: { id: taken.id }, body: good }))).toBe('already-rated')
  const auditor = await hall.as('auditor')
  expect((await auditor('journal', { query: { type: 'rating-given' } })).entries).toHaveLength(1)
})

it('a pad rates at its own window, and what was finished there last', async () => {
  const first = await serveOne()
  const second = await serveOne()
  const other = await hall.as('pad:2')
  expect(await refusedWith(other('rateTicket', { params: { id: second.id }, body: good }))).toBe(
    'not-permitted',
  )
  const pad = await hall.as('pad:1')
  expect(await refusedWith(pad('rateTicket', { params: { id: first.id }, body: good }))).toBe('not-permitted')
  expect((await pad('rateTicket', { params: { id: second.id }, body: good })).level).toBe('satisfied')
  // A terminal that carries the pads of a line passes on what came late.
  expect((await kiosk('rateTicket', { params: { id: first.id }, body: good })).level).toBe('satisfied')
})

it('no answer is recorded as not rated: never as satisfied', async () => {
  await serveOne()
  hall.advance(31 * 60_000)
  await runDue(hall.running.hall)
  const today = await one('windowServices', { params: w('1') })
  expect(today).toMatchObject({ rated: 0, satisfied: 0, notRated: 1 })
  const auditor = await hall.as('auditor')
  expect((await auditor('journal', { query: { type: 'rating-lapsed' } })).entries).toHaveLength(1)
})

it('after its time it is refused, and says so', async () => {
  const taken = await serveOne()
  hall.advance(31 * 60_000)
  const pad = await hall.as('pad:1')
  expect(await refusedWith(pad('rateTicket', { params: { id: taken.id }, body: good }))).toBe('rating-closed')
})

it('staff cannot rate, and see a rating only once it was sent', async () => {
  const taken = await serveOne()
  expect(await refusedWith(one('rateTicket', { params: { id: taken.id }, body: good }))).toBe('not-permitted')
  expect((await one('windowServices', { params: w('1') })).services[0]).toMatchObject({
    rating: null,
    ratingState: 'asked',
  })
  const pad = await hall.as('pad:1')
  await pad('rateTicket', {
    params: { id: taken.id },
    body: { level: 'dissatisfied', reasons: ['等候时间长'], text: '等了一个小时', channel: 'pad' },
  })
  expect((await one('windowServices', { params: w('1') })).services[0]?.rating).toMatchObject({
    level: 'dissatisfied',
    reasons: ['等候时间长'],
    text: '等了一个小时',
  })
})

it('the event of a rating tells a display neither the level nor the words', async () => {
  const taken = await serveOne()
  const pad = await hall.as('pad:1')
  await pad('rateTicket', {
    params: { id: taken.id },
    body: { level: 'dissatisfied', text: '等了一个小时', channel: 'pad' },
  })
  const token = await hall.token('display')
  const answer = await fetch(`${hall.running.url}/api/v1/stream?topics=ratings&after=0`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const reader = must(answer.body, 'a stream').getReader()
  let text = ''
  while (!text.includes('heartbeat')) text += new TextDecoder().decode((await reader.read()).value)
  await reader.cancel()
  expect(text).toContain('event: rating-given')
  expect(text).not.toMatch(/dissatisfied|等了|staffId/)
})

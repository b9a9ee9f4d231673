import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Tickets without paper as windows are told of them. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let clerk: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  clerk = await hall.as('account:w001')
})
afterEach(() => hall.stop())

const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
const ended = (id: string, state: 'printed' | 'failed' | 'unknown', reason: string | null = null) =>
  kiosk('reportPrint', { params: { id }, body: { state, reason } })
const told = async () =>
  (await clerk('lostPapers', {})).papers.map(({ number, state }) => `${number} ${state}`)

it('tells the newest eight, whenever the page is opened, and after a restart', async () => {
  const numbers = []
  for (let count = 0; count < 10; count += 1) {
    const ticket = await take()
    await ended(
      ticket.id,
      count === 4 ? 'printed' : count === 9 ? 'unknown' : 'failed',
      count === 4 ? null : 'paper-out',
    )
    if (count !== 4) numbers.unshift(`${ticket.number} ${count === 9 ? 'unknown' : 'failed'}`)
  }
  expect(await told()).toEqual(numbers.slice(0, 8))
  await hall.restart()
  clerk = await hall.as('account:w001')
  expect(await told()).toEqual(numbers.slice(0, 8))
})

it('forgets a paper that came out after all, and remembers one that failed again under another id', async () => {
  const { id } = await take()
  await ended(id, 'failed', 'paper-out')
  const [first] = (await clerk('lostPapers', {})).papers
  await ended(id, 'printed')
  expect(await told()).toEqual([])
  await ended(id, 'failed', 'cover-open')
  const [second] = (await clerk('lostPapers', {})).papers
  expect(second?.number).toBe('A001')
  expect(second?.id).not.toBe(must(first, 'the first failure').id)
})

it('tells nothing of a visit that is over, nor of a terminal that has no printer', async () => {
  const cancelled = await take()
  await ended(cancelled.id, 'failed', 'paper-out')
  await kiosk('cancelTicket', { params: { id: cancelled.id } })
  const onScreen = await take()
  await ended(onScreen.id, 'failed', 'no-printer')
  expect(await told()).toEqual([])
  const late = await take()
  await ended(late.id, 'failed', 'paper-out')
  expect(await told()).toEqual(['A003 failed'])
})

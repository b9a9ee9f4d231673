import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** What estimates look at. Real: the hall, HTTP. Moved by hand: the clock. */
let hall: TestHall
let kiosk: Client
let clerk: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  clerk = await hall.as('account:w003')
  await clerk('openWindow', { params: here() })
})
afterEach(() => hall.stop())

const here = () => ({ id: hall.windowId('3') })
async function queueOfWindow(): Promise<string> {
  const { windows } = await kiosk('windows')
  const window = must(
    windows.find(({ id }) => id === here().id),
    'window 3',
  )
  return must(window.queueIds[0], 'it serves a queue')
}
const take = (queueId: string) => kiosk('takeTicket', { body: { queueId } })

async function serve(walkMs: number, serviceMs: number): Promise<void> {
  const ticket = must(await clerk('callNext', { params: here() }), 'somebody waits')
  hall.advance(walkMs)
  await clerk('startService', { params: here(), body: { ticketId: ticket.id } })
  hall.advance(serviceMs)
  await clerk('finishService', { params: here(), body: { ticketId: ticket.id } })
}

it('the way to the counter is part of what a window needs for somebody', async () => {
  const queueId = await queueOfWindow()
  for (let served = 0; served < 4; served += 1) {
    await take(queueId)
    await serve(60_000, 60_000)
  }
  await take(queueId)
  const inHand = must(await clerk('callNext', { params: here() }), 'somebody waits')
  await clerk('startService', { params: here(), body: { ticketId: inHand.id } })
  await take(queueId)
  const { estimate } = await take(queueId)
  const { lowMinutes, highMinutes } = must(estimate, 'four services are enough to tell')
  // Two departures of two minutes each, and a little less for the last wait, which was none; of service alone it would be two.
  expect((lowMinutes + highMinutes) / 2).toBeGreaterThan(3.5)
  expect((lowMinutes + highMinutes) / 2).toBeLessThan(4)
})

it('says nothing of a wait while no window is open', async () => {
  const queueId = await queueOfWindow()
  for (let served = 0; served < 4; served += 1) {
    await take(queueId)
    await serve(0, 60_000)
  }
  await clerk('pauseWindow', { params: here(), body: { reason: '午休' } })
  expect((await take(queueId)).estimate).toBeNull()
  await clerk('openWindow', { params: here() })
  expect((await take(queueId)).estimate).not.toBeNull()
})

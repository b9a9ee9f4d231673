import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** One day on the live board and in the report. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
beforeEach(async () => {
  hall = await startTestHall()
})
afterEach(() => hall.stop())

/** What both tell of today. */
async function bothTold(who: Client) {
  const { today } = (await who('board')).comparison
  const { total } = await who('report', { query: { from: today.day } })
  return {
    board: [today.issued, today.done, today.rated, today.meanWaitMinutes, today.satisfiedShare],
    report: [total.issued, total.served, total.rated, total.wait?.mean ?? null, total.satisfiedShare],
  }
}

it('agree, for the hall and for a leader’s zone, over transfers out of it and visits of several items', async () => {
  const kiosk = await hall.as('kiosk')
  const operator = await hall.as('operator')
  const [one, other] = [{ id: hall.windowId('1') }, { id: hall.windowId('2') }]
  const clerk = await hall.as('account:w001')
  const second = await hall.as('account:w002')
  const { staff } = await (await hall.as('administrator'))('staff')
  const led = must(staff.find(({ roles }) => roles.includes('leader'))?.zoneId, 'a leader has a zone')
  const far = await operator('addZone', { body: { name: '远处', nameEn: null } })
  // Queue A stands in the leader's zone, window 1 does and window 2, which serves it too, does not.
  await operator('saveQueue', { params: { id: hall.queueId('A') }, body: { zoneId: led } })
  await operator('saveWindow', { params: one, body: { zoneId: led } })
  await operator('saveWindow', { params: other, body: { zoneId: far.id } })
  await clerk('openWindow', { params: one })
  await second('openWindow', { params: other })

  const { items } = await kiosk('items', { query: { limit: 100 } })
  const ofA = items.filter(({ queueId }) => queueId === hall.queueId('A')).slice(0, 2)
  const visit = await kiosk('takeTicket', { body: { itemIds: ofA.map(({ id }) => id) } })
  const moved = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  const there = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  const serve = async (client: Client, params: { id: string }, ticketId: string) => {
    await client('callTicket', { params, body: { ticketId } })
    hall.advance(60_000)
    await client('startService', { params, body: { ticketId } })
    hall.advance(5 * 60_000)
    await client('finishService', { params, body: { ticketId } })
  }
  await serve(clerk, one, visit.id)
  await kiosk('rateTicket', { params: { id: visit.id }, body: { level: 'satisfied', channel: 'kiosk' } })
  await serve(clerk, one, visit.id)
  await kiosk('rateTicket', { params: { id: visit.id }, body: { level: 'dissatisfied', channel: 'kiosk' } })
  await clerk('callTicket', { params: one, body: { ticketId: moved.id } })
  await clerk('startService', { params: one, body: { ticketId: moved.id } })
  await clerk('transferTicket', { params: one, body: { ticketId: moved.id, toWindowId: other.id } })
  await serve(second, other, moved.id)
  await serve(second, other, there.id)
  hall.advance(60_000)

  const whole = await bothTold(await hall.as('director'))
  expect(whole.board).toEqual(whole.report)
  expect(whole.board.slice(0, 3)).toEqual([4, 4, 2])
  const zone = await bothTold(await hall.as('leader'))
  expect(zone.board).toEqual(zone.report)
  // Not the one whom the other zone called first, and not what was finished there.
  expect(zone.board.slice(0, 3)).toEqual([3, 2, 2])
  const { pace } = await (await hall.as('director'))('board')
  expect(pace.reduce((sum, { done }) => sum + done, 0)).toBe(4)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** What a team leader may do with tickets. Real: the hall, its store, HTTP. */
let hall: TestHall
let leader: Client
let kiosk: Client
let own: string
let far: string
beforeAll(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  leader = await hall.as('leader')
  const operator = await hall.as('operator')
  const { staff } = await (await hall.as('administrator'))('staff')
  const { zoneId } = must(
    staff.find(({ roles }) => roles.includes('leader')),
    'a leader',
  )
  own = hall.queueId('A')
  far = hall.queueId('K')
  await operator('saveQueue', { params: { id: own }, body: { zoneId } })
  // A queue of another zone, which no window of the leader's serves.
  const zone = await operator('addZone', { body: { name: '远处', nameEn: null } })
  await operator('saveQueue', { params: { id: far }, body: { zoneId: zone.id } })
  for (const window of (await kiosk('windows')).windows.filter(({ queueIds }) => queueIds.includes(far)))
    await operator('saveWindow', { params: { id: window.id }, body: { zoneId: zone.id } })
})
afterAll(() => hall.stop())

const take = async (queueId: string) => (await kiosk('takeTicket', { body: { queueId } })).id
const missed = async (ticketId: string, window: string) => {
  const clerk = await hall.as(`account:w${window.padStart(3, '0')}`)
  const params = { id: hall.windowId(window) }
  await clerk('openWindow', { params })
  await clerk('callTicket', { params, body: { ticketId } })
  await clerk('missTicket', { params, body: { ticketId } })
}
const correct = (id: string) =>
  leader('correctClass', { params: { id }, body: { class: 'green', reason: '军人' } })

it('corrects classes in their zone, and brings people back there', async () => {
  const id = await take(own)
  expect(await correct(id)).toMatchObject({ class: 'green' })
  await missed(id, '1')
  expect(await leader('returnTicket', { params: { id } })).toMatchObject({ state: 'waiting' })
})

it('touches none of another zone: its line is not on their board', async () => {
  const id = await take(far)
  expect((await leader('board')).queues.map((queue) => queue.id)).not.toContain(far)
  expect(await refusedWith(correct(id))).toBe('not-permitted')
  const serving = must(
    (await kiosk('windows')).windows.find(({ queueIds }) => queueIds.includes(far)),
    'a window serves it',
  )
  await missed(id, serving.number)
  expect(await refusedWith(leader('returnTicket', { params: { id } }))).toBe('not-permitted')
  expect(await kiosk('ticket', { params: { id } })).toMatchObject({ state: 'no-show', class: 'ordinary' })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** Wait targets by queue. Real: the hall, its store, HTTP. Moved by hand: the clock. */
let hall: TestHall
let operator: Client
let director: Client
let kiosk: Client
beforeAll(async () => {
  hall = await startTestHall()
  operator = await hall.as('operator')
  director = await hall.as('director')
  kiosk = await hall.as('kiosk')
})
afterAll(() => hall.stop())

const minute = 60_000
const take = (prefix: string) => kiosk('takeTicket', { body: { queueId: hall.queueId(prefix) } })
const aimAt = (prefix: string, waitTargetMinutes: number | null) =>
  operator('saveQueue', { params: { id: hall.queueId(prefix) }, body: { waitTargetMinutes } })
const hallAim = (longestWaitMinutes: number | null) =>
  operator('saveSettings', {
    body: {
      targets: { services: null, meanServiceMinutes: null, satisfiedPercent: null, longestWaitMinutes },
    },
  })
const over = async (prefix: string) =>
  (await director('board', {})).queues.find((queue) => queue.prefix === prefix)?.overBound
const row = async (prefix: string) =>
  must(
    (await director('report', { query: { by: 'queue' } })).rows.find(({ code }) => code === prefix),
    `queue ${prefix} in the report`,
  ).figures

it('is registered in the form and in the file, within bounds, and an empty cell takes it away', async () => {
  expect((await aimAt('A', 12)).waitTargetMinutes).toBe(12)
  expect(await refusedWith(aimAt('A', 0))).toBe('validation')
  const load = (text: string) =>
    operator('importRegistry', { params: { name: 'queues' }, body: new TextEncoder().encode(text) })
  const target = async (prefix: string) =>
    (await operator('queueRegister')).queues.find((queue) => queue.prefix === prefix)?.waitTargetMinutes
  expect(await load('前缀,等候目标分钟\nA,\nB,25\n')).toMatchObject({ changed: 2 })
  expect([await target('A'), await target('B')]).toEqual([null, 25])
  expect(await refusedWith(load('前缀,等候目标分钟\nB,601\n'))).toBe('import-faulty')
  // The other tables of a queue leave it alone.
  const id = hall.queueId('B')
  await operator('importRegistry', {
    params: { name: 'limits' },
    body: new TextEncoder().encode('前缀,每日限额\nB,900\n'),
  })
  expect(await target('B')).toBe(25)
  const { changes } = await operator('registryChanges', {
    params: { name: 'queues' },
    query: { record: id },
  })
  const set = must(
    changes.find(({ cells }) => cells.some(({ column }) => column === 'wait_target')),
    'the target was set',
  )
  expect(set.cells).toEqual([{ column: 'wait_target', before: '', after: '25' }])
  await aimAt('B', null)
})

it('is what the board, the report and the window’s own day go by; the hall’s where a queue has none', async () => {
  await aimAt('A', 5)
  await hallAim(20)
  await take('A')
  await take('B')
  hall.advance(6 * minute)
  expect(await over('A')).toEqual([{ boundMinutes: 5, count: 1 }])
  expect(await over('B')).toEqual([])
  expect((await director('board', {})).attention).toContainEqual(
    expect.objectContaining({ kind: 'queue-over-bound', queueId: hall.queueId('A'), boundMinutes: 5 }),
  )
  hall.advance(15 * minute)
  expect(await over('B')).toEqual([{ boundMinutes: 20, count: 1 }])

  const quick = await take('A')
  const window = { id: hall.windowId('1') }
  const clerk = await hall.as('account:w001')
  await clerk('openWindow', { params: window })
  const [late] = (await clerk('windowLine', { params: window })).waiting
  for (const ticketId of [must(late, 'somebody waits').id, quick.id]) {
    await clerk('callTicket', { params: window, body: { ticketId } })
    await clerk('startService', { params: window, body: { ticketId } })
    await clerk('finishService', { params: window, body: { ticketId } })
  }
  expect(await row('A')).toMatchObject({ aimed: 2, onTarget: 1, onTargetShare: 0.5 })
  expect(await row('B')).toMatchObject({ aimed: 0, onTarget: 0, onTargetShare: null })
  const day = await clerk('windowDay', { params: window })
  expect(day.figures).toMatchObject({ aimed: 2, onTarget: 1 })
  const served = (await operator('windows')).windows.find(({ id }) => id === window.id)
  const aims = must(served, 'window 1').queueIds.map((id) => (id === hall.queueId('A') ? 5 : 20))
  expect(day.waitTarget).toEqual({ least: Math.min(...aims), most: Math.max(...aims) })

  await hallAim(null)
  await aimAt('A', null)
  expect(await over('B')).toEqual([])
  expect(await row('A')).toMatchObject({ aimed: 0, onTargetShare: null })
  expect((await clerk('windowDay', { params: window })).waitTarget).toBeNull()
})

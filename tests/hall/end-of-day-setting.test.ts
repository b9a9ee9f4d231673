import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Client, ProblemError, type RouteInput } from '../../contract/client.ts'
import { officeHours } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** The time at which the hall's day ends, and hours that fit it. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let operator: Client
let kiosk: Client
beforeEach(async () => {
  hall = await startTestHall()
  operator = await hall.as('operator')
  kiosk = await hall.as('kiosk')
})
afterEach(() => hall.stop())

async function endsAt(endOfDay: string | null) {
  const { settings } = await operator('settings', {})
  return operator('saveSettings', { body: { rules: { ...settings.rules, endOfDay } } })
}
const save = (body: RouteInput<'saveQueue'>['body'], prefix = 'A') =>
  operator('saveQueue', { params: { id: hall.queueId(prefix) }, body })
const until = (closes: string) => ({
  ...officeHours,
  week: { ...officeHours.week, 5: [['09:00', closes]] satisfies [string, string][] },
})

/** The fields that a refusal is about, with what it says of them. */
async function faults(call: Promise<unknown>): Promise<[string, string][]> {
  try {
    await call
    throw new Error('was not refused')
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return (error.problem.errors ?? []).map(({ path, message }) => [path, message])
  }
}

it('can be an evening or never, and no time that is over when the day begins or that no clock shows', async () => {
  for (const time of ['00:00', '24:00', '08:30', '11:59'])
    expect(await faults(endsAt(time)), time).toEqual([
      ['rules.endOfDay', '一天结束的时间应在 12:00 到 23:59 之间；从不结束的大厅请留空'],
    ])
  for (const time of ['12:00', '20:00', '23:59', null])
    expect((await endsAt(time)).settings.rules.endOfDay).toBe(time)
})

it('cannot lie before a queue closes, which is named', async () => {
  await save({ hours: until('18:30') })
  expect(await faults(endsAt('18:00'))).toEqual([
    ['rules.endOfDay', expect.stringMatching(/^早于队列“A .*”的关门时间 18:30/)],
  ])
  expect((await endsAt('18:30')).settings.rules.endOfDay).toBe('18:30')
})

it('is not held against hours of a queue that is switched off, until that is switched on', async () => {
  await save({ hours: until('22:00'), switchedOn: false })
  await endsAt('20:00')
  expect(await faults(save({ switchedOn: true }))).toEqual([
    ['hours', '关门时间 22:00 晚于大厅一天结束的时间 20:00：到时还在等候的号会作废'],
  ])
})

it('refuses hours that reach beyond it, in the form and from a file', async () => {
  await endsAt('17:00')
  await save({ hours: until('17:00') })
  expect(await faults(save({ hours: until('17:01') }))).toEqual([['hours', expect.stringContaining('17:01')]])
  const file = new TextEncoder().encode('前缀,周五\nA,09:00-21:00\n')
  const preview = await operator('importRegistry', {
    params: { name: 'hours' },
    query: { preview: 'true' },
    body: file,
  })
  expect(preview.faulty).toMatchObject([{ line: 2, message: expect.stringContaining('21:00') }])
  // Whatever else is changed of a queue that has such hours from before stays possible.
  await endsAt(null)
  await save({ hours: until('21:00') })
  const { db } = hall.running.hall
  db.prepare("UPDATE store SET settings = json_set(settings, '$.rules.endOfDay', '17:00')").run()
  await hall.restart()
  operator = await hall.as('operator')
  await save({ name: '户籍' })
})

it('ends a queue without hours too: no ticket that would expire is given after it, and none can be booked', async () => {
  await endsAt('20:00')
  await operator('saveBookingPlan', { params: { id: hall.queueId('A') }, body: { bookable: true } })
  const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  hall.setClock(Date.UTC(2026, 10, 24, 11, 59))
  await take()
  hall.setClock(Date.UTC(2026, 10, 24, 12, 0))
  await runDue(hall.running.hall)
  expect(await refusedWith(take())).toBe('queue-closed')
  const { queues } = await kiosk('queues', {})
  expect(queues.find(({ prefix }) => prefix === 'A')).toMatchObject({ open: false, openness: 'after-hours' })
  const { items } = await kiosk('bookableItems', { query: { q: '新生儿出生登记' } })
  const { slots } = await kiosk('bookableSlots', {
    params: { id: must(items[0], 'an item').id },
    query: { day: '2026-11-25' },
  })
  expect(slots.at(-1)?.end).toBe('20:00')
  hall.setClock(Date.UTC(2026, 10, 24, 16, 0))
  expect((await take()).number).toBe('A001')
})

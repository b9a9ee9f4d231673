import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { officeHours } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** Limits, hours and estimates over HTTP. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let operator: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  operator = await hall.as('operator')
})
afterEach(() => hall.stop())

const take = (prefix = 'A') => kiosk('takeTicket', { body: { queueId: hall.queueId(prefix) } })
const save = (body: Parameters<typeof operator<'saveQueue'>>[1]['body'], prefix = 'A') =>
  operator('saveQueue', { params: { id: hall.queueId(prefix) }, body })
const queue = async (prefix = 'A') =>
  must(
    (await kiosk('queues', {})).queues.find((one) => one.prefix === prefix),
    prefix,
  )
/** An instant of November and December 2026 in China. */
const at = (month: number, day: number, hour: number, minute = 0) =>
  hall.setClock(Date.UTC(2026, month - 1, day, hour - 8, minute))

it('a queue’s daily limit: the last number is given, the next is refused, tomorrow begins again', async () => {
  await save({ dailyLimit: 2 })
  await take()
  expect((await take()).number).toBe('A002')
  expect(await refusedWith(take())).toBe('limit-reached')
  expect(await queue()).toMatchObject({ open: false, openness: 'full' })
  hall.advance(24 * 3_600_000)
  kiosk = await hall.as('kiosk')
  expect((await take()).number).toBe('A001')
})

it('opening hours, lunch break, last ticket, weekends, holidays and make-up workdays', async () => {
  await save({ hours: officeHours })
  const cases = [
    [11, 24, 8, 59, 'before-hours'],
    [11, 24, 9, 0, 'open'],
    [11, 24, 11, 59, 'open'],
    [11, 24, 12, 0, 'lunch'],
    [11, 24, 13, 30, 'open'],
    [11, 24, 16, 44, 'open'],
    [11, 24, 16, 45, 'last-ticket-passed'],
    [11, 24, 17, 0, 'after-hours'],
    [11, 28, 10, 0, 'closed-today'],
  ] as const
  for (const [month, day, hour, minute, openness] of cases) {
    at(month, day, hour, minute)
    expect(await queue(), `${month}-${day} ${hour}:${minute}`).toMatchObject({
      openness,
      open: openness === 'open',
      hours: openness === 'closed-today' ? '' : '09:00–12:00 13:30–17:00',
    })
    if (openness === 'open') await take()
    else expect(await refusedWith(take())).toBe('queue-closed')
  }
  // National Day, and the Saturday that is worked for it.
  hall.setClock(Date.UTC(2026, 9, 1, 2, 0))
  expect((await queue()).openness).toBe('closed-today')
  hall.setClock(Date.UTC(2026, 9, 10, 2, 0))
  expect((await queue()).openness).toBe('open')
})

it('a queue that is switched off gives no ticket; who waits in it is still called', async () => {
  const taken = await take()
  await save({ switchedOn: false })
  expect(await refusedWith(take())).toBe('queue-closed')
  const one = await hall.as('account:w001')
  await one('openWindow', { params: { id: hall.windowId('1') } })
  expect((await one('callNext', { params: { id: hall.windowId('1') } }))?.id).toBe(taken.id)
})

it('tickets without a name have a limit for each terminal where the hall sets one', async () => {
  const { settings } = await operator('settings', {})
  await operator('saveSettings', { body: { rules: { ...settings.rules, anonymousTicketsPerTerminal: 2 } } })
  await take()
  await take()
  expect(await refusedWith(take())).toBe('limit-reached')
  expect((await take('B')).number).toBe('B001')
})

it('a prefix is not changed under those who wait, nor given twice', async () => {
  await take()
  expect(await refusedWith(save({ prefix: 'Z' }))).toBe('in-use')
  expect(await refusedWith(save({ prefix: 'B' }, 'C'))).toBe('validation')
  expect(await refusedWith(save({ prefix: 'O' }, 'C'))).toBe('validation')
})

describe('estimates', () => {
  it('say nothing rather than guess: no window open, or too few services yet', async () => {
    expect((await take()).estimate).toBeNull()
    const one = await hall.as('account:w001')
    await one('openWindow', { params: { id: hall.windowId('1') } })
    expect((await take()).estimate).toBeNull()
  })

  it('are a range from recent services, longer for those further back', async () => {
    const one = await hall.as('account:w001')
    const window = { id: hall.windowId('1') }
    await one('openWindow', { params: window })
    for (let count = 0; count < 12; count += 1) {
      const taken = await take()
      await one('callNext', { params: window })
      await one('startService', { params: window, body: { ticketId: taken.id } })
      hall.advance(5 * 60_000 + (count % 3) * 30_000)
      await one('finishService', { params: window, body: { ticketId: taken.id } })
    }
    const line = []
    for (let count = 0; count < 4; count += 1) line.push(await take())
    await one('callNext', { params: window })
    const last = must(line.at(-1), 'the last of the line')
    const { estimate, ahead } = await kiosk('ticket', { params: { id: last.id } })
    expect(ahead).toBe(2)
    const range = must(estimate, 'a range')
    // Two ahead and one in service, five to six minutes each, one window.
    expect(range.lowMinutes).toBeGreaterThan(4)
    expect(range.highMinutes).toBeLessThan(30)
    expect(range.lowMinutes).toBeLessThanOrEqual(range.highMinutes)
    const nearer = must(
      (await kiosk('ticket', { params: { id: must(line[1], 'second').id } })).estimate,
      'a range',
    )
    expect(nearer.highMinutes).toBeLessThan(range.highMinutes)
  })
})

describe('an audio or kiosk outage that nobody saw until citizens told', () => {
  it('is reported by the terminal, shown in the console, and announced once', async () => {
    const report = { device: 'printer', kind: 'ticket-printer', state: 'fault', detail: 'paper-out' } as const
    await kiosk('reportDevice', { body: report })
    await kiosk('reportDevice', { body: report })
    expect((await operator('devices', {})).devices).toMatchObject([
      { terminalName: 'spare', device: 'printer', state: 'fault', detail: 'paper-out' },
    ])
    const auditor = await hall.as('auditor')
    expect((await auditor('journal', { query: { type: 'device-changed' } })).entries).toHaveLength(1)
  })
})

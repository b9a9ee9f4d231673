import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Client, RouteAnswer } from '../../contract/client.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** The live board's figures, worked by hand. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let one: Client
let two: Client
let supervisor: Client
const w = (number: string) => ({ id: hall.windowId(number) })
const minutes = (count: number) => hall.advance(count * 60_000)
const take = (prefix = 'A', ticketClass: 'ordinary' | 'priority' = 'ordinary') =>
  kiosk('takeTicket', { body: { queueId: hall.queueId(prefix), class: ticketClass } })
const call = async (client = one, number = '1') =>
  must(await client('callNext', { params: w(number) }), 'somebody waits')
const start = (ticketId: string, client = one, number = '1') =>
  client('startService', { params: w(number), body: { ticketId } })
const finish = (ticketId: string, client = one, number = '1') =>
  client('finishService', { params: w(number), body: { ticketId } })
const serve = async (minutesLong: number) => {
  const { id } = await call()
  await start(id)
  minutes(minutesLong)
  await finish(id)
  return id
}
const rate = (ticketId: string, level: RatingLevel) =>
  kiosk('rateTicket', { params: { id: ticketId }, body: { level, channel: 'kiosk' } })
const board = () => supervisor('board')
const queue = (told: RouteAnswer<'board'>, prefix: string) =>
  must(
    told.queues.find((row) => row.prefix === prefix),
    prefix,
  )
const window = (told: RouteAnswer<'board'>, number: string) =>
  must(
    told.windows.find((row) => row.number === number),
    number,
  )

/** Everybody signs in anew: a session does not last a week. */
async function arrive() {
  kiosk = await hall.as('kiosk')
  for (const account of ['w001', 'w002'] as const) {
    const { password } = must(
      hall.running.demonstration?.accounts.find((person) => person.account === account),
      account,
    )
    const { token } = await hall.client(null)('signIn', { body: { account, password } })
    if (account === 'w001') one = hall.client(token)
    else two = hall.client(token)
  }
  const person = must(
    hall.running.demonstration?.accounts.find(({ roles }) => roles.includes('supervisor')),
    'a supervisor',
  )
  const { token } = await hall.client(null)('signIn', {
    body: { account: person.account, password: person.password },
  })
  supervisor = hall.client(token)
}

beforeEach(async () => {
  hall = await startTestHall()
  await arrive()
})
afterEach(() => hall.stop())

it('an empty hall has nothing to act on, and no day to compare with', async () => {
  const told = await board()
  expect(told.attention).toEqual([])
  expect(told.totals).toMatchObject({ waiting: 0, inHall: 0, windowsOpen: 0 })
  expect(told.comparison).toMatchObject({
    today: { issued: 0, done: 0, meanWaitMinutes: null, satisfiedShare: null },
    before: null,
  })
  expect(told.pace).toHaveLength(60)
  expect(told.zoneId).toBeNull()
})

it('a hand-made hour: who is in the hall, the pace, the day so far', async () => {
  await one('openWindow', { params: w('1') })
  await two('openWindow', { params: w('2') })
  for (let count = 0; count < 5; count += 1) await take()
  minutes(10)
  const first = await serve(5)
  await rate(first, 'very-satisfied')
  const second = await serve(5)
  await rate(second, 'dissatisfied')
  const third = await call()
  await start(third.id)
  const fourth = await call(two, '2')
  minutes(1)
  const told = await board()
  expect(told.totals).toEqual({
    waiting: 1,
    called: 1,
    serving: 1,
    held: 0,
    inHall: 3,
    windowsOpen: 2,
    windowsPaused: 0,
    windows: told.windows.length,
    queuesOpen: told.queues.length,
  })
  expect(queue(told, 'A')).toMatchObject({
    waiting: 1,
    oldest: { number: 'A005', minutes: 21 },
    overBound: [],
    windowsOpen: expect.any(Number),
  })
  expect(window(told, '1')).toMatchObject({
    state: 'open',
    ticket: { id: third.id, state: 'serving' },
    trouble: null,
  })
  expect(window(told, '2').ticket).toMatchObject({ id: fourth.id, state: 'called' })
  // 10:00 issued five, 10:10 called one, 10:15 done and called, 10:20 done and called two; it is 10:21.
  expect(told.pace.filter((one) => one.issued + one.called + one.done > 0)).toEqual([
    { startsAt: '2026-11-24T10:00:00+08:00', issued: 5, called: 0, done: 0 },
    { startsAt: '2026-11-24T10:10:00+08:00', issued: 0, called: 1, done: 0 },
    { startsAt: '2026-11-24T10:15:00+08:00', issued: 0, called: 1, done: 1 },
    { startsAt: '2026-11-24T10:20:00+08:00', issued: 0, called: 2, done: 1 },
  ])
  // Four were called, after 10, 15, 20 and 20 minutes.
  expect(told.comparison).toEqual({
    until: '2026-11-24T10:21:00+08:00',
    today: { day: '2026-11-24', issued: 5, done: 2, meanWaitMinutes: 16.25, satisfiedShare: 0.5, rated: 2 },
    before: null,
  })
})

it('a ticket set aside, a window that pauses and a queue that is switched off are counted as that', async () => {
  await one('openWindow', { params: w('1') })
  await two('openWindow', { params: w('2') })
  await take()
  const { id } = await call()
  await start(id)
  await one('holdService', { params: w('1'), body: { ticketId: id } })
  await two('pauseWindow', { params: w('2'), body: { reason: '午休' } })
  const operator = await hall.as('operator')
  await operator('saveQueue', { params: { id: hall.queueId('B') }, body: { switchedOn: false } })
  const told = await board()
  expect(told.totals).toMatchObject({ held: 1, serving: 0, inHall: 1, windowsOpen: 1, windowsPaused: 1 })
  expect(told.totals.queuesOpen).toBe(told.queues.length - 1)
  expect(queue(told, 'B').open).toBe(false)
})

describe('what to act on', () => {
  it('whoever was called and is not begun: after ten minutes, until it is begun', async () => {
    await one('openWindow', { params: w('1') })
    await take()
    const { id } = await call()
    minutes(9)
    expect(window(await board(), '1').trouble).toBeNull()
    minutes(41)
    const told = await board()
    expect(window(told, '1').trouble).toEqual({ kind: 'unstarted', minutes: 50 })
    expect(told.attention).toEqual([{ kind: 'window-unstarted', windowId: hall.windowId('1'), minutes: 50 }])
    await start(id)
    expect((await board()).attention).toEqual([])
  })

  it('a queue crosses its limit, and says how many and whose bound', async () => {
    await one('openWindow', { params: w('1') })
    const busy = await take()
    await call()
    await start(busy.id)
    for (let count = 0; count < 3; count += 1) await take()
    const kinds = async () => (await board()).attention.map(({ kind }) => kind)
    minutes(45)
    expect(await kinds()).not.toContain('queue-over-bound')
    minutes(1)
    const told = await board()
    expect(told.attention[0]).toEqual({
      kind: 'queue-over-bound',
      queueId: hall.queueId('A'),
      count: 3,
      boundMinutes: 45,
      oldestMinutes: 46,
    })
    expect(queue(told, 'A').overBound).toEqual([{ boundMinutes: 45, count: 3 }])
  })

  it('nobody serves a queue in which people wait', async () => {
    await take('B')
    expect((await board()).attention).toEqual([
      { kind: 'queue-unattended', queueId: hall.queueId('B'), waiting: 1, oldestMinutes: 0 },
    ])
  })

  it('a window is idle while people wait, and no longer once it calls', async () => {
    await one('openWindow', { params: w('1') })
    minutes(30)
    await take()
    minutes(2)
    expect((await board()).attention).toEqual([])
    minutes(2)
    const idle = await board()
    expect(idle.attention).toEqual([{ kind: 'window-idle', windowId: w('1').id, minutes: 4, waiting: 1 }])
    expect(window(idle, '1').trouble).toEqual({ kind: 'idle', minutes: 4, waiting: 1 })
    await call()
    expect((await board()).attention).toEqual([])
  })

  it('the hall sets from when on it is told of a window; another setting leaves these alone', async () => {
    const operator = await hall.as('operator')
    const limits = {
      idleMinutes: 10,
      calledMinutes: 10,
      pausedMinutes: 5,
      overlongMinutes: 30,
      leastOverlongMinutes: 10,
    }
    await operator('saveSettings', { body: { board: limits } })
    await operator('saveSettings', { body: { name: '另一个名字' } })
    await one('openWindow', { params: w('1') })
    await take()
    minutes(9)
    expect((await board()).attention).toEqual([])
    minutes(1)
    expect((await board()).attention).toMatchObject([{ kind: 'window-idle', minutes: 10 }])
    await one('pauseWindow', { params: w('1'), body: { reason: '午餐' } })
    minutes(5)
    const told = await board()
    expect(window(told, '1').trouble).toEqual({ kind: 'paused', minutes: 5 })
    expect(told.limits).toEqual(limits)
  })

  it('a service is overlong: holds do not count, and what is usual comes from the queue', async () => {
    await one('openWindow', { params: w('1') })
    for (let count = 0; count < 21; count += 1) await take()
    for (let count = 0; count < 20; count += 1) await serve(count < 19 ? 12 : 14)
    const last = await call()
    await start(last.id)
    minutes(5)
    await one('holdService', { params: w('1'), body: { ticketId: last.id } })
    minutes(60)
    await one('resumeService', { params: w('1'), body: { ticketId: last.id } })
    minutes(7)
    expect(window(await board(), '1').trouble).toBeNull()
    minutes(1)
    // 5 + 8 minutes; of twenty services the nineteenth in order took 12.
    expect(window(await board(), '1').trouble).toEqual({ kind: 'overlong', minutes: 13, usualMinutes: 12 })
  })

  it('a pause is long, and a new reason does not begin it anew', async () => {
    await one('openWindow', { params: w('1') })
    await one('pauseWindow', { params: w('1'), body: { reason: '用餐' } })
    minutes(15)
    await one('pauseWindow', { params: w('1'), body: { reason: '整理材料' } })
    minutes(6)
    const told = await board()
    expect(told.attention).toEqual([{ kind: 'window-paused', windowId: w('1').id, minutes: 21 }])
    expect(window(told, '1')).toMatchObject({ state: 'paused', pauseReason: '整理材料' })
  })
})

describe('today against the same weekday', () => {
  const week = 7 * 24 * 60
  it('is compared up to the same time of day, with the last one on which there were tickets', async () => {
    await one('openWindow', { params: w('1') })
    for (let count = 0; count < 4; count += 1) await take()
    minutes(6)
    const id = await serve(4)
    await rate(id, 'satisfied')
    minutes(50)
    // 11:00, after the time of day that is compared below.
    await take()
    // The next day is another weekday; a fortnight later nobody came the week before.
    minutes(24 * 60)
    await arrive()
    await take()
    minutes(2 * week - 24 * 60 - 30)
    await arrive()
    await take()
    minutes(1)
    const told = (await board()).comparison
    expect(told.until).toBe('2026-12-08T10:31:00+08:00')
    expect(told.today).toMatchObject({ day: '2026-12-08', issued: 1, done: 0, meanWaitMinutes: null })
    expect(told.before).toEqual({
      day: '2026-11-24',
      issued: 4,
      done: 1,
      meanWaitMinutes: 6,
      satisfiedShare: 1,
      rated: 1,
    })
  })

  it('what was called and rated later that day is not yet counted', async () => {
    await one('openWindow', { params: w('1') })
    await take()
    minutes(20)
    const id = await serve(10)
    await rate(id, 'satisfied')
    minutes(week - 15)
    await arrive()
    const { before, until } = (await board()).comparison
    expect(until).toBe('2026-12-01T10:15:00+08:00')
    expect(before).toEqual({
      day: '2026-11-24',
      issued: 1,
      done: 0,
      meanWaitMinutes: null,
      satisfiedShare: null,
      rated: 0,
    })
  })
})

function leadersZone(): string {
  const found = hall.running.hall.db
    .prepare<[], { zone_id: string }>(
      "SELECT zone_id FROM staff WHERE id IN (SELECT staff_id FROM staff_roles WHERE role = 'leader')",
    )
    .get()
  return must(found, 'a leader').zone_id
}

describe('who sees what', () => {
  it('a leader sees the zone: its windows, the queues that stand or are served there, and their figures', async () => {
    const leader = await hall.as('leader')
    const zoneId = leadersZone()
    const whole = await board()
    const told = await leader('board')
    expect(told.zoneId).toBe(zoneId)
    expect(told.windows.map(({ id }) => id)).toEqual(
      whole.windows.filter((row) => row.zoneId === zoneId).map(({ id }) => id),
    )
    expect(told.queues.length).toBeLessThan(whole.queues.length)
    const outside = must(
      whole.queues.find((row) => !told.queues.some(({ id }) => id === row.id)),
      'a queue of another zone',
    )
    const inside = must(told.queues[0], 'a queue of the zone')
    await kiosk('takeTicket', { body: { queueId: outside.id } })
    await kiosk('takeTicket', { body: { queueId: inside.id } })
    expect((await leader('board')).totals.waiting).toBe(1)
    expect((await board()).totals.waiting).toBe(2)
    expect((await leader('board')).attention).toHaveLength(1)
  })
})

it('whatever the history, board and replay look up days and places, and scan no table that grows', async () => {
  const { db } = hall.running.hall
  const prepare = vi.spyOn(db, 'prepare')
  // A week later, so that there is a day to compare with.
  await take()
  minutes(7 * 24 * 60)
  await arrive()
  await take()
  minutes(1)
  prepare.mockClear()
  expect((await board()).comparison.before).not.toBeNull()
  await supervisor('replay', { query: { day: '2026-12-01' } })
  const asked = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.startsWith('SELECT'))
  expect(asked.length).toBeGreaterThan(8)
  const scans = asked.flatMap((sql) => {
    const values = Array.from({ length: sql.split('?').length - 1 }, () => 0)
    return db
      .prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .filter(({ detail }) => /^SCAN (t|tickets|journal|services|s|l|ratings|r)\b/.test(detail))
      .map(({ detail }) => detail)
  })
  // Who waits has an index of its own, which holds nobody else.
  expect(scans.filter((detail) => !detail.includes('tickets_waiting'))).toEqual([])
})

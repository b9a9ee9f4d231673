import excel from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client, RouteAnswer } from '../../contract/client.ts'
import { groupings } from '../../core/report/group.ts'
import { must } from '../../core/result.ts'
import { query } from '../../db/statement.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { countFromJournal } from '../support/journal-figures.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** Reports over HTTP. Real: the hall, its store, the thread that reads it, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let director: Client
const minute = 60_000
const w = (number: string) => ({ id: hall.windowId(number) })

beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  director = await hall.as('director')
})
afterEach(() => hall.stop())

const take = (prefix: string) => kiosk('takeTicket', { body: { queueId: hall.queueId(prefix) } })
const clerk = async (number: string) => {
  const client = await hall.as(`account:w${number.padStart(3, '0')}`)
  await client('openWindow', { params: w(number) })
  const act = (
    name: 'startService' | 'finishService' | 'missTicket' | 'recallTicket' | 'undo',
    ticketId: string,
  ) => client(name, { params: w(number), body: { ticketId } })
  return {
    client,
    act,
    next: async () => must(await client('callNext', { params: w(number) }), 'somebody waits'),
  }
}
const report = (asked: Parameters<typeof ask>[0] = {}) => ask(asked)
const ask = (asked: { by?: (typeof groupings)[number]; from?: string; to?: string; compare?: 'true' }) =>
  director('report', { query: asked })
type Figures = RouteAnswer<'report'>['total']

describe('a small day, counted by hand', () => {
  /**
   * Minute by minute from 10:00, queue A at windows 1 and 2:
   *  0 A001, A002, A003, A004 and A005 are issued.
   *  5 Window 1 calls A001 (waited 5), recalls at 6, starts at 6, finishes by mistake at 10, undoes, finishes at 16:
   *    10 minutes of service; rated satisfied.
   *  8 Window 2 calls A002 (waited 8), misses it at 10; at 12 it comes back, at 20 window 1 calls it again, starts at
   *    once and finishes at 24: 4 minutes; rated dissatisfied.
   * 14 Window 2 calls A003 (waited 14) and misses it by mistake, undoes it, starts, and finishes at 34: 20 minutes;
   *    nobody rates it.
   * 30 Window 1 calls A004 (waited 30) and misses it; it never comes back.
   * A005 is never called; the day ends.
   */
  beforeEach(async () => {
    const began = hall.now()
    const at = (minutes: number) => hall.setClock(began + minutes * minute)
    const tickets = []
    for (let count = 0; count < 5; count += 1) tickets.push(await take('A'))
    const [first, second, third, fourth] = tickets.map((ticket) => ticket.id)
    const [a1, a2, a3, a4] = [must(first, '1'), must(second, '2'), must(third, '3'), must(fourth, '4')]
    const one = await clerk('1')
    const two = await clerk('2')
    at(5)
    expect((await one.next()).id).toBe(a1)
    at(6)
    await one.act('recallTicket', a1)
    await one.act('startService', a1)
    at(8)
    expect((await two.next()).id).toBe(a2)
    at(10)
    await one.act('finishService', a1)
    await one.act('undo', a1)
    await two.act('missTicket', a2)
    at(12)
    await kiosk('returnTicket', { params: { id: a2 } })
    at(14)
    await two.client('callTicket', { params: w('2'), body: { ticketId: a3 } })
    await two.act('missTicket', a3)
    await two.act('undo', a3)
    await two.act('startService', a3)
    at(16)
    await one.act('finishService', a1)
    const pad = await hall.as('pad:1')
    await pad('rateTicket', { params: { id: a1 }, body: { level: 'satisfied', channel: 'pad' } })
    at(20)
    await one.client('callTicket', { params: w('1'), body: { ticketId: a2 } })
    await one.act('startService', a2)
    at(24)
    await one.act('finishService', a2)
    await pad('rateTicket', {
      params: { id: a2 },
      body: { level: 'dissatisfied', reasons: [], channel: 'pad' },
    })
    at(30)
    await one.client('callTicket', { params: w('1'), body: { ticketId: a4 } })
    await one.act('missTicket', a4)
    at(34)
    await two.act('finishService', a3)
    at(120)
    await runDue(hall.running.hall)
    const operator = await hall.as('operator')
    await operator('endDay', {})
  })

  it('the whole day', async () => {
    const { total, rows, course } = await report({ by: 'hour' })
    expect(total).toMatchObject({
      issued: 5,
      called: 4,
      cancelled: 0,
      expired: 1,
      noShows: 1,
      noShowShare: 0.25,
      served: 3,
      rated: 2,
      notRated: 1,
      satisfied: 1,
      satisfiedShare: 0.5,
      levels: { satisfied: 1, dissatisfied: 1 },
    })
    expect(total.ratedShare).toBeCloseTo(2 / 3)
    // Waits 5, 8, 14, 30: the mean 14.25, the median between 8 and 14, the 95th 0.85 of the way from 14 to 30.
    expect(total.wait).toMatchObject({ mean: 14.25, p50: 11, max: 30 })
    expect(total.wait?.p95).toBeCloseTo(27.6)
    // Services 10, 4, 20.
    expect(total.service?.mean).toBeCloseTo(34 / 3)
    expect(total.service).toMatchObject({ p50: 10, max: 20 })
    expect(rows.map((row) => [row.id, row.figures.issued, row.figures.served])).toEqual([['10', 5, 3]])
    expect(course.steps).toHaveLength(1)
  })

  it('by window: a ticket counts with whoever called it first, a service where it was finished', async () => {
    const { rows } = await report({ by: 'window' })
    expect(rows.map(({ code, figures }) => [code, figures.issued, figures.noShows, figures.served])).toEqual([
      ['1', 2, 1, 2],
      ['2', 2, 0, 1],
      [null, 1, 0, 0],
    ])
    const [one, two] = rows.map(({ figures }) => figures)
    expect(one?.wait).toMatchObject({ mean: 17.5, max: 30 })
    expect(one?.service).toMatchObject({ mean: 7 })
    expect(one?.satisfiedShare).toBe(0.5)
    expect(two?.wait).toMatchObject({ mean: 11 })
    expect(two?.satisfiedShare).toBeNull()
  })

  it("a window's own day says the same", async () => {
    const { rows } = await report({ by: 'window' })
    const one = await hall.as('account:w001')
    const { figures } = await one('windowDay', { params: w('1') })
    expect(figures).toEqual(rows[0]?.figures)
    expect(await refusedWith(one('windowDay', { params: w('2') }))).toBe('not-permitted')
  })

  it('the journal, read on its own, says the same', async () => {
    expect(countFromJournal(hall.running.hall.db)).toEqual(await sums())
  })

  it('yesterday is empty, and to compare with it is said', async () => {
    const { before, from } = await report({ compare: 'true' })
    expect(from).toBe('2026-11-24')
    expect(before).toMatchObject({ from: '2026-11-23', to: '2026-11-23', total: { issued: 0, wait: null } })
  })

  it('a spreadsheet holds every row, and numbers as numbers', async () => {
    const bytes = await file('xlsx', 'window')
    const book = new excel.Workbook()
    await book.xlsx.load(bytes)
    const sheet = must(book.getWorksheet('窗口'), 'the sheet of windows')
    expect(sheet.rowCount).toBe(1 + 3 + 1)
    const head = sheet.getRow(1).values
    expect(head).toContain('满意率')
    const at = (Array.isArray(head) ? head : []).indexOf('平均等候（分钟）')
    expect(sheet.getRow(2).getCell(at).value).toBe(17.5)
    expect(sheet.getRow(5).getCell(at).value).toBe(14.25)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['汇总', '窗口', '时段'])
  })

  it('a CSV file computes nothing in a spreadsheet and begins with the byte order mark', async () => {
    query(hall.running.hall.db, "UPDATE windows SET name = '=1+1' WHERE number = '1'").run()
    const text = Buffer.from(await file('csv', 'window')).toString('utf8')
    expect(text.startsWith('\ufeff窗口号,窗口,取号,')).toBe(true)
    expect(text).toContain("1,'=1+1,2,")
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + 3 + 1)
  })
})

it('transfers and visits of several items: one ticket, every finished service', async () => {
  const one = await clerk('1')
  const two = await clerk('2')
  const ticket = await take('A')
  hall.advance(3 * minute)
  await one.next()
  await one.act('startService', ticket.id)
  hall.advance(2 * minute)
  await one.client('transferTicket', {
    params: w('1'),
    body: { ticketId: ticket.id, toWindowId: hall.windowId('2') },
  })
  hall.advance(4 * minute)
  await two.next()
  await two.act('startService', ticket.id)
  hall.advance(6 * minute)
  await two.act('finishService', ticket.id)
  const { total, rows } = await report({ by: 'window' })
  expect(total).toMatchObject({ issued: 1, called: 1, served: 1, wait: { mean: 3 }, service: { mean: 6 } })
  expect(rows.map(({ code, figures }) => [code, figures.issued, figures.served])).toEqual([
    ['1', 1, 0],
    ['2', 0, 1],
  ])

  const { items } = await kiosk('items', { query: { limit: 200 } })
  const served = await one.client('windows', {})
  const queueIds = must(
    served.windows.find((window) => window.id === hall.windowId('1')),
    'window 1',
  ).queueIds
  const [a, b] = items.filter((item) => item.queueId !== null && queueIds.includes(item.queueId))
  const visit = await kiosk('takeTicket', {
    body: { itemIds: [must(a, 'an item').id, must(b, 'another item').id] },
  })
  for (const minutes of [5, 7]) {
    await one.client('callTicket', { params: w('1'), body: { ticketId: visit.id } })
    await one.act('startService', visit.id)
    hall.advance(minutes * minute)
    await one.act('finishService', visit.id)
  }
  const after = await report({ by: 'item' })
  expect(after.total).toMatchObject({ issued: 2, called: 2, served: 3, wait: { max: 3 } })
  expect(after.rows.map(({ code, figures }) => [code, figures.issued, figures.served])).toEqual([
    [a?.code, 1, 1],
    [b?.code, 0, 1],
    [null, 1, 1],
  ])
  expect(await sums()).toEqual(countFromJournal(hall.running.hall.db))
})

it('whatever people press, totals agree by every grouping, and with the journal', async () => {
  const [one, two] = [await clerk('1'), await clerk('2')]
  let seed = 20_261_124
  const chance = () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return seed / 4_294_967_296
  }
  const desks = [
    { number: '1', ...one },
    { number: '2', ...two },
  ]
  for (let step = 0; step < 160; step += 1) {
    hall.advance(Math.ceil(chance() * 90) * 1000)
    const what = chance()
    if (what < 0.35) {
      const taken = await take('A')
      if (chance() < 0.1) await kiosk('cancelTicket', { params: { id: taken.id } })
      continue
    }
    const { client, act, number } = must(desks[Math.floor(chance() * desks.length)], 'a desk')
    const { windows } = await client('windows', {})
    const hand = windows.find((window) => window.id === hall.windowId(number))?.ticket ?? null
    if (hand === null) {
      const { missed } = await client('windowLine', { params: w(number) })
      const back = missed.find((ticket) => ticket.returnable)
      if (back && chance() < 0.5) await client('returnTicket', { params: { id: back.id } })
      await client('callNext', { params: w(number) })
    } else if (hand.state === 'called') {
      await act(chance() < 0.3 ? 'missTicket' : 'startService', hand.id)
      if (chance() < 0.2) await act('undo', hand.id)
    } else if (chance() < 0.15) {
      const other = number === '1' ? '2' : '1'
      await client('transferTicket', {
        params: w(number),
        body: { ticketId: hand.id, toWindowId: hall.windowId(other) },
      })
    } else {
      await act('finishService', hand.id)
      const rate = chance()
      if (rate < 0.2) await act('undo', hand.id)
      else if (rate < 0.6) {
        const pad = await hall.as(`pad:${number}`)
        const level = rate < 0.5 ? 'satisfied' : 'very-dissatisfied'
        await pad('rateTicket', { params: { id: hand.id }, body: { level, channel: 'pad' } })
      }
    }
  }
  const { total } = await report()
  expect(total.issued).toBeGreaterThan(30)
  expect(total.served).toBeGreaterThan(10)
  expect(total.noShows).toBeGreaterThan(0)
  for (const by of groupings) {
    const { rows, course, total: again } = await report({ by })
    expect(again).toEqual(total)
    for (const parts of [rows, course.steps])
      for (const figure of ['issued', 'called', 'noShows', 'served', 'rated', 'satisfied', 'judged'] as const)
        expect(sum(parts.map(({ figures }) => figures[figure])), `${by} ${figure}`).toBe(total[figure])
    const waits = rows.map(({ figures }) => (figures.wait?.mean ?? 0) * figures.called)
    expect(sum(waits), by).toBeCloseTo((total.wait?.mean ?? 0) * total.called, 6)
  }
  expect(await sums()).toEqual(countFromJournal(hall.running.hall.db))
})

it('a leader reads their own zone, and nobody below reads reports', async () => {
  await take('A')
  const citizens = await report({ by: 'queue' })
  expect(citizens).toMatchObject({ wholeHall: true, zoneName: null })
  const leader = await hall.as('leader')
  const own = await leader('report', { query: { by: 'queue' } })
  expect(own.wholeHall).toBe(false)
  const zoneId = query<{ zone_id: string }>(
    hall.running.hall.db,
    "SELECT zone_id FROM staff WHERE account = 'l001'",
  ).get()?.zone_id
  const zones = query<{ prefix: string; zone_id: string }>(
    hall.running.hall.db,
    'SELECT prefix, zone_id FROM queues ORDER BY prefix',
  ).all()
  const elsewhere = must(
    zones.find((queue) => queue.zone_id !== zoneId),
    'a queue of another zone',
  )
  const before = own.total.issued
  await take(elsewhere.prefix)
  expect((await leader('report', { query: {} })).total.issued).toBe(before)
  const inZone = must(
    zones.find((queue) => queue.zone_id === zoneId),
    'a queue of the zone',
  )
  await take(inZone.prefix)
  expect((await leader('report', { query: {} })).total.issued).toBe(before + 1)
})

it.each([
  [{ from: '2026-11-25', to: '2026-11-24' }],
  [{ from: '2025-01-01', to: '2026-11-24' }],
  [{ from: '2026-02-30' }],
])('refuses %j', async (asked) => {
  expect(await refusedWith(report(asked))).toBe('validation')
})

it('targets are set by part of the settings, and other parts leave them', async () => {
  const operator = await hall.as('operator')
  const targets = { services: 30, meanServiceMinutes: 12, satisfiedPercent: 98, longestWaitMinutes: null }
  await operator('saveSettings', { body: { targets } })
  await operator('saveSettings', { body: { nameEn: 'Another name' } })
  const one = await hall.as('account:w001')
  expect((await one('windowDay', { params: w('1') })).targets).toEqual(targets)
})

it('the hall stops while a report is counted, and starts again', async () => {
  const asked = fetch(`${hall.running.url}/api/v1/reports`, {
    headers: { authorization: `Bearer ${await hall.token('director')}` },
  }).catch(() => null)
  await hall.restart()
  await asked
  expect((await (await hall.as('director'))('report', { query: {} })).total.issued).toBe(0)
})

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

async function file(format: 'xlsx' | 'csv', by: string): Promise<ArrayBuffer> {
  const answer = await fetch(`${hall.running.url}/api/v1/reports/file?by=${by}&format=${format}`, {
    headers: { authorization: `Bearer ${await hall.token('director')}` },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain(`.${format}"`)
  return answer.arrayBuffer()
}

/** What a report says, in the figures that the journal alone can tell. */
async function sums() {
  const { total } = await report()
  return pick(total)
}

function pick(total: Figures) {
  const { issued, called, noShows, cancelled, served, rated, satisfied, judged, inRange } = total
  return {
    ...{ issued, called, noShows, cancelled, served, rated, satisfied, judged, inRange },
    waitMinutes: Math.round((total.wait?.mean ?? 0) * called * 1000),
    serviceSeconds: Math.round((total.service?.mean ?? 0) * served * 60),
  }
}

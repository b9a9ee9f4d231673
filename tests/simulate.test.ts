import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../core/result.ts'
import { readArrivals } from '../simulate/arrivals.ts'
import { type DayOptions, type MeasuredDay, runMeasuredDay } from '../simulate/measured-day.ts'
import { chanceFrom } from '../simulate/reference/chance.ts'
import { breaksInWords, ticketsAsCsv } from '../simulate/report.ts'
import { planWindows } from '../simulate/window-plan.ts'
import { spawnNode } from './support/spawn.ts'

/** Days given from outside. Real: the hall, its store, HTTP. Simulated: the clock and whoever comes. */
const header = 'arrive_at,queue,class,service_seconds,patience_seconds'

async function run(
  rows: readonly string[],
  count: number,
  queues: readonly string[] = [],
  more: Partial<DayOptions> = {},
): Promise<MeasuredDay> {
  const read = readArrivals([header, ...rows].join('\n'))
  const arrivals = must(read.ok ? read.value : null, 'the day is written well')
  const planned = planWindows(count, queues, new Set(arrivals.map(({ queue }) => queue)))
  const windows = must(planned.ok ? planned.value : null, 'the windows are planned well')
  return runMeasuredDay(arrivals, { windows, speed: null, ...more })
}

/** `number called_at window` of each ticket. */
const calls = (day: MeasuredDay) =>
  ticketsAsCsv(day)
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
    .map(([number, , calledAt, window]) => `${number} ${calledAt} ${window}`.trim())

describe('a measured day', () => {
  it('is served as measured: priority goes first, the rest in turn, and the waits are exact', async () => {
    const day = await run(
      ['09:00:00,A,ordinary,120,', '09:00:10,A,ordinary,60,', '09:00:20,A,priority,60,'],
      1,
    )
    expect(calls(day)).toEqual(['A001 09:00:00 1', 'A002 09:03:00 1', 'A003 09:02:00 1'])
    expect(day.figures).toMatchObject({ issued: 3, done: 3, waiting: 0, balanced: true })
    // Waits of 0, 100 and 170 seconds.
    expect(day.figures.waitMinutes.mean).toBeCloseTo(1.5)
    expect(day.figures.waitMinutes.p50).toBeCloseTo(100 / 60)
    expect(day.figures.waitMinutes.max).toBeCloseTo(170 / 60)
    expect(day.breaks).toEqual([])
  })

  it('goes on past midnight until the last customer is served', async () => {
    const day = await run(
      ['23:59:30,A,ordinary,3600,', '23:59:40,A,ordinary,60.5,', '23:59:50,A,ordinary,1,'],
      1,
    )
    expect(calls(day)).toEqual(['A001 23:59:30 1', 'A002 24:59:30 1', 'A003 25:00:30.500 1'])
    expect(day.figures).toMatchObject({ done: 3, expired: 0, balanced: true })
  })

  it('sessions that end after a day are no obstacle', async () => {
    const twentyHours = 20 * 3600
    const day = await run(
      [
        `00:00:00,A,ordinary,${twentyHours},`,
        `10:00:00,A,ordinary,${twentyHours},`,
        '23:00:00,A,ordinary,60,',
      ],
      1,
    )
    expect(calls(day)).toEqual(['A001 00:00:00 1', 'A002 20:00:00 1', 'A003 40:00:00 1'])
    expect(day.figures).toMatchObject({ done: 3, balanced: true })
  })

  it('serves whoever waited longer than a day: nobody is taken to have left', async () => {
    const fifteenHours = 15 * 3600
    const row = `09:00:00,A,ordinary,${fifteenHours},`
    const day = await run([row, row, row, row], 1)
    expect(calls(day)).toEqual(['A001 09:00:00 1', 'A002 24:00:00 1', 'A003 39:00:00 1', 'A004 54:00:00 1'])
    expect(day.figures).toMatchObject({ done: 4, expired: 0, balanced: true })
  })

  it('loses whoever has waited as long as their patience lasts, and serves who is called just then', async () => {
    const day = await run(
      ['09:00:00,A,ordinary,300,1', '09:01:00,A,ordinary,60,120', '09:02:00,A,ordinary,60,180'],
      1,
    )
    expect(calls(day)).toEqual(['A001 09:00:00 1', 'A002', 'A003 09:05:00 1'])
    expect(day.figures).toMatchObject({ issued: 3, done: 2, abandoned: 1, cancelled: 0, balanced: true })
    expect(day.figures.estimates.meanWaitMinutes * day.figures.estimates.count).toBeCloseTo(0)
  })

  it('windows serve all queues, one after the other, unless told otherwise', async () => {
    const rows = ['09:00:00,A,ordinary,120,', '09:00:10,B,ordinary,60,', '09:00:20,A,ordinary,60,']
    expect(calls(await run(rows, 1))).toEqual(['A001 09:00:00 1', 'B001 09:03:00 1', 'A002 09:02:00 1'])
    expect(calls(await run(rows, 1, ['W1=B,A']))).toEqual([
      'A001 09:00:00 1',
      'B001 09:02:00 1',
      'A002 09:03:00 1',
    ])
    expect(calls(await run(rows, 2, ['W1=B', 'W2=A']))).toEqual([
      'A001 09:00:00 2',
      'B001 09:00:10 1',
      'A002 09:02:00 2',
    ])
  })

  it('who is in a queue that no window serves is still waiting at the end, and is counted', async () => {
    const day = await run(['09:00:00,A,ordinary,60,', '09:00:10,B,ordinary,60,'], 1, ['W1=A'])
    expect(day.figures).toMatchObject({ issued: 2, done: 1, waiting: 1, balanced: true })
  })

  it('compares what was told with the two classic rules', async () => {
    const rows = ['09:00:00', '09:02:00', '09:04:00', '09:06:00', '09:06:10'].map(
      (at) => `${at},A,ordinary,60,`,
    )
    const { estimates, baselines } = (await run(rows, 1)).figures
    // The last one finds the window busy: 1 minute by length, 0 by the last who entered; 50 seconds came.
    expect(baselines.ql).toMatchObject({ count: 1 })
    expect(baselines.ql.rase).toBeCloseTo(0.2)
    expect(baselines.les.rase).toBeCloseTo(1)
    expect(estimates).toMatchObject({ count: 1 })
    expect(estimates.meanWaitMinutes).toBeCloseTo(50 / 60)
  })

  it('is first come, first served, at every window count, as worked out without the hall', async () => {
    const chance = chanceFrom(7)
    const people = Array.from({ length: 150 }, () => ({
      at: 9 * 3600 + Math.floor(chance() * 3600),
      seconds: Math.floor(chance() * 180),
    })).sort((a, b) => a.at - b.at)
    const clock = (s: number) =>
      [s / 3600, (s / 60) % 60, s % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
    const day = await run(
      people.map(({ at, seconds }) => `${clock(at)},A,ordinary,${seconds},`),
      3,
    )
    const freeAt = [0, 0, 0]
    const expected = people.map(({ at, seconds }) => {
      const start = Math.max(at, Math.min(...freeAt))
      freeAt[freeAt.indexOf(Math.min(...freeAt))] = start + seconds
      return clock(start)
    })
    expect(calls(day).map((call) => call.split(' ')[1])).toEqual(expected)
    expect(day.figures).toMatchObject({ issued: 150, done: 150, balanced: true })
    expect(day.figures.estimates.count).toBeGreaterThan(20)
  })
})

describe('a book that does not balance', () => {
  it('is found, with the whole history of the first offending ticket', async () => {
    const rows = ['09:00:00,A,ordinary,60,', '09:00:10,A,ordinary,60,']
    const day = await run(rows, 1, [], {
      beforeBooks: ({ running }) =>
        void running.hall.db.exec("UPDATE tickets SET state = 'waiting' WHERE number = 'A002'"),
    })
    expect(day.figures).toMatchObject({ done: 1, waiting: 1, balanced: false })
    expect(day.breaks.map(({ book }) => book)).toEqual(['balance'])
    const words = breaksInWords(day.breaks, day.record.journal)
    const steps = ['ticket-issued', 'ticket-called', 'service-started', 'service-finished']
    for (const step of steps) expect(words).toMatch(new RegExp(`${step} .*A002`))
    expect(words).not.toContain('A001')
  })
})

describe('npm run simulate', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'govhall-simulate-test-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, ...rows: string[]) => {
    const path = join(folder, name)
    writeFileSync(path, `${rows.join('\n')}\n`)
    return path
  }
  const simulate = (...args: string[]) => spawnNode(['build/simulate.mjs', ...args])

  it('prints one JSON object last, and writes a row for each ticket', async () => {
    const day = file('day.csv', header, '09:00:00,A,ordinary,60,', '09:00:10,A,ordinary,30,')
    const out = join(folder, 'tickets.csv')
    const spawned = simulate('--arrivals', day, '--windows', '1', '--json', '--tickets', out)
    expect((await spawned.ended).code, spawned.stderr()).toBe(0)
    const lines = spawned.stdout().trim().split('\n')
    expect(JSON.parse(must(lines.at(-1), 'a last line'))).toMatchObject({
      issued: 2,
      done: 2,
      noShow: 0,
      cancelled: 0,
      abandoned: 0,
      expired: 0,
      waiting: 0,
      balanced: true,
      waitMinutes: { mean: 0.4167, max: 0.8333 },
      baselines: { ql: { count: 0 }, les: { count: 1 } },
    })
    expect(readFileSync(out, 'utf8')).toMatch(
      /^number,arrive_at,called_at,window,low_minutes,high_minutes\nA001,09:00:00,09:00:00,1,0,1\nA002,09:00:10,09:01:00,1,,\n$/,
    )
  })

  it('a faulty file is refused with every line named, and nothing is simulated', async () => {
    const spawned = simulate(
      '--arrivals',
      file('bad.csv', header, '9:00,A,ordinary,60,', '09:00:00,A,vip,60,'),
      '--windows',
      '1',
    )
    expect((await spawned.ended).code).toBe(1)
    expect(spawned.stdout()).toBe('')
    expect(spawned.stderr()).toMatch(/第 2 行 {2}arrive_at .*9:00/)
    expect(spawned.stderr()).toMatch(/第 3 行 {2}class .*vip/)
  })

  it('a wrong option is one clear line', async () => {
    const spawned = simulate(
      '--arrivals',
      file('day.csv', header, '09:00:00,A,ordinary,60,'),
      '--windows',
      '0',
    )
    expect((await spawned.ended).code).toBe(1)
    expect(spawned.stderr().trim().split('\n')).toEqual([expect.stringContaining('--windows')])
  })
})

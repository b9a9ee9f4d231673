import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { EntryName } from '../contract/entries.ts'
import { must } from '../core/result.ts'
import type { Credentials } from '../simulate/credentials.ts'
import { openOverNoon, planDay } from '../simulate/day-plan.ts'
import { dayInWords } from '../simulate/day-report.ts'
import type { HallShape } from '../simulate/hall-shape.ts'
import { breaksInWords } from '../simulate/report.ts'
import { dayInOwnHall, dayInRunningHall, type WholeDay, type WholeDayOptions } from '../simulate/whole-day.ts'
import { type Spawned, spawnNode } from './support/spawn.ts'
import { startTestHall, type TestHall } from './support/test-hall.ts'

/** Made-up days. Real: the hall, its store, HTTP, every client. Made up: whoever comes, and the clock of an own hall. */
const usual = { visits: 120, windows: 5, screens: 3, speed: null, seed: 4 } as const

async function ownDay(more: Partial<WholeDayOptions> = {}): Promise<WholeDay> {
  const day = await dayInOwnHall({ ...usual, ...more })
  return must(day.ok ? day.value : null, 'the hall was made and the day went by')
}

describe('a whole day in a hall of its own', () => {
  let day: WholeDay
  beforeAll(async () => {
    day = await ownDay({
      plan(shape, options) {
        const plan = planDay(shape, { ...options, load: 0.95 })
        const lunch = { atMs: 12 * 3_600_000, forMs: 2_700_000, reason: '午休', abrupt: false }
        return { ...plan, windows: plan.windows.map((one) => ({ ...one, breaks: [lunch] })) }
      },
    })
  })

  it('balances every book', () => {
    expect(day.breaks).toEqual([])
    const { figures } = day
    const { issued, done, noShow, cancelled, abandoned, expired, waiting } = figures
    expect(figures.balanced).toBe(true)
    expect(issued).toBe(usual.visits)
    expect(done + noShow + cancelled + abandoned + expired + waiting).toBe(issued)
    expect(done).toBeGreaterThan(0.85 * issued)
    expect(Object.values(figures.books).every((found) => found === 0)).toBe(true)
  })

  it('has everything in it that happens in a hall', () => {
    const types = new Set(day.record.journal.map(({ type }) => type))
    const expected: EntryName[] = [
      'ticket-recalled',
      'ticket-missed',
      'ticket-returned',
      'ticket-cancelled',
      'ticket-expired',
      'ticket-transferred',
      'service-held',
      'service-resumed',
      'rating-given',
      'rating-lapsed',
      'window-paused',
      'appointment-booked',
      'appointment-checked-in',
      'appointment-absent',
    ]
    for (const type of expected) expect([...types], type).toContain(type)
    const { ratings, byClass, byWindow } = day.figures
    expect(ratings.asked).toBe(ratings.rated + ratings.notRated)
    expect(ratings.notRated).toBeGreaterThan(10)
    expect(byClass.length).toBeGreaterThanOrEqual(3)
    expect(byWindow).toHaveLength(usual.windows)
    const journal = day.record.journal
    expect(journal.some(({ type, body }) => type === 'service-finished' && body['itemsLeft'] === 1)).toBe(
      true,
    )
  })

  it('has people who booked from the web and come in time, late and not at all', () => {
    const { made, onTime, late, absent } = day.figures.bookings
    expect(made).toBe(onTime + late + absent)
    for (const some of [onTime, late, absent]) expect(some).toBeGreaterThan(0)
    const came = day.visitors.flatMap(({ plan }) => plan.booking?.checksInBy ?? [])
    expect(came).toHaveLength(onTime + late)
    expect(new Set(came)).toEqual(new Set(['code', 'id-number']))
  })

  it('shows every screen every call', () => {
    const calls = day.record.journal.filter(
      ({ type }) => type === 'ticket-called' || type === 'ticket-recalled',
    )
    expect(day.record.screens).toHaveLength(usual.screens)
    for (const { saw } of day.record.screens)
      expect(saw.map(({ seq }) => seq)).toEqual(calls.map(({ seq }) => seq))
  })

  it('tells nobody how long the wait is while every window is at lunch', () => {
    const atLunch = day.visitors.filter(({ windowsOpen }) => windowsOpen === 0)
    expect(atLunch.length).toBeGreaterThan(0)
    for (const { number, told } of atLunch) expect(told, number).toBeNull()
    expect(day.figures.estimates?.count).toBeGreaterThan(20)
  })

  it('is told as tables', () => {
    const words = dayInWords(day.figures)
    for (const title of ['账目相符', '队列', '优先类别', '窗口', '评价', '按前面人数 QL', '显示屏 3 块'])
      expect(words).toContain(title)
  })
})

it('the same seed is the same day, another seed another', () => {
  const shape: HallShape = {
    queues: ['A', 'B'],
    windows: [
      { number: '1', queues: ['A', 'B'] },
      { number: '2', queues: ['B', 'A'] },
    ],
    items: [
      { code: 'x', queue: 'A' },
      { code: 'y', queue: 'B' },
    ],
    bookable: ['x'],
  }
  const plan = (seed: number) => planDay(shape, { visits: 200, seed, open: openOverNoon })
  expect(plan(1)).toEqual(plan(1))
  expect(plan(1).visits).not.toEqual(plan(2).visits)
  const at = (hour: number) =>
    plan(1).visits.filter(({ atMs }) => Math.floor(atMs / 3_600_000) === hour).length
  // A rush in the morning and one in the afternoon, a valley at noon.
  expect(at(10)).toBeGreaterThan(2 * at(12))
  expect(at(14)).toBeGreaterThan(2 * at(12))
})

describe('a day in a hall that runs', () => {
  let hall: TestHall
  let credentials: Credentials
  beforeAll(async () => {
    hall = await startTestHall()
    credentials = must(hall.running.demonstration, 'a demonstration')
  })
  afterAll(() => hall.stop())

  it('leaves whoever was there before out of its books, and serves them', async () => {
    const kiosk = await hall.as('kiosk')
    const stranger = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    const options = { ...usual, visits: 60, windows: null, screens: 6 }
    const run = await dayInRunningHall(hall.running.url, credentials, options)
    const day = must(run.ok ? run.value : null, 'everybody is there')
    expect(day.breaks).toEqual([])
    expect(day.figures).toMatchObject({ issued: 60, balanced: true, screens: 6, retries: 0 })
    expect((await kiosk('ticket', { params: { id: stranger.id } })).state).toBe('done')
  })

  it('finds a ticket that a kiosk gave to nobody, and tells its whole history', async () => {
    const run = await dayInRunningHall(hall.running.url, credentials, {
      ...usual,
      visits: 10,
      windows: 3,
      async beforeBooks({ kiosks }) {
        const queueId = hall.queueId('A')
        await must(kiosks[0], 'a kiosk').take({ queueId, itemIds: [], class: 'ordinary' })
      },
    })
    const day = must(run.ok ? run.value : null, 'everybody is there')
    expect(day.figures.balanced).toBe(false)
    expect(day.breaks.map(({ book }) => book)).toEqual(['balance'])
    const words = breaksInWords(day.breaks, day.record.journal)
    expect(words).toContain('was given to nobody')
    expect(words).toContain('ticket-issued')
  })

  it('says who is missing', async () => {
    const run = await dayInRunningHall(hall.running.url, { ...credentials, accounts: [] }, usual)
    expect(run).toEqual({ ok: false, problem: expect.stringContaining('窗口') })
  })
})

describe('npm run simulate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'govhall-day-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('prints the figures of a measured day and more on its last line, and ends with 0', async () => {
    const spawned = spawnNode([
      'build/simulate.mjs',
      '--visits',
      '15',
      '--windows',
      '2',
      '--seed',
      '3',
      '--json',
    ])
    expect((await spawned.ended).code, spawned.stderr()).toBe(0)
    const figures: unknown = JSON.parse(must(spawned.stdout().trim().split('\n').at(-1), 'a last line'))
    expect(figures).toMatchObject({
      issued: 15,
      balanced: true,
      waitMinutes: { mean: expect.any(Number), p95: expect.any(Number) },
      estimates: { count: expect.any(Number), inRange: expect.any(Number) },
      seed: 3,
      windows: 2,
      books: { display: 0, rating: 0 },
    })
  })

  describe('where the demonstration runs', () => {
    let running: Spawned
    let url: string
    const ready = join(folder, 'ready.json')
    const data = join(folder, 'data')
    beforeAll(async () => {
      running = spawnNode(['build/start.mjs', '--json', '--port', '0', '--data', data])
      const line = await running.firstLine
      writeFileSync(ready, line)
      url = z.object({ url: z.string() }).parse(JSON.parse(line)).url
    })
    afterAll(async () => {
      running.child.kill('SIGINT')
      await running.ended
    })

    it('plays a day by its address alone, and tells no minutes of a day that went by in seconds', async () => {
      const day = ['--visits', '12', '--windows', '2', '--screens', '2', '--json']
      const spawned = spawnNode(['build/simulate.mjs', '--url', url, '--data', data, ...day])
      expect((await spawned.ended).code, spawned.stderr()).toBe(0)
      const figures: unknown = JSON.parse(must(spawned.stdout().trim().split('\n').at(-1), 'a last line'))
      expect(figures).toMatchObject({
        issued: 12,
        balanced: true,
        windows: 2,
        screens: 2,
        waitMinutes: null,
        estimates: null,
        baselines: null,
        byQueue: expect.arrayContaining([expect.objectContaining({ waitMean: null, waitP95: null })]),
        byWindow: expect.arrayContaining([expect.objectContaining({ serviceMeanMinutes: null })]),
      })
    })

    it('plays one at a pace by what npm start printed, and says how far it is', async () => {
      const day = ['--visits', '10', '--windows', '2', '--speed', '4000']
      const spawned = spawnNode(['build/simulate.mjs', '--ready', ready, ...day])
      expect((await spawned.ended).code, spawned.stderr()).toBe(0)
      // Eight hours at that pace are seven seconds, with a line every two.
      const times = [...spawned.stderr().matchAll(/^(\d\d:\d\d:\d\d) {2}取号 \d+\/10 /gm)].map(([, at]) => at)
      expect(times.length).toBeGreaterThanOrEqual(2)
      expect(times).toEqual([...new Set(times)].sort())
      expect(spawned.stdout()).toContain('取号 10 = ')
      expect(spawned.stdout()).toContain('账目相符')
      expect(spawned.stdout()).toContain('等候与估计不列')
      expect(spawned.stdout()).not.toContain('RASE')
    })
  })

  it('a wrong option is one clear line', async () => {
    const told = async (...args: string[]) => {
      const spawned = spawnNode(['build/simulate.mjs', ...args])
      expect((await spawned.ended).code).toBe(1)
      expect(spawned.stdout()).toBe('')
      return spawned.stderr().trim().split('\n')
    }
    expect(await told('--windows', '0')).toEqual([expect.stringContaining('--windows')])
    expect(await told('--visits', 'many')).toEqual([expect.stringContaining('--visits')])
    expect(await told('--url', 'http://127.0.0.1:9')).toEqual([expect.stringContaining('--ready')])
    // A hall's folder says at which address it answers; only then its accounts are used.
    writeFileSync(join(folder, 'control.json'), JSON.stringify({ url: 'http://127.0.0.1:9' }, null, 2))
    writeFileSync(join(folder, 'demonstration.json'), '{}')
    expect(await told('--url', 'http://127.0.0.1:8', '--data', folder)).toEqual([
      expect.stringContaining('--data'),
    ])
    expect(await told('--url', 'http://127.0.0.1:9', '--data', folder)).toEqual([
      expect.stringContaining(join(folder, 'demonstration.json')),
    ])
    const empty = join(folder, 'empty.json')
    writeFileSync(empty, '{}')
    expect(await told('--ready', empty)).toEqual([expect.stringContaining('--url')])
    expect(await told('--ready', empty, '--url', 'http://127.0.0.1:9')).toEqual([
      expect.stringContaining('demonstration.json'),
    ])
  })
})

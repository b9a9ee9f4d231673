import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Services that go on over the end of a day. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let operator: Client
const minute = 60_000
/** Friday 27 November 2026, 10:00 in China. */
const fridayMorning = Date.UTC(2026, 10, 27, 2)
/** Window 3 alone serves the queue that is looked at. */
const here = () => ({ id: hall.windowId('3') })

/** An instant of November 2026 in China. */
const at = (day: number, hour: number, minutes = 0) =>
  hall.setClock(Date.UTC(2026, 10, day, hour - 8, minutes))

/** Signs in anew: a sign-in does not last over a night. */
async function signIn(account = 'w003'): Promise<Client> {
  const known = must(hall.running.demonstration, 'a demonstration').accounts.find(
    (one) => one.account === account,
  )
  const { password } = must(known, account)
  return hall.client((await hall.client(null)('signIn', { body: { account, password } })).token)
}

const signInAs = async (role: 'director' | 'auditor') => {
  const known = must(hall.running.demonstration, 'a demonstration').accounts
  return signIn(
    must(
      known.find((one) => one.roles.includes(role)),
      role,
    ).account,
  )
}

let queueId: string
const take = () => kiosk('takeTicket', { body: { queueId } })

async function begin(clerk: Client): Promise<string> {
  await take()
  const { id } = must(await clerk('callNext', { params: here() }), 'somebody waits')
  await clerk('startService', { params: here(), body: { ticketId: id } })
  return id
}

async function serve(clerk: Client, minutes: number): Promise<void> {
  const ticketId = await begin(clerk)
  hall.advance(minutes * minute)
  await clerk('finishService', { params: here(), body: { ticketId } })
}

async function endsAt(endOfDay: string | null): Promise<void> {
  const { settings } = await operator('settings', {})
  await operator('saveSettings', { body: { rules: { ...settings.rules, endOfDay } } })
}

beforeEach(async () => {
  hall = await startTestHall({ startMs: fridayMorning })
  kiosk = await hall.as('kiosk')
  operator = await hall.as('operator')
  const { windows } = await kiosk('windows', {})
  queueId = must(windows.find(({ id }) => id === here().id)?.queueIds[0], 'it serves a queue')
})
afterEach(() => hall.stop())

describe('a service that nobody finished on Friday', () => {
  /** Five services of five minutes on Friday, a sixth that is left open; then `act` on Monday morning. */
  async function leftOver(endOfDay: string | null): Promise<{ clerk: Client; ticketId: string }> {
    await endsAt(endOfDay)
    const friday = await signIn()
    await friday('openWindow', { params: here() })
    for (let served = 0; served < 5; served += 1) await serve(friday, 5)
    const ticketId = await begin(friday)
    at(27, 20, 1)
    await runDue(hall.running.hall)
    at(30, 9)
    await runDue(hall.running.hall)
    const clerk = await signIn()
    await clerk('openWindow', { params: here() })
    return { clerk, ticketId }
  }
  /** What somebody is told who comes while the window is busy, in minutes. */
  async function told(): Promise<number> {
    const { estimate } = await take()
    return must(estimate, 'five services are enough to tell').highMinutes
  }
  const monday = async () => {
    const { total } = await (await signInAs('director'))('report', { query: { from: '2026-11-30' } })
    return total
  }

  for (const endOfDay of ['20:00', null]) {
    const where = endOfDay === null ? 'in a hall that never closes' : 'in a hall that ends its days'

    it(`lengthens nobody's estimate while it is in hand, ${where}`, async () => {
      await leftOver(endOfDay)
      expect(await told()).toBeLessThan(30)
    })

    it(`is done when it is finished, and of no known length, ${where}`, async () => {
      const { clerk, ticketId } = await leftOver(endOfDay)
      await clerk('finishService', { params: here(), body: { ticketId } })
      const next = await begin(clerk)
      expect(await told()).toBeLessThan(30)
      expect(await monday()).toMatchObject({ served: 1, service: null })
      const { figures } = await clerk('windowDay', { params: here() })
      expect(figures).toMatchObject({ served: 1, service: null })
      hall.advance(5 * minute)
      await clerk('finishService', { params: here(), body: { ticketId: next } })
      expect(await monday()).toMatchObject({ served: 2, service: { mean: 5, max: 5 } })
    })

    it(`is of no known length when it was set aside first, ${where}`, async () => {
      const { clerk, ticketId } = await leftOver(endOfDay)
      await clerk('holdService', { params: here(), body: { ticketId } })
      await clerk('resumeService', { params: here(), body: { ticketId } })
      hall.advance(5 * minute)
      await clerk('finishService', { params: here(), body: { ticketId } })
      expect(await monday()).toMatchObject({ served: 1, service: null })
      await begin(clerk)
      expect(await told()).toBeLessThan(30)
    })
  }
})

it('a service set aside over the night is as long as its two stretches', async () => {
  await endsAt(null)
  const friday = await signIn()
  await friday('openWindow', { params: here() })
  const ticketId = await begin(friday)
  hall.advance(4 * minute)
  await friday('holdService', { params: here(), body: { ticketId } })
  at(28, 9)
  const clerk = await signIn()
  await clerk('openWindow', { params: here() })
  await clerk('resumeService', { params: here(), body: { ticketId } })
  hall.advance(3 * minute)
  await clerk('finishService', { params: here(), body: { ticketId } })
  const { figures } = await clerk('windowDay', { params: here() })
  expect(figures).toMatchObject({ served: 1, service: { mean: 7 } })
})

describe('whom a clerk has before them when the day ends', () => {
  const state = async (id: string) => (await kiosk('ticket', { params: { id } })).state
  /** One set aside, one called, one waiting when the day ends on Friday. */
  async function three(): Promise<{ aside: string; called: string; waiting: string }> {
    await endsAt('20:00')
    const friday = await signIn()
    await friday('openWindow', { params: here() })
    const aside = await begin(friday)
    hall.advance(4 * minute)
    await friday('holdService', { params: here(), body: { ticketId: aside } })
    await take()
    const called = must(await friday('callNext', { params: here() }), 'somebody waits').id
    const waiting = (await take()).id
    at(27, 20)
    await runDue(hall.running.hall)
    return { aside, called, waiting }
  }

  it('is served to the end that day or the next, and only who waits expires', async () => {
    const { aside, called, waiting } = await three()
    expect([await state(aside), await state(called), await state(waiting)]).toEqual([
      'held',
      'called',
      'expired',
    ])
    const clerk = await signIn()
    await clerk('openWindow', { params: here() })
    await clerk('startService', { params: here(), body: { ticketId: called } })
    await clerk('finishService', { params: here(), body: { ticketId: called } })
    at(30, 9)
    await runDue(hall.running.hall)
    const monday = await signIn()
    const { entries, opening } = await (await signInAs('director'))('replay', {
      query: { day: '2026-11-30' },
    })
    expect([...opening, ...entries].filter(({ ticketId }) => ticketId === aside).at(-1)?.ticket?.state).toBe(
      'held',
    )
    await monday('openWindow', { params: here() })
    await monday('resumeService', { params: here(), body: { ticketId: aside } })
    hall.advance(3 * minute)
    await monday('finishService', { params: here(), body: { ticketId: aside } })
    expect(await state(aside)).toBe('done')
    expect((await monday('windowDay', { params: here() })).figures).toMatchObject({
      served: 1,
      service: { mean: 7 },
    })
  })

  it('expires when the next day ends, and stands in the report of the first', async () => {
    const { aside, called } = await three()
    at(30, 9)
    await runDue(hall.running.hall)
    const clerk = await signIn()
    await clerk('openWindow', { params: here() })
    at(30, 20)
    await runDue(hall.running.hall)
    expect([await state(aside), await state(called)]).toEqual(['expired', 'expired'])
    const { total } = await (await signInAs('director'))('report', {
      query: { from: '2026-11-27', to: '2026-11-27' },
    })
    expect(total).toMatchObject({ issued: 3, called: 2, served: 0, noShows: 0, cancelled: 0, expired: 3 })
  })
})

it('a day that was ended by hand goes on until its time, and ends again', async () => {
  await endsAt('20:00')
  await operator('endDay', {})
  const clerk = await signIn()
  await clerk('openWindow', { params: here() })
  const { id } = await take()
  at(27, 19, 59)
  await runDue(hall.running.hall)
  expect((await kiosk('ticket', { params: { id } })).state).toBe('waiting')
  // The end is set to a later time when it has come once.
  at(27, 20)
  await runDue(hall.running.hall)
  expect((await kiosk('ticket', { params: { id } })).state).toBe('expired')
  operator = await signIn('o001')
  await endsAt('21:30')
  const late = await take()
  at(27, 21, 29)
  await runDue(hall.running.hall)
  expect((await kiosk('ticket', { params: { id: late.id } })).state).toBe('waiting')
  at(27, 21, 30)
  await runDue(hall.running.hall)
  expect((await kiosk('ticket', { params: { id: late.id } })).state).toBe('expired')
})

it('a long service within the hall’s day keeps its length', async () => {
  await endsAt('20:00')
  const clerk = await signIn()
  await clerk('openWindow', { params: here() })
  await serve(clerk, 7 * 60)
  expect((await clerk('windowDay', { params: here() })).figures.service).toMatchObject({ mean: 420 })
})

describe('a service over midnight', () => {
  const good = { level: 'satisfied' } as const
  let clerk: Client
  let pad: Client
  let ticketId: string
  let phone: Client

  /** Begun at 23:50. */
  beforeEach(async () => {
    await endsAt(null)
    at(27, 23, 50)
    clerk = await signIn()
    pad = await hall.as('pad:3')
    await clerk('openWindow', { params: here() })
    const taken = await take()
    ticketId = taken.id
    phone = hall.client(must(taken.phoneUrl.split('#')[1], 'a phone page has its secret'))
    await clerk('callNext', { params: here() })
    await clerk('startService', { params: here(), body: { ticketId } })
  })
  const finish = () => clerk('finishService', { params: here(), body: { ticketId } })
  const secondsFromMidnight = (seconds: number) => hall.setClock(Date.UTC(2026, 10, 27, 16, 0, seconds))

  for (const [finishedAt, lookedAt] of [
    [-1, 1],
    [1, 2],
    [600, 601],
    [-60, 600],
  ] as const) {
    it(`finished ${finishedAt} s after midnight, is asked about and rated ${lookedAt} s after it`, async () => {
      secondsFromMidnight(finishedAt)
      await finish()
      secondsFromMidnight(lookedAt)
      expect((await pad('padView', { params: here() })).question).toMatchObject({ ticketId })
      await pad('rateTicket', { params: { id: ticketId }, body: { ...good, channel: 'pad' } })
      expect((await pad('padView', { params: here() })).question).toBeNull()
    })
  }

  it('is asked about on the screens of a pad that works alone', async () => {
    secondsFromMidnight(-1)
    await finish()
    secondsFromMidnight(1)
    const desks = await kiosk('padDesks', { query: { windows: here().id } })
    expect(desks.desks[0]?.question).toMatchObject({ ticketId })
  })

  it('is rated by phone on either side of midnight', async () => {
    secondsFromMidnight(-1)
    await finish()
    secondsFromMidnight(1)
    const rated = await phone('rateTicket', { params: { id: ticketId }, body: { ...good, channel: 'phone' } })
    expect(rated.at).toBe('2026-11-28T00:00:01+08:00')
  })

  it('belongs to the day on which it was finished: at the window and in reports', async () => {
    secondsFromMidnight(1)
    await finish()
    expect((await clerk('windowServices', { params: here() })).services.map((one) => one.ticketId)).toEqual([
      ticketId,
    ])
    const { day, figures } = await clerk('windowDay', { params: here() })
    expect([day, figures.served, figures.service?.mean]).toEqual(['2026-11-28', 1, 10 + 1 / 60])
    const asked = await signInAs('director')
    const by = async (from: string) =>
      (await asked('report', { query: { from, by: 'hour' } })).rows.map((row) => [
        row.id,
        row.figures.issued,
        row.figures.served,
      ])
    expect(await by('2026-11-27')).toEqual([['23', 1, 0]])
    expect(await by('2026-11-28')).toEqual([['00', 0, 1]])
  })

  it('finished a second before midnight belongs to the day before', async () => {
    secondsFromMidnight(-1)
    await finish()
    secondsFromMidnight(1)
    expect((await clerk('windowServices', { params: here() })).services).toEqual([])
    expect((await clerk('windowDay', { params: here() })).figures.served).toBe(0)
    const { total } = await (await signInAs('director'))('report', { query: { from: '2026-11-27' } })
    expect(total.served).toBe(1)
  })

  it('finished on a wrong clock that is set back, makes way for what is finished next', async () => {
    secondsFromMidnight(60)
    await finish()
    secondsFromMidnight(-300)
    const next = await begin(clerk)
    secondsFromMidnight(-240)
    await clerk('finishService', { params: here(), body: { ticketId: next } })
    expect((await pad('padView', { params: here() })).question).toMatchObject({ ticketId: next })
  })
})

describe('a machine that was off when the day ended', () => {
  const state = async () =>
    must(
      // A restarted hall listens on another port.
      (await (await hall.as('kiosk'))('windows', {})).windows.find(({ number }) => number === '3'),
      'window 3',
    ).state
  const ends = async () =>
    (await (await signInAs('auditor'))('journal', { query: { type: 'day-ended' } })).entries.map(
      ({ body }) => [body['day'], body['windowsClosed']],
    )

  it('closes on Monday the windows that were open on Friday, though nobody waits, and once', async () => {
    await endsAt('20:00')
    await (await signIn())('openWindow', { params: here() })
    at(27, 17)
    await runDue(hall.running.hall)
    at(30, 8)
    await hall.restart()
    expect(await state()).toBe('closed')
    expect(await ends()).toEqual([['2026-11-27', 1]])
    await (await signIn())('openWindow', { params: here() })
    at(30, 9)
    await runDue(hall.running.hall)
    await hall.restart()
    expect(await state()).toBe('open')
    at(30, 20)
    await runDue(hall.running.hall)
    expect((await ends()).toSorted()).toEqual([
      ['2026-11-27', 1],
      ['2026-11-30', 1],
    ])
  })

  it('records no end of a day on which it was off with every window closed', async () => {
    await endsAt('20:00')
    at(27, 17)
    await runDue(hall.running.hall)
    at(30, 8)
    await hall.restart()
    expect(await ends()).toEqual([])
  })
})

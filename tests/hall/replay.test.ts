import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, ProblemError } from '../../contract/client.ts'
import { localDay } from '../../core/day.ts'
import { must } from '../../core/result.ts'
import { readDay } from '../../renderer/console/replay/read-day.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * The replayed day against the hall that had it. Real: the hall, its store, HTTP, the pages' own reading of it.
 * By hand: the clock.
 */
let hall: TestHall
let kiosk: Client
let clerks: Client[]
const numbers = ['1', '2', '3']
let supervisor: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  await signInAll()
})
afterEach(() => hall.stop())

const day = '2026-11-24'
/** Small pages, so that a short day has several. */
const replayed = (of = day) => readDay((query) => supervisor('replay', { query: { ...query, limit: 7 } }), of)

/** A session does not last as long as the work of these tests: everybody signs in anew. */
async function signInAll(): Promise<void> {
  const signIn = async (isWanted: (account: { account: string; roles: readonly string[] }) => boolean) => {
    const found = must(hall.running.demonstration?.accounts.find(isWanted), 'an account')
    const { account, password } = found
    return hall.client((await hall.client(null)('signIn', { body: { account, password } })).token)
  }
  clerks = await Promise.all(numbers.map((number) => signIn((one) => one.account === `w00${number}`)))
  supervisor = await signIn((one) => one.roles.includes('supervisor'))
}

/** What the store says of every ticket and window now. */
function hallNow() {
  const { db } = hall.running.hall
  const tickets = db
    .prepare<
      [],
      { id: string; day: string; state: string; queue_id: string; class: string; window_id: string | null }
    >('SELECT id, day, state, queue_id, class, window_id FROM tickets')
    .all()
  const windows = db
    .prepare<[], { id: string; state: string; pause_reason: string | null }>(
      'SELECT id, state, pause_reason FROM windows',
    )
    .all()
  return { tickets, windows }
}

/** One press of somebody: what is refused is no matter, somebody pressed in vain. */
type Press = { readonly act: number; readonly who: number; readonly ticket: number; readonly seconds: number }

async function press({ act, who, ticket, seconds }: Press, tickets: string[]): Promise<void> {
  hall.advance(seconds * 1000)
  const clerk = must(clerks[who % clerks.length], 'a clerk')
  const params = { id: hall.windowId(must(numbers[who % numbers.length], 'a window')) }
  const ticketId = tickets[ticket % Math.max(1, tickets.length)] ?? 'none'
  const at = { params, body: { ticketId } }
  const acts: (() => Promise<unknown>)[] = [
    async () =>
      tickets.push(
        (
          await kiosk('takeTicket', {
            body: { queueId: hall.queueId(must(['A', 'B', 'C'][ticket % 3], 'A')) },
          })
        ).id,
      ),
    () => clerk('openWindow', { params }),
    () => clerk('callNext', { params }),
    () => clerk('startService', at),
    () => clerk('finishService', at),
    () => clerk('missTicket', at),
    () => clerk('recallTicket', at),
    () => clerk('holdService', at),
    () => clerk('resumeService', at),
    () => clerk('undo', at),
    () => clerk('transferTicket', { params, body: { ticketId, toQueueId: hall.queueId('B') } }),
    () => clerk('pauseWindow', { params, body: { reason: '用餐', inHand: 'put-back' } }),
    () => clerk('closeWindow', { params, body: { inHand: 'hold' } }),
    () => kiosk('cancelTicket', { params: { id: ticketId } }),
    () => kiosk('returnTicket', { params: { id: ticketId } }),
  ]
  try {
    await must(acts[act % acts.length], 'an act')()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
  }
}

describe('the whole day folded is the hall as it is', () => {
  it('after any work, read in small pages', async () => {
    const tickets: string[] = []
    const work = fc.record({
      // Calling, starting and finishing come up more often than the rest, as at a window.
      act: fc.oneof(fc.nat({ max: 14 }), fc.constantFrom(0, 0, 1, 2, 2, 3, 4)),
      who: fc.nat({ max: 2 }),
      ticket: fc.nat({ max: 30 }),
      seconds: fc.integer({ min: -5, max: 120 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(work, { minLength: 10, maxLength: 60 }), async (presses) => {
        await signInAll()
        for (const one of presses) await press(one, tickets)
        const today = localDay(hall.now(), 'Asia/Shanghai')
        const { line } = await replayed(today)
        const state = line.stateAt(line.endsAtMs)
        const now = hallNow()
        for (const row of now.tickets) {
          // The work goes on past midnight: whoever had left by then is of the day before.
          const isOver = ['done', 'cancelled', 'expired'].includes(row.state)
          if (row.day !== today && isOver && !state.tickets.has(row.id)) continue
          const inHand = ['called', 'serving', 'held'].includes(row.state)
          expect(state.tickets.get(row.id), row.state).toMatchObject({
            state: row.state,
            queueId: row.queue_id,
            class: row.class,
            ...(inHand ? { windowId: row.window_id } : {}),
          })
        }
        for (const row of now.windows)
          expect({
            state: state.windows.get(row.id)?.state ?? 'closed',
            reason: state.windows.get(row.id)?.pauseReason ?? null,
          }).toEqual({ state: row.state, reason: row.pause_reason })
        expect(state.counts.issued).toBe(now.tickets.filter((row) => row.day === today).length)
        if (today === day)
          expect(state.counts.done).toBe(now.tickets.filter((row) => row.state === 'done').length)
      }),
      { numRuns: 12 },
    )
  })

  it('with the clock set back after the last press, too', async () => {
    const { id } = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    hall.advance(-5000)
    const { line } = await replayed()
    expect(line.stateAt(line.endsAtMs).tickets.get(id)).toMatchObject({ state: 'waiting' })
  })

  it('the day after begins with the windows and tickets that the day before left', async () => {
    const [clerk] = clerks
    await must(clerk, 'a clerk')('openWindow', { params: { id: hall.windowId('1') } })
    const { id } = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    const gone = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    await kiosk('cancelTicket', { params: { id: gone.id } })
    hall.advance(16 * 3_600_000)
    await signInAll()
    const { line, place } = await replayed('2026-11-25')
    const state = line.stateAt(line.startsAtMs)
    expect(place.day).toBe('2026-11-25')
    expect(state.tickets.get(id)).toMatchObject({ state: 'waiting', number: 'A001' })
    expect(state.tickets.has(gone.id)).toBe(false)
    expect(state.windows.get(hall.windowId('1'))).toMatchObject({ state: 'open' })
    expect(state.counts.issued).toBe(0)
    expect(line.endsAtMs).toBe(hall.now())
    // Seen on its own day, the same ticket is issued and cancelled.
    const before = (await replayed()).line
    expect(before.stateAt(before.endsAtMs).counts).toMatchObject({ issued: 2, cancelled: 1 })
  })
})

it('nothing of a person is in it, and no level of a rating', async () => {
  const [clerk] = clerks
  const at = { params: { id: hall.windowId('1') } }
  const { id } = await kiosk('takeTicket', {
    body: { queueId: hall.queueId('A'), idNumber: '11010519491231002X' },
  })
  const person = must(clerk, 'a clerk')
  await person('openWindow', at)
  await person('callNext', at)
  await person('startService', { ...at, body: { ticketId: id } })
  await person('finishService', { ...at, body: { ticketId: id } })
  await kiosk('rateTicket', {
    params: { id },
    body: { level: 'dissatisfied', text: '等得太久', channel: 'kiosk' },
  })
  const answer = await supervisor('replay', { query: { day } })
  const text = JSON.stringify(answer)
  for (const hidden of ['1101', '等得太久', 'dissatisfied', 'staffId', 'named'])
    expect(text).not.toContain(hidden)
  expect(answer.entries.map(({ type }) => type)).toEqual([
    'ticket-issued',
    'window-opened',
    'ticket-called',
    'service-started',
    'service-finished',
    'rectification-opened',
  ])
})

it('a leader replays the zone: what happens elsewhere is not told', async () => {
  const leader = await hall.as('leader')
  const { queues } = await supervisor('replay', { query: { day } })
  const own = await leader('replay', { query: { day } })
  expect(own.zones.map(({ id }) => id)).toEqual([own.zoneId])
  const outside = must(
    queues.find((row) => !own.queues.some(({ id }) => id === row.id)),
    'a queue of another zone',
  )
  await kiosk('takeTicket', { body: { queueId: outside.id } })
  await kiosk('takeTicket', { body: { queueId: must(own.queues[0], 'a queue').id } })
  expect((await leader('replay', { query: { day } })).entries).toHaveLength(1)
  expect((await replayed()).line.entries).toHaveLength(2)
})

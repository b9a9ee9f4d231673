import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { newId } from '../../db/id.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * What went wrong in other halls' systems, each a test named after it.
 * Real: the hall, its store, HTTP. By hand: the clock.
 */
let hall: TestHall
let kiosk: Client
let one: Client
let two: Client
const w = (number: string) => ({ id: hall.windowId(number) })
const take = (prefix = 'A', idempotencyKey?: string) =>
  kiosk('takeTicket', { body: { queueId: hall.queueId(prefix) } }, idempotencyKey ? { idempotencyKey } : {})

beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  two = await hall.as('account:w002')
  await one('openWindow', { params: w('1') })
  await two('openWindow', { params: w('2') })
})
afterEach(() => hall.stop())

it('one number printed two to four times in a rush: 200 presses at once give 200 numbers without a gap', async () => {
  const tickets = await Promise.all(Array.from({ length: 200 }, () => take()))
  const numbers = tickets.map((ticket) => ticket.number).sort()
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`))
})

it('printed twice: a press repeated after a lost answer is the same ticket, its phone address too', async () => {
  const first = await take('A', 'press-1')
  const again = await take('A', 'press-1')
  expect(again).toEqual(first)
  expect((await take('A', 'press-2')).number).toBe('A002')
  expect(await refusedWith(take('B', 'press-1'))).toBe('idempotency-key-reused')
})

it('printed twice over an upgrade: a press that an older hall carried out is known when it is repeated to the new one', async () => {
  const press = newId()
  const first = await take('A', press)
  // Before the time of a key stood in front, an answer was kept under the keyed hash alone.
  const asBefore = hall.running.hall.db.prepare('UPDATE idempotency SET key_hash = substr(key_hash, -64)')
  expect(asBefore.run().changes).toBeGreaterThan(0)
  await hall.restart()
  kiosk = await hall.as('kiosk')
  expect(await take('A', press)).toMatchObject({ id: first.id, number: first.number })
  expect(await refusedWith(take('B', press))).toBe('idempotency-key-reused')
  expect((await take('A', newId())).number).toBe('A002')
})

it('two clerks called the same person: two windows at the same instant call two people, or one of them nobody', async () => {
  const only = await take()
  const [left, right] = await Promise.all([
    one('callNext', { params: w('1') }),
    two('callNext', { params: w('2') }),
  ])
  expect([left?.id, right?.id].filter((id) => id === only.id)).toHaveLength(1)
  expect([left, right].filter((ticket) => ticket === null)).toHaveLength(1)

  const chosen = await take()
  const free = left ? two : one
  const freeWindow = left ? w('2') : w('1')
  const results = await Promise.allSettled([
    free('callTicket', { params: freeWindow, body: { ticketId: chosen.id } }),
    free('callTicket', { params: freeWindow, body: { ticketId: chosen.id } }),
  ])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
})

it('a clerk held two tickets and the module locked: the second call is refused and the first goes on', async () => {
  const first = await take()
  await take()
  await one('callNext', { params: w('1') })
  expect(await refusedWith(one('callNext', { params: w('1') }))).toBe('ticket-in-hand')
  await one('startService', { params: w('1'), body: { ticketId: first.id } })
  expect((await one('finishService', { params: w('1'), body: { ticketId: first.id } })).state).toBe('done')
})

it('two clerks at one window number: the second is told who sits there', async () => {
  const administrator = await hall.as('administrator')
  await administrator('addStaff', {
    body: {
      account: 'x900',
      name: '代班',
      post: '',
      promise: '',
      partyMember: false,
      roles: ['staff'],
      windowId: w('1').id,
      zoneId: null,
      active: true,
      password: 'a long enough one',
    },
  })
  const { token } = await hall.client(null)('signIn', {
    body: { account: 'x900', password: 'a long enough one' },
  })
  const other = hall.client(token)
  expect(await refusedWith(other('openWindow', { params: w('1') }))).toBe('window-occupied')
  await take()
  expect(await refusedWith(other('callNext', { params: w('1') }))).toBe('window-occupied')
  await one('closeWindow', { params: w('1') })
  expect((await other('openWindow', { params: w('1') })).staffName).toBe('代班')
})

it('changing the office in mid-service corrupted tickets: a window’s queues change, the one in hand is finished as it began', async () => {
  const taken = await take('A')
  await one('callNext', { params: w('1') })
  await one('startService', { params: w('1'), body: { ticketId: taken.id } })
  const operator = await hall.as('operator')
  await operator('saveWindow', { params: w('1'), body: { queueIds: [hall.queueId('B')] } })
  expect(await refusedWith(operator('saveWindow', { params: w('1'), body: { number: '99' } }))).toBe('in-use')
  expect(await one('finishService', { params: w('1'), body: { ticketId: taken.id } })).toMatchObject({
    state: 'done',
    queueId: hall.queueId('A'),
  })
})

it('tickets corrupted after 17:00 because the day was UTC’s: numbers run on until local midnight, and begin again then', async () => {
  hall.setClock(Date.UTC(2026, 10, 24, 15, 59, 59)) // 23:59:59 in China
  expect((await take()).number).toBe('A001')
  hall.setClock(Date.UTC(2026, 10, 24, 16, 0, 0)) // 00:00:00
  expect((await take()).number).toBe('A001')
  expect((await kiosk('hall', {})).day).toBe('2026-11-25')
})

it('a queue wiped at midnight in an emergency: whoever waits past midnight is still called, first', async () => {
  await hall.stop()
  hall = await startTestHall({ startMs: Date.UTC(2026, 10, 24, 15, 59, 0) })
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  await one('openWindow', { params: w('1') })
  const late = await take()
  hall.advance(6 * 60_000)
  await hall.restart()
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  await take()
  expect((await one('callNext', { params: w('1') }))?.id).toBe(late.id)
})

it('the display sent people to another office: it shows the window that called, and after a transfer the new one', async () => {
  const taken = await take()
  await one('callNext', { params: w('1') })
  const display = await hall.as('display')
  const shown = async () => (await display('display', {})).calls.find((call) => call.ticketId === taken.id)
  expect(await shown()).toMatchObject({ windowNumber: '1', state: 'called' })
  await one('startService', { params: w('1'), body: { ticketId: taken.id } })
  await one('transferTicket', { params: w('1'), body: { ticketId: taken.id, toWindowId: w('2').id } })
  await two('callNext', { params: w('2') })
  expect(await shown()).toMatchObject({ windowNumber: '2', state: 'called' })
})

it('a click by mistake set the service time back: starting twice is refused and the first start counts', async () => {
  const taken = await take()
  const body = { ticketId: taken.id }
  await one('callNext', { params: w('1') })
  await one('startService', { params: w('1'), body })
  hall.advance(120_000)
  expect(await refusedWith(one('startService', { params: w('1'), body }))).toBe('not-called')
  hall.advance(60_000)
  await one('finishService', { params: w('1'), body })
  const auditor = await hall.as('auditor')
  const { entries } = await auditor('journal', { query: { type: 'service-finished' } })
  expect(entries[0]?.body['serviceSeconds']).toBe(180)
})

it('remote users moved themselves back again and again and came in at the front: a no-show comes back once', async () => {
  const taken = await take()
  const phone = hall.client(must(taken.phoneUrl.split('#')[1], 'secret'))
  for (const round of ['allowed', 'refused']) {
    await one('callNext', { params: w('1') })
    await one('missTicket', { params: w('1'), body: { ticketId: taken.id } })
    if (round === 'allowed') await phone('returnTicket', { params: { id: taken.id } })
    else expect(await refusedWith(phone('returnTicket', { params: { id: taken.id } }))).toBe('return-refused')
  }
})

it('agents collected numbers to sell them: one ID card, one number a queue and day', async () => {
  const named = (prefix: string) =>
    kiosk('takeTicket', { body: { queueId: hall.queueId(prefix), idNumber: '11010519491231002X' } })
  await named('A')
  expect(await refusedWith(named('A'))).toBe('limit-reached')
  expect(
    await refusedWith(
      kiosk('takeTicket', { body: { queueId: hall.queueId('A'), idNumber: '11010519491231002x' } }),
    ),
  ).toBe('limit-reached')
  expect((await named('B')).number).toBe('B001')
  const at = await Promise.allSettled([named('C'), named('C'), named('C')])
  expect(at.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  hall.advance(24 * 3_600_000)
  expect((await named('A')).number).toBe('A001')
})

it('a clock that was set back an hour: the order of arrival and of the journal stay', async () => {
  const first = await take()
  hall.advance(-3_600_000)
  const second = await take()
  expect(second.number).toBe('A002')
  expect(second.ahead).toBe(1)
  expect((await one('callNext', { params: w('1') }))?.id).toBe(first.id)
  await one('startService', { params: w('1'), body: { ticketId: first.id } })
  hall.advance(-3_600_000)
  await one('finishService', { params: w('1'), body: { ticketId: first.id } })
  const auditor = await hall.as('auditor')
  expect(
    (await auditor('journal', { query: { type: 'service-finished' } })).entries[0]?.body['serviceSeconds'],
  ).toBe(0)
  expect(await auditor('journalCheck', {})).toMatchObject({ intact: true })
})

it('a ticket cancelled while it is called: one of the two happens, and the other is told', async () => {
  for (let round = 0; round < 20; round += 1) {
    const taken = await take()
    const results = await Promise.allSettled([
      kiosk('cancelTicket', { params: { id: taken.id } }),
      one('callTicket', { params: w('1'), body: { ticketId: taken.id } }),
    ])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const { state } = await kiosk('ticket', { params: { id: taken.id } })
    expect(state).toBe(results[0]?.status === 'fulfilled' ? 'cancelled' : 'called')
    if (state === 'called') await one('missTicket', { params: w('1'), body: { ticketId: taken.id } })
  }
})

it('37 % of the CPU went into reading login tokens: a token is one look-up, and a revoked or ended one is nobody', async () => {
  const leader = await hall.as('leader')
  const token = await hall.token('leader')
  await leader('signOut', {})
  expect(await refusedWith(hall.client(token)('queues', {}))).toBe('not-signed-in')
  const operator = await hall.as('operator')
  const display = await hall.as('display')
  const { terminal } = await display('currentTerminal', {})
  await operator('revokeTerminal', { params: { id: terminal.id } })
  expect(await refusedWith(display('queues', {}))).toBe('not-signed-in')
})

describe('wishes that were refused elsewhere', () => {
  it('calling a chosen ticket', async () => {
    await take()
    const second = await take()
    expect((await one('callTicket', { params: w('1'), body: { ticketId: second.id } })).id).toBe(second.id)
  })
  it('a low rating opens a rectification at once', async () => {
    const taken = await take()
    await one('callNext', { params: w('1') })
    await one('startService', { params: w('1'), body: { ticketId: taken.id } })
    await one('finishService', { params: w('1'), body: { ticketId: taken.id } })
    const pad = await hall.as('pad:1')
    await pad('rateTicket', {
      params: { id: taken.id },
      body: { level: 'very-dissatisfied', reasons: ['等候时间长'], text: '', channel: 'pad' },
    })
    const auditor = await hall.as('auditor')
    const { entries } = await auditor('journal', { query: { type: 'rectification-opened' } })
    // Five working days after Tuesday 24 November.
    expect(entries.map((entry) => entry.body['dueOn'])).toEqual(['2026-12-01'])
  })
  it('reprint of a lost ticket: the lost paper’s code is worth nothing', async () => {
    const taken = await take()
    const lost = hall.client(must(taken.phoneUrl.split('#')[1], 'secret'))
    expect((await lost('phoneTicket', {})).ticket.id).toBe(taken.id)
    const [printer] = (await one('printers', {})).terminals
    const answer = await one('reprintTicket', {
      params: { id: taken.id },
      body: { terminalId: must(printer, 'a kiosk').id },
    })
    expect(answer.phoneUrl).toBeNull()
    expect(await refusedWith(lost('phoneTicket', {}))).toBe('not-signed-in')
  })
})

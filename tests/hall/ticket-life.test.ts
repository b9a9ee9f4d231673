import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** A ticket's life over HTTP, sentence by sentence. Real: the hall, its store, HTTP. By hand: the clock. */
let hall: TestHall
let kiosk: Client
let one: Client
let two: Client
const w = (number: string) => ({ id: hall.windowId(number) })
const take = (prefix = 'A', more: { class?: Ticket['class']; idNumber?: string } = {}) =>
  kiosk('takeTicket', { body: { queueId: hall.queueId(prefix), ...more } })
const next = async (client = one, number = '1') =>
  must(await client('callNext', { params: w(number) }), 'somebody waits')
const minutes = (count: number) => hall.advance(count * 60_000)

beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  one = await hall.as('account:w001')
  two = await hall.as('account:w002')
  await one('openWindow', { params: w('1') })
  await two('openWindow', { params: w('2') })
})
afterEach(() => hall.stop())

describe('waiting → called → serving → done', () => {
  it('goes that way, and the journal says who, where and when', async () => {
    const taken = await take()
    expect(taken).toMatchObject({ number: 'A001', state: 'waiting', ahead: 0, calls: 0, windowId: null })
    const called = await next()
    expect(called).toMatchObject({ id: taken.id, state: 'called', windowNumber: '1', calls: 1 })
    const body = { ticketId: taken.id }
    expect((await one('startService', { params: w('1'), body })).state).toBe('serving')
    minutes(3)
    const done = await one('finishService', { params: w('1'), body })
    expect(done).toMatchObject({ state: 'done', rating: null })
    expect(done.ratingOpenUntil).not.toBeNull()
    const auditor = await hall.as('auditor')
    const { entries } = await auditor('journal', { query: { ticket: taken.id } })
    expect(entries.map((entry) => entry.type)).toEqual([
      'ticket-issued',
      'ticket-called',
      'service-started',
      'service-finished',
    ])
    const staffId = must((await one('whoAmI', {})).staff.id, 'who')
    for (const entry of entries.slice(1))
      expect(entry).toMatchObject({
        actor: `staff:${staffId}`,
        body: { windowId: w('1').id, number: 'A001' },
      })
    expect(entries.map((entry) => entry.at)).toEqual([...entries.map((entry) => entry.at)].sort())
  })

  it('nothing else is possible', async () => {
    const taken = await take()
    const body = { ticketId: taken.id }
    for (const [route, code] of [
      ['recallTicket', 'not-called'],
      ['missTicket', 'not-called'],
      ['startService', 'not-called'],
      ['holdService', 'not-serving'],
      ['finishService', 'not-serving'],
      ['resumeService', 'not-held'],
    ] as const)
      expect(await refusedWith(one(route, { params: w('1'), body })), route).toBe(code)
    expect(
      await refusedWith(
        one('transferTicket', { params: w('1'), body: { ...body, toQueueId: hall.queueId('B') } }),
      ),
    ).toBe('not-serving')
    expect(await refusedWith(kiosk('returnTicket', { params: { id: taken.id } }))).toBe('not-no-show')
    await next()
    expect(await refusedWith(kiosk('cancelTicket', { params: { id: taken.id } }))).toBe('not-waiting')
    expect(await refusedWith(one('holdService', { params: w('1'), body }))).toBe('not-serving')
    await one('startService', { params: w('1'), body })
    expect(await refusedWith(one('missTicket', { params: w('1'), body }))).toBe('not-called')
    await one('finishService', { params: w('1'), body })
    for (const route of [
      'recallTicket',
      'missTicket',
      'startService',
      'holdService',
      'finishService',
    ] as const)
      await refusedWith(one(route, { params: w('1'), body }))
    expect((await one('ticket', { params: { id: taken.id } })).state).toBe('done')
  })
})

describe('from called', () => {
  it('a recall stays called and is counted', async () => {
    await take()
    const called = await next()
    expect(await one('recallTicket', { params: w('1'), body: { ticketId: called.id } })).toMatchObject({
      state: 'called',
      calls: 2,
    })
  })

  it('a no-show comes back into the queue once, within the limit, its arrival kept', async () => {
    const first = await take()
    await take()
    await next()
    await one('missTicket', { params: w('1'), body: { ticketId: first.id } })
    minutes(5)
    const back = await kiosk('returnTicket', { params: { id: first.id } })
    expect(back).toMatchObject({ state: 'waiting', ahead: 0 })
    expect((await next()).id).toBe(first.id)
    await one('missTicket', { params: w('1'), body: { ticketId: first.id } })
    expect(await refusedWith(kiosk('returnTicket', { params: { id: first.id } }))).toBe('return-refused')
  })

  it('after the limit it expires', async () => {
    const first = await take()
    await next()
    await one('missTicket', { params: w('1'), body: { ticketId: first.id } })
    // Both limits must have passed: the time, and the numbers called since.
    for (let count = 0; count < 12; count += 1) {
      await take()
      const called = await next()
      await one('startService', { params: w('1'), body: { ticketId: called.id } })
      await one('finishService', { params: w('1'), body: { ticketId: called.id } })
    }
    minutes(31)
    expect(await refusedWith(kiosk('returnTicket', { params: { id: first.id } }))).toBe('return-refused')
    await hall.restart()
    kiosk = await hall.as('kiosk')
    expect((await kiosk('ticket', { params: { id: first.id } })).state).toBe('expired')
  })
})

describe('from waiting', () => {
  it('is cancelled by whoever holds it', async () => {
    const taken = await take()
    expect((await kiosk('cancelTicket', { params: { id: taken.id } })).state).toBe('cancelled')
    expect(await one('callNext', { params: w('1') })).toBeNull()
  })

  it('expires at close, and windows close', async () => {
    const taken = await take()
    const operator = await hall.as('operator')
    expect(await operator('endDay', {})).toMatchObject({ expired: 1, windowsClosed: 2 })
    expect((await kiosk('ticket', { params: { id: taken.id } })).state).toBe('expired')
    expect((await one('windows', {})).windows.every((window) => window.state === 'closed')).toBe(true)
  })
})

describe('from serving', () => {
  it('hold returns to the same window, and another is served meanwhile', async () => {
    const first = await take()
    await take()
    await next()
    const body = { ticketId: first.id }
    await one('startService', { params: w('1'), body })
    minutes(2)
    expect((await one('holdService', { params: w('1'), body })).state).toBe('held')
    const second = await next()
    expect(await refusedWith(one('resumeService', { params: w('1'), body }))).toBe('ticket-in-hand')
    await one('missTicket', { params: w('1'), body: { ticketId: second.id } })
    expect(await refusedWith(two('resumeService', { params: w('2'), body }))).toBe('not-at-this-window')
    minutes(20)
    expect((await one('resumeService', { params: w('1'), body })).state).toBe('serving')
    minutes(3)
    await one('finishService', { params: w('1'), body })
    const auditor = await hall.as('auditor')
    const { entries } = await auditor('journal', { query: { ticket: first.id, type: 'service-finished' } })
    // Twenty minutes on hold are nobody's service time.
    expect(entries[0]?.body['serviceSeconds']).toBe(300)
  })

  it('transfer to a queue keeps number and arrival', async () => {
    const first = await take('A')
    minutes(10)
    const later = await take('B')
    await next()
    await one('startService', { params: w('1'), body: { ticketId: first.id } })
    const moved = await one('transferTicket', {
      params: w('1'),
      body: { ticketId: first.id, toQueueId: hall.queueId('B') },
    })
    expect(moved).toMatchObject({ number: 'A001', state: 'waiting', queueId: hall.queueId('B'), ahead: 0 })
    expect((await kiosk('ticket', { params: { id: later.id } })).ahead).toBe(1)
  })

  it('transfer to a window is called there and nowhere else', async () => {
    const first = await take('A')
    await next()
    await one('startService', { params: w('1'), body: { ticketId: first.id } })
    await one('transferTicket', {
      params: w('1'),
      body: { ticketId: first.id, toWindowId: hall.windowId('2') },
    })
    expect(await one('callNext', { params: w('1') })).toBeNull()
    expect(await refusedWith(one('callTicket', { params: w('1'), body: { ticketId: first.id } }))).toBe(
      'not-served-here',
    )
    expect((await next(two, '2')).id).toBe(first.id)
  })
})

describe('a mistake is undone within ten seconds and before any rating, by an entry that says so', () => {
  it.each([
    ['start', 'called'],
    ['no-show', 'called'],
    ['finish', 'serving'],
  ] as const)('%s goes back to %s', async (action, state) => {
    const taken = await take()
    const body = { ticketId: taken.id }
    await next()
    if (action === 'no-show') await one('missTicket', { params: w('1'), body })
    else await one('startService', { params: w('1'), body })
    if (action === 'finish') await one('finishService', { params: w('1'), body })
    hall.advance(9_000)
    expect((await one('undo', { params: w('1'), body })).state).toBe(state)
    const auditor = await hall.as('auditor')
    const { entries } = await auditor('journal', { query: { ticket: taken.id } })
    expect(entries.at(-1)).toMatchObject({ type: 'action-undone', body: { undone: action } })
    expect(await refusedWith(one('undo', { params: w('1'), body }))).toBe('nothing-to-undo')
  })

  it('not after ten seconds', async () => {
    const taken = await take()
    const body = { ticketId: taken.id }
    await next()
    await one('startService', { params: w('1'), body })
    hall.advance(11_000)
    expect(await refusedWith(one('undo', { params: w('1'), body }))).toBe('undo-expired')
  })

  it('not after a rating', async () => {
    const taken = await take()
    const body = { ticketId: taken.id }
    await next()
    await one('startService', { params: w('1'), body })
    await one('finishService', { params: w('1'), body })
    const pad = await hall.as('pad:1')
    await pad('rateTicket', { params: { id: taken.id }, body: { level: 'satisfied', channel: 'pad' } })
    expect(await refusedWith(one('undo', { params: w('1'), body }))).toBe('already-rated')
  })

  it('a finish undone is served on, and asked to be rated once', async () => {
    const taken = await take()
    const body = { ticketId: taken.id }
    await next()
    await one('startService', { params: w('1'), body })
    await one('finishService', { params: w('1'), body })
    await one('undo', { params: w('1'), body })
    const pad = await hall.as('pad:1')
    expect((await pad('padView', { params: w('1') })).question).toBeNull()
    expect(
      await refusedWith(
        pad('rateTicket', { params: { id: taken.id }, body: { level: 'satisfied', channel: 'pad' } }),
      ),
    ).toBe('not-finished')
    await one('finishService', { params: w('1'), body })
    expect((await pad('padView', { params: w('1') })).question?.ticketId).toBe(taken.id)
  })
})

describe('a window that is left with a ticket in hand says so first', () => {
  const leave = { reason: '午餐' }
  it('and nothing changes until the clerk decides', async () => {
    const taken = await take()
    await next()
    for (const route of ['pauseWindow', 'closeWindow'] as const)
      expect(await refusedWith(one(route, { params: w('1'), body: leave }))).toBe('ticket-in-hand')
    expect(await refusedWith(one('signOut', {}))).toBe('ticket-in-hand')
    expect((await one('ticket', { params: { id: taken.id } })).state).toBe('called')
  })
  it('put back: the line has it again, its arrival kept', async () => {
    const taken = await take()
    await take()
    await next()
    await one('pauseWindow', { params: w('1'), body: { ...leave, inHand: 'put-back' } })
    expect((await next(two, '2')).id).toBe(taken.id)
  })
  it('hand over: to another window', async () => {
    const taken = await take()
    await next()
    await one('startService', { params: w('1'), body: { ticketId: taken.id } })
    expect(await refusedWith(one('closeWindow', { params: w('1'), body: { inHand: 'hand-over' } }))).toBe(
      'validation',
    )
    await one('closeWindow', {
      params: w('1'),
      body: { inHand: 'hand-over', toWindowId: hall.windowId('2') },
    })
    expect((await next(two, '2')).id).toBe(taken.id)
  })
  it('hold: it waits for this window', async () => {
    const taken = await take()
    await next()
    expect(await refusedWith(one('pauseWindow', { params: w('1'), body: { inHand: 'hold' } }))).toBe(
      'not-serving',
    )
    await one('startService', { params: w('1'), body: { ticketId: taken.id } })
    await one('pauseWindow', { params: w('1'), body: { inHand: 'hold' } })
    await one('openWindow', { params: w('1') })
    expect((await one('resumeService', { params: w('1'), body: { ticketId: taken.id } })).state).toBe(
      'serving',
    )
  })
})

describe('when the last window of a queue pauses, those who wait are told', () => {
  it('on display and phone', async () => {
    const { phoneUrl } = await take('A')
    await one('pauseWindow', { params: w('1') })
    const display = await hall.as('display')
    const standing = async () =>
      (await display('display', {})).queues.find((queue) => queue.prefix === 'A')?.unattended
    expect(await standing()).toBe(false)
    await two('pauseWindow', { params: w('2') })
    expect(await standing()).toBe(true)
    const phone = hall.client(must(phoneUrl.split('#')[1], 'secret'))
    expect((await phone('phoneTicket', {})).unattended).toBe(true)
    const auditor = await hall.as('auditor')
    expect((await auditor('journal', { query: { type: 'queue-unattended' } })).entries).toHaveLength(1)
    await two('openWindow', { params: w('2') })
    expect(await standing()).toBe(false)
  })
})

describe('several items in one visit', () => {
  it('one number; a finish with items left waits again in the next item’s queue; each service is rated', async () => {
    const items = (await kiosk('items', { query: { limit: 200 } })).items
    const first = must(
      items.find((item) => item.queueId === hall.queueId('A')),
      'an item of A',
    )
    const second = must(
      items.find((item) => item.queueId === hall.queueId('B')),
      'an item of B',
    )
    const taken = await kiosk('takeTicket', { body: { itemIds: [first.id, second.id] } })
    expect(taken).toMatchObject({ number: 'A001', queueId: hall.queueId('A') })
    await next()
    const body = { ticketId: taken.id }
    await one('startService', { params: w('1'), body })
    const moved = await one('finishService', { params: w('1'), body })
    expect(moved).toMatchObject({ number: 'A001', state: 'waiting', queueId: hall.queueId('B') })
    const pad = await hall.as('pad:1')
    await pad('rateTicket', { params: { id: taken.id }, body: { level: 'very-satisfied', channel: 'pad' } })
    const three = await hall.as('account:w003')
    await three('openWindow', { params: w('3') })
    await next(three, '3')
    await three('startService', { params: w('3'), body })
    expect((await three('finishService', { params: w('3'), body })).state).toBe('done')
    expect((await one('ticket', { params: { id: taken.id } })).rating).toBeNull()
    const other = await hall.as('pad:3')
    await other('rateTicket', { params: { id: taken.id }, body: { level: 'satisfied', channel: 'pad' } })
    expect((await one('ticket', { params: { id: taken.id } })).rating?.level).toBe('satisfied')
  })
})

describe('numbers', () => {
  it('are without gaps in issue order, whatever is refused in between', async () => {
    const idNumber = '11010519491231002X'
    expect((await take('A', { idNumber })).number).toBe('A001')
    expect(await refusedWith(take('A', { idNumber }))).toBe('limit-reached')
    expect((await take('A')).number).toBe('A002')
    expect((await take('B')).number).toBe('B001')
  })
  it('begin again the next morning, and yesterday’s are gone', async () => {
    const operator = await hall.as('operator')
    const { settings } = await operator('settings', {})
    await operator('saveSettings', { body: { rules: { ...settings.rules, endOfDay: '20:00' } } })
    const yesterday = await take('A')
    // The machine is off over night.
    minutes(24 * 60)
    await hall.restart()
    kiosk = await hall.as('kiosk')
    expect((await kiosk('ticket', { params: { id: yesterday.id } })).state).toBe('expired')
    expect((await take('A')).number).toBe('A001')
  })
})

describe('who is next', () => {
  it('priority goes first, but after three in a row an ordinary one that waits is called', async () => {
    for (let count = 0; count < 2; count += 1) await take('A')
    for (let count = 0; count < 5; count += 1) await take('A', { class: 'priority' })
    const order: string[] = []
    for (let count = 0; count < 7; count += 1) {
      const called = await next()
      order.push(called.number)
      await one('missTicket', { params: w('1'), body: { ticketId: called.id } })
    }
    expect(order).toEqual(['A003', 'A004', 'A005', 'A001', 'A006', 'A007', 'A002'])
  })
  it('whoever has waited beyond the bound goes before all', async () => {
    const first = await take('A')
    minutes(46)
    await take('A', { class: 'priority' })
    expect((await next()).id).toBe(first.id)
  })
  it('a corrected class loses the place that it claimed', async () => {
    const ordinary = await take('A')
    const claimed = await take('A', { class: 'priority' })
    await one('correctClass', {
      params: { id: claimed.id },
      body: { class: 'ordinary', reason: '未出示证明' },
    })
    expect((await next()).id).toBe(ordinary.id)
  })
})

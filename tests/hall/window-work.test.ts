import { describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { refusedWith } from '../support/test-hall.ts'
import {
  hall,
  kiosk,
  minutes,
  next,
  one,
  openTwoWindows,
  restart,
  take,
  two,
  w,
} from '../support/two-windows.ts'

/** Windows and tickets at work: leaving a window, several items in one visit, numbers, who is next. Real: the hall, its store, HTTP. By hand: the clock. */
openTwoWindows()

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
    await restart()
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

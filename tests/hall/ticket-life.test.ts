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

/** A ticket's life over HTTP, sentence by sentence. Real: the hall, its store, HTTP. By hand: the clock. */
openTwoWindows()

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
    await restart()
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
    // Whoever waits is at no window, also not at the one that sent them on.
    expect(moved).toMatchObject({ windowId: null, windowNumber: null })
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

import { describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import {
  anyone,
  at,
  book,
  hall,
  item,
  kiosk,
  minutes,
  page,
  person,
  plan,
  rules,
  save,
  secretOf,
  sentence,
  slotAt,
  takeBookings,
} from '../support/bookings.ts'
import { refusedWith } from '../support/test-hall.ts'

/** Bookings over HTTP. Real: the hall, its store, HTTP. By hand: the clock, which stands at Tuesday 24 November, 10:00. */
takeBookings()

describe('a race for a time slot; a deadlock when reserving it', () => {
  it('fifty people press for the last places at once: as many are booked as there are places', async () => {
    await plan({ peoplePerSlot: 7 })
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, number) => book(person(number), '11:00')),
    )
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(7)
    for (const one of answers)
      if (one.status === 'rejected') expect(one.reason.problem.code).toBe('slot-unavailable')
    expect(await slotAt('11:00')).toMatchObject({ left: 0, open: false })
    expect((await slotAt('11:30')).left).toBe(7)
  })

  it('one person presses again with the same key: one booking, the same code and the same page', async () => {
    const first = await book(person(1), '11:00', '2026-11-24', 'one-press')
    const again = await book(person(1), '11:00', '2026-11-24', 'one-press')
    expect(again).toEqual(first)
    expect((await slotAt('11:00')).left).toBe(1)
  })

  it('slots that are made longer keep everybody’s place, and promise none twice', async () => {
    await book(person(1), '11:00')
    await book(person(2), '11:30')
    await plan({ slotMinutes: 60 })
    expect(await slotAt('11:00')).toMatchObject({ left: 0, open: false })
    expect(await refusedWith(book(person(3), '11:00'))).toBe('slot-unavailable')
  })
})

describe('600 slots opened by themselves on a day the office was closed', () => {
  it('a weekend has no slots, what is not on offer cannot be booked', async () => {
    const { days } = await anyone('bookableDays', { params: { id: await item() } })
    expect(days.map(({ day, openness }) => [day.slice(8), openness])).toEqual([
      ['24', 'open'],
      ['25', 'open'],
      ['26', 'open'],
      ['27', 'open'],
      ['28', 'closed'],
      ['29', 'closed'],
      ['30', 'open'],
      ['01', 'open'],
    ])
    for (const [start, day] of [
      ['09:00', '2026-11-28'],
      ['12:30', '2026-11-25'],
      ['09:10', '2026-11-25'],
      ['09:00', '2026-12-02'],
      ['09:00', '2026-11-23'],
      ['09:30', '2026-11-24'],
    ] as const)
      expect(await refusedWith(book(person(1), start, day)), `${day} ${start}`).toBe('slot-unavailable')
  })

  it('a day that the hall itself closes has no slots either, and one that it opens has', async () => {
    const at = await hall.as('operator')
    await at('saveCalendarDay', { body: { day: '2026-11-26', kind: 'closed', name: '大厅停电检修' } })
    await at('saveCalendarDay', { body: { day: '2026-11-28', kind: 'open', name: '周六加开' } })
    const { days } = await anyone('bookableDays', { params: { id: await item() } })
    const openness = Object.fromEntries(days.map((one) => [one.day, one.openness]))
    expect(openness).toMatchObject({ '2026-11-26': 'closed', '2026-11-27': 'open', '2026-11-28': 'open' })
    expect(await refusedWith(book(person(1), '09:00', '2026-11-26'))).toBe('slot-unavailable')
    await book(person(1), '09:00', '2026-11-28')
  })

  it('a queue that is not booked, or switched off, is not offered and not booked', async () => {
    const id = await item()
    await plan({ bookable: false })
    expect((await anyone('bookableItems', { query: { q: '新生儿出生登记' } })).items).toEqual([])
    expect(
      await refusedWith(
        anyone('book', { body: { itemId: id, day: '2026-11-24', start: '11:00', idNumber: person(1) } }),
      ),
    ).toBe('not-bookable')
    await plan({ bookable: true })
    await save({ switchedOn: false })
    expect((await anyone('bookableItems', { query: { q: '新生儿出生登记' } })).items).toEqual([])
  })

  it('booking of a slot ends when the hall says', async () => {
    await rules({ leadMinutes: 60 })
    expect((await slotAt('11:00')).open).toBe(false)
    expect((await slotAt('11:30')).open).toBe(true)
    await rules({ leadMinutes: null })
    expect((await slotAt('10:00')).open).toBe(true)
    expect((await slotAt('09:30')).open).toBe(false)
  })
})

describe('one person', () => {
  it('has one live booking for an item and day, so many in all, and the place is free when one is called off', async () => {
    const booked = await book(person(1), '11:00')
    expect(await refusedWith(book(person(1), '14:00'))).toBe('booked-already')
    await book(person(1), '11:00', '2026-11-25')
    await book(person(1), '11:00', '2026-11-26')
    expect(await refusedWith(book(person(1), '11:00', '2026-11-27'))).toBe('booking-limit-reached')
    expect((await page(booked)('cancelBooking', {})).state).toBe('cancelled')
    expect((await slotAt('11:00')).left).toBe(2)
    expect(await refusedWith(page(booked)('cancelBooking', {}))).toBe('not-booked')
    await book(person(1), '14:00')
  })

  it('sees their booking by its page: what, when, where, what to bring, the code; never the whole number', async () => {
    const booked = await book('500231198001011236', '11:00').catch(() => book('11010519491231002X', '11:00'))
    const seen = await page(booked)('booking', {})
    expect(seen).toMatchObject({ bookingCode: booked.bookingCode, bookingUrl: booked.bookingUrl })
    expect(seen.appointment).toMatchObject({ idMasked: '1101**********002X', state: 'booked' })
    expect(seen.materials.map((one) => one.name)).toContain('出生医学证明')
    expect(JSON.stringify(seen)).not.toContain('11010519491231002X')
    expect(await refusedWith(hall.client('x'.repeat(22))('booking', {}))).toBe('not-signed-in')
  })

  it('cannot call off an absence: the slot has ended', async () => {
    const booked = await book(person(1), '10:30')
    at(24, 11)
    expect(await refusedWith(page(booked)('cancelBooking', {}))).toBe('too-late')
  })

  it('is asked to wait when one address tries too often', async () => {
    await rules({ attemptsPerMinute: 3 })
    minutes(1)
    for (let number = 0; number < 3; number += 1) await book(person(number), '14:00').catch(() => undefined)
    expect(await refusedWith(book(person(9), '15:00'))).toBe('too-many-requests')
    minutes(1)
    await book(person(9), '15:00')
  })
})

describe('check-in', () => {
  it('on time, by code, by page and by ID number: a ticket that is due at the slot and goes first from then', async () => {
    const booked = [
      await book(person(1), '11:00'),
      await book(person(2), '11:00'),
      await book(person(3), '11:30'),
    ] as const
    at(24, 10, 40)
    const walkIn = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    const byCode = await kiosk('checkIn', { body: { code: booked[0].bookingCode.toLowerCase() } })
    const byPage = await kiosk('checkIn', { body: { secret: secretOf(booked[1]) } })
    at(24, 11, 5)
    const byNumber = await kiosk('checkIn', { body: { idNumber: person(3).toLowerCase() } })
    expect(byCode).toMatchObject({
      class: 'appointment',
      checkIn: 'on-time',
      dueAt: '2026-11-24T11:00:00+08:00',
    })
    expect(byCode.items[0]?.name).toBe('新生儿出生登记')
    expect(byNumber.dueAt).toBe('2026-11-24T11:30:00+08:00')
    expect(byPage.phoneUrl).toContain('/phone/#')
    at(24, 10, 50)
    const clerk = await hall.as('account:w001')
    const window = { id: hall.windowId('1') }
    await clerk('openWindow', { params: window })
    const next = async () => {
      const called = must(await clerk('callNext', { params: window }), 'somebody waits')
      await clerk('missTicket', { params: window, body: { ticketId: called.id } })
      return called.number
    }
    // Not before its time.
    expect(await next()).toBe(walkIn.number)
    expect(await clerk('callNext', { params: window })).toBeNull()
    at(24, 11)
    expect(await next()).toBe(byCode.number)
    expect(await next()).toBe(byPage.number)
    expect(await clerk('callNext', { params: window })).toBeNull()
  })

  it('before its time: the wait that is told ends after the slot began, and no sooner', async () => {
    const booked = await book(person(1), '11:00')
    const clerk = await hall.as('account:w001')
    const window = { id: hall.windowId('1') }
    await clerk('openWindow', { params: window })
    for (let turn = 0; turn < 4; turn += 1) {
      await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
      const { id: ticketId } = must(await clerk('callNext', { params: window }), 'somebody waits')
      await clerk('startService', { params: window, body: { ticketId } })
      minutes(5)
      await clerk('finishService', { params: window, body: { ticketId } })
    }
    at(24, 10, 40)
    const ticket = await kiosk('checkIn', { body: { code: booked.bookingCode } })
    expect(ticket.estimate?.lowMinutes).toBe(20)
    expect(ticket.estimate?.highMinutes).toBeGreaterThan(20)
    at(24, 10, 55)
    const later = await kiosk('ticket', { params: { id: ticket.id } })
    expect(later.estimate?.lowMinutes).toBe(5)
    at(24, 11, 1)
    expect((await kiosk('ticket', { params: { id: ticket.id } })).estimate?.lowMinutes).toBeLessThan(5)
  })

  it('twice, also at another kiosk: the same ticket, one number', async () => {
    const booked = await book(person(1), '11:00')
    at(24, 10, 45)
    const first = await kiosk('checkIn', { body: { code: booked.bookingCode } })
    const other = hall.client(
      must(
        hall.running.demonstration?.terminals.find((one) => one.role === 'kiosk' && one.name !== 'spare'),
        'another kiosk',
      ).token,
    )
    const second = await other('checkIn', { body: { idNumber: person(1) } })
    expect(second).toMatchObject({ id: first.id, number: first.number, checkIn: 'again' })
    // The kiosk where they stand now may print it, and cancel it.
    expect((await other('ticketPaper', { params: { id: first.id } })).number).toBe(first.number)
    await other('cancelTicket', { params: { id: first.id } })
    expect(await refusedWith(kiosk('checkIn', { body: { code: booked.bookingCode } }))).toBe('not-booked')
  })

  it('too early: from when is said', async () => {
    const today = await book(person(1), '11:00')
    const later = await book(person(2), '14:00', '2026-11-26')
    expect(await sentence(kiosk('checkIn', { body: { code: today.bookingCode } }))).toBe(
      '您预约的是今天 11:00–11:30，请在 10:30 以后来签到。',
    )
    expect(await sentence(kiosk('checkIn', { body: { idNumber: person(2) } }))).toBe(
      '您预约的是 11月26日 14:00–14:30，请在 11月26日 13:30 以后来签到。',
    )
    expect(await refusedWith(kiosk('checkIn', { body: { secret: secretOf(later) } }))).toBe('too-early')
  })

  it('within the grace an appointment, later an ordinary ticket, then none', async () => {
    await plan({ peoplePerSlot: 5 })
    const codes = [1, 2, 3].map(async (number) => (await book(person(number), '10:30')).bookingCode)
    const [grace, late, absent] = await Promise.all(codes)
    at(24, 11, 14)
    expect(await kiosk('checkIn', { body: { code: must(grace, 'a code') } })).toMatchObject({
      class: 'appointment',
      checkIn: 'on-time',
    })
    at(24, 11, 15)
    expect(await kiosk('checkIn', { body: { code: must(late, 'a code') } })).toMatchObject({
      class: 'ordinary',
      checkIn: 'late',
      dueAt: null,
    })
    at(24, 12, 0)
    expect(await refusedWith(kiosk('checkIn', { body: { code: must(absent, 'a code') } }))).toBe('too-late')
  })

  it('a full day and the lunch break take nothing back from who booked; what is ordinary keeps the rules', async () => {
    const booked = await book(person(1), '13:30')
    await save({ dailyLimit: 1 })
    await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
    at(24, 13, 5)
    expect((await kiosk('checkIn', { body: { code: booked.bookingCode } })).number).toBe('A002')
    expect(await refusedWith(kiosk('takeTicket', { body: { queueId: hall.queueId('A') } }))).toBe(
      'queue-closed',
    )
  })

  it('who comes late has a ticket too, in the lunch break behind their slot and on a day that is full', async () => {
    const [beforeLunch, full] = [await book(person(1), '11:30'), await book(person(2), '13:30')]
    at(24, 12, 40)
    expect(await kiosk('checkIn', { body: { code: beforeLunch.bookingCode } })).toMatchObject({
      class: 'ordinary',
      checkIn: 'late',
      number: 'A001',
    })
    await save({ dailyLimit: 1 })
    at(24, 14, 30)
    expect(await kiosk('checkIn', { body: { code: full.bookingCode } })).toMatchObject({
      class: 'ordinary',
      checkIn: 'late',
      number: 'A002',
    })
  })

  it('a code mistyped, unknown, cancelled; somebody who guesses is slowed down', async () => {
    expect(await refusedWith(kiosk('checkIn', { body: { code: 'K7QM-3HX8' } }))).toBe('validation')
    expect(await refusedWith(kiosk('checkIn', { body: { idNumber: person(99) } }))).toBe('not-found')
    const booked = await book(person(1), '11:00')
    await page(booked)('cancelBooking', {})
    expect(await refusedWith(kiosk('checkIn', { body: { code: booked.bookingCode } }))).toBe('not-booked')
    for (let number = 0; number < 10; number += 1)
      await refusedWith(kiosk('checkIn', { body: { idNumber: person(100 + number) } }))
    expect(await refusedWith(kiosk('checkIn', { body: { idNumber: person(200) } }))).toBe('too-many-requests')
  })
})

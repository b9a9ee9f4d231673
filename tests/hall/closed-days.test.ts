import { describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { type OpeningHours, officeHours } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { lookAgain, runDue } from '../../hall/day/schedule.ts'
import {
  anyone,
  at,
  book,
  hall,
  item,
  kiosk,
  operator,
  page,
  person,
  rules,
  save,
  sentence,
  slotAt,
  takeBookings,
} from '../support/bookings.ts'
import { refusedWith } from '../support/test-hall.ts'

/**
 * Bookings that the hall itself cannot keep: closed days, other hours, a service that did not run. Real: the hall, its
 * store, HTTP. By hand: the clock, which stands at Tuesday 24 November, 10:00.
 */
takeBookings()

/** Signs in anew: sessions of the first day have ended. */
async function signInAnew(role: 'operator' | 'auditor'): Promise<Client> {
  const found = hall.running.demonstration?.accounts.find((one) => one.roles.includes(role))
  const { account, password } = must(found, role)
  return hall.client((await hall.client(null)('signIn', { body: { account, password } })).token)
}

/** An item of queue A, asked of a hall that was restarted. */
const itemNow = async () =>
  must((await hall.client(null)('bookableItems', { query: { q: '新生儿出生登记' } })).items[0], 'an item').id

/** Lets the hall's own minute come, at an instant of November. */
async function minuteAt(day: number, hour: number): Promise<void> {
  at(day, hour)
  await runDue(hall.running.hall)
}

const closed = { kind: 'closed', name: '停电检修' } as const
const days = ['2026-11-25', '2026-11-26', '2026-11-27'] as const
/** Office hours, but on Wednesdays the afternoon alone. */
const afternoons: OpeningHours = {
  ...officeHours,
  week: { ...officeHours.week, 3: [['13:30', '17:00']] },
}
const ownState = async (booked: { bookingUrl: string }) => {
  const { appointment } = await page(booked)('booking', {})
  return [appointment.state, appointment.cancelledBecause]
}

describe('a day that the hall closes', () => {
  it('is closed only once the operator knows how many bookings that calls off', async () => {
    const booked = await book(person(1), '10:00', days[0])
    await book(person(2), '14:00', days[0])
    await book(person(3), '14:00', days[1])
    const asked = operator('saveCalendarDay', { body: { day: days[0], ...closed } })
    expect(await sentence(asked)).toContain('2 个预约')
    expect(await refusedWith(operator('saveCalendarDay', { body: { day: days[0], ...closed } }))).toBe(
      'bookings-affected',
    )
    expect((await operator('calendar', {})).days).toEqual([])
    expect(await ownState(booked)).toEqual(['booked', null])
    await operator('saveCalendarDay', { body: { day: days[0], ...closed, cancelBookings: true } })
    expect(await ownState(booked)).toEqual(['cancelled', 'day-closed'])
    const { appointments } = await operator('appointments', { query: { day: days[1] } })
    expect(appointments.map((one) => one.state)).toEqual(['booked'])
  })

  it('calls off in the hall’s name, which the journal says, and the kiosk too', async () => {
    const booked = await book(person(1), '10:00', days[0])
    await operator('saveCalendarDay', { body: { day: days[0], ...closed, cancelBookings: true } })
    const auditor = await hall.as('auditor')
    const { entries } = await auditor('journal', { query: { type: 'appointment-cancelled' } })
    expect(entries.map(({ body }) => [body['by'], body['because'], body['staffId']])).toEqual([
      ['hall', 'day-closed', null],
    ])
    expect(await sentence(kiosk('checkIn', { body: { code: booked.bookingCode } }))).toContain('不办公')
    expect(await sentence(kiosk('checkIn', { body: { idNumber: person(1) } }))).toContain('不办公')
    expect(await refusedWith(page(booked)('cancelBooking', {}))).toBe('not-booked')
  })

  it('makes nobody absent: three closed days in a row and the person books again', async () => {
    for (const day of days) await book(person(1), '10:00', day)
    for (const day of days)
      await operator('saveCalendarDay', { body: { day, ...closed, cancelBookings: true } })
    await minuteAt(28, 9)
    const booked = await book(person(1), '10:00', '2026-11-30')
    expect(booked.appointment.blockedUntil).toBeNull()
  })

  it('makes nobody absent either where its bookings were left standing', async () => {
    for (const day of days) await book(person(1), '10:00', day)
    // As a store of before has it: the day is closed and nobody looked at its bookings.
    const { db } = hall.running.hall
    for (const day of days)
      db.prepare("INSERT INTO hall_days (day, kind, name) VALUES (?, 'closed', '')").run(day)
    await minuteAt(28, 9)
    const found = await (await signInAnew('operator'))('findAppointments', {
      body: { idNumber: person(1) },
    })
    expect(found.appointments.map((one) => [one.state, one.cancelledBecause])).toEqual(
      days.map(() => ['cancelled', 'day-closed']),
    )
  })

  it('asks nothing where nobody booked, and an open day calls off nothing', async () => {
    await book(person(1), '10:00', days[0])
    await operator('saveCalendarDay', { body: { day: days[1], ...closed } })
    await operator('saveCalendarDay', { body: { day: days[0], kind: 'open', name: '' } })
    expect((await operator('appointments', { query: { day: days[0] } })).appointments).toMatchObject([
      { state: 'booked' },
    ])
  })

  it('a Saturday that was to be worked and is not after all, asks too', async () => {
    const saturday = '2026-11-28'
    await operator('saveCalendarDay', { body: { day: saturday, kind: 'open', name: '周六加开' } })
    const booked = await book(person(1), '10:00', saturday)
    const remove = (query: { cancelBookings?: 'true' }) =>
      operator('removeCalendarDay', { params: { day: saturday }, query })
    expect(await refusedWith(remove({}))).toBe('bookings-affected')
    await remove({ cancelBookings: 'true' })
    expect(await ownState(booked)).toEqual(['cancelled', 'day-closed'])
  })

  it('imported from a file: the preview says how many, and the import calls them off', async () => {
    const booked = await book(person(1), '10:00', days[0])
    const file = new TextEncoder().encode(`日期,安排,说明\n${days[0]},休息,停电\n`)
    const importing = (preview: 'true' | 'false') =>
      operator('importRegistry', { params: { name: 'holidays' }, query: { preview }, body: file })
    expect((await importing('true')).bookingsCalledOff).toBe(1)
    expect(await ownState(booked)).toEqual(['booked', null])
    expect((await importing('false')).bookingsCalledOff).toBe(1)
    expect(await ownState(booked)).toEqual(['cancelled', 'day-closed'])
  })

  it('a change that is taken back calls nothing off unasked', async () => {
    await operator('saveCalendarDay', { body: { day: '2026-11-28', kind: 'open', name: '周六加开' } })
    const booked = await book(person(1), '10:00', '2026-11-28')
    const { changes } = await operator('registryChanges', { params: { name: 'holidays' }, query: {} })
    const seq = must(changes[0], 'the change').seq
    expect(await refusedWith(operator('undoRegistryChange', { params: { name: 'holidays', seq } }))).toBe(
      'bookings-affected',
    )
    expect(await ownState(booked)).toEqual(['booked', null])
  })
})

describe('other opening hours', () => {
  it('call off what lies outside of them once the operator knows, and keep the rest', async () => {
    const morning = await book(person(1), '10:00', days[0])
    const afternoon = await book(person(2), '14:00', days[0])
    const thursday = await book(person(3), '10:00', days[1])
    expect(await refusedWith(save({ hours: afternoons }))).toBe('bookings-affected')
    await save({ hours: afternoons, cancelBookings: true })
    expect(await ownState(morning)).toEqual(['cancelled', 'hours-changed'])
    expect(await ownState(afternoon)).toEqual(['booked', null])
    expect(await ownState(thursday)).toEqual(['booked', null])
    expect((await slotAt('14:00', days[0])).left).toBe(1)
  })

  it('that still hold every booking ask nothing', async () => {
    await book(person(1), '10:00', days[0])
    await save({ name: '户籍业务', hours: { ...officeHours, lastTicketMinutes: 60 } })
    await save({ hours: { ...officeHours, alwaysOpen: true } })
    expect((await anyone('bookableDays', { params: { id: await item() } })).days).not.toEqual([])
  })
})

describe('a business that is no longer offered', () => {
  it('its queue switched off: bookings are called off once the operator knows, and nobody was absent', async () => {
    const booked = await book(person(1), '10:00', days[0])
    expect(await refusedWith(save({ switchedOn: false }))).toBe('bookings-affected')
    expect(await ownState(booked)).toEqual(['booked', null])
    await save({ switchedOn: false, cancelBookings: true })
    expect(await ownState(booked)).toEqual(['cancelled', 'not-offered'])
    await save({ switchedOn: true })
    expect(await ownState(booked)).toEqual(['cancelled', 'not-offered'])
    expect((await slotAt('10:00', days[0])).left).toBe(2)
  })

  it('an item switched off: its bookings are, and those for another item of the queue stay', async () => {
    const id = await item()
    const booked = await book(person(1), '10:00', days[0])
    const { items } = await kiosk('items', { query: { limit: 2000 } })
    const other = must(
      items.find((one) => one.queueId === hall.queueId('A') && one.id !== id),
      'another item of the queue',
    )
    const kept = await anyone('book', {
      body: { itemId: other.id, day: days[0], start: '10:00', idNumber: person(2) },
    })
    const saveItem = (body: object) => operator('saveItem', { params: { id }, body })
    await saveItem({ group: '另一组' })
    expect(await refusedWith(saveItem({ active: false }))).toBe('bookings-affected')
    expect(await ownState(booked)).toEqual(['booked', null])
    await saveItem({ active: false, cancelBookings: true })
    expect(await ownState(booked)).toEqual(['cancelled', 'not-offered'])
    expect(await ownState(kept)).toEqual(['booked', null])
  })
})

describe('a business that goes to another queue', () => {
  /** Queue B, at which nobody is there on a Wednesday afternoon. */
  const mornings: OpeningHours = { ...officeHours, week: { ...officeHours.week, 3: [['09:00', '12:00']] } }

  it.each([
    ['that is switched off', { switchedOn: false }, 'not-offered'],
    ['with other hours', { hours: mornings }, 'hours-changed'],
  ] as const)('%s, by its own form: asks first, and nobody was absent', async (_, change, because) => {
    await save(change, 'B')
    const id = await item()
    const booked = await book(person(1), '14:00', days[0])
    const move = (cancelBookings: boolean) =>
      operator('saveItem', { params: { id }, body: { queueId: hall.queueId('B'), cancelBookings } })
    expect(await refusedWith(move(false))).toBe('bookings-affected')
    expect(await ownState(booked)).toEqual(['booked', null])
    await move(true)
    expect(await ownState(booked)).toEqual(['cancelled', because])
  })

  it('that keeps the booking: it stays, and is checked in there', async () => {
    await save({ hours: officeHours }, 'B')
    const booked = await book(person(1), '14:00', days[0])
    const queueId = hall.queueId('B')
    await operator('saveItem', { params: { id: await item() }, body: { queueId } })
    // From now on that queue's hours count for it, and no more those of the one that was booked.
    await save({ switchedOn: false }, 'A')
    expect(await ownState(booked)).toEqual(['booked', null])
    expect(await refusedWith(save({ hours: mornings }, 'B'))).toBe('bookings-affected')
    at(25, 13, 50)
    expect(await kiosk('checkIn', { body: { code: booked.bookingCode } })).toMatchObject({ queueId })
  })

  it('with its department: asks first', async () => {
    const booked = await book(person(1), '14:00', days[0])
    const { departments } = await operator('departmentRegister', {})
    const { id } = must(
      departments.find(({ queueId }) => queueId === hall.queueId('A')),
      'the department of queue A',
    )
    const move = (cancelBookings: boolean) =>
      operator('saveDepartment', { params: { id }, body: { queueId: null, cancelBookings } })
    expect(await refusedWith(move(false))).toBe('bookings-affected')
    await move(true)
    expect(await ownState(booked)).toEqual(['cancelled', 'not-offered'])
  })

  it('by the catalogue’s file: it is refused and says where to do it; a new name alone is taken, and told in the item’s record', async () => {
    const id = await item()
    const booked = await book(person(1), '14:00', days[0])
    const { items } = await kiosk('items', { query: { limit: 2000 } })
    const { code, name, department, group } = must(
      items.find((one) => one.id === id),
      'the item',
    )
    const csv = (to: string, called: string) =>
      `department,group,name,item_code,task_type\n${to},${group || '无'},${called},${code},1\n`
    const moving = operator('importCatalogue', { body: { csv: csv('新设的局', name) } })
    expect(await sentence(moving)).toContain('会取消 1 个预约，没有导入')
    expect(await ownState(booked)).toEqual(['booked', null])
    await operator('importCatalogue', { body: { csv: csv(department, '改了的名字') } })
    expect(await ownState(booked)).toEqual(['booked', null])
    const { changes } = await operator('registryChanges', {
      params: { name: 'items' },
      query: { record: id },
    })
    expect(changes[0]).toMatchObject({ what: 'changed', undoable: true })
    expect(changes[0]?.cells).toContainEqual({ column: 'name', before: name, after: '改了的名字' })
  })
})

describe('the end of the hall’s day, at a queue that never closes', () => {
  const endsAt = async (endOfDay: string | null) => {
    const { settings } = await operator('settings', {})
    await operator('saveSettings', { body: { rules: { ...settings.rules, endOfDay } } })
  }

  it('is not set before somebody who is expected', async () => {
    await save({ hours: { ...officeHours, alwaysOpen: true } })
    await endsAt(null)
    await book(person(1), '20:30', days[0])
    expect(await refusedWith(endsAt('20:00'))).toBe('validation')
    await endsAt('21:00')
  })

  it('is outlived by no ticket: who is booked for the first slot of a day checks in on that day', async () => {
    await save({ hours: { ...officeHours, alwaysOpen: true } })
    await endsAt('23:59')
    const booked = await book(person(1), '00:00', days[0])
    at(24, 23, 40)
    const early = kiosk('checkIn', { body: { code: booked.bookingCode } })
    expect(await sentence(early)).toContain('00:00 以后来签到')
    await minuteAt(25, 0)
    const { state } = await kiosk('checkIn', { body: { code: booked.bookingCode } })
    expect(state).toBe('waiting')
  })
})

describe('a slot during which the hall’s service did not run', () => {
  it('makes nobody absent: three such days in a row and the person books again', async () => {
    for (const day of days) await book(person(1), '10:00', day)
    for (const day of [25, 26, 27]) {
      await minuteAt(day, 9)
      at(day, 13)
      await hall.restart()
    }
    const found = await (await signInAnew('operator'))('findAppointments', {
      body: { idNumber: person(1) },
    })
    expect(found.appointments.map((one) => [one.state, one.cancelledBecause])).toEqual(
      days.map(() => ['cancelled', 'service-off']),
    )
    // A restarted hall listens on another port.
    await hall.client(null)('book', {
      body: { itemId: await itemNow(), day: '2026-11-27', start: '14:00', idNumber: person(1) },
    })
    const { entries } = await (await signInAnew('auditor'))('journal', {
      query: { type: 'service-interrupted' },
    })
    expect(entries.map(({ body }) => [body['since'], body['until']])).toEqual(
      [25, 26, 27].map((day) => [`2026-11-${day}T09:00:00+08:00`, `2026-11-${day}T13:00:00+08:00`]),
    )
  })

  it('of a machine that slept makes nobody absent either, and the sleep is told', async () => {
    const booked = await book(person(1), '10:00', days[0])
    await minuteAt(25, 9)
    at(25, 13)
    await lookAgain(hall.running.hall, 4 * 3_600_000)
    expect(await ownState(booked)).toEqual(['cancelled', 'service-off'])
    const { entries } = await (await signInAnew('auditor'))('journal', {
      query: { type: 'service-interrupted' },
    })
    expect(entries.map(({ body }) => [body['since'], body['until']])).toEqual([
      ['2026-11-25T09:00:00+08:00', '2026-11-25T13:00:00+08:00'],
    ])
  })

  it('a quick restart, and a night that it was off, excuse nobody', async () => {
    await book(person(1), '10:30')
    at(24, 10, 40)
    await runDue(hall.running.hall)
    hall.advance(90_000)
    await hall.restart()
    await minuteAt(24, 13)
    at(25, 8)
    await hall.restart()
    const { appointments } = await (await signInAnew('operator'))('findAppointments', {
      body: { idNumber: person(1) },
    })
    expect(appointments.map((one) => one.state)).toEqual(['absent'])
  })

  it('the grace after a slot belongs to it', async () => {
    await rules({ graceMinutes: 15, absentAfterMinutes: 60 })
    await book(person(1), '10:00', days[0])
    await minuteAt(25, 10)
    at(25, 10, 30)
    await runDue(hall.running.hall)
    at(25, 12)
    await hall.restart()
    const { appointments } = await (await signInAnew('operator'))('findAppointments', {
      body: { idNumber: person(1) },
    })
    expect(appointments.map((one) => [one.state, one.cancelledBecause])).toEqual([
      ['cancelled', 'service-off'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import type { Client, RouteAnswer } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { at, book, hall, kiosk, operator, page, person, plan, takeBookings } from '../support/bookings.ts'
import { refusedWith } from '../support/test-hall.ts'

/**
 * Who sees and calls off which booking, and until when. Real: the hall, its store, HTTP. By hand: the clock, which stands at
 * Tuesday 24 November, 10:00.
 */
takeBookings()

type Booked = RouteAnswer<'book'>

/** Makes the demonstration's leader one of a zone, and puts queue A and every window that serves it into another. */
async function apart(own: 'A' | 'none'): Promise<Client> {
  const zone = await operator('addZone', { body: { name: '远处', nameEn: null } })
  const { windows } = await kiosk('windows', {})
  const { staff } = await (await hall.as('administrator'))('staff')
  const leader = must(
    staff.find(({ roles }) => roles.includes('leader')),
    'a leader',
  )
  const zoneId = own === 'A' ? must(leader.zoneId, 'a leader has a zone') : zone.id
  await operator('saveQueue', { params: { id: hall.queueId('A') }, body: { zoneId } })
  for (const window of windows.filter(({ queueIds }) => queueIds.includes(hall.queueId('A'))))
    await operator('saveWindow', { params: { id: window.id }, body: { zoneId } })
  return hall.as('leader')
}

describe('a team leader', () => {
  const seen = async (who: Client, booked: Booked) => ({
    listed: (await who('appointments', { query: {} })).appointments.length,
    ofQueue: (await who('appointments', { query: { queue: hall.queueId('A') } })).appointments.length,
    byCode: (await who('findAppointments', { body: { code: booked.bookingCode } })).appointments.length,
    byPerson: (await who('findAppointments', { body: { idNumber: person(1) } })).appointments.length,
    counted: (await who('appointmentFigures', { query: {} })).queues.length,
  })

  it('sees and calls off bookings of their zone', async () => {
    const booked = await book(person(1), '11:00')
    const leader = await apart('A')
    expect(await seen(leader, booked)).toEqual({ listed: 1, ofQueue: 1, byCode: 1, byPerson: 1, counted: 1 })
    const done = await leader('cancelAppointment', { params: { id: booked.appointment.id } })
    expect(done.state).toBe('cancelled')
  })

  it('sees none of another zone, and calls none off', async () => {
    const booked = await book(person(1), '11:00')
    const leader = await apart('none')
    expect(await seen(leader, booked)).toEqual({ listed: 0, ofQueue: 0, byCode: 0, byPerson: 0, counted: 0 })
    const cancelling = leader('cancelAppointment', { params: { id: booked.appointment.id } })
    expect(await refusedWith(cancelling)).toBe('not-permitted')
    expect((await page(booked)('booking', {})).appointment.state).toBe('booked')
  })

  it.each(['operator', 'supervisor', 'director'] as const)('a %s sees every zone', async (role) => {
    const booked = await book(person(1), '11:00')
    await apart('none')
    const all = { listed: 1, ofQueue: 1, byCode: 1, byPerson: 1, counted: 1 }
    expect(await seen(await hall.as(role), booked)).toEqual(all)
  })

  it('goes on in their list page by page, past what is none of theirs', async () => {
    await plan({ bookable: true, peoplePerSlot: 9 }, 'B')
    const { items } = await kiosk('bookableItems', { query: { limit: 50 } })
    const { queueId } = must(
      (await kiosk('items', { query: { limit: 100 } })).items.find(
        ({ queueId: id }) => id === hall.queueId('B'),
      ),
      'an item of queue B',
    )
    const other = must(
      (await kiosk('items', { query: { limit: 100 } })).items.find(
        (one) => one.queueId === queueId && items.some(({ id }) => id === one.id),
      ),
      'one that can be booked',
    )
    for (const start of ['11:00', '14:00'])
      await kiosk('book', {
        body: { itemId: other.id, day: '2026-11-24', start, idNumber: person(start === '11:00' ? 7 : 8) },
      })
    await book(person(1), '11:30')
    await book(person(2), '15:00')
    const leader = await apart('A')
    const far = must(
      (await operator('zones', {})).zones.find(({ name }) => name === '远处'),
      'the zone',
    ).id
    await operator('saveQueue', { params: { id: hall.queueId('B') }, body: { zoneId: far } })
    const { windows } = await kiosk('windows', {})
    for (const window of windows.filter(({ queueIds }) => queueIds.includes(hall.queueId('B'))))
      await operator('saveWindow', {
        params: { id: window.id },
        body: { queueIds: window.queueIds.filter((id) => id !== hall.queueId('B')) },
      })
    const first = await leader('appointments', { query: { limit: 1 } })
    const rest = await leader('appointments', { query: { limit: 1, after: must(first.next, 'more') } })
    expect([...first.appointments, ...rest.appointments].map((one) => one.startsAt.slice(11, 16))).toEqual([
      '11:30',
      '15:00',
    ])
    expect(rest.next).toBeNull()
  })
})

describe('calling off', () => {
  it('is the holder’s until the slot begins, and then the staff’s until it ends', async () => {
    const [one, other] = [await book(person(1), '11:00'), await book(person(2), '11:00')]
    at(24, 10, 59)
    expect((await page(one)('booking', {})).appointment.cancellable).toBe(true)
    await page(one)('cancelBooking', {})
    at(24, 11)
    expect((await page(other)('booking', {})).appointment.cancellable).toBe(false)
    expect(await refusedWith(page(other)('cancelBooking', {}))).toBe('too-late')
    const listed = await operator('appointments', { query: { state: 'booked' } })
    expect(listed.appointments.map(({ cancellable }) => cancellable)).toEqual([true])
    await operator('cancelAppointment', { params: { id: other.appointment.id } })
  })

  it('is nobody’s once the slot has ended', async () => {
    const booked = await book(person(1), '11:00')
    at(24, 11, 30)
    const cancelling = operator('cancelAppointment', { params: { id: booked.appointment.id } })
    expect(await refusedWith(cancelling)).toBe('too-late')
    expect((await operator('appointments', { query: {} })).appointments[0]?.cancellable).toBe(false)
  })
})

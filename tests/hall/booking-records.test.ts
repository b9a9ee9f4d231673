import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import {
  at,
  book,
  hall,
  kiosk,
  operator,
  person,
  secretOf,
  sentence,
  takeBookings,
} from '../support/bookings.ts'

/** What is kept of bookings: who did not come, the console's lists, and nothing that must not lie on the disk. Real: the hall, its store, HTTP. By hand: the clock, which stands at Tuesday 24 November, 10:00. */
takeBookings()

/** Signs in anew: sessions of the first day have ended. */
async function signInAnew(role: 'operator' | 'auditor'): Promise<Client> {
  const found = hall.running.demonstration?.accounts.find((one) => one.roles.includes(role))
  const { account, password } = must(found, role)
  return hall.client((await hall.client(null)('signIn', { body: { account, password } })).token)
}

describe('17 % no-shows', () => {
  const absentOn = async (day: number) => {
    at(day, 9)
    await book(person(1), '10:00', `2026-11-${day}`)
    at(day, 12)
    await runDue(hall.running.hall)
  }

  it('three absences in a row: no booking for a while, said until when; an operator lifts it', async () => {
    await absentOn(24)
    await absentOn(25)
    await absentOn(26)
    expect(await sentence(book(person(1), '14:00', '2026-11-27'))).toContain('12月26日之前暂不能在网上预约')
    const keeper = await signInAnew('operator')
    const found = await keeper('findAppointments', { body: { idNumber: person(1) } })
    expect(found.appointments.map((one) => one.state)).toEqual(['absent', 'absent', 'absent'])
    const last = must(found.appointments[0], 'the last')
    expect(last.blockedUntil).toBe('2026-12-26T12:00:00+08:00')
    await keeper('liftBlock', { params: { id: last.id } })
    await book(person(1), '14:00', '2026-11-27')
    const auditor = await signInAnew('auditor')
    const { entries } = await auditor('journal', { query: { type: 'appointment-absent' } })
    expect(entries.map((entry) => entry.body['absences'])).toEqual([1, 2, 3])
    expect(entries.map((entry) => entry.body['blockedUntil'])).toEqual([
      null,
      null,
      '2026-12-26T12:00:00+08:00',
    ])
  })

  it('whoever comes in between begins anew, and a block ends by itself', async () => {
    await absentOn(24)
    await absentOn(25)
    at(26, 9)
    const kept = await book(person(1), '10:00', '2026-11-26')
    at(26, 10)
    await kiosk('checkIn', { body: { code: kept.bookingCode } })
    await absentOn(27)
    at(27, 13)
    await book(person(1), '14:00', '2026-11-27')
  })

  it('are noted after a night that the machine was off, once', async () => {
    await book(person(1), '16:00')
    // On until the slot and its grace were over.
    at(24, 17)
    await runDue(hall.running.hall)
    at(25, 8)
    await hall.restart()
    await hall.restart()
    const auditor = await signInAnew('auditor')
    const { entries } = await auditor('journal', { query: { type: 'appointment-absent' } })
    expect(entries).toHaveLength(1)
    expect(entries[0]?.body['day']).toBe('2026-11-24')
  })
})

describe('the console', () => {
  it('lists a day, masked, page by page, and counts it', async () => {
    const made = []
    for (const [number, start] of ['11:00', '11:00', '14:00', '10:30'].entries())
      made.push(await book(person(number), start))
    await operator('cancelAppointment', { params: { id: must(made[2], 'one').appointment.id } })
    at(24, 10, 45)
    await kiosk('checkIn', { body: { code: must(made[0], 'one').bookingCode } })
    at(24, 12)
    await runDue(hall.running.hall)
    const first = await operator('appointments', { query: { limit: 3 } })
    const rest = await operator('appointments', { query: { limit: 3, after: must(first.next, 'a next') } })
    expect(
      [...first.appointments, ...rest.appointments].map((one) => [one.startsAt.slice(11, 16), one.state]),
    ).toEqual([
      ['10:30', 'absent'],
      ['11:00', 'checked-in'],
      ['11:00', 'booked'],
      ['14:00', 'cancelled'],
    ])
    expect(JSON.stringify(first)).not.toMatch(/E0000000\d/)
    expect((await operator('appointmentFigures', {})).queues).toMatchObject([
      { made: 4, expected: 1, checkedIn: 1, late: 0, cancelled: 1, absent: 1 },
    ])
    const byCode = await operator('findAppointments', { body: { code: must(made[0], 'one').bookingCode } })
    expect(byCode.appointments[0]?.ticketNumber).toBe('A001')
  })
})

describe('privacy', () => {
  it('no ID number and no code lies in the store, its log, or a kept answer; the number is sealed and opens for its ticket', async () => {
    const idNumber = '11010519491231002X'
    const booked = await book(idNumber, '11:00', '2026-11-24', 'a-key')
    at(24, 10, 45)
    await kiosk('checkIn', { body: { idNumber } })
    const code = booked.bookingCode.replace('-', '')
    const secrets = [idNumber, code, booked.bookingCode, secretOf(booked)]
    for (const name of readdirSync(hall.folder, { recursive: true, encoding: 'utf8' })) {
      if (!/sqlite/.test(name)) continue
      const bytes = readFileSync(join(hall.folder, name)).toString('latin1')
      for (const secret of secrets) expect(bytes.includes(secret), `${name} ${secret}`).toBe(false)
    }
    const hash = hall.running.hall.db
      .prepare<[], { n: number }>('SELECT count(*) AS n FROM tickets WHERE id_number_hash IS NOT NULL')
      .get()
    expect(hash?.n).toBe(1)
  })
})

it('a store that knows nothing of bookings opens, with their rules as in a new hall', async () => {
  await hall.running.stop()
  const db = new Database(join(hall.folder, 'hall.sqlite'))
  db.prepare("UPDATE store SET settings = json_remove(settings, '$.appointments')").run()
  db.close()
  await hall.restart()
  const again = await hall.as('operator')
  expect((await again('settings', {})).settings.appointments).toMatchObject({
    earlyMinutes: 30,
    absencesInRow: 3,
  })
})

import { afterEach, beforeEach } from 'vitest'
import { type Client, ProblemError, type RouteAnswer, type RouteInput } from '../../contract/client.ts'
import { officeHours } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from './test-hall.ts'

/** ID numbers of people who do not exist: a passport's shape, which has no check digit. */
export const person = (number: number): string => `E${String(number).padStart(8, '0')}`

/** The secret of a booking's page. */
export const secretOf = (booked: { bookingUrl: string }): string =>
  must(booked.bookingUrl.split('#')[1], 'a secret')

/** What a refusal says. */
export async function sentence(call: Promise<unknown>): Promise<string> {
  try {
    await call
    throw new Error('was not refused')
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.detail
    throw error
  }
}

/** The hall of the test that runs, and who is in it. */
export let hall: TestHall
export let anyone: Client
export let kiosk: Client
export let operator: Client

/** Gives each test of a file a hall of its own whose queue A can be booked: office hours, two places in each half hour. */
export function takeBookings(): void {
  beforeEach(async () => {
    hall = await startTestHall()
    anyone = hall.client(null)
    kiosk = await hall.as('kiosk')
    operator = await hall.as('operator')
    await plan({ slotMinutes: 30, peoplePerSlot: 2 })
    await save({ hours: officeHours })
    await rules({ leadMinutes: 0, attemptsPerMinute: 1000 })
  })
  afterEach(() => hall.stop())
}

/** An item of queue A that everybody here books. */
export const item = async (typed = '新生儿出生登记'): Promise<string> =>
  must((await anyone('bookableItems', { query: { q: typed } })).items[0], typed).id

export const minutes = (count: number): void => hall.advance(count * 60_000)

/** An instant of November 2026 in China. */
export const at = (day: number, hour: number, minute = 0): void =>
  hall.setClock(Date.UTC(2026, 10, day, hour - 8, minute))

export const save = (body: RouteInput<'saveQueue'>['body'], prefix = 'A') =>
  operator('saveQueue', { params: { id: hall.queueId(prefix) }, body })

export const plan = (body: RouteInput<'saveBookingPlan'>['body'], prefix = 'A') =>
  operator('saveBookingPlan', { params: { id: hall.queueId(prefix) }, body })

export async function rules(change: object): Promise<void> {
  const { settings } = await operator('settings', {})
  await operator('saveSettings', { body: { appointments: { ...settings.appointments, ...change } } })
}

export const book = async (
  who: string,
  start: string,
  day = '2026-11-24',
  key?: string,
): Promise<RouteAnswer<'book'>> =>
  anyone(
    'book',
    { body: { itemId: await item(), day, start, idNumber: who } },
    key === undefined ? {} : { idempotencyKey: key },
  )

/** A client of a booking's own page. */
export const page = (booked: { bookingUrl: string }): Client => hall.client(secretOf(booked))

export const slotAt = async (start: string, day = '2026-11-24') =>
  must(
    (await anyone('bookableSlots', { params: { id: await item() }, query: { day } })).slots.find(
      (slot) => slot.start === start,
    ),
    start,
  )

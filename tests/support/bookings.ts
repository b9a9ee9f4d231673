import { type Client, ProblemError, type RouteAnswer, type RouteInput } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import type { TestHall } from './test-hall.ts'

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

interface Bookers {
  readonly hall: TestHall
  readonly anyone: Client
  readonly operator: Client
}

/** What tests of bookings do again and again, in the hall that `now` gives at the time. */
export function bookingHelpers(now: () => Bookers) {
  /** An item of queue A that everybody here books. */
  const item = async (typed = '新生儿出生登记'): Promise<string> =>
    must((await now().anyone('bookableItems', { query: { q: typed } })).items[0], typed).id
  return {
    item,
    minutes: (count: number): void => now().hall.advance(count * 60_000),
    /** An instant of November 2026 in China. */
    at: (day: number, hour: number, minute = 0): void =>
      now().hall.setClock(Date.UTC(2026, 10, day, hour - 8, minute)),
    save: (body: RouteInput<'saveQueue'>['body'], prefix = 'A') =>
      now().operator('saveQueue', { params: { id: now().hall.queueId(prefix) }, body }),
    plan: (body: RouteInput<'saveBookingPlan'>['body'], prefix = 'A') =>
      now().operator('saveBookingPlan', { params: { id: now().hall.queueId(prefix) }, body }),
    async rules(change: object): Promise<void> {
      const { settings } = await now().operator('settings', {})
      await now().operator('saveSettings', {
        body: { appointments: { ...settings.appointments, ...change } },
      })
    },
    book: async (
      who: string,
      start: string,
      day = '2026-11-24',
      key?: string,
    ): Promise<RouteAnswer<'book'>> =>
      now().anyone(
        'book',
        { body: { itemId: await item(), day, start, idNumber: who } },
        key === undefined ? {} : { idempotencyKey: key },
      ),
    page: (booked: { bookingUrl: string }): Client => now().hall.client(secretOf(booked)),
    slotAt: async (start: string, day = '2026-11-24') =>
      must(
        (await now().anyone('bookableSlots', { params: { id: await item() }, query: { day } })).slots.find(
          (slot) => slot.start === start,
        ),
        start,
      ),
  }
}

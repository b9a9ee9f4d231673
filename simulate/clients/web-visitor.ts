import { Line, type LineOptions, unlessRefused } from './line.ts'

/** A slot as somebody wishes for it. */
export interface SlotWish {
  readonly itemId: string
  /** `HH:MM`, today. */
  readonly start: string
  readonly idNumber: string
}

/** Somebody at home with the booking page. */
export class WebVisitor {
  readonly #line: Line

  constructor(options: Omit<LineOptions, 'token'>) {
    this.#line = new Line({ ...options, token: '' })
  }

  /** Books a slot of today as the page does: the day, its slots, then the press. The booking's code; null when it is not to be had. */
  async book({ itemId, start, idNumber }: SlotWish): Promise<string | null> {
    const { days } = await this.#line.call('bookableDays', { params: { id: itemId } })
    const day = days[0]?.day
    if (day === undefined) return null
    const { slots } = await this.#line.call('bookableSlots', { params: { id: itemId }, query: { day } })
    if (!slots.some((slot) => slot.start === start && slot.open)) return null
    const booked = await unlessRefused(this.#line.call('book', { body: { itemId, day, start, idNumber } }), [
      'slot-unavailable',
      'booked-already',
      'booking-limit-reached',
      'too-many-requests',
    ])
    return booked?.bookingCode ?? null
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}

import type { Ticket } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { Line, type LineOptions, unlessRefused } from './line.ts'
import { type Press, tooLateToRate } from './pad.ts'

/** A citizen's phone, opened by the secret on the paper: follows its one ticket. */
export class PhoneClient {
  readonly ticketId: string
  readonly #line: Line
  #heard = 0
  /** What is on its way: nobody puts the phone away before it is answered. */
  readonly #pending = new Set<Promise<unknown>>()

  /** `phoneUrl` is what the QR code says. */
  constructor(options: Omit<LineOptions, 'token'>, phoneUrl: string, ticketId: string) {
    this.ticketId = ticketId
    this.#line = new Line({ ...options, token: must(phoneUrl.split('#')[1], 'the address has its secret') })
  }

  async begin(): Promise<void> {
    await this.#line.follow(['calls', 'queues', 'ratings'], {
      event: (type) => {
        if (type !== 'heartbeat') this.#heard += 1
      },
    })
  }

  /** Events that this phone was told of. */
  get heard(): number {
    return this.#heard
  }

  /** The page's ticket as it is now. */
  async look(): Promise<Ticket> {
    return (await this.#line.call('phoneTicket')).ticket
  }

  /** Null when it no longer waits. */
  cancel(): Promise<Ticket | null> {
    return this.#press(
      unlessRefused(this.#line.call('cancelTicket', { params: { id: this.ticketId } }), ['not-waiting']),
    )
  }

  /** Null when it may not come back any more. */
  comeBack(): Promise<Ticket | null> {
    return this.#press(
      unlessRefused(this.#line.call('returnTicket', { params: { id: this.ticketId } }), [
        'return-refused',
        'not-no-show',
      ]),
    )
  }

  /** False when the rating came too late. */
  async rate(press: Press): Promise<boolean> {
    const rated = this.#line.call('rateTicket', {
      params: { id: this.ticketId },
      body: { ...press, reasons: [...press.reasons], channel: 'phone' },
    })
    return (await this.#press(unlessRefused(rated, tooLateToRate))) !== null
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#pending)
    await this.#line.close()
  }

  async #press<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#pending.add(answer)
    try {
      return await answer
    } finally {
      this.#pending.delete(answer)
    }
  }
}

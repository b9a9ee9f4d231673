import type { Ticket } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { Line, type LineOptions, unlessRefused } from './line.ts'
import { type Press, tooLateToRate } from './pad.ts'

/** A citizen's phone, opened by the secret on the paper: follows its one ticket. */
export class PhoneClient {
  readonly ticketId: string
  readonly #line: Line
  #heard = 0

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
    return unlessRefused(this.#line.call('cancelTicket', { params: { id: this.ticketId } }), ['not-waiting'])
  }

  /** Null when it may not come back any more. */
  comeBack(): Promise<Ticket | null> {
    return unlessRefused(this.#line.call('returnTicket', { params: { id: this.ticketId } }), [
      'return-refused',
      'not-no-show',
    ])
  }

  /** False when the rating came too late. */
  async rate(press: Press): Promise<boolean> {
    const rated = this.#line.call('rateTicket', {
      params: { id: this.ticketId },
      body: { ...press, reasons: [...press.reasons], channel: 'phone' },
    })
    return (await unlessRefused(rated, tooLateToRate)) !== null
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}

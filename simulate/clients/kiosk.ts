import type { Ticket } from '../../contract/shapes.ts'
import type { TicketClass } from '../../core/queue/ticket.ts'
import { Line, type LineOptions, unlessRefused } from './line.ts'

/** What somebody asks a kiosk for: a queue, or items of the catalogue in turn. */
export interface TicketWish {
  readonly queueId: string
  readonly itemIds: readonly string[]
  readonly class: TicketClass
}

/** A self-service kiosk: gives tickets, cancels them and takes no-shows back. */
export class KioskClient {
  readonly #line: Line
  #terminalId = ''

  constructor(options: LineOptions) {
    this.#line = new Line(options)
  }

  /** The page keeps its queues' waits fresh by the stream. */
  async begin(): Promise<void> {
    this.#terminalId = (await this.#line.call('currentTerminal')).terminal.id
    await this.#line.follow(['queues', 'notices'], { event: () => undefined })
  }

  /** As the journal names it. */
  get terminalId(): string {
    return this.#terminalId
  }

  /** A ticket with its phone's address; null when the queue gives none now. */
  take(wish: TicketWish): Promise<(Ticket & { phoneUrl: string }) | null> {
    const what = wish.itemIds.length > 0 ? { itemIds: [...wish.itemIds] } : { queueId: wish.queueId }
    return unlessRefused(this.#line.call('takeTicket', { body: { ...what, class: wish.class } }), [
      'queue-closed',
      'limit-reached',
    ])
  }

  /** Turns a booking into its ticket; null when it comes too late, too early or the queue gives no ticket now. */
  checkIn(by: { code: string } | { idNumber: string }): Promise<(Ticket & { phoneUrl: string }) | null> {
    return unlessRefused(this.#line.call('checkIn', { body: by }), [
      'too-late',
      'too-early',
      'queue-closed',
      'limit-reached',
    ])
  }

  /** Null when it no longer waits. */
  cancel(ticketId: string): Promise<Ticket | null> {
    return unlessRefused(this.#line.call('cancelTicket', { params: { id: ticketId } }), ['not-waiting'])
  }

  /** Null when it may not come back any more. */
  comeBack(ticketId: string): Promise<Ticket | null> {
    return unlessRefused(this.#line.call('returnTicket', { params: { id: ticketId } }), [
      'return-refused',
      'not-no-show',
    ])
  }

  /** A ticket that this kiosk gave, as it is now. */
  ticket(ticketId: string): Promise<Ticket> {
    return this.#line.call('ticket', { params: { id: ticketId } })
  }

  /** The hall as this kiosk sees it. */
  hall() {
    return this.#line.call('hall')
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}

import { z } from 'zod'
import type { Ticket } from '../../contract/shapes.ts'
import { ticketState } from '../../contract/shapes.ts'
import { Line, type LineOptions, signedIn, unlessRefused } from './line.ts'

const told = z.object({
  ticketId: z.string(),
  queueId: z.string(),
  state: ticketState,
  toWindowId: z.string().nullish(),
})

/** Entries of the stream that say where a ticket is. */
const moves: ReadonlySet<string> = new Set([
  'ticket-issued',
  'ticket-called',
  'ticket-returned',
  'ticket-cancelled',
  'ticket-expired',
  'ticket-transferred',
  'ticket-put-back',
  'service-finished',
  'action-undone',
])

/** What becomes of the ticket in hand when the window is left. */
export type Leaving = 'put-back' | 'hold'

/** A clerk's page at one window: signs in, works, and sees by the stream who waits. */
export class WindowClient {
  readonly windowId: string
  readonly #queueIds: ReadonlySet<string>
  readonly #options: Omit<LineOptions, 'token'>
  readonly #waiting = new Set<string>()
  #line: Line

  constructor(
    options: Omit<LineOptions, 'token'>,
    window: { readonly id: string; readonly queueIds: readonly string[] },
  ) {
    this.windowId = window.id
    this.#queueIds = new Set(window.queueIds)
    this.#options = options
    this.#line = new Line({ ...options, token: '' })
  }

  /** Signs in and begins to follow the stream. */
  async begin(account: string, password: string): Promise<void> {
    this.#line = await signedIn(this.#options, { account, password })
    await this.#line.follow(['queues'], {
      event: (type, _seq, data) => {
        if (moves.has(type) && this.#concerns(data)) this.#move(data)
      },
      // Fails only once the line is closed: then nobody looks any more.
      reset: () => void this.#lookAgain().catch(() => undefined),
    })
    await this.#lookAgain()
  }

  /** How many the page shows as waiting for this window. */
  get waiting(): number {
    return this.#waiting.size
  }

  async open(): Promise<void> {
    await this.#line.call('openWindow', { params: this.#here })
  }

  async pause(reason: string, inHand?: Leaving): Promise<void> {
    await this.#line.call('pauseWindow', {
      params: this.#here,
      body: { reason, ...(inHand ? { inHand } : {}) },
    })
  }

  /** Closes; whoever is in hand is put back into the line. */
  async shut(): Promise<void> {
    await this.#line.call('closeWindow', { params: this.#here, body: { inHand: 'put-back' } })
  }

  /** Null when nobody waits. */
  callNext(): Promise<Ticket | null> {
    return this.#line.call('callNext', { params: this.#here })
  }

  /** Acts on the ticket in hand. */
  recall = (ticketId: string) => this.#line.call('recallTicket', this.#act(ticketId))
  miss = (ticketId: string) => this.#line.call('missTicket', this.#act(ticketId))
  start = (ticketId: string) => this.#line.call('startService', this.#act(ticketId))
  hold = (ticketId: string) => this.#line.call('holdService', this.#act(ticketId))
  resume = (ticketId: string) => this.#line.call('resumeService', this.#act(ticketId))
  finish = (ticketId: string) => this.#line.call('finishService', this.#act(ticketId))

  transfer(ticketId: string, to: { toQueueId: string } | { toWindowId: string }): Promise<Ticket> {
    return this.#line.call('transferTicket', { params: this.#here, body: { ticketId, ...to } })
  }

  /** Brings back a no-show who stands at the counter; null when it may not come back any more. */
  comeBack(ticketId: string): Promise<Ticket | null> {
    return unlessRefused(this.#line.call('returnTicket', { params: { id: ticketId } }), [
      'return-refused',
      'not-no-show',
    ])
  }

  /** The window's services of today and what was rated, as the page counts them. */
  services() {
    return this.#line.call('windowServices', { params: this.#here })
  }

  close(): Promise<void> {
    return this.#line.close()
  }

  get #here() {
    return { id: this.windowId }
  }

  #act(ticketId: string) {
    return { params: this.#here, body: { ticketId } }
  }

  /** Reads the line anew: at the beginning, and after the store became another one. */
  async #lookAgain(): Promise<void> {
    const { waiting } = await this.#line.call('windowLine', { params: this.#here })
    this.#waiting.clear()
    for (const { id } of waiting) this.#waiting.add(id)
  }

  /** Most of what a large hall tells is about others; reading it would be most of a day's work. */
  #concerns(data: string): boolean {
    if (data.includes(this.windowId)) return true
    for (const queueId of this.#queueIds) if (data.includes(queueId)) return true
    return false
  }

  #move(data: string): void {
    const { ticketId, queueId, state, toWindowId } = told.parse(JSON.parse(data))
    const mine = toWindowId ? toWindowId === this.windowId : this.#queueIds.has(queueId)
    if (state === 'waiting' && mine) this.#waiting.add(ticketId)
    else this.#waiting.delete(ticketId)
  }
}

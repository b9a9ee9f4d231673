import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { must } from '../../core/result.ts'
import { followDevices, type HeardEvent } from '../../native-bridge/testing/device-events.ts'

const ticket = z.object({ id: z.string() })
const printed = z.object({ ticketId: z.string(), print: z.object({ state: z.string() }) })
/** What takes longer than this has failed. */
const patienceMs = 15_000

/** Talks to a bridge as the kiosk's page does: asks at its loopback, and follows the events of its devices. */
export interface KioskPage {
  /** Takes a ticket, in the name of a card that was laid where one is given. Resolves with its id at the answer. */
  takeTicket(queueId: string, cardId?: string): Promise<string>
  /** The next event that is wanted. */
  next(wanted: (event: HeardEvent) => boolean): Promise<HeardEvent>
  /** Waits until a ticket's paper is out; throws when it did not come out. */
  printed(ticketId: string): Promise<void>
  close(): void
}

/** Opens a page at a bridge. */
export async function openKioskPage(url: string): Promise<KioskPage> {
  const waiting = new Set<(event: HeardEvent) => void>()
  const { heard, close } = await followDevices(url, (event) => {
    for (const one of waiting) one(event)
  })
  const next = (wanted: (event: HeardEvent) => boolean) =>
    within('an event of the devices', (done: (event: HeardEvent) => void) => {
      const take = (event: HeardEvent) => {
        if (!wanted(event)) return
        waiting.delete(take)
        done(event)
      }
      waiting.add(take)
    })
  return {
    next,
    close,
    async takeTicket(queueId, cardId) {
      const answer = await fetch(`${url}/api/v1/tickets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': uuidv7() },
        body: JSON.stringify(cardId === undefined ? { queueId } : { queueId, cardId }),
      })
      if (answer.status !== 201) throw new Error(`no ticket: ${answer.status} ${await answer.text()}`)
      return ticket.parse(await answer.json()).id
    },
    async printed(ticketId) {
      const state = (event: HeardEvent) => {
        if (event.event !== 'print') return null
        const { print, ...of } = printed.parse(event.data)
        const ended = print.state !== 'queued' && print.state !== 'printing'
        return of.ticketId === ticketId && ended ? print.state : null
      }
      const past = heard.findLast((event) => state(event) !== null)
      const ended = state(past ?? (await next((event) => state(event) !== null)))
      heard.length = 0
      if (ended !== 'printed') throw new Error(`the paper of a ticket is ${must(ended, 'it was waited for')}`)
    },
  }
}

/** Waits for something that must come; says what did not. */
export function within<Value>(what: string, begin: (done: (value: Value) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${what} did not come`)), patienceMs)
    begin((value) => {
      clearTimeout(limit)
      resolve(value)
    })
  })
}

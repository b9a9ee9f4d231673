import type { HallWindow, Ticket } from '../../contract/shapes.ts'
import type { TicketState } from '../../core/queue/ticket.ts'

/** Everything that a clerk does to the window or to the ticket in hand, in the order of the work. */
export const deskActions = [
  'open',
  'callNext',
  'start',
  'finish',
  'recall',
  'miss',
  'hold',
  'transfer',
  'correctClass',
  'reprint',
  'undo',
  'pause',
  'close',
] as const
export type DeskAction = (typeof deskActions)[number]

/** What decides which actions are possible now. */
export interface Situation {
  readonly state: HallWindow['state']
  /** Somebody else is signed in at this window. */
  readonly occupied: boolean
  /** The state of the ticket in hand; null with free hands. */
  readonly hand: Extract<TicketState, 'called' | 'serving'> | null
  readonly undoable: boolean
  /** The hall cannot be reached. */
  readonly away: boolean
}

/** Why an action is not possible now. */
export type Hindrance =
  | 'away'
  | 'occupied'
  | 'not-open'
  | 'open-already'
  | 'in-hand'
  | 'nothing-in-hand'
  | 'not-called'
  | 'not-serving'
  | 'nothing-to-undo'
  | 'closed-already'

/**
 * Why a clerk cannot do this now, or null when it can be done. It says what the hall's own rules say, so that
 * a button rests before the hall has to refuse; the hall decides all the same.
 */
export function hindranceOf(action: DeskAction, now: Situation): Hindrance | null {
  if (now.away) return 'away'
  // Whoever stands at an occupied window may only close it: the colleague went home without signing out.
  if (now.occupied) return action === 'close' ? null : 'occupied'
  switch (action) {
    case 'open':
      return now.state === 'open' ? 'open-already' : null
    case 'pause':
      return now.state === 'open' ? null : 'not-open'
    case 'close':
      return now.state === 'closed' ? 'closed-already' : null
    case 'undo':
      return now.undoable ? null : 'nothing-to-undo'
    case 'callNext':
      return now.state !== 'open' ? 'not-open' : now.hand === null ? null : 'in-hand'
    case 'recall':
    case 'miss':
    case 'start':
      return handIs('called', now)
    case 'finish':
    case 'hold':
    case 'transfer':
      return handIs('serving', now)
    case 'correctClass':
    case 'reprint':
      return now.hand === null ? 'nothing-in-hand' : null
  }
}

function handIs(state: 'called' | 'serving', now: Situation): Hindrance | null {
  if (now.hand === null) return 'nothing-in-hand'
  if (now.hand === state) return null
  return state === 'called' ? 'not-called' : 'not-serving'
}

/** The ticket in hand as a situation knows it. */
export function handOf(ticket: Ticket | null): Situation['hand'] {
  return ticket?.state === 'called' || ticket?.state === 'serving' ? ticket.state : null
}

/** Which press an undo would take back: told by the state that the press led to. */
export function undonePress(ticket: Pick<Ticket, 'state'>): 'start' | 'miss' | 'finish' {
  if (ticket.state === 'serving') return 'start'
  return ticket.state === 'no-show' ? 'miss' : 'finish'
}

/** The item of the visit that is served now or next: the first that is not done. */
export function presentItem(ticket: Pick<Ticket, 'items'>): Ticket['items'][number] | null {
  return ticket.items.find((one) => one.state === 'waiting') ?? null
}

/**
 * A visit that goes on: finished here with items left, and the ticket waits again. Null when the ticket was never
 * served, is finished, or somebody has called it meanwhile.
 */
export function itemsLeftOf(ticket: Ticket | undefined): readonly Ticket['items'][number][] | null {
  if (ticket?.state !== 'waiting') return null
  const left = ticket.items.filter((one) => one.state === 'waiting')
  return left.length > 0 && left.length < ticket.items.length ? left : null
}

import { fail, ok, type Result } from '../result.ts'

/** The states of a ticket, in the order of its life. */
export const ticketStates = [
  'waiting',
  'called',
  'serving',
  'held',
  'done',
  'no-show',
  'cancelled',
  'expired',
] as const
export type TicketState = (typeof ticketStates)[number]

/** Priority classes 优先类别: ordinary 普通, appointment 预约, priority 优先, green channel 绿色通道. */
export const ticketClasses = ['ordinary', 'appointment', 'priority', 'green'] as const
export type TicketClass = (typeof ticketClasses)[number]

/** What may be done to a ticket. `finish-item` is a finish with items of the visit left. */
export const ticketActions = [
  'call',
  'recall',
  'miss',
  'return',
  'cancel',
  'expire',
  'start',
  'hold',
  'resume',
  'transfer',
  'put-back',
  'finish',
  'finish-item',
  'undo-start',
  'undo-miss',
  'undo-finish',
] as const
export type TicketAction = (typeof ticketActions)[number]

/** Why an action is refused: the state that it would have needed. */
export type StateProblem =
  | 'not-waiting'
  | 'not-called'
  | 'not-serving'
  | 'not-held'
  | 'not-no-show'
  | 'not-done'

interface Step {
  readonly from: readonly TicketState[]
  readonly to: TicketState
  readonly otherwise: StateProblem
}

/**
 * A ticket's life, whole: what stands here is possible and nothing else is.
 * Expiry at close takes whoever is still in the hall without having been served to the end.
 */
const steps: Readonly<Record<TicketAction, Step>> = {
  call: { from: ['waiting'], to: 'called', otherwise: 'not-waiting' },
  recall: { from: ['called'], to: 'called', otherwise: 'not-called' },
  miss: { from: ['called'], to: 'no-show', otherwise: 'not-called' },
  return: { from: ['no-show'], to: 'waiting', otherwise: 'not-no-show' },
  cancel: { from: ['waiting'], to: 'cancelled', otherwise: 'not-waiting' },
  expire: { from: ['waiting', 'called', 'held', 'no-show'], to: 'expired', otherwise: 'not-waiting' },
  start: { from: ['called'], to: 'serving', otherwise: 'not-called' },
  hold: { from: ['serving'], to: 'held', otherwise: 'not-serving' },
  resume: { from: ['held'], to: 'serving', otherwise: 'not-held' },
  transfer: { from: ['serving'], to: 'waiting', otherwise: 'not-serving' },
  // A window that is left with a ticket in hand gives it back to the line, called or already serving.
  'put-back': { from: ['called', 'serving'], to: 'waiting', otherwise: 'not-called' },
  finish: { from: ['serving'], to: 'done', otherwise: 'not-serving' },
  'finish-item': { from: ['serving'], to: 'waiting', otherwise: 'not-serving' },
  'undo-start': { from: ['serving'], to: 'called', otherwise: 'not-serving' },
  'undo-miss': { from: ['no-show'], to: 'called', otherwise: 'not-no-show' },
  'undo-finish': { from: ['done', 'waiting'], to: 'serving', otherwise: 'not-done' },
}

/** The state that follows, or which state the action would have needed. */
export function nextState(state: TicketState, action: TicketAction): Result<TicketState, StateProblem> {
  const step = steps[action]
  return step.from.includes(state) ? ok(step.to) : fail(step.otherwise)
}

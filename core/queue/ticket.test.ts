import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextState, type TicketAction, type TicketState, ticketActions, ticketStates } from './ticket.ts'

/** Follows a life from waiting; the state at its end, or the first refusal. */
function live(...actions: TicketAction[]): string {
  let state: TicketState = 'waiting'
  for (const action of actions) {
    const next = nextState(state, action)
    if (!next.ok) return `${state}: ${next.problem}`
    state = next.value
  }
  return state
}

/** Everything that may be done in a state, written once more by hand. */
const possible: Record<TicketState, Partial<Record<TicketAction, TicketState>>> = {
  waiting: { call: 'called', cancel: 'cancelled', expire: 'expired', 'undo-finish': 'serving' },
  called: { recall: 'called', miss: 'no-show', start: 'serving', 'put-back': 'waiting', expire: 'expired' },
  serving: {
    hold: 'held',
    transfer: 'waiting',
    'put-back': 'waiting',
    finish: 'done',
    'finish-item': 'waiting',
    'undo-start': 'called',
  },
  held: { resume: 'serving', expire: 'expired' },
  done: { 'undo-finish': 'serving' },
  'no-show': { return: 'waiting', 'undo-miss': 'called', expire: 'expired' },
  cancelled: {},
  expired: {},
}

describe("a ticket's life", () => {
  it('waiting → called → serving → done', () => {
    expect(live('call')).toBe('called')
    expect(live('call', 'start')).toBe('serving')
    expect(live('call', 'start', 'finish')).toBe('done')
  })

  it('From called: recall (stays called), no-show', () => {
    expect(live('call', 'recall', 'recall')).toBe('called')
    expect(live('call', 'recall', 'miss')).toBe('no-show')
  })

  it('From no-show: back into the queue, else expired', () => {
    expect(live('call', 'miss', 'return')).toBe('waiting')
    expect(live('call', 'miss', 'expire')).toBe('expired')
    expect(live('call', 'miss', 'call')).toBe('no-show: not-waiting')
  })

  it('From waiting: cancelled, expired at close', () => {
    expect(live('cancel')).toBe('cancelled')
    expect(live('expire')).toBe('expired')
    expect(live('call', 'cancel')).toBe('called: not-waiting')
  })

  it('From serving: hold, transfer, done', () => {
    expect(live('call', 'start', 'hold')).toBe('held')
    expect(live('call', 'start', 'hold', 'resume')).toBe('serving')
    expect(live('call', 'start', 'transfer')).toBe('waiting')
    expect(live('call', 'hold')).toBe('called: not-serving')
    expect(live('call', 'transfer')).toBe('called: not-serving')
  })

  it('A start, no-show or finish pressed by mistake is undone', () => {
    expect(live('call', 'start', 'undo-start')).toBe('called')
    expect(live('call', 'miss', 'undo-miss')).toBe('called')
    expect(live('call', 'start', 'finish', 'undo-finish')).toBe('serving')
    expect(live('call', 'start', 'finish-item', 'undo-finish')).toBe('serving')
  })

  it('A window that is left with a ticket in hand puts it back, hands it over or holds it', () => {
    expect(live('call', 'put-back')).toBe('waiting')
    expect(live('call', 'start', 'put-back')).toBe('waiting')
    expect(live('call', 'start', 'hold')).toBe('held')
  })

  it('Nothing else is possible', () => {
    for (const state of ticketStates) {
      for (const action of ticketActions) {
        const next = nextState(state, action)
        expect([state, action, next.ok ? next.value : undefined]).toEqual([
          state,
          action,
          possible[state][action],
        ])
      }
    }
  })

  it('cancelled and expired are the end, whatever is tried', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cancelled', 'expired'),
        fc.constantFrom(...ticketActions),
        (state, action) => {
          expect(nextState(state, action).ok).toBe(false)
        },
      ),
    )
  })

  it('a refusal names the state that was needed', () => {
    expect(nextState('done', 'call')).toEqual({ ok: false, problem: 'not-waiting' })
    expect(nextState('waiting', 'start')).toEqual({ ok: false, problem: 'not-called' })
    expect(nextState('called', 'finish')).toEqual({ ok: false, problem: 'not-serving' })
    expect(nextState('waiting', 'return')).toEqual({ ok: false, problem: 'not-no-show' })
    expect(nextState('serving', 'resume')).toEqual({ ok: false, problem: 'not-held' })
  })
})

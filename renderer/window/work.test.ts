import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../contract/shapes.ts'
import {
  type DeskAction,
  deskActions,
  handOf,
  hindranceOf,
  itemsLeftOf,
  presentItem,
  type Situation,
  undonePress,
} from './work.ts'

const open: Situation = { state: 'open', occupied: false, hand: null, undoable: false, away: false }
const possible = (now: Situation): DeskAction[] =>
  deskActions.filter((action) => hindranceOf(action, now) === null)

const item = (id: string, state: 'waiting' | 'done'): Ticket['items'][number] => ({
  id,
  name: id,
  queueId: 'q',
  state,
})
const ticket = (state: Ticket['state'], items: Ticket['items'] = []): Ticket => ({
  id: 't',
  number: 'A001',
  queueId: 'q',
  queueName: '户籍证件',
  class: 'ordinary',
  state,
  issuedAt: '2026-11-23T09:00:00+08:00',
  ahead: 0,
  estimate: null,
  windowId: 'w',
  windowNumber: '1',
  language: null,
  calls: 1,
  calledAt: null,
  startedAt: null,
  dueAt: null,
  visitId: 'v',
  items,
  returnable: false,
  undoUntil: null,
  rating: null,
  ratingOpenUntil: null,
})

describe('what a clerk can do now', () => {
  it('at a closed window: only open it', () => {
    expect(possible({ ...open, state: 'closed' })).toEqual(['open'])
  })
  it('at a paused window: go on or close', () => {
    expect(possible({ ...open, state: 'paused' })).toEqual(['open', 'close'])
  })
  it('with free hands: call, pause, close', () => {
    expect(possible(open)).toEqual(['callNext', 'pause', 'close'])
  })
  it('From called: recall, no-show and the start; nothing that belongs to serving', () => {
    expect(possible({ ...open, hand: 'called' })).toEqual([
      'start',
      'recall',
      'miss',
      'correctClass',
      'reprint',
      'pause',
      'close',
    ])
  })
  it('From serving: hold, transfer, done', () => {
    expect(possible({ ...open, hand: 'serving' })).toEqual([
      'finish',
      'hold',
      'transfer',
      'correctClass',
      'reprint',
      'pause',
      'close',
    ])
  })
  it('undo only while there is something to undo', () => {
    expect(hindranceOf('undo', open)).toBe('nothing-to-undo')
    expect(hindranceOf('undo', { ...open, undoable: true })).toBeNull()
  })
  it('nothing while the hall is away', () => {
    expect(possible({ ...open, hand: 'serving', undoable: true, away: true })).toEqual([])
  })
  it('two clerks at one window number (NovoSGA #214): the second may only close it', () => {
    expect(possible({ ...open, occupied: true, hand: 'serving', undoable: true })).toEqual(['close'])
  })
})

describe('the ticket in hand', () => {
  it('is called or serving, nothing else', () => {
    expect(handOf(null)).toBeNull()
    expect(handOf(ticket('called'))).toBe('called')
    expect(handOf(ticket('serving'))).toBe('serving')
    expect(handOf(ticket('held'))).toBeNull()
  })
  it('tells which press an undo takes back', () => {
    expect(undonePress({ state: 'serving' })).toBe('start')
    expect(undonePress({ state: 'no-show' })).toBe('miss')
    expect(undonePress({ state: 'done' })).toBe('finish')
    expect(undonePress({ state: 'waiting' })).toBe('finish')
  })
})

describe('the items of a visit', () => {
  const one = item('one', 'done')
  const two = item('two', 'waiting')
  it('the present one is the first that is not done', () => {
    expect(presentItem({ items: [one, two, item('three', 'waiting')] })).toBe(two)
    expect(presentItem({ items: [one] })).toBeNull()
    expect(presentItem({ items: [] })).toBeNull()
  })
  it('a visit goes on while its ticket waits again with items left', () => {
    expect(itemsLeftOf(ticket('waiting', [one, two]))).toEqual([two])
  })
  it('and not when it was never served, is called elsewhere, or is finished', () => {
    expect(itemsLeftOf(ticket('waiting', [two]))).toBeNull()
    expect(itemsLeftOf(ticket('called', [one, two]))).toBeNull()
    expect(itemsLeftOf(ticket('done', [one]))).toBeNull()
    expect(itemsLeftOf(undefined)).toBeNull()
  })
})

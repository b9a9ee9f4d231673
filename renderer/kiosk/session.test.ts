import { describe, expect, it } from 'vitest'
import { refusal, toProblem } from '../../contract/problems.ts'
import {
  freshSession,
  isFresh,
  type Move,
  placeOf,
  type Session,
  step,
  type TakenTicket,
  visitMost,
} from './session.ts'

const walk = (...moves: Move[]): Session => moves.reduce(step, freshSession)
const to = (place: Extract<Move, { to: 'place' }>['place']): Move => ({ to: 'place', place })
const item = (id: string) => ({ id, name: `事项 ${id}`, nameEn: null })
const ticket: TakenTicket = {
  id: 't1',
  number: 'A001',
  queueId: 'q1',
  queueName: '户籍证件',
  class: 'ordinary',
  state: 'waiting',
  issuedAt: '2026-11-23T09:00:00+08:00',
  ahead: 0,
  estimate: null,
  windowId: null,
  windowNumber: null,
  language: null,
  calls: 0,
  calledAt: null,
  startedAt: null,
  dueAt: null,
  visitId: 'v1',
  items: [],
  returnable: false,
  undoUntil: null,
  rating: null,
  ratingOpenUntil: null,
  phoneUrl: 'https://hall.example/phone/#secret',
}

describe('a person’s way', () => {
  it('leads to an item in four touches and back by the same pages', () => {
    const there = walk(
      to({ at: 'departments' }),
      to({ at: 'department', departmentId: 'd', name: '部门' }),
      to({ at: 'group', departmentId: 'd', group: 'g' }),
      to({ at: 'item', itemId: 'i', name: '事项' }),
    )
    expect(placeOf(there)).toEqual({ at: 'item', itemId: 'i', name: '事项' })
    expect(placeOf(step(there, { to: 'back' }))).toEqual({ at: 'group', departmentId: 'd', group: 'g' })
  })
  it('does not go back beyond the start', () => {
    expect(walk({ to: 'back' })).toBe(freshSession)
  })
  it('keeps the search text on the way back from an item, and not at home', () => {
    const found = walk(
      to({ at: 'search' }),
      { to: 'search-text', text: 'sb' },
      to({ at: 'item', itemId: 'i', name: '事项' }),
    )
    expect(step(found, { to: 'back' }).searchText).toBe('sb')
    expect(step(found, { to: 'home' })).toEqual(freshSession)
  })
  it('comes back from a refusal to the page that asked, not to the refusal', () => {
    const problem = toProblem(refusal('limit-reached'))
    const request = { itemIds: ['i'] }
    const refused = walk(
      to({ at: 'item', itemId: 'i', name: '事项' }),
      to({ at: 'trouble', problem, request }),
    )
    const again = step(refused, to({ at: 'trouble', problem, request }))
    expect(placeOf(step(again, { to: 'back' }))).toEqual({ at: 'item', itemId: 'i', name: '事项' })
  })
  it('has no way back from a ticket: it is taken, and nothing of the person stays', () => {
    const taken = walk(
      { to: 'visit-more', item: item('a') },
      to({ at: 'visit' }),
      to({ at: 'taken', ticket }),
    )
    expect(step(taken, { to: 'back' })).toEqual(freshSession)
    expect(step(taken, { to: 'home' })).toEqual(freshSession)
  })
})

describe('a visit', () => {
  it('collects items, each once, and asks for the next one', () => {
    const two = walk(
      { to: 'visit-more', item: item('a') },
      { to: 'visit-join', item: item('b') },
      { to: 'visit-join', item: item('b') },
    )
    expect(two.visit.map((one) => one.id)).toEqual(['a', 'b'])
    expect(placeOf(two)).toEqual({ at: 'visit' })
    expect(placeOf(step(two, { to: 'visit-more', item: item('c') }))).toEqual({ at: 'start' })
  })
  it('is kept at home, because more may be added there', () => {
    expect(step(walk({ to: 'visit-more', item: item('a') }), { to: 'home' }).visit).toHaveLength(1)
  })
  it(`holds at most ${visitMost}`, () => {
    const many = walk(
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((id): Move => ({ to: 'visit-join', item: item(id) })),
    )
    expect(many.visit.map((one) => one.id)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
  it('lets go of an item', () => {
    const one = walk({ to: 'visit-join', item: item('a') }, { to: 'visit-join', item: item('b') })
    expect(step(one, { to: 'visit-remove', itemId: 'a' }).visit.map((left) => left.id)).toEqual(['b'])
  })
  it('makes a session that belongs to somebody', () => {
    expect(isFresh(freshSession)).toBe(true)
    expect(isFresh(walk({ to: 'visit-more', item: item('a') }))).toBe(false)
    expect(isFresh(walk(to({ at: 'search' })))).toBe(false)
  })
})

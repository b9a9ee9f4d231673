import { describe, expect, it } from 'vitest'
import { afterEvent, isAnother, type LaidCard, noCard, offeredCard } from './card.ts'

const card: LaidCard = {
  cardId: 'c1',
  kind: 'resident',
  nameMasked: '张*',
  idMasked: '1101**********0016',
  age: 34,
  expired: false,
}
const row = {
  name: 'reader',
  kind: 'id-card-reader',
  driver: 'sam-v',
  state: 'ready',
  detail: '',
  since: '2026-11-24T10:00:00+08:00',
  place: 'virtual',
  counters: { framesIn: 0, framesOut: 0, discardedBytes: 0, retries: 0, opened: 1 },
  faults: [],
}
const told = (state: typeof noCard, event: string, data: object) =>
  afterEvent(state, event, JSON.stringify(data))
const laid = { ...noCard, card }

describe('the card at a kiosk', () => {
  it('is the one that was laid last, and clears what was wrong before', () => {
    expect(told({ ...noCard, trouble: 'lay-again' }, 'card', card)).toEqual(laid)
  })

  it('goes when its minute is over, and the page says so', () => {
    expect(told(laid, 'card-gone', { cardId: 'c1', why: 'expired' })).toEqual({
      ...noCard,
      trouble: 'expired',
    })
  })

  it('stays when it was used or another one went: the ticket or the session’s end follows', () => {
    expect(told(laid, 'card-gone', { cardId: 'c1', why: 'used' })).toBeNull()
    expect(told(laid, 'card-gone', { cardId: 'c2', why: 'expired' })).toBeNull()
  })

  it.each([
    ['not-read', 'lay-again', 'lay-again'],
    ['not-read', 'show-to-person', 'not-read'],
    ['wrong-card', 'show-to-person', 'wrong-card'],
    ['unknown-kind', 'show-to-person', 'show-card'],
    ['unreadable', 'show-to-person', 'show-card'],
  ])('%s with the advice %s is told as %s', (why, advice, trouble) => {
    expect(told(noCard, 'card-trouble', { why, advice })?.trouble).toBe(trouble)
  })

  it('is offered while a reader works', () => {
    const there = told(noCard, 'device', row)
    expect(there?.readers).toEqual([{ name: 'reader', kind: 'id-card-reader' }])
    expect(told(there ?? noCard, 'device', { ...row, state: 'absent' })?.readers).toEqual([])
    expect(told(noCard, 'device', { ...row, kind: 'ticket-printer' })).toBeNull()
  })

  it('is the card that the readers here take: a social-security card where there is no other reader', () => {
    expect(offeredCard([])).toBeNull()
    const social = told(noCard, 'device', { ...row, name: 'slot', kind: 'social-security-card' })
    expect(offeredCard(social?.readers ?? [])).toBe('social-card')
    const both = told(social ?? noCard, 'device', row)
    expect(offeredCard(both?.readers ?? [])).toBe('id-card')
  })

  it('takes nothing from what is no such event', () => {
    for (const event of ['card', 'card-gone', 'card-trouble', 'device', 'print'])
      expect(afterEvent(laid, event, 'not json')).toBeNull()
  })
})

describe('another person’s card', () => {
  it('is known by what is shown of it', () => {
    expect(isAnother(card, null)).toBe(false)
    expect(isAnother({ ...card, cardId: 'c2' }, card)).toBe(false)
    expect(isAnother({ ...card, nameMasked: '李*' }, card)).toBe(true)
  })
})

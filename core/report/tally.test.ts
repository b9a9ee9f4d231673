import { describe, expect, it } from 'vitest'
import { isNoShow, type ServiceFact, Tally, type TicketFact, waitMinutes, wasInRange } from './tally.ts'

const minute = 60_000
const ticket = (change: Partial<TicketFact> = {}): TicketFact => ({
  issuedAtMs: 0,
  dueAtMs: null,
  firstCalledAtMs: 10 * minute,
  state: 'done',
  missedAtMs: null,
  lowMinutes: null,
  highMinutes: null,
  targetMinutes: null,
  ...change,
})
const service = (change: Partial<ServiceFact> = {}): ServiceFact => ({
  serviceMs: 5 * minute,
  ratingState: 'asked',
  level: null,
  ...change,
})

describe('the wait', () => {
  it('is from the ticket to the first call', () => {
    expect(waitMinutes(ticket())).toBe(10)
    expect(waitMinutes(ticket({ firstCalledAtMs: null }))).toBeNull()
  })
  it('of an appointment begins at its time, and is never less than nothing', () => {
    expect(waitMinutes(ticket({ dueAtMs: 7 * minute }))).toBe(3)
    expect(waitMinutes(ticket({ dueAtMs: 20 * minute }))).toBe(0)
    // Who comes late waits from when they came.
    expect(waitMinutes(ticket({ issuedAtMs: 5 * minute, dueAtMs: 0 }))).toBe(5)
  })
  it('counts nothing where the clock was set back', () => {
    expect(waitMinutes(ticket({ firstCalledAtMs: -minute }))).toBe(0)
  })
})

describe('a target', () => {
  const figures = (...facts: readonly TicketFact[]) => {
    const tally = new Tally()
    for (const fact of facts) tally.addTicket(fact)
    const { aimed, onTarget, onTargetShare } = tally.figures()
    return [aimed, onTarget, onTargetShare]
  }
  it('is kept by whoever waits just so long, and judged of nobody who was not called', () => {
    const kept = ticket({ targetMinutes: 10 })
    expect(figures(kept, ticket({ targetMinutes: 9 }), ticket())).toEqual([2, 1, 0.5])
    expect(figures(ticket({ targetMinutes: 10, firstCalledAtMs: null }))).toEqual([0, 0, null])
  })
  it('of an appointment is held against the wait from its time', () => {
    expect(figures(ticket({ targetMinutes: 4, dueAtMs: 7 * minute }))).toEqual([1, 1, 1])
  })
})

describe('a no-show', () => {
  it('is one that never came: still missed, or expired after it', () => {
    expect(isNoShow(ticket({ state: 'no-show', missedAtMs: 1 }))).toBe(true)
    expect(isNoShow(ticket({ state: 'expired', missedAtMs: 1 }))).toBe(true)
  })
  it('is not one that waited in vain, nor one that came back', () => {
    expect(isNoShow(ticket({ state: 'expired' }))).toBe(false)
    expect(isNoShow(ticket({ state: 'waiting' }))).toBe(false)
    expect(isNoShow(ticket({ state: 'done' }))).toBe(false)
  })
})

describe('an estimate', () => {
  it('holds at both ends of its range', () => {
    const told = { lowMinutes: 5, highMinutes: 10 }
    expect(wasInRange(ticket(told))).toBe(true)
    expect(wasInRange(ticket({ ...told, firstCalledAtMs: 5 * minute }))).toBe(true)
    expect(wasInRange(ticket({ ...told, firstCalledAtMs: 10 * minute + 1 }))).toBe(false)
  })
  it('is not judged where nothing was told or nobody was called', () => {
    expect(wasInRange(ticket())).toBeNull()
    expect(wasInRange(ticket({ lowMinutes: 0, highMinutes: 1, firstCalledAtMs: null }))).toBeNull()
  })
})

describe('the figures', () => {
  it('of nothing know no share', () => {
    expect(new Tally().figures()).toMatchObject({
      issued: 0,
      wait: null,
      service: null,
      noShowShare: null,
      ratedShare: null,
      satisfiedShare: null,
      inRangeShare: null,
    })
  })
  it('an unrated service is never counted as satisfied', () => {
    const tally = new Tally()
    tally.addService(service({ ratingState: 'rated', level: 'fairly-satisfied' }))
    tally.addService(service({ ratingState: 'rated', level: 'dissatisfied' }))
    tally.addService(service({ ratingState: 'not-rated' }))
    tally.addService(service({ ratingState: 'asked' }))
    expect(tally.figures()).toMatchObject({
      served: 4,
      rated: 2,
      notRated: 1,
      ratedShare: 0.5,
      satisfied: 1,
      satisfiedShare: 0.5,
    })
  })
  it('a service of no known length is served, and moves no mean', () => {
    const tally = new Tally()
    tally.addService(service())
    tally.addService(service({ serviceMs: null, ratingState: 'rated', level: 'satisfied' }))
    expect(tally.figures()).toMatchObject({ served: 2, service: { mean: 5, max: 5 }, ratedShare: 0.5 })
    const alone = new Tally()
    alone.addService(service({ serviceMs: null }))
    expect(alone.figures()).toMatchObject({ served: 1, service: null })
  })

  it('no-shows are a share of those called, not of all who took a number', () => {
    const tally = new Tally()
    tally.addTicket(ticket({ state: 'no-show', missedAtMs: 1 }))
    tally.addTicket(ticket())
    tally.addTicket(ticket({ state: 'expired', firstCalledAtMs: null }))
    tally.addTicket(ticket({ state: 'cancelled', firstCalledAtMs: null }))
    expect(tally.figures()).toMatchObject({
      issued: 4,
      called: 2,
      cancelled: 1,
      expired: 1,
      noShows: 1,
      noShowShare: 0.5,
      untold: 4,
      judged: 0,
    })
  })
})

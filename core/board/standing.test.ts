import { describe, expect, it } from 'vitest'
import {
  type BoardLimits,
  usualBoardLimits as limits,
  queueWaits,
  usualMinutes,
  type WaitingTicket,
  type WindowFacts,
  windowTrouble,
} from './standing.ts'

const nowMs = Date.UTC(2026, 10, 24, 2)
const ago = (minutes: number) => nowMs - minutes * 60_000
const noTarget = () => null
const bounds = { ordinary: 45, appointment: 20, priority: 30, green: 30 }

function waits(minutes: number, more: Partial<WaitingTicket> = {}): WaitingTicket {
  return {
    queueId: 'A',
    class: 'ordinary',
    number: `A${minutes}`,
    waitsSinceMs: ago(minutes),
    forWindowId: null,
    ...more,
  }
}

describe('how a queue waits', () => {
  it('names the one who has waited longest, whoever took a number first', () => {
    const wait = queueWaits([waits(5), waits(50), waits(12)], bounds, noTarget, nowMs).get('A')
    expect(wait).toMatchObject({ waiting: 3, oldest: { number: 'A50', minutes: 50 } })
  })

  it('is over its limit after the bound of the class, and not at it', () => {
    const at = (minutes: number, more: Partial<WaitingTicket> = {}) =>
      queueWaits([waits(minutes, more)], bounds, noTarget, nowMs).get('A')?.overBound
    expect(at(45)).toEqual([])
    expect(at(45.1)).toEqual([{ boundMinutes: 45, count: 1 }])
    expect(at(31, { class: 'priority' })).toEqual([{ boundMinutes: 30, count: 1 }])
  })

  it('keeps bounds apart, the shortest first, and classes with one bound together', () => {
    const queue = [
      waits(50),
      waits(40, { class: 'priority' }),
      waits(35, { class: 'green' }),
      waits(40),
      waits(46),
    ]
    expect(queueWaits(queue, bounds, noTarget, nowMs).get('A')?.overBound).toEqual([
      { boundMinutes: 30, count: 2 },
      { boundMinutes: 45, count: 2 },
    ])
  })

  it('is over its limit after the queue’s target, where that is shorter than the bound', () => {
    const of = (queueId: string) =>
      queueWaits(
        [waits(25, { queueId }), waits(50, { queueId }), waits(25, { queueId, class: 'priority' })],
        bounds,
        (id) => ({ short: 20, long: 60 })[id] ?? null,
        nowMs,
      ).get(queueId)?.overBound
    expect(of('short')).toEqual([{ boundMinutes: 20, count: 3 }])
    // A longer target does not put off the bound, after which the hall calls such a ticket before all others.
    expect(of('long')).toEqual([{ boundMinutes: 45, count: 1 }])
    expect(of('none')).toEqual(of('long'))
  })

  it('counts an appointment before its time, which has not waited yet', () => {
    const early = waits(-30, { class: 'appointment' })
    expect(queueWaits([early], bounds, noTarget, nowMs).get('A')).toEqual({
      waiting: 1,
      oldest: { number: early.number, minutes: 0 },
      overBound: [],
    })
  })
})

const window: WindowFacts = {
  id: 'w',
  state: 'open',
  stateSinceMs: ago(120),
  queueIds: ['A', 'B'],
  inHand: null,
  lastActMs: ago(60),
}
const judge = (
  facts: Partial<WindowFacts>,
  waiting: readonly WaitingTicket[] = [],
  usual: number | null = null,
  more: Partial<BoardLimits> = {},
) =>
  windowTrouble(
    { ...window, ...facts },
    { waiting, usualMinutes: () => usual, limits: { ...limits, ...more }, nowMs },
  )

describe('an idle window', () => {
  it('is open, has nobody in hand, and people wait for it', () => {
    expect(judge({}, [waits(9), waits(4, { queueId: 'B' })])).toEqual({
      kind: 'idle',
      minutes: 9,
      waiting: 2,
    })
    expect(judge({}, [])).toBeNull()
    expect(judge({}, [waits(9, { queueId: 'C' })])).toBeNull()
    expect(judge({ inHand: { state: 'called', sinceMs: ago(2) } }, [waits(9)])).toBeNull()
    expect(judge({ state: 'closed' }, [waits(9)])).toBeNull()
  })

  it('is idle since its last act, since it opened, or since somebody waits, whichever is latest', () => {
    expect(judge({ lastActMs: ago(5) }, [waits(30)])).toMatchObject({ minutes: 5 })
    expect(judge({ stateSinceMs: ago(4) }, [waits(30)])).toMatchObject({ minutes: 4 })
    expect(judge({ lastActMs: ago(1) }, [waits(30)])).toBeNull()
    expect(judge({}, [waits(limits.idleMinutes - 0.1)])).toBeNull()
  })

  it('may not call an appointment before its time, nor whom another window was sent', () => {
    expect(judge({}, [waits(-5, { class: 'appointment' })])).toBeNull()
    expect(judge({}, [waits(9, { forWindowId: 'other' })])).toBeNull()
    expect(judge({}, [waits(9, { queueId: 'C', forWindowId: 'w' })])).toMatchObject({ waiting: 1 })
  })
})

it('whoever was called and is neither begun nor missed for ten minutes is told of, also at a window that pauses', () => {
  const called = (minutes: number) => ({ inHand: { state: 'called', sinceMs: ago(minutes) } as const })
  expect(judge(called(9.9), [waits(9)])).toBeNull()
  expect(judge(called(10))).toEqual({ kind: 'unstarted', minutes: 10 })
  expect(judge({ ...called(50), state: 'paused' })).toEqual({ kind: 'unstarted', minutes: 50 })
  expect(judge({ ...called(50), state: 'closed' })).toBeNull()
  expect(judge(called(14), [], null, { calledMinutes: 15 })).toBeNull()
})

describe('an overlong service', () => {
  const serving = (minutes: number) => ({
    inHand: { state: 'serving', servedMs: minutes * 60_000, queueId: 'A' } as const,
  })
  it('is longer than the queue’s own 95th percentile', () => {
    expect(judge(serving(17), [], 16)).toEqual({ kind: 'overlong', minutes: 17, usualMinutes: 16 })
    expect(judge(serving(16), [], 16)).toBeNull()
  })
  it('where too little is known, is longer than the set minutes', () => {
    expect(judge(serving(limits.overlongMinutes))).toBeNull()
    expect(judge(serving(limits.overlongMinutes + 1))).toMatchObject({ kind: 'overlong' })
  })
  it('is never a short one, however quick the queue', () => {
    expect(judge(serving(9), [], 2)).toBeNull()
    expect(judge(serving(11), [], 2)).toEqual({ kind: 'overlong', minutes: 11, usualMinutes: 10 })
  })
  it('the 95th percentile is that of twenty services at least, by nearest rank', () => {
    const services = Array.from({ length: 20 }, (_, at) => (at + 1) * 60)
    expect(usualMinutes(services.slice(1))).toBeNull()
    expect(usualMinutes(services)).toBe(19)
  })
})

it('a pause is long from twenty minutes on', () => {
  expect(judge({ state: 'paused', stateSinceMs: ago(19.9) })).toBeNull()
  expect(judge({ state: 'paused', stateSinceMs: ago(20) })).toEqual({ kind: 'paused', minutes: 20 })
})

it('each hall sets its own limits', () => {
  const serving = (servedMs: number) => ({ inHand: { state: 'serving', servedMs, queueId: 'A' } as const })
  expect(judge({ lastActMs: ago(4) }, [waits(9)], null, { idleMinutes: 5 })).toBeNull()
  expect(judge({ lastActMs: ago(6) }, [waits(9)], null, { idleMinutes: 5 })).toMatchObject({ kind: 'idle' })
  expect(judge({ state: 'paused', stateSinceMs: ago(9) }, [], null, { pausedMinutes: 8 })).not.toBeNull()
  expect(judge(serving(40 * 60_000), [], null, { overlongMinutes: 45 })).toBeNull()
  expect(judge(serving(9 * 60_000), [], 2, { leastOverlongMinutes: 5 })).toMatchObject({ usualMinutes: 5 })
})

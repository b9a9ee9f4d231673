import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TicketState, ticketStates } from '../queue/ticket.ts'
import { foldOn, openingState, type ReplayEntry } from './fold.ts'
import { marksOf } from './marks.ts'
import { Timeline } from './timeline.ts'

const startsAtMs = Date.UTC(2026, 10, 24)
const endsAtMs = startsAtMs + 24 * 3_600_000

const types = [
  'ticket-issued',
  'ticket-called',
  'ticket-missed',
  'service-started',
  'service-finished',
  'action-undone',
  'window-opened',
  'window-paused',
  'window-closed',
  'rectification-opened',
]

/** Any facts in any order: the fold takes each as it is told. Clocks run forward, stand still and are set back. */
const someEntries: fc.Arbitrary<ReplayEntry[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      ticket: fc.nat({ max: 12 }),
      window: fc.nat({ max: 4 }),
      queue: fc.constantFrom('A', 'B'),
      state: fc.constantFrom(...ticketStates),
      seconds: fc.integer({ min: -60, max: 300 }),
    }),
    { maxLength: 1500 },
  )
  .map((facts) => {
    let atMs = startsAtMs
    return facts.map(({ type, ticket, window, queue, state, seconds }, at) => {
      atMs = Math.max(startsAtMs, atMs + seconds * 1000)
      const ofWindow = type.startsWith('window-')
      return {
        seq: at + 1,
        atMs,
        type,
        ticketId: ofWindow ? null : `t${ticket}`,
        ticket:
          ofWindow || type === 'rectification-opened'
            ? null
            : { number: `A00${ticket}`, queueId: queue, class: 'ordinary' as const, state },
        windowId: `w${window}`,
        note: null,
      }
    })
  })

const day = (entries: readonly ReplayEntry[], opening: readonly ReplayEntry[] = []) =>
  new Timeline({ startsAtMs, endsAtMs, opening, entries })

describe('the replayed day', () => {
  it('at any instant is what its entries until then make, whatever states are kept on the way', () => {
    fc.assert(
      fc.property(someEntries, fc.double({ min: 0, max: 1, noNaN: true }), (entries, share) => {
        const line = day(entries)
        const ms = Math.round(startsAtMs + share * (endsAtMs - startsAtMs) * 0.6)
        const until = line.entries.filter(({ atMs }) => atMs <= ms)
        expect(line.stateAt(ms)).toEqual(foldOn(openingState([]), until))
      }),
      { numRuns: 60 },
    )
  })

  it('folded in two parts is what it is in one', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (entries, cut) => {
        const at = entries.length === 0 ? 0 : cut % entries.length
        const parts = foldOn(foldOn(openingState([]), entries.slice(0, at)), entries.slice(at))
        expect(parts).toEqual(foldOn(openingState([]), entries))
      }),
      { numRuns: 60 },
    )
  })

  it('has a curve that at each instant says how many wait then', () => {
    fc.assert(
      fc.property(someEntries, fc.double({ min: 0, max: 1, noNaN: true }), (entries, share) => {
        const line = day(entries)
        const ms = Math.round(startsAtMs + share * (endsAtMs - startsAtMs) * 0.6)
        const told = line.waitingCurve((queueId) => queueId === 'A').findLast(({ atMs }) => atMs <= ms)
        const waiting = [...line.stateAt(ms).tickets.values()].filter(
          ({ state, queueId }) => state === 'waiting' && queueId === 'A',
        )
        expect(told?.waiting).toBe(waiting.length)
      }),
      { numRuns: 60 },
    )
  })
})

function told(
  minute: number,
  type: string,
  more: { number?: string; state?: TicketState; window?: string; note?: string } = {},
): ReplayEntry {
  return {
    seq: minute,
    atMs: startsAtMs + minute * 60_000,
    type,
    ticketId: more.number ?? null,
    ticket:
      more.number === undefined || more.state === undefined
        ? null
        : { number: more.number, queueId: 'A', class: 'ordinary', state: more.state },
    windowId: more.window ?? null,
    note: more.note ?? null,
  }
}

it('a ticket keeps its arrival, and loses its window when it waits again', () => {
  const line = day([
    told(1, 'ticket-issued', { number: 'A001', state: 'waiting' }),
    told(5, 'ticket-called', { number: 'A001', state: 'called', window: '1' }),
    told(6, 'ticket-recalled', { number: 'A001', state: 'called', window: '1' }),
    told(7, 'ticket-put-back', { number: 'A001', state: 'waiting', window: '1' }),
  ])
  expect(line.stateAt(startsAtMs + 6.5 * 60_000).tickets.get('A001')).toMatchObject({
    windowId: '1',
    sinceMs: startsAtMs + 5 * 60_000,
  })
  expect(line.stateAt(endsAtMs).tickets.get('A001')).toMatchObject({
    state: 'waiting',
    windowId: null,
    arrivedAtMs: startsAtMs + 60_000,
  })
})

it('what was taken back is not counted: a finish, a no-show', () => {
  const line = day([
    told(1, 'ticket-issued', { number: 'A001', state: 'waiting' }),
    told(2, 'service-finished', { number: 'A001', state: 'done', window: '1' }),
    told(3, 'action-undone', { number: 'A001', state: 'serving', window: '1', note: 'finish' }),
    told(4, 'ticket-issued', { number: 'A002', state: 'waiting' }),
    told(5, 'ticket-missed', { number: 'A002', state: 'no-show', window: '2' }),
    told(6, 'action-undone', { number: 'A002', state: 'called', window: '2', note: 'no-show' }),
    told(7, 'rectification-opened', { number: 'A003', window: '1' }),
  ])
  expect(line.stateAt(endsAtMs).counts).toEqual({
    issued: 2,
    done: 0,
    missed: 0,
    cancelled: 0,
    expired: 0,
    lowRatings: 1,
  })
  expect(line.stateAt(startsAtMs + 2 * 60_000).counts.done).toBe(1)
})

it('a hall that is open at midnight begins as it was, and counts its own day alone', () => {
  const line = day(
    [told(30, 'window-paused', { window: '1', note: '用餐' })],
    [
      told(-60, 'window-opened', { window: '1' }),
      told(-20, 'ticket-issued', { number: 'A009', state: 'waiting' }),
    ],
  )
  const begin = line.stateAt(startsAtMs)
  expect(begin.windows.get('1')).toMatchObject({ state: 'open', sinceMs: startsAtMs - 3_600_000 })
  expect(begin.tickets.get('A009')).toMatchObject({ state: 'waiting' })
  expect(begin.counts.issued).toBe(0)
  expect(line.waitingCurve(() => true)[0]).toEqual({ atMs: startsAtMs, waiting: 1 })
  expect(line.stateAt(endsAtMs).windows.get('1')).toMatchObject({ state: 'paused', pauseReason: '用餐' })
  expect(marksOf(line.entries).map((mark) => mark.kind)).toEqual(['paused'])
})

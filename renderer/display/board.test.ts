import { describe, expect, it } from 'vitest'
import type { DisplayCall, DisplayView } from '../../contract/shapes.ts'
import { callsOnBoard, concerns, mayReload, noticesOf, nowMs, pageOf, placeOf } from './board.ts'

const at = (ms: number): string => new Date(ms).toISOString()
const call = (seq: number, state: DisplayCall['state'], calledAtMs: number): DisplayCall => ({
  ticketId: `t${seq}`,
  number: `A${String(seq).padStart(3, '0')}`,
  queueId: 'qa',
  windowId: 'w1',
  windowNumber: '1',
  zoneId: 'z1',
  state,
  language: null,
  calls: 1,
  calledAt: at(calledAtMs),
  seq,
})
const view = (change: Partial<DisplayView>): DisplayView => ({
  hallName: '',
  hallNameEn: '',
  timeZone: 'Asia/Shanghai',
  calls: [],
  missed: [],
  windows: [],
  zones: [],
  queues: [],
  now: at(0),
  seq: 1,
  epoch: 'e',
  ...change,
})

describe('calls on the board', () => {
  it('the newest stands out: warm for 20 s, then calm', () => {
    const calls = [call(2, 'called', 1000), call(1, 'serving', 0)]
    expect(callsOnBoard(calls, 1000 + nowMs - 1).newest).toMatchObject({ now: true, open: true })
    expect(callsOnBoard(calls, 1000 + nowMs).newest).toMatchObject({ now: false, open: true })
    expect(callsOnBoard(calls, 2000).recent.map((one) => one.call.seq)).toEqual([1])
  })
  it('nobody is sent to a window who is not expected there: missed, returned and expired numbers are left out', () => {
    const calls = [call(4, 'no-show', 0), call(3, 'waiting', 0), call(2, 'expired', 0), call(1, 'called', 0)]
    const { newest, recent } = callsOnBoard(calls, 0)
    expect(newest?.call.seq).toBe(1)
    expect(recent).toEqual([])
  })
  it('a service that is over rests after five minutes, but stays among the recent calls', () => {
    const calls = [call(1, 'done', 0)]
    expect(callsOnBoard(calls, 60_000).newest?.call.seq).toBe(1)
    const later = callsOnBoard(calls, 6 * 60_000)
    expect(later.newest).toBeNull()
    expect(later.recent).toHaveLength(1)
  })
})

describe('a screen’s place', () => {
  it('a window comes before a zone, a zone before the hall', () => {
    expect(placeOf({ windowId: 'w', zoneId: 'z' }).kind).toBe('window')
    expect(placeOf({ windowId: null, zoneId: 'z' }).kind).toBe('zone')
    expect(placeOf({ windowId: null, zoneId: null }).kind).toBe('hall')
  })
  it('the display sent people to another office: only calls of its own place are shown and said', () => {
    const here = { windowId: 'w1', zoneId: 'z1' }
    expect(concerns({ kind: 'hall' }, here)).toBe(true)
    expect(concerns({ kind: 'zone', zoneId: 'z1' }, here)).toBe(true)
    expect(concerns({ kind: 'zone', zoneId: 'z2' }, here)).toBe(false)
    expect(concerns({ kind: 'window', windowId: 'w2' }, here)).toBe(false)
  })
})

describe('notices', () => {
  const queue = (prefix: string, zoneId: string, unattended = true): DisplayView['queues'][number] => ({
    id: prefix,
    prefix,
    name: prefix,
    nameEn: null,
    zoneId,
    waiting: 2,
    windowsOpen: unattended ? 0 : 1,
    unattended,
  })
  const full = view({
    queues: [queue('A', 'z1'), queue('B', 'z1', false), queue('F', 'z2'), queue('G', 'z2')],
    windows: [
      {
        id: 'w1',
        number: '1',
        name: '',
        zoneId: 'z1',
        state: 'paused',
        pauseReason: '午餐',
        staffName: null,
        queueNames: [],
        numberInHand: null,
        handState: null,
      },
    ],
  })
  const told = (place: Parameters<typeof noticesOf>[1]) =>
    noticesOf(full, place).map((line) =>
      line.kind === 'paused' ? line.reason : line.queues.map((one) => one.prefix).join(),
    )
  it('tell of queues that nobody serves, two in a line, and of windows that paused', () => {
    expect(told({ kind: 'hall' })).toEqual(['A,F', 'G', '午餐'])
    expect(told({ kind: 'zone', zoneId: 'z1' })).toEqual(['A', '午餐'])
  })
  it('come in pages when there are many, and every one has its turn', () => {
    const items = ['a', 'b', 'c', 'd', 'e']
    expect(pageOf(items, 2, 0, 8000)).toEqual(['a', 'b'])
    expect(pageOf(items, 2, 8000, 8000)).toEqual(['c', 'd'])
    expect(pageOf(items, 2, 16_000, 8000)).toEqual(['e'])
    expect(pageOf(items, 2, 24_000, 8000)).toEqual(['a', 'b'])
    expect(pageOf(['a'], 2, 8000, 8000)).toEqual(['a'])
  })
})

describe('the nightly reload', () => {
  const quiet = { time: '03:10', openForMs: 48 * 3_600_000, waiting: 0, inHand: 0, live: true }
  it('happens at three when nobody waits and the hall is there', () => {
    expect(mayReload(quiet)).toBe(true)
    expect(mayReload({ ...quiet, waiting: 1 })).toBe(false)
    expect(mayReload({ ...quiet, inHand: 1 })).toBe(false)
    expect(mayReload({ ...quiet, live: false })).toBe(false)
    expect(mayReload({ ...quiet, time: '12:00' })).toBe(false)
    expect(mayReload({ ...quiet, openForMs: 60_000 })).toBe(false)
  })
})

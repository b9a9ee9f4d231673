import { describe, expect, it } from 'vitest'
import type { ReplayEntry } from '../../../core/replay/fold.ts'
import { Timeline } from '../../../core/replay/timeline.ts'
import { momentOf, scaleOf, spanOf } from './moment.ts'

const startsAtMs = Date.UTC(2026, 10, 23, 16)
const minute = (count: number) => startsAtMs + count * 60_000
const place = {
  day: '2026-11-24',
  timeZone: 'Asia/Shanghai',
  zoneId: null,
  zones: [],
  queues: [
    { id: 'qa', prefix: 'A', name: '户籍', nameEn: null, zoneId: null },
    { id: 'qb', prefix: 'B', name: '车辆', nameEn: null, zoneId: null },
  ],
  windows: ['1', '2', '3', '4'].map((number) => ({ id: `w${number}`, number, zoneId: null })),
}

function entry(
  at: number,
  type: string,
  ticket: { number: string; queueId: string; state: 'waiting' | 'called' | 'serving' } | null,
  windowId: string | null = null,
  note: string | null = null,
): ReplayEntry {
  return {
    seq: at,
    atMs: minute(at),
    type,
    ticketId: ticket?.number ?? null,
    ticket: ticket && { ...ticket, class: 'ordinary' },
    windowId,
    note,
  }
}

const day = (...entries: ReplayEntry[]) =>
  new Timeline({ startsAtMs, endsAtMs: minute(24 * 60), opening: [], entries })

describe('a moment of the replay', () => {
  const line = day(
    entry(485, 'window-opened', null, 'w1'),
    entry(486, 'window-opened', null, 'w2'),
    entry(487, 'window-opened', null, 'w3'),
    entry(490, 'ticket-issued', { number: 'A001', queueId: 'qa', state: 'waiting' }),
    entry(491, 'ticket-issued', { number: 'A002', queueId: 'qa', state: 'waiting' }),
    entry(492, 'ticket-issued', { number: 'B001', queueId: 'qb', state: 'waiting' }),
    // Of another zone, for whoever sees this one alone.
    entry(493, 'ticket-issued', { number: 'C001', queueId: 'elsewhere', state: 'waiting' }),
    entry(494, 'ticket-called', { number: 'A001', queueId: 'qa', state: 'called' }, 'w1'),
    entry(495, 'window-paused', null, 'w3', '用餐'),
    entry(496, 'service-started', { number: 'A001', queueId: 'qa', state: 'serving' }, 'w1'),
    entry(497, 'window-closed', null, 'w1'),
  )

  it('tells who waits where, the longest first, and what each window does', () => {
    const moment = momentOf(place, line.stateAt(minute(495)), minute(495))
    expect(moment).toMatchObject({ waiting: 2, serving: 0, windowsOpen: 2 })
    expect(
      moment.queues.map(({ queue, waiting, longestMinutes }) => [
        queue.prefix,
        waiting.map(({ number }) => number),
        longestMinutes,
      ]),
    ).toEqual([
      ['A', ['A002'], 4],
      ['B', ['B001'], 3],
    ])
    expect(moment.windows.map(({ look, note }) => [look, note])).toEqual([
      ['called', 'A001'],
      ['idle', null],
      ['paused', '用餐'],
      ['closed', null],
    ])
  })

  it('shows whoever is served to the end at a window that has closed', () => {
    const moment = momentOf(place, line.stateAt(minute(500)), minute(500))
    expect(moment.windows[0]).toMatchObject({ look: 'atWork', note: 'A001' })
    expect(moment).toMatchObject({ serving: 1, windowsOpen: 1 })
  })

  it('draws the day from its first entry to its last, however short it was', () => {
    expect(spanOf(line)).toEqual({ fromMs: minute(485), toMs: minute(497) })
    const odd = { ...entry(490, 'window-opened', null, 'w1'), atMs: minute(490) + 12_345 }
    expect(spanOf(day(odd))).toEqual({ fromMs: minute(490), toMs: minute(491) })
    expect(spanOf(day(entry(490, 'window-opened', null, 'w1')))).toEqual({
      fromMs: minute(490),
      toMs: minute(491),
    })
    expect(spanOf(day())).toEqual({ fromMs: startsAtMs, toMs: minute(24 * 60) })
  })

  it.each([
    ['twelve minutes, minute by minute', 485, 497, 485, 1, 13],
    ['an hour and ten minutes', 600, 670, 600, 10, 8],
    ['a morning', 523, 603, 530, 10, 8],
    ['a working day', 505, 1075, 540, 60, 9],
    ['a day and night', 0, 1440, 0, 120, 13],
  ])('names round times of %s', (_, from, to, first, step, count) => {
    const scale = scaleOf({ fromMs: minute(from), toMs: minute(to) }, startsAtMs)
    expect(scale).toEqual(Array.from({ length: count }, (__, at) => minute(first + at * step)))
  })
})

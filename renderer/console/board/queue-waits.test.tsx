import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, it } from 'vitest'
import { startWords } from '../../ui/i18n.ts'
import { QueueWaits } from './queue-waits.tsx'
import type { Board, BoardQueue } from './use-board.ts'

beforeAll(() => {
  Object.assign(globalThis, { document: { documentElement: { lang: '' } } })
  startWords()
})

const queue = (prefix: string, more: Partial<BoardQueue> = {}): BoardQueue => ({
  id: prefix,
  prefix,
  name: `${prefix} 队`,
  nameEn: null,
  zoneId: null,
  open: true,
  waiting: 2,
  oldest: { number: `${prefix}001`, minutes: 31.7 },
  overBound: [],
  windowsOpen: 1,
  ...more,
})

const day = { day: '2026-11-24', issued: 0, done: 0, meanWaitMinutes: null, satisfiedShare: null, rated: 0 }
const quiet = {
  waiting: 0,
  called: 0,
  serving: 0,
  held: 0,
  inHall: 0,
  windowsOpen: 0,
  windowsPaused: 0,
  windows: 12,
  queuesOpen: 1,
}

function board(queues: BoardQueue[], totals: Partial<Board['totals']> = {}, issued = 0): Board {
  return {
    seq: 1,
    name: '大厅',
    timeZone: 'Asia/Shanghai',
    now: '2026-11-24T12:00:00+08:00',
    day: '2026-11-24',
    zoneId: null,
    zones: [],
    totals: { ...quiet, ...totals },
    queues,
    windows: [],
    attention: [],
    pace: [],
    limits: {
      idleMinutes: 3,
      calledMinutes: 10,
      pausedMinutes: 20,
      overlongMinutes: 30,
      leastOverlongMinutes: 10,
    },
    comparison: {
      until: '2026-11-24T12:00:00+08:00',
      today: { ...day, issued, done: issued },
      before: null,
    },
  }
}

const drawn = (told: Board, most = 9) => renderToStaticMarkup(<QueueWaits board={told} most={most} />)
/** The cells of each row, as they are read. */
const rows = (markup: string) =>
  [...markup.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell = '']) => cell.replace(/<[^>]*>/g, '')),
  )

it('a row tells who waits, how long, how many of them too long, and by how many windows they are served', () => {
  const over = [
    { boundMinutes: 20, count: 1 },
    { boundMinutes: 45, count: 2 },
  ]
  const [head, ...told] = rows(
    drawn(
      board([
        queue('A', { waiting: 5, overBound: over }),
        queue('B', { oldest: { number: 'B001', minutes: 4 } }),
        queue('C', { windowsOpen: 0 }),
      ]),
    ),
  )
  expect(head).toEqual(['队列', '等候', '最久已等', '超时', '窗口'])
  expect(told).toEqual([
    ['CC 队', '2', '31 分钟', '—', '无窗口办理'],
    ['AA 队', '5', '31 分钟', '3 人', '1'],
    ['BB 队', '2', '4 分钟', '—', '1'],
  ])
})

it('queues beyond the room are told in a sentence', () => {
  const text = drawn(board([queue('A'), queue('B'), queue('C', { waiting: 3 })]), 1)
  expect(rows(text)).toHaveLength(2)
  expect(text).toContain('还有 2 个队列、4 人在等候')
})

it.each([
  ['a day that has not begun', {}, 0, '今天还没有开始'],
  ['lunch, with every window paused', { windowsPaused: 11 }, 120, '没有人等候，窗口都在暂停'],
  ['windows that pause before anybody came', { windowsPaused: 1 }, 0, '没有人等候，窗口都在暂停'],
  ['a hall after its hours', {}, 200, '窗口都已关闭，没有人等候'],
  ['a lull with a window open', { windowsOpen: 1, windowsPaused: 10 }, 120, '没有人等候'],
] as const)('says of %s what it is', (_, totals, issued, sentence) => {
  const text = drawn(board([queue('A', { waiting: 0, oldest: null })], totals, issued))
  expect(text).toContain(`waits-none-title">${sentence}<`)
  if (issued > 0) expect(text).not.toContain('还没有')
})

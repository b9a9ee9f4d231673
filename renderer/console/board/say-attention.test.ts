import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { sayAttention } from './say-attention.ts'
import type { Board } from './use-board.ts'

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, initAsync: false, keySeparator: false, nsSeparator: false }),
)

const window = (number: string): Board['windows'][number] => ({
  id: `w${number}`,
  number,
  name: '',
  zoneId: null,
  state: 'open',
  pauseReason: null,
  staffName: null,
  ticket: null,
  trouble: null,
})

const board = (attention: Board['attention']) => ({
  attention,
  queues: [
    {
      id: 'q',
      prefix: 'A',
      name: '户籍证件',
      nameEn: null,
      zoneId: null,
      open: true,
      waiting: 3,
      oldest: null,
      overBound: [],
      windowsOpen: 1,
    },
  ],
  windows: ['3', '4', '5', '12'].map(window),
  limits: {
    idleMinutes: 3,
    calledMinutes: 10,
    pausedMinutes: 15,
    overlongMinutes: 30,
    leastOverlongMinutes: 10,
  },
})
const idle = (number: string, minutes: number) =>
  ({ kind: 'window-idle', windowId: `w${number}`, minutes, waiting: 2 }) as const
const queueOver = {
  kind: 'queue-over-bound',
  queueId: 'q',
  count: 3,
  boundMinutes: 45,
  oldestMinutes: 51.2,
} as const

it('says each thing in a sentence, minutes rounded down', () => {
  const lines = sayAttention(board([queueOver, idle('12', 4.9)]), 'zh-CN', false)
  expect(lines.map(({ text, urgent }) => [text, urgent])).toEqual([
    ['A 户籍证件已有 3 人等候超过 45 分钟', true],
    ['12 号窗口空闲 4 分钟，有 2 人可以呼叫', false],
  ])
})

it('on a wall windows with the same trouble share a line, by number; one alone keeps its own', () => {
  const many = [idle('12', 9), idle('5', 8), idle('3', 7), idle('4', 6)]
  const paused = { kind: 'window-paused', windowId: 'w3', minutes: 30 } as const
  expect(sayAttention(board([queueOver, ...many, paused]), 'zh-CN', true).map(({ text }) => text)).toEqual([
    'A 户籍证件已有 3 人等候超过 45 分钟',
    '4 个窗口空闲而有人在等：3–5、12',
    '3 号窗口已暂停 30 分钟',
  ])
})

it('windows that share a line for a long pause are told by the hall’s own limit', () => {
  const paused = ['3', '4'].map(
    (one) => ({ kind: 'window-paused', windowId: `w${one}`, minutes: 30 }) as const,
  )
  const [line] = sayAttention(board(paused), 'zh-CN', true)
  expect(line?.text).toContain('15 分钟')
})

it.each([
  [
    1,
    'A 户籍证件: 1 person has waited more than 45 min',
    'Window 3 has been free for 4 min while 1 person waits',
  ],
  [
    2,
    'A 户籍证件: 2 people have waited more than 45 min',
    'Window 3 has been free for 4 min while 2 people wait',
  ],
])('in English %i is said in its own number', (count, queue, window) => {
  const told = board([
    { ...queueOver, count },
    { ...idle('3', 4), waiting: count },
  ])
  expect(sayAttention(told, 'en', false).map(({ text }) => text)).toEqual([queue, window])
})

import { describe, expect, it } from 'vitest'
import { numberRanges, planOf, waitsOf } from './arrange.ts'
import { keepKinds } from './keep-kinds.ts'

const queue = (prefix: string, waiting: number, minutes: number, windowsOpen = 1) => ({
  prefix,
  waiting,
  windowsOpen,
  oldest: waiting === 0 ? null : { number: `${prefix}001`, minutes },
})
const window = (number: string, state: 'open' | 'paused' | 'closed', zoneId: string | null = null) => ({
  number,
  state,
  zoneId,
})

describe('the live board', () => {
  it('puts queues without a window first, then where somebody has waited longest', () => {
    const { waiting, empty } = waitsOf([
      queue('A', 3, 10),
      queue('B', 0, 0),
      queue('C', 2, 30),
      queue('D', 1, 1, 0),
      queue('E', 5, 10),
    ])
    expect(waiting.map((one) => one.prefix)).toEqual(['D', 'C', 'E', 'A'])
    expect(empty).toBe(1)
  })

  it('lays windows out by zone and by number, not by letter', () => {
    const zones = [
      { id: 'z1', name: '一区', nameEn: null },
      { id: 'z2', name: '二区', nameEn: null },
    ]
    const windows = [window('10', 'open', 'z1'), window('9', 'open', 'z1'), window('2', 'closed', 'gone')]
    const plan = planOf({ zones, windows })
    expect(plan.map((zone) => zone.name)).toEqual(['一区', null])
    expect(plan[0]?.windows.map((one) => one.number)).toEqual(['9', '10'])
    expect(plan[1]?.windows.map((one) => one.number)).toEqual(['2'])
  })

  it('on a wall keeps a line for each trouble of windows, and the most urgent queues', () => {
    const lines = [1, 2, 3, 4, 5].map((key) => ({ key, urgent: key <= 4 }))
    expect(keepKinds(lines, 3).map(({ key }) => key)).toEqual([1, 2, 5])
    expect(keepKinds(lines, 9)).toHaveLength(5)
    const calm = lines.map((line) => ({ ...line, urgent: line.key === 1 }))
    expect(keepKinds(calm, 3).map(({ key }) => key)).toEqual([1, 2, 3])
  })

  it.each([
    [[], ''],
    [['4'], '4'],
    [['4', '5'], '4、5'],
    [['4', '5', '6', '9'], '4–6、9'],
    [['1', '3', 'A1', 'A2', 'A3'], '1、3、A1、A2、A3'],
  ] as const)('numbers %j read as %s', (numbers, text) => {
    expect(numberRanges(numbers)).toBe(text)
  })
})

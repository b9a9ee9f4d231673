import { describe, expect, it } from 'vitest'
import type { HallWindow, Queue } from '../../../contract/shapes.ts'
import { numberRanges, planOf, totalsOf, waitsOf } from './arrange.ts'

function queue(prefix: string, waiting: number, windowsOpen = 1): Queue {
  return {
    id: prefix,
    prefix,
    name: prefix,
    nameEn: null,
    zoneId: null,
    departmentId: null,
    open: true,
    openness: 'open',
    hours: '',
    waiting,
    estimate: null,
    windowsOpen,
    windowNumbers: [],
  }
}

function window(number: string, state: HallWindow['state'], zoneId: string | null = null): HallWindow {
  return {
    id: number,
    number,
    name: '',
    zoneId,
    state,
    pauseReason: null,
    queueIds: [],
    staffName: null,
    staffId: null,
    ticket: null,
  }
}

describe('the live board', () => {
  it('puts queues without a window first, then the longest', () => {
    const { waiting, empty } = waitsOf([
      queue('A', 3),
      queue('B', 0),
      queue('C', 9),
      queue('D', 1, 0),
      queue('E', 3),
    ])
    expect(waiting.map((one) => one.prefix)).toEqual(['D', 'C', 'A', 'E'])
    expect(empty).toBe(1)
  })

  it('counts what is open: a paused window is not', () => {
    const windows = [window('1', 'open'), window('2', 'paused'), window('3', 'closed')]
    expect(totalsOf({ queues: [queue('A', 3), queue('B', 2)], windows })).toEqual({
      waiting: 5,
      serving: 0,
      windowsOpen: 1,
      windows: 3,
    })
  })

  it('lays windows out by zone and by number, not by letter', () => {
    const zones = [
      { id: 'z1', name: '一区', nameEn: null },
      { id: 'z2', name: '二区', nameEn: null },
    ]
    const windows = [window('10', 'open', 'z1'), window('9', 'open', 'z1'), window('2', 'closed', 'gone')]
    const plan = planOf({ zones, windows })
    expect(plan.map((zone) => zone.name)).toEqual(['一区', null])
    expect(plan[0]?.working.map((one) => one.number)).toEqual(['9', '10'])
    expect(plan[1]?.closed.map((one) => one.number)).toEqual(['2'])
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

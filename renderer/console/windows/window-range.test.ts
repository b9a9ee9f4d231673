import { describe, expect, it } from 'vitest'
import { moved, windowRange } from './window-range.ts'

describe('several windows at once', () => {
  it('leaves alone those that exist', () => {
    expect(windowRange(1, 4, new Set(['2', 'A1']))).toEqual({ ok: true, add: ['1', '3', '4'], there: ['2'] })
  })
  it.each([
    [null, 4, 'rangeWrong'],
    [0, 4, 'rangeWrong'],
    [5, 4, 'rangeWrong'],
    [1, 1000, 'rangeWrong'],
    [1.5, 3, 'rangeWrong'],
    [1, 201, 'rangeLarge'],
  ] as const)('from %s to %s: %s', (from, to, fault) => {
    expect(windowRange(from, to, new Set())).toEqual({ ok: false, fault })
  })
})

describe('the order of a window’s queues', () => {
  it('changes by one place, and stays at the ends', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })
})

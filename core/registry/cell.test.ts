import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choiceCell,
  codeCell,
  dayCell,
  listCell,
  listed,
  numberCell,
  type ReadCell,
  spansCell,
  spansOf,
  textCell,
  writeSpans,
  yesNoCell,
} from './cell.ts'

const read = (cell: ReadCell, typed: string): string => {
  const result = cell(typed)
  return result.ok ? result.value : `!${result.problem.code}`
}

describe('a cell', () => {
  it.each([
    [' 一楼 ', '一楼'],
    ['', ''],
    ['一\n楼', '!control-character'],
    ['一\u200b楼', '!invisible-character'],
    ['一\ufffd', '!unreadable'],
    ['一二三四五六', '!too-long'],
  ])('of text: %j', (typed, expected) => {
    expect(read(textCell(5), typed)).toBe(expected)
  })
  it('that is required', () => {
    expect(read(textCell(5, { required: true }), '  ')).toBe('!empty')
    expect(read(numberCell(1, 9, { required: true }), '')).toBe('!empty')
    expect(read(dayCell, '')).toBe('!empty')
  })
  it.each([
    ['ａ', 'A'],
    ['12', '12'],
    ['O', '!bad-value'],
  ])('of a code: %j', (typed, expected) => {
    expect(read(codeCell(/^[A-N0-9]+$/, '代码', { upper: true }), typed)).toBe(expected)
  })
  it.each([
    ['１２', '12'],
    ['12.0', '12'],
    ['1.5', '!bad-value'],
    ['0', '!bad-value'],
    ['100', '!bad-value'],
    ['-1', '!bad-value'],
    ['1e1', '!bad-value'],
  ])('of a number from 1 to 99: %j', (typed, expected) => {
    expect(read(numberCell(1, 99), typed)).toBe(expected)
  })
  it.each([
    ['是', '是'],
    ['Yes', '是'],
    ['０', '否'],
    ['', '否'],
    ['可以', '!bad-value'],
  ])('of yes or no: %j', (typed, expected) => {
    expect(read(yesNoCell('否'), typed)).toBe(expected)
  })
  it.each([
    ['2026-10-01', '2026-10-01'],
    ['2026/1/2', '2026-01-02'],
    ['2026年10月1日', '2026-10-01'],
    ['20261001', '2026-10-01'],
    ['2026-02-29', '!bad-value'],
    ['10-01', '!bad-value'],
  ])('of a day: %j', (typed, expected) => {
    expect(read(dayCell, typed)).toBe(expected)
  })
  it.each([
    ['9:00-12:00 13:30～17:00', '09:00-12:00 13:30-17:00'],
    ['09：00—24：00', '09:00-24:00'],
    ['休息', ''],
    ['12:00-09:00', '!bad-value'],
    ['09:00-12:00 11:00-17:00', '!bad-value'],
    ['九点', '!bad-value'],
    ['09:00-25:00', '!bad-value'],
  ])('of a day’s hours: %j', (typed, expected) => {
    expect(read(spansCell, typed)).toBe(expected)
  })
  it('of hours says what it read', () => {
    const clock = fc.integer({ min: 0, max: 1440 })
    fc.assert(
      fc.property(fc.uniqueArray(clock, { minLength: 2, maxLength: 6 }), (minutes) => {
        const text = (at: number): string =>
          `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
        const times = minutes.toSorted((one, other) => one - other).map(text)
        const spans = times.flatMap((from, at): [string, string][] => {
          const to = times[at + 1]
          return at % 2 === 0 && to !== undefined ? [[from, to]] : []
        })
        expect(spansOf(read(spansCell, writeSpans(spans)))).toEqual(spans)
      }),
    )
  })
  it('of a choice takes the word or the value', () => {
    const kind = choiceCell({ closed: '休息', open: '办公' })
    expect([read(kind, '休息'), read(kind, 'Open'), read(kind, '放假')]).toEqual([
      '休息',
      '办公',
      '!bad-value',
    ])
  })
  it('of a list keeps each once, in order', () => {
    const list = listCell(textCell(3))
    expect(read(list, 'B, A；B、C D')).toBe('B、A、C、D')
    expect(listed('B、A')).toEqual(['B', 'A'])
    expect(listed('')).toEqual([])
    expect(read(list, 'A、ABCD')).toBe('!too-long')
  })
})

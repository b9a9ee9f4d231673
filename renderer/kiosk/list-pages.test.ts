import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutBelow, pageAt, pageStops, type RowBox, roomAfter } from './list-pages.ts'

const rowsOf = (heights: readonly number[]): RowBox[] => {
  let top = 0
  return heights.map((height) => {
    const row = { top, bottom: top + height }
    top += height + 8
    return row
  })
}

describe('the pages of a list', () => {
  it('are one where everything fits', () => {
    expect(pageStops(rowsOf([70, 70, 70]), 226)).toEqual([0])
  })
  it('begin with the row that did not fit wholly before', () => {
    expect(pageStops(rowsOf([70, 70, 70, 70, 70]), 200)).toEqual([0, 156, 312])
  })
  it('take rows side by side together', () => {
    const rows = [0, 0, 78, 78, 156, 156].map((top) => ({ top, bottom: top + 70 }))
    expect(pageStops(rows, 150)).toEqual([0, 156])
  })
  it('end, also where a row is higher than the view', () => {
    expect(pageStops(rowsOf([500, 70, 70]), 100)).toEqual([0, 508, 586])
    expect(pageStops(rowsOf([70, 70]), 0)).toEqual([0])
  })
  it('show every row that fits wholly on some page, and no row as the first of two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 40, max: 140 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 150, max: 900 }),
        (heights, view) => {
          const rows = rowsOf(heights)
          const stops = pageStops(rows, view)
          expect(new Set(stops).size).toBe(stops.length)
          for (const row of rows)
            expect(stops.some((stop) => row.top >= stop && row.bottom <= stop + view + 1)).toBe(true)
        },
      ),
    )
  })
  it('leave room after the last, so that it begins at its row', () => {
    const rows = rowsOf([70, 70, 70, 70, 70])
    const stops = pageStops(rows, 200)
    expect(roomAfter(stops, rows, 200)).toBe(312 + 200 - 382)
    expect(roomAfter([0], rows, 500)).toBe(0)
  })
  it('are told by the scroll position, also by one between two', () => {
    expect([0, 150, 156, 300, 312].map((top) => pageAt([0, 156, 312], top))).toEqual([0, 0, 1, 1, 2])
  })
  it('hide the piece of a row at the lower end, never a row that is all there is', () => {
    expect(cutBelow(rowsOf([70, 70, 70]), 200, 0)).toBe(200 - 156)
    expect(cutBelow(rowsOf([500]), 200, 0)).toBe(0)
    expect(cutBelow(rowsOf([70, 70]), 200, 0)).toBe(0)
  })
})

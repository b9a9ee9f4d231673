import { describe, expect, it } from 'vitest'
import { columnsFor, formatFigure } from './measures.ts'

describe('a figure', () => {
  it('is a dash where nothing was measured, and never a zero', () => {
    expect(formatFigure(null, 'share')).toBe('—')
    expect(formatFigure(null, 'minutes')).toBe('—')
    expect(formatFigure(0, 'share')).toBe('0.0%')
  })
  it('says 100 % of all alone and 0 % of none alone', () => {
    expect(formatFigure(1, 'share')).toBe('100.0%')
    expect(formatFigure(0.9999, 'share')).toBe('99.9%')
    expect(formatFigure(0.0001, 'share')).toBe('0.1%')
  })
  it('groups thousands', () => {
    expect(formatFigure(65_846, 'count')).toBe('65,846')
    expect(formatFigure(12.345, 'minutes')).toBe('12.3')
  })
})

it('the column of targets is shown where a queue has one', () => {
  const keys = (aimed: number) => columnsFor({ aimed }).map(({ key }) => key)
  expect(keys(1)).toContain('onTargetShare')
  expect(keys(0)).toEqual(keys(1).filter((key) => key !== 'onTargetShare'))
})

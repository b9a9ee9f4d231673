import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile, spreadOf } from './quantile.ts'

it('lies between two numbers by proportion', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([10], 0.95)).toBe(10)
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5)
  expect(quantile([], 0.5)).toBeNull()
})
it('a spread of nothing is none', () => {
  expect(spreadOf([])).toBeNull()
})
it('a spread does not ask for order, and numbers of ten figures sort as numbers', () => {
  const spread = spreadOf([100, 9, 1000])
  expect(spread).toMatchObject({ mean: 1109 / 3, p50: 100, max: 1000 })
  expect(spread?.p95).toBeCloseTo(910)
})
it('median ≤ p95 ≤ longest, and the mean lies inside', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 600, noNaN: true }), { minLength: 1 }), (numbers) => {
      const spread = spreadOf(numbers)
      if (spread === null) throw new Error('there are numbers')
      expect(spread.p50).toBeLessThanOrEqual(spread.p95)
      expect(spread.p95).toBeLessThanOrEqual(spread.max)
      expect(spread.mean).toBeLessThanOrEqual(spread.max + 1e-9)
      expect(spread.mean).toBeGreaterThanOrEqual(Math.min(...numbers) - 1e-9)
    }),
  )
})

import { expect, it } from 'vitest'
import { isCredible } from './service-length.ts'

it('a stretch as long as a shift can be a service, a longer one cannot', () => {
  expect(isCredible(0)).toBe(true)
  expect(isCredible(8 * 3_600_000)).toBe(true)
  expect(isCredible(8 * 3_600_000 + 1)).toBe(false)
})

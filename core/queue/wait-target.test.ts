import { expect, it } from 'vitest'
import { targetRange, waitTarget } from './wait-target.ts'

it('a queue’s own target goes before the hall’s', () => {
  expect(waitTarget(40, 20)).toBe(40)
  expect(waitTarget(null, 20)).toBe(20)
  expect(waitTarget(null, null)).toBeNull()
})

it('several queues have a range, and those without a target none', () => {
  expect(targetRange([30, null, 10, 20])).toEqual({ least: 10, most: 30 })
  expect(targetRange([15])).toEqual({ least: 15, most: 15 })
  expect(targetRange([null])).toBeNull()
  expect(targetRange([])).toBeNull()
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { afterOpenMs, openMs } from './breaks.ts'

const lunch = [{ fromMs: 100, untilMs: 190 }]

it('time in a break does not count', () => {
  expect(openMs(0, 50, lunch)).toBe(50)
  expect(openMs(50, 250, lunch)).toBe(110)
  expect(openMs(120, 150, lunch)).toBe(0)
  expect(afterOpenMs(0, 100, lunch)).toBe(100)
  expect(afterOpenMs(0, 101, lunch)).toBe(191)
  expect(afterOpenMs(150, 10, lunch)).toBe(200)
  expect(afterOpenMs(190, 10, lunch)).toBe(200)
})

it('after so much open time exactly so much has passed', () => {
  const breaks = [...lunch, { fromMs: 300, untilMs: 310 }]
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (from, ms) => {
      expect(openMs(from, afterOpenMs(from, ms, breaks), breaks)).toBe(ms)
    }),
  )
})

import { expect, it } from 'vitest'
import { type PaceEvent, paceOf } from './pace.ts'

const nowMs = Date.UTC(2026, 10, 24, 2, 0, 40)
const at = (minutesAgo: number, what: PaceEvent['what'], ticketId = 'a'): PaceEvent => ({
  atMs: nowMs - minutesAgo * 60_000,
  what,
  ticketId,
})
const total = (pace: ReturnType<typeof paceOf>, what: 'issued' | 'called' | 'done') =>
  pace.reduce((sum, minute) => sum + minute[what], 0)

it('tells sixty whole minutes, the present one last', () => {
  const pace = paceOf([at(0, 'issued'), at(1, 'called'), at(1, 'called', 'b'), at(59, 'issued')], nowMs)
  expect(pace).toHaveLength(60)
  expect(pace.at(-1)).toEqual({ startsAtMs: nowMs - 40_000, issued: 1, called: 0, done: 0 })
  expect(pace.at(-2)?.called).toBe(2)
  expect(pace[0]?.issued).toBe(1)
})

it('leaves out what is older, and what a clock that was set back put into the future', () => {
  expect(total(paceOf([at(61, 'issued'), at(-5, 'issued')], nowMs), 'issued')).toBe(0)
})

it('a finish that was taken back was none, in the minute in which it was pressed', () => {
  const pace = paceOf([at(5, 'done'), at(5, 'done', 'b'), at(4, 'finish-undone')], nowMs)
  expect(total(pace, 'done')).toBe(1)
  expect(pace.at(-6)?.done).toBe(1)
  expect(pace.every((minute) => minute.done >= 0)).toBe(true)
})

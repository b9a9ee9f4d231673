import { expect, it } from 'vitest'
import { calledBefore, type OverdueFacts } from './overdue.ts'

const facts: OverdueFacts = {
  inOrder: 3,
  meanMinutes: 10,
  windowsOpen: 2,
  windowsServing: 2,
  lines: [],
  ownBoundMinutes: 30,
  lineBoundMinutes: 45,
}

it('nobody else goes before while no line is near its bound', () => {
  expect(calledBefore(facts)).toBe(3)
  // 15 minutes from now the first has waited 25.
  expect(calledBefore({ ...facts, lines: [{ waiting: 20, oldestMinutes: 10, share: 1 }] })).toBe(3)
})

it('priority waits for the ordinary who will be over their bound first', () => {
  // Of ten who came evenly over 60 minutes those older than 30 will have waited 45 in 15 minutes, and more will by then.
  const many = calledBefore({ ...facts, lines: [{ waiting: 10, oldestMinutes: 60, share: 1 }] })
  expect(many).toBeGreaterThan(3 + 5)
  expect(many).toBeLessThanOrEqual(3 + 10)
})

it('another line counts by the share of its windows that serve this queue', () => {
  const line = { waiting: 10, oldestMinutes: 60, share: 1 }
  const [whole, half] = [1, 0.5].map((share) => calledBefore({ ...facts, lines: [{ ...line, share }] }))
  expect((half ?? 0) - 3).toBeLessThan((whole ?? 0) - 3)
  expect(half).toBeGreaterThan(3)
})

it('beyond the own bound every window that serves the queue calls for it', () => {
  const lines = [{ waiting: 30, oldestMinutes: 90, share: 1 }]
  const alone = calledBefore({ ...facts, lines })
  expect(calledBefore({ ...facts, lines, windowsServing: 4 })).toBeLessThan(alone)
})

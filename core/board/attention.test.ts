import { expect, it } from 'vitest'
import { attentionOf } from './attention.ts'
import type { QueueWait } from './standing.ts'

const wait = (minutes: number, over: QueueWait['overBound'] = []): QueueWait => ({
  waiting: 2,
  oldest: { number: 'A001', minutes },
  overBound: over,
})

it('begins with those whom nobody serves, then with who waits longest beyond the bound, then with windows', () => {
  const found = attentionOf(
    [
      { id: 'A', wait: wait(50, [{ boundMinutes: 45, count: 1 }]), windowsOpen: 1 },
      { id: 'B', wait: wait(60, [{ boundMinutes: 45, count: 3 }]), windowsOpen: 2 },
      { id: 'C', wait: wait(3), windowsOpen: 0 },
      { id: 'D', wait: { waiting: 0, oldest: null, overBound: [] }, windowsOpen: 0 },
    ],
    [
      { id: '1', trouble: { kind: 'paused', minutes: 90 } },
      { id: '2', trouble: { kind: 'overlong', minutes: 70, usualMinutes: 30 } },
      { id: '9', trouble: { kind: 'unstarted', minutes: 12 } },
      { id: '3', trouble: { kind: 'idle', minutes: 4, waiting: 2 } },
      { id: '4', trouble: { kind: 'idle', minutes: 8, waiting: 2 } },
      { id: '5', trouble: null },
    ],
  )
  expect(found.map((one) => [one.kind, 'queueId' in one ? one.queueId : one.windowId])).toEqual([
    ['queue-unattended', 'C'],
    ['queue-over-bound', 'B'],
    ['queue-over-bound', 'A'],
    ['window-unstarted', '9'],
    ['window-idle', '4'],
    ['window-idle', '3'],
    ['window-overlong', '2'],
    ['window-paused', '1'],
  ])
})

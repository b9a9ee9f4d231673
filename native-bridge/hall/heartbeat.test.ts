import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createClient } from '../../contract/client.ts'
import { awayAfterMs } from '../../core/terminal/presence.ts'
import { Heartbeat } from './heartbeat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('is heard often enough that one lost beat is no absence, and says goodbye once, also to a hall that is away', async () => {
  const asked: string[] = []
  const heartbeat = new Heartbeat(
    createClient({
      base: '',
      fetch: async (input, init) => {
        asked.push(`${init?.method} ${String(input)}`)
        throw new TypeError('away')
      },
    }),
  )
  heartbeat.start()
  await vi.advanceTimersByTimeAsync(awayAfterMs - 1)
  expect(asked).toEqual([1, 2].map(() => 'GET /api/v1/terminal-sessions/current'))
  await heartbeat.stop()
  await vi.advanceTimersByTimeAsync(10 * awayAfterMs)
  expect(asked.slice(2)).toEqual(['DELETE /api/v1/terminal-sessions/current'])
})

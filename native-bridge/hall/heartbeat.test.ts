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

it('is heard often enough that one lost beat is no absence, names the devices until it is heard, and says goodbye once, also to a hall that is away', async () => {
  const asked: string[] = []
  let away = true
  const heartbeat = new Heartbeat(
    createClient({
      base: '',
      fetch: async (input, init) => {
        asked.push(`${init?.method} ${String(input)} ${init?.body ?? ''}`.trim())
        if (away) throw new TypeError('away')
        return Response.json(init?.method === 'PATCH' ? { removed: 0 } : { terminal: null })
      },
    }),
    ['printer', 'reader'],
  )
  heartbeat.start()
  await vi.advanceTimersByTimeAsync(awayAfterMs - 1)
  const naming = 'PATCH /api/v1/device-reports {"devices":["printer","reader"]}'
  expect(asked).toEqual([naming, naming])
  away = false
  await vi.advanceTimersByTimeAsync(awayAfterMs)
  expect(asked.slice(2)).toEqual([naming, ...[1, 2].map(() => 'GET /api/v1/terminal-sessions/current')])
  away = true
  await heartbeat.stop()
  await vi.advanceTimersByTimeAsync(10 * awayAfterMs)
  expect(asked.slice(5)).toEqual(['DELETE /api/v1/terminal-sessions/current'])
})

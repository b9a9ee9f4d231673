import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { beatMs } from '../../core/terminal/presence.ts'
import { keepHeard } from './terminal-beat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('lets the hall hear a screen on which nothing happens, says when it is closed, and ends', async () => {
  const page = new EventTarget()
  const asked: string[] = []
  const end = keepHeard('display-1', {
    page,
    fetch: async (input, init) => {
      const as = new Headers(init?.headers).get('govhall-as')
      asked.push([init?.method, String(input), as, init?.keepalive ? 'kept' : ''].join(' '))
      throw new TypeError('a hall that is away')
    },
  })
  await vi.advanceTimersByTimeAsync(2 * beatMs)
  const beat = 'GET /api/v1/terminal-sessions/current display-1 '
  expect(asked).toEqual([beat, beat])
  page.dispatchEvent(new Event('pagehide'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked.at(-1)).toBe('DELETE /api/v1/terminal-sessions/current display-1 kept')
  // A page that the browser kept and shows again is there again.
  page.dispatchEvent(new Event('pageshow'))
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(4)
  end()
  page.dispatchEvent(new Event('pagehide'))
  await vi.advanceTimersByTimeAsync(10 * beatMs)
  expect(asked).toHaveLength(4)
})

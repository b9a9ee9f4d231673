import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Topic } from '../../contract/stream.ts'
import { followWithQueries } from './refresh.ts'
import type { HallStream } from './stream-channel.ts'
import type { ConnectionState, HallEvent } from './stream-follower.ts'

/** A stream that the test plays by hand. */
function playedStream() {
  let tellEvent: (event: HallEvent) => void = () => undefined
  let tellState: (state: ConnectionState) => void = () => undefined
  let tellReset: () => void = () => undefined
  const stream: HallStream = {
    follow: () => undefined,
    leave: () => undefined,
    retryNow: () => undefined,
    state: 'live',
    onState: (listener) => {
      tellState = listener
      return () => undefined
    },
    onEvent: (_, listener) => {
      tellEvent = listener
      return () => undefined
    },
    onReset: (listener) => {
      tellReset = listener
      return () => undefined
    },
  }
  const happen = (...topics: Topic[]): void =>
    tellEvent({ type: 'ticket-called', id: 'e:1', topics, body: {} })
  const happenAt = (windowId: string): void =>
    tellEvent({ type: 'ticket-called', id: 'e:1', topics: ['calls'], body: { windowId } })
  return {
    stream,
    happen,
    happenAt,
    state: (state: ConnectionState) => tellState(state),
    reset: () => tellReset(),
  }
}

describe('what a page has read', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A page that shows one query, whose answer takes `answerMs`; counts its readings. */
  async function page(refreshOn: Topic[], answerMs = 0, refreshWhen?: (event: HallEvent) => boolean) {
    const client = new QueryClient({
      defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
    })
    const played = playedStream()
    followWithQueries(played.stream, client)
    let readings = 0
    const observer = new QueryObserver(client, {
      queryKey: ['queues', {}],
      queryFn: async () => {
        readings += 1
        const answer = readings
        await new Promise((resolve) => setTimeout(resolve, answerMs))
        return answer
      },
      meta: { refreshOn, ...(refreshWhen ? { refreshWhen } : {}) },
    })
    const stop = observer.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(answerMs + 10)
    return { ...played, count: () => readings, shown: () => observer.getCurrentResult().data, stop }
  }

  it('is read again when something of its topics happens, and not otherwise', async () => {
    const { happen, count, stop } = await page(['queues'])
    happen('ratings')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(1)
    happen('calls', 'queues')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(2)
    stop()
  })

  it('is read again only for what concerns it, where it says so', async () => {
    const { happenAt, count, stop } = await page(['calls'], 0, (event) => event.body['windowId'] === 'w1')
    happenAt('w2')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(1)
    happenAt('w1')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(2)
    stop()
  })

  it('a hundred events in a rush cost two readings, the second after the last event', async () => {
    const { happen, count, stop } = await page(['calls'], 40)
    for (let at = 0; at < 100; at += 1) happen('calls')
    await vi.advanceTimersByTimeAsync(1000)
    expect(count()).toBe(3)
    stop()
  })

  it('is shown although events come faster than answers', async () => {
    const { happen, shown, stop } = await page(['calls'], 200)
    for (let at = 0; at < 40; at += 1) {
      happen('calls')
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(shown()).toBeGreaterThan(3)
    stop()
  })

  it('is read again when the connection is back, and after a reset', async () => {
    const { state, reset, count, stop } = await page([])
    state('away')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(1)
    state('live')
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(2)
    reset()
    await vi.advanceTimersByTimeAsync(100)
    expect(count()).toBe(3)
    stop()
  })
})

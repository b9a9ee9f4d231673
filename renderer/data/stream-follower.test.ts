import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type OpenSource,
  type SourceListener,
  StreamFollower,
  type StreamNews,
  streamDelays,
} from './stream-follower.ts'

const epoch = '01937b2e-0000-7000-8000-000000000001'
const called = JSON.stringify({ ticketId: 't1', number: 'A001' })

/** A hall that the test plays by hand: each connection asked for, and the listener to speak through. */
function fakeHall() {
  const asked: { after: string | null; listener: SourceListener; open: boolean }[] = []
  const open: OpenSource = (after, listener) => {
    const one = { after, listener, open: true }
    asked.push(one)
    return {
      close: () => {
        one.open = false
      },
    }
  }
  const last = () => {
    const one = asked.at(-1)
    if (!one) throw new Error('nobody asked')
    return one
  }
  return { asked, open, last }
}

describe('a page that follows the stream', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function follow(candidates = 1) {
    const hall = fakeHall()
    const news: StreamNews[] = []
    const follower = new StreamFollower(
      hall.open,
      (one) => news.push(one),
      () => candidates,
    )
    follower.start()
    return { hall, news, follower }
  }
  const states = (news: StreamNews[]) => news.flatMap((one) => (one.kind === 'state' ? [one.state] : []))
  const events = (news: StreamNews[]) => news.flatMap((one) => (one.kind === 'event' ? [one.event.id] : []))

  it('resumes after the last event it saw, so that nothing is missed and nothing comes twice', () => {
    const { hall, news } = follow()
    hall.last().listener.onOpen()
    hall.last().listener.onEvent('ticket-called', called, `${epoch}:7`)
    hall.last().listener.onLost()
    vi.advanceTimersByTime(streamDelays.retryFirst)
    expect(hall.last().after).toBe(`${epoch}:7`)
    hall.last().listener.onOpen()
    hall.last().listener.onEvent('ticket-called', called, `${epoch}:8`)
    expect(events(news)).toEqual([`${epoch}:7`, `${epoch}:8`])
    expect(states(news)).toEqual(['connecting', 'live', 'connecting', 'live'])
  })

  it('waits longer from attempt to attempt, and never longer than five seconds', () => {
    const { hall } = follow()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      hall.last().listener.onLost()
      const before = Date.now()
      while (hall.asked.length === attempt) vi.advanceTimersByTime(10)
      waits.push(Date.now() - before)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000])
  })

  it('is away after three seconds without a connection, and live again by itself', () => {
    const { hall, news, follower } = follow()
    vi.advanceTimersByTime(streamDelays.away - 1)
    expect(follower.state).toBe('connecting')
    vi.advanceTimersByTime(1)
    expect(follower.state).toBe('away')
    hall.last().listener.onOpen()
    expect(states(news)).toEqual(['connecting', 'away', 'live'])
  })

  it('takes a connection that is silent for two heartbeats for dead (the screen that showed nothing after two idle days)', () => {
    const { hall, follower } = follow()
    hall.last().listener.onOpen()
    vi.advanceTimersByTime(30_000)
    hall.last().listener.onEvent('heartbeat', '{}', `${epoch}:9`)
    vi.advanceTimersByTime(30_000)
    expect(follower.state).toBe('live')
    vi.advanceTimersByTime(streamDelays.silence)
    expect(hall.asked[0]?.open).toBe(false)
    expect(hall.asked.length).toBeGreaterThan(1)
    expect(hall.asked[1]?.after).toBe(`${epoch}:9`)
  })

  it('passes on a reset and goes on from the new store', () => {
    const { hall, news } = follow()
    hall.last().listener.onOpen()
    hall.last().listener.onEvent('ticket-called', called, `${epoch}:7`)
    hall.last().listener.onEvent('reset', '{}', '')
    expect(news.at(-1)).toEqual({ kind: 'reset' })
    hall.last().listener.onLost()
    vi.advanceTimersByTime(streamDelays.retryFirst)
    expect(hall.last().after).toBeNull()
  })

  it('hears nothing of a connection that it gave up, nor of entry types that it does not know', () => {
    const { hall, news } = follow()
    const [first] = hall.asked
    first?.listener.onOpen()
    first?.listener.onLost()
    first?.listener.onEvent('ticket-called', called, `${epoch}:7`)
    vi.advanceTimersByTime(streamDelays.retryFirst)
    hall.last().listener.onOpen()
    hall.last().listener.onEvent('ticket-sung', '{}', `${epoch}:8`)
    expect(events(news)).toEqual([])
  })

  it('tries every credential of the browser before it waits', () => {
    const { hall } = follow(3)
    hall.last().listener.onLost()
    vi.advanceTimersByTime(0)
    hall.last().listener.onLost()
    vi.advanceTimersByTime(0)
    expect(hall.asked).toHaveLength(3)
    hall.last().listener.onLost()
    vi.advanceTimersByTime(0)
    expect(hall.asked).toHaveLength(3)
    vi.advanceTimersByTime(streamDelays.retryFirst)
    expect(hall.asked).toHaveLength(4)
  })

  it('leaves no timer behind when it stops', () => {
    const { hall, follower } = follow()
    hall.last().listener.onOpen()
    hall.last().listener.onLost()
    follower.stop()
    expect(vi.getTimerCount()).toBe(0)
    expect(hall.last().open).toBe(false)
  })
})

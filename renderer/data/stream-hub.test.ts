import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SourceListener, StreamNews } from './stream-follower.ts'
import { StreamHub, tabDeadAfterMs } from './stream-hub.ts'

function setUp() {
  const asked: { as: string | undefined; listener: SourceListener; open: boolean }[] = []
  const hub = new StreamHub(
    (nextAs) => (_after, listener) => {
      const one = { as: nextAs(), listener, open: true }
      asked.push(one)
      return {
        close: () => {
          one.open = false
        },
      }
    },
    () => Date.now(),
  )
  const tab = (as: string | undefined) => {
    const news: StreamNews[] = []
    const port = { postMessage: (one: StreamNews) => void news.push(one) }
    hub.take(port, { kind: 'here', as })
    return { port, news, events: () => news.filter((one) => one.kind === 'event').length }
  }
  return { hub, asked, tab }
}

describe('the stream that the tabs of a browser share', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('ten tabs in one browser, all live over one connection', () => {
    const { hub, asked, tab } = setUp()
    const tabs = Array.from({ length: 10 }, (_, at) => tab(`terminal-${at}`))
    expect(asked.filter((one) => one.open)).toHaveLength(1)
    asked.at(-1)?.listener.onOpen()
    asked.at(-1)?.listener.onEvent('ticket-called', '{}', 'e:1')
    expect(tabs.map((one) => one.events())).toEqual(Array(10).fill(1))
    expect(hub.tabs).toBe(10)
  })

  it('tells a tab that comes later how things stand', () => {
    const { asked, tab } = setUp()
    tab('window')
    asked.at(-1)?.listener.onOpen()
    expect(tab('console').news).toContainEqual({ kind: 'state', state: 'live' })
    expect(asked).toHaveLength(1)
  })

  it('speaks for another tab when one has signed out', () => {
    const { asked, tab } = setUp()
    tab('window')
    tab('pad-3')
    asked.at(-1)?.listener.onLost()
    vi.advanceTimersByTime(0)
    expect(new Set(asked.map((one) => one.as))).toEqual(new Set(['window', 'pad-3']))
  })

  it('drops tabs that are dead, closes with the last one, and takes back one that was only asleep', () => {
    const { hub, asked, tab } = setUp()
    const asleep = tab('window')
    vi.advanceTimersByTime(tabDeadAfterMs + 1)
    const awake = tab('console')
    expect(hub.tabs).toBe(1)
    hub.take(asleep.port, { kind: 'here', as: 'window' })
    expect(hub.tabs).toBe(2)
    hub.take(asleep.port, { kind: 'bye' })
    hub.take(awake.port, { kind: 'bye' })
    expect(asked.every((one) => !one.open)).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})

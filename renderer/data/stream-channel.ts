import type { Topic } from '../../contract/stream.ts'
import {
  type ConnectionState,
  type HallEvent,
  type OpenSource,
  StreamFollower,
  type StreamNews,
} from './stream-follower.ts'
import type { TabMessage } from './stream-hub.ts'
import { eventSourceOpener, fetchOpener } from './stream-source.ts'

/** A page's end of the hall's stream. */
export interface HallStream {
  /** Begins to follow (again). Pages that nobody is signed in to do not follow. */
  follow(): void
  leave(): void
  /** Tries at once to connect. */
  retryNow(): void
  readonly state: ConnectionState
  onState(listener: (state: ConnectionState) => void): () => void
  /** Events of these topics, in the journal's order, each once. */
  onEvent(topics: readonly Topic[], listener: (event: HallEvent) => void): () => void
  /** The hall's store is another one: whatever a page remembers of events is void. */
  onReset(listener: () => void): () => void
}

/** How the stream is reached. */
export interface StreamAccess {
  readonly as: string | undefined
  /** A Bearer token (the phone's secret): the page then has a connection of its own. */
  readonly token: string | undefined
}

/** Something that brings news: the shared worker, or a follower in the page. */
interface Carrier {
  start(): void
  stop(): void
  retryNow(): void
}

/** A page's stream: through the browser's shared worker where there is one, else by itself. */
export function createHallStream(access: StreamAccess): HallStream {
  const events = new Set<{ topics: readonly Topic[]; listener: (event: HallEvent) => void }>()
  const states = new Set<(state: ConnectionState) => void>()
  const resets = new Set<() => void>()
  let state: ConnectionState = 'connecting'

  const take = (news: StreamNews): void => {
    if (news.kind === 'state') {
      state = news.state
      for (const listener of [...states]) listener(state)
    } else if (news.kind === 'reset') {
      for (const listener of [...resets]) listener()
    } else if (news.kind === 'event') {
      const { event } = news
      for (const one of [...events])
        if (one.topics.some((topic) => event.topics.includes(topic))) one.listener(event)
    }
  }
  const carrier = chooseCarrier(access, take)

  return {
    follow: () => carrier.start(),
    leave: () => carrier.stop(),
    retryNow: () => carrier.retryNow(),
    get state() {
      return state
    },
    onState(listener) {
      states.add(listener)
      return () => states.delete(listener)
    },
    onEvent(topics, listener) {
      const one = { topics, listener }
      events.add(one)
      return () => events.delete(one)
    },
    onReset(listener) {
      resets.add(listener)
      return () => resets.delete(listener)
    },
  }
}

function chooseCarrier({ as, token }: StreamAccess, take: (news: StreamNews) => void): Carrier {
  if (token !== undefined) return ownCarrier(fetchOpener(token), take)
  if (typeof SharedWorker === 'undefined')
    return ownCarrier(
      eventSourceOpener(() => as),
      take,
    )
  return sharedCarrier(as, take)
}

function ownCarrier(open: OpenSource, take: (news: StreamNews) => void): Carrier {
  const follower = new StreamFollower(open, take)
  return {
    start: () => follower.start(),
    stop: () => follower.stop(),
    retryNow: () => follower.retryNow(),
  }
}

/** How often a tab says that it lives, and how many answers may be missing before it no longer trusts the worker. */
const hereEveryMs = 30_000
const answersMissingMost = 2

function sharedCarrier(as: string | undefined, take: (news: StreamNews) => void): Carrier {
  let wanted = false
  let port: MessagePort | null = null
  let beat: ReturnType<typeof setInterval> | undefined
  let unanswered = 0
  let fallback: Carrier | null = null
  const say = (message: TabMessage): void => port?.postMessage(message)

  const detach = (): void => {
    say({ kind: 'bye' })
    port?.close()
    port = null
    clearInterval(beat)
  }
  // A worker that does not load or has died (an old browser, a build replaced under an open page, a crash that
  // nobody reports) must not leave a page deaf: it then keeps a connection of its own.
  const distrust = (): void => {
    detach()
    fallback ??= ownCarrier(
      eventSourceOpener(() => as),
      take,
    )
    if (wanted) fallback.start()
  }
  const attach = (): void => {
    if (port !== null) return
    const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), {
      type: 'module',
      name: 'govhall-stream',
    })
    worker.onerror = distrust
    port = worker.port
    port.onmessage = (message: MessageEvent<StreamNews>) => {
      unanswered = 0
      take(message.data)
    }
    unanswered = 1
    say({ kind: 'here', as })
    beat = setInterval(() => {
      if (unanswered > answersMissingMost) return distrust()
      unanswered += 1
      say({ kind: 'here', as })
    }, hereEveryMs)
  }
  // A page in the back-forward cache is frozen: it leaves, and comes back with a fresh look.
  addEventListener('pagehide', detach)
  addEventListener('pageshow', (event) => {
    if (event.persisted && wanted && fallback === null) attach()
  })
  addEventListener('online', () => say({ kind: 'retry' }))

  return {
    start() {
      wanted = true
      if (fallback) fallback.start()
      else attach()
    },
    stop() {
      wanted = false
      if (fallback) fallback.stop()
      else detach()
    },
    retryNow: () => (fallback ? fallback.retryNow() : say({ kind: 'retry' })),
  }
}

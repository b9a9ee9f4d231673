import { type EntryName, entryTypes, isEntryName } from '../../contract/entries.ts'
import type { Topic } from '../../contract/stream.ts'

/** One thing that happened in the hall, as the stream brings it: an entry's type and its public part. */
export interface HallEvent {
  readonly type: EntryName
  /** `epoch:seq` of the journal. */
  readonly id: string
  readonly topics: readonly Topic[]
  /** The public part of the entry's body; which keys it has stands in contract/entries.ts. */
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * `live`: what happens arrives; `connecting`: for less than three seconds not so; `away`: for longer. Pages say
 * openly when the hall is away.
 */
export type ConnectionState = 'live' | 'connecting' | 'away'

/** What the followers of a stream are told. `reset`: the store is another one, read everything again. */
export type StreamNews =
  | { readonly kind: 'event'; readonly event: HallEvent }
  | { readonly kind: 'reset' }
  | { readonly kind: 'state'; readonly state: ConnectionState }
  /** The shared worker's answer to a tab that said it is here. */
  | { readonly kind: 'alive' }

/** An open SSE connection, by EventSource or by fetch. After `onLost` it is dead: the follower opens another. */
export interface Source {
  close(): void
}
export interface SourceListener {
  onOpen(): void
  /** `id` is the last event id that the connection knows, empty when it knows none. */
  onEvent(type: string, data: string, id: string): void
  onLost(): void
}
export type OpenSource = (after: string | null, listener: SourceListener) => Source

/** All waiting times of a follower, in milliseconds. */
export const streamDelays = {
  /** First wait before another attempt; each further one doubles it. */
  retryFirst: 500,
  retryMost: 5000,
  /** Without a connection for so long, the hall is away. */
  away: 3000,
  /** The hall sends a heartbeat every 15 s; after two missing ones the connection is dead, whatever the socket says. */
  silence: 35_000,
} as const

/** Every name that the stream may send; an EventSource gives only those that are listened for. */
export const streamEventNames: readonly string[] = [...Object.keys(entryTypes), 'reset', 'heartbeat']

/**
 * Follows the hall's stream for as long as it is wanted: opens, watches for silence, opens again with growing waits,
 * and resumes after the last event that it saw, so that nothing is missed and nothing comes twice.
 * `candidates` tells how many credentials there are to try (tabs of one browser speak for different people): when a
 * connection fails before it opened, the next one is tried at once before waiting.
 */
export class StreamFollower {
  readonly #open: OpenSource
  readonly #tell: (news: StreamNews) => void
  readonly #candidates: () => number
  #source: Source | null = null
  #after: string | null = null
  #state: ConnectionState = 'connecting'
  #failures = 0
  #running = false
  #retryTimer: ReturnType<typeof setTimeout> | undefined
  #awayTimer: ReturnType<typeof setTimeout> | undefined
  #silenceTimer: ReturnType<typeof setTimeout> | undefined

  constructor(open: OpenSource, tell: (news: StreamNews) => void, candidates: () => number = () => 1) {
    this.#open = open
    this.#tell = tell
    this.#candidates = candidates
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** Begins to follow; a second call does nothing. */
  start(): void {
    if (this.#running) return
    this.#running = true
    this.#become('connecting')
    this.#connect()
  }

  /** Stops, and forgets nothing: a later start resumes where this one ended. */
  stop(): void {
    this.#running = false
    this.#drop()
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#awayTimer)
  }

  /** Tries at once, when something changed that makes success likely: a sign-in, a network that came back. */
  retryNow(): void {
    if (!this.#running || this.#state === 'live') return
    this.#failures = 0
    this.#connect()
  }

  #connect(): void {
    clearTimeout(this.#retryTimer)
    this.#drop()
    // Events of a connection that was given up must not reach anybody.
    let current = true
    const whenCurrent =
      <Args extends unknown[]>(act: (...args: Args) => void) =>
      (...args: Args): void => {
        if (current) act(...args)
      }
    const source = this.#open(this.#after, {
      onOpen: whenCurrent(() => {
        this.#failures = 0
        this.#become('live')
        this.#heard()
      }),
      onEvent: whenCurrent((type, data, id) => {
        this.#heard()
        this.#take(type, data, id)
      }),
      onLost: whenCurrent(() => this.#lost()),
    })
    this.#source = {
      close: () => {
        current = false
        source.close()
      },
    }
    this.#heard()
  }

  #take(type: string, data: string, id: string): void {
    if (type === 'reset') {
      this.#after = id === '' ? null : id
      this.#tell({ kind: 'reset' })
      return
    }
    if (id !== '') this.#after = id
    // Types that a newer hall knows and this page does not are passed over.
    if (!isEntryName(type)) return
    const body: unknown = JSON.parse(data)
    if (!isRecord(body)) return
    this.#tell({ kind: 'event', event: { type, id, topics: entryTypes[type].topics, body } })
  }

  #lost(): void {
    this.#drop()
    if (this.#state === 'live') this.#become('connecting')
    this.#failures += 1
    const round = Math.floor((this.#failures - 1) / Math.max(1, this.#candidates()))
    const others = this.#failures % Math.max(1, this.#candidates()) !== 0
    const wait = others
      ? 0
      : Math.min(streamDelays.retryMost, streamDelays.retryFirst * 2 ** Math.min(round, 10))
    this.#retryTimer = setTimeout(() => this.#connect(), wait)
  }

  #heard(): void {
    clearTimeout(this.#silenceTimer)
    this.#silenceTimer = setTimeout(() => this.#lost(), streamDelays.silence)
  }

  #drop(): void {
    clearTimeout(this.#silenceTimer)
    this.#source?.close()
    this.#source = null
  }

  #become(state: ConnectionState): void {
    clearTimeout(this.#awayTimer)
    if (state === 'connecting') this.#awayTimer = setTimeout(() => this.#become('away'), streamDelays.away)
    this.#state = state
    this.#tell({ kind: 'state', state })
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

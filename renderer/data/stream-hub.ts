import { type ConnectionState, type OpenSource, StreamFollower, type StreamNews } from './stream-follower.ts'

/** What a tab says to the hub. `here` is repeated while the tab lives; the first one attaches it. */
export type TabMessage =
  | { readonly kind: 'here'; readonly as: string | undefined }
  | { readonly kind: 'retry' }
  | { readonly kind: 'bye' }

/** The hub's end of a tab's MessagePort. */
export interface TabPort {
  postMessage(news: StreamNews): void
}

/** Background tabs may run their timers only once a minute: a tab silent for three is gone. */
export const tabDeadAfterMs = 200_000

interface Tab {
  readonly port: TabPort
  as: string | undefined
  heardAtMs: number
}

/**
 * One stream for all tabs of a browser: a browser opens six HTTP/1.1 connections to a host, so a stream for each tab
 * would leave none for the rest. The stream carries public parts only, the same for everybody, so any tab's
 * credential will do; when one is refused (signed out, revoked) another tab's is tried.
 */
export class StreamHub {
  readonly #tabs = new Map<TabPort, Tab>()
  readonly #follower: StreamFollower
  readonly #now: () => number
  #turn = 0

  constructor(open: (nextAs: () => string | undefined) => OpenSource, now: () => number) {
    this.#now = now
    this.#follower = new StreamFollower(
      open(() => this.#nextAs()),
      (news) => this.#tellAll(news),
      () => this.#credentials().length,
    )
  }

  get tabs(): number {
    return this.#tabs.size
  }

  /** Takes a message from a tab. A tab that was thought dead and speaks again is attached again. */
  take(port: TabPort, message: TabMessage): void {
    if (message.kind === 'bye') {
      this.#tabs.delete(port)
    } else if (message.kind === 'retry') {
      this.#follower.retryNow()
    } else {
      const known = this.#tabs.get(port)
      if (known === undefined) {
        const isNews = !this.#credentials().includes(message.as)
        this.#tabs.set(port, { port, as: message.as, heardAtMs: this.#now() })
        port.postMessage({ kind: 'state', state: this.#follower.state })
        if (isNews) this.#follower.retryNow()
      } else {
        known.heardAtMs = this.#now()
        known.as = message.as
      }
      port.postMessage({ kind: 'alive' })
    }
    this.#dropDead()
    if (this.#tabs.size === 0) this.#follower.stop()
    else this.#follower.start()
  }

  get state(): ConnectionState {
    return this.#follower.state
  }

  #dropDead(): void {
    for (const tab of this.#tabs.values())
      if (this.#now() - tab.heardAtMs > tabDeadAfterMs) this.#tabs.delete(tab.port)
  }

  #credentials(): (string | undefined)[] {
    return [...new Set([...this.#tabs.values()].map((tab) => tab.as))]
  }

  #nextAs(): string | undefined {
    const credentials = this.#credentials()
    const chosen = credentials[this.#turn % Math.max(1, credentials.length)]
    this.#turn += 1
    return chosen
  }

  #tellAll(news: StreamNews): void {
    for (const tab of this.#tabs.values()) tab.port.postMessage(news)
  }
}

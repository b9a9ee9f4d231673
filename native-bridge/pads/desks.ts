import type { Logger } from 'pino'
import { ProblemError } from '../../contract/client.ts'
import type { PadDesk } from '../../contract/routes/pad.ts'
import type { HallLink } from '../hall/hall-link.ts'
import { HallStream } from '../hall/hall-stream.ts'

export interface DesksParts {
  readonly link: HallLink
  readonly log: Logger
  readonly windowIds: readonly string[]
  /** A desk is another one, or the hall came or went. */
  onChange(): void
}

/** Between two readings of the desks: a rush in a big hall is not read call by call. */
const apartMs = 150
const retryMs = 1000

/** What the hall says of the windows whose pads this terminal carries, kept true by its stream. */
export class Desks {
  readonly #parts: DesksParts
  readonly #stream: HallStream
  readonly #desks = new Map<string, PadDesk>()
  /** Grows with each desk that a press brought: an answer that was asked before it is older. */
  #version = 0
  #connected = false
  #here = false
  #wanted = false
  #reading = false
  #stopped = false

  constructor(parts: DesksParts) {
    this.#parts = parts
    this.#stream = new HallStream({
      link: parts.link,
      log: parts.log,
      topics: ['queues', 'windows', 'ratings'],
      // Whoever was away reads the present too: nothing has to be told again.
      place: () => null,
      onEvent: ({ type }) => {
        if (type !== 'heartbeat') this.#want()
      },
      onHall: (there) => this.#hear(there),
    })
  }

  /** Whether what is known is true now: the hall is there, and was read. */
  get here(): boolean {
    return this.#here
  }

  /** A window as it was heard of last; while the hall is away too. */
  of(windowId: string): PadDesk | undefined {
    return this.#desks.get(windowId)
  }

  /** A press brought it. */
  put(desk: PadDesk): void {
    this.#version += 1
    this.#desks.set(desk.windowId, desk)
    this.#parts.onChange()
  }

  start(): void {
    this.#stream.start()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#stream.stop()
  }

  #hear(there: boolean): void {
    const was = this.#connected
    this.#connected = there
    if (there && !was) this.#want()
    if (there || !this.#here) return
    this.#here = false
    this.#parts.onChange()
  }

  #want(): void {
    this.#wanted = true
    if (!this.#reading) void this.#readAll()
  }

  async #readAll(): Promise<void> {
    this.#reading = true
    try {
      while (this.#wanted && !this.#stopped) {
        this.#wanted = false
        const version = this.#version
        const read = await this.#read()
        if (read && version === this.#version) this.#take(read)
        else this.#wanted = true
        await pause(read ? apartMs : retryMs)
      }
    } finally {
      this.#reading = false
    }
  }

  async #read(): Promise<readonly PadDesk[] | null> {
    const { link, log, windowIds } = this.#parts
    try {
      return (await link.call('padDesks', { query: { windows: windowIds.join(',') } })).desks
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      log.info({ code: error.problem.code }, 'the desks could not be read')
      return null
    }
  }

  #take(desks: readonly PadDesk[]): void {
    const told = new Set(desks.map(({ windowId }) => windowId))
    for (const windowId of this.#parts.windowIds) {
      if (told.has(windowId)) continue
      this.#parts.log.warn({ windowId }, 'the hall does not let this terminal carry the pads of a window')
      this.#desks.delete(windowId)
    }
    for (const desk of desks) this.#desks.set(desk.windowId, desk)
    this.#here = true
    this.#parts.onChange()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

import { z } from 'zod'
import { Line, type LineOptions } from './line.ts'

const call = z.object({ number: z.string(), windowNumber: z.string() })

/** A call or recall as a screen showed it. */
export interface SeenCall {
  /** The journal's number of the call. */
  readonly seq: number
  readonly number: string
  readonly windowNumber: string
}

/** What one screen saw of a day. */
export interface ScreenRecord {
  readonly name: string
  /** Everything after this place of the journal should have come. */
  readonly sinceSeq: number
  /** In the order in which it came. */
  readonly saw: readonly SeenCall[]
}

/** A display: keeps every call that its stream gives it, in the order in which it came. */
export class DisplayClient {
  readonly name: string
  readonly #line: Line
  #saw: SeenCall[] = []
  #sinceSeq = 0
  #place = 0
  #waits: { seq: number; done: () => void }[] = []

  constructor(options: LineOptions) {
    this.name = options.name
    this.#line = new Line(options)
  }

  async begin(): Promise<void> {
    this.#sinceSeq = await this.#line.follow(['calls'], {
      event: (type, seq, data) => {
        if (type === 'ticket-called' || type === 'ticket-recalled')
          this.#saw.push({ seq, ...call.parse(JSON.parse(data)) })
        this.#reach(seq)
      },
      // Fails only once the line is closed: then nobody looks any more.
      reset: (seq) => void this.#beginAgain(seq).catch(() => undefined),
    })
    await this.#line.call('display')
  }

  /** Comes back when the stream has brought the screen to this place of the journal, or it is hopeless. */
  reached(seq: number, withinMs: number): Promise<void> {
    if (this.#place >= seq) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs)
      this.#waits.push({
        seq,
        done: () => {
          clearTimeout(timer)
          resolve()
        },
      })
    })
  }

  get record(): ScreenRecord {
    return { name: this.name, sinceSeq: this.#sinceSeq, saw: this.#saw }
  }

  close(): Promise<void> {
    return this.#line.close()
  }

  #reach(seq: number): void {
    this.#place = seq
    if (this.#waits.length === 0) return
    for (const { done } of this.#waits.filter((wait) => wait.seq <= seq)) done()
    this.#waits = this.#waits.filter((wait) => wait.seq > seq)
  }

  /** Another store: what was shown is void, the screen begins with what the snapshot says. */
  async #beginAgain(seq: number): Promise<void> {
    this.#saw = []
    this.#sinceSeq = seq
    await this.#line.call('display')
  }
}

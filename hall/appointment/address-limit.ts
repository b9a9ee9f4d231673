import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Clock } from '../../db/writer.ts'

const minuteMs = 60_000
/** Addresses that are remembered; beyond it the minute begins again for all. */
const remembered = 20_000

/** How often somebody did something in the present minute. In memory alone: what it forgets at a restart harms nobody. */
export class AddressLimit {
  readonly #clock: Clock
  #minute = 0
  #counts = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts one more of `what` by `who`; refuses what goes beyond `most` in a minute. */
  count(what: string, who: string, most: number): Result<null, Refusal> {
    const key = this.#key(what, who)
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= most ? ok(null) : fail(this.#refusal())
  }

  /** Whether `who` has already come to `most`; counts nothing. */
  mayGoOn(what: string, who: string, most: number): Result<null, Refusal> {
    return (this.#counts.get(this.#key(what, who)) ?? 0) < most ? ok(null) : fail(this.#refusal())
  }

  #key(what: string, who: string): string {
    const minute = Math.floor(this.#clock() / minuteMs)
    if (minute !== this.#minute || this.#counts.size >= remembered) this.#counts = new Map()
    this.#minute = minute
    return `${what} ${who}`
  }

  #refusal(): Refusal {
    const leftMs = minuteMs - (this.#clock() % minuteMs)
    return refusal('too-many-requests', '操作过于频繁，请一分钟后再试；急事请到大厅咨询工作人员。', {
      retryAfterSeconds: Math.ceil(leftMs / 1000),
    })
  }
}

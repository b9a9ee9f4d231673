import type { Logger } from 'pino'
import { uuidv7 } from 'uuidv7'
import { ProblemError } from '../../contract/client.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import type { PadDesk, PadPressInput } from '../../contract/routes/pad.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { HallLink } from '../hall/hall-link.ts'

/** A press that has waited longer, for another of its window or for the hall, is not carried out any more. */
export const staleMs = 3000

/** Presses at pads as the hall hears them. A refusal is its code; the pad can only beep for it. */
export class PressedAtHall {
  readonly #link: HallLink
  readonly #log: Logger

  constructor(link: HallLink, log: Logger) {
    this.#link = link
    this.#log = log
  }

  /** One press with a key of its own; an answer that was lost on the way is asked for once more, by that key. */
  async press(windowId: string, body: PadPressInput) {
    const more = { idempotencyKey: uuidv7() }
    const send = () => this.#link.call('padPress', { params: { id: windowId }, body }, more)
    const sentMs = performance.now()
    const first = await this.#refusedOr(send)
    const lost = !first.ok && first.problem === 'hall-away'
    return lost && performance.now() - sentMs < staleMs / 2 ? this.#refusedOr(send) : first
  }

  signOn(windowId: string, body: { number: string; pin?: string }): Promise<Result<PadDesk, ProblemCode>> {
    return this.#refusedOr(() => this.#link.call('padSignOn', { params: { id: windowId }, body }))
  }

  async #refusedOr<Answer>(call: () => Promise<Answer>): Promise<Result<Answer, ProblemCode>> {
    try {
      return ok(await call())
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { code, detail } = error.problem
      this.#log.info({ code, detail }, 'a press at a pad was refused')
      return fail(code)
    }
  }
}

import { uuidv7 } from 'uuidv7'

interface Sending<Answer> {
  readonly key: string
  readonly answer: Promise<Answer>
}

export interface SendRules {
  /** Whether an error leaves open if the request was carried out. */
  readonly isPassing: (error: unknown) => boolean
  readonly repeat: boolean
}

/** Waits before the two repetitions of a request whose answer was lost, in milliseconds. */
export const repeatAfterMs = [400, 1500] as const

/**
 * Keeps one idempotency key for one press: across repetitions by itself, and when the person presses again for the
 * same thing because the outcome stayed unknown. A press while the same one is under way joins it.
 */
export class PressKeys<Answer> {
  readonly #underWay = new Map<string, Sending<Answer>>()
  readonly #unsure = new Map<string, string>()
  readonly #newKey: () => string

  constructor(newKey: () => string = uuidv7) {
    this.#newKey = newKey
  }

  isUnderWay(input: string): boolean {
    return this.#underWay.has(input)
  }

  /** Sends, repeats where that is allowed, and answers or throws the last error. */
  send(input: string, attempt: (key: string) => Promise<Answer>, rules: SendRules): Promise<Answer> {
    const joined = this.#underWay.get(input)
    if (joined) return joined.answer
    const key = this.#unsure.get(input) ?? this.#newKey()
    const answer = this.#persist(key, attempt, rules)
      .then((value) => {
        this.#unsure.delete(input)
        return value
      })
      .catch((error: unknown) => {
        if (rules.isPassing(error)) this.#unsure.set(input, key)
        else this.#unsure.delete(input)
        throw error
      })
      .finally(() => this.#underWay.delete(input))
    this.#underWay.set(input, { key, answer })
    return answer
  }

  async #persist(key: string, attempt: (key: string) => Promise<Answer>, rules: SendRules): Promise<Answer> {
    for (const wait of rules.repeat ? repeatAfterMs : []) {
      try {
        return await attempt(key)
      } catch (error) {
        if (!rules.isPassing(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
    return attempt(key)
  }
}

/** A number that was typed waits so long for its PIN. */
const patienceMs = 30_000

/** Staff numbers that wait for their PIN, by pad. In memory alone, and never in a log. */
export class SignOns {
  readonly #numbers = new Map<string, { number: string; atMs: number }>()

  /** What digits mean at this pad now: a number, or the PIN of the number before. */
  typed(pad: string, digits: string, nowMs: number): { number: string; pin?: string } {
    const before = this.#numbers.get(pad)
    this.#numbers.delete(pad)
    return before !== undefined && nowMs - before.atMs < patienceMs
      ? { number: before.number, pin: digits }
      : { number: digits }
  }

  awaitPin(pad: string, number: string, nowMs: number): void {
    this.#numbers.set(pad, { number, atMs: nowMs })
  }

  /** Another key was pressed in between. */
  forget(pad: string): void {
    this.#numbers.delete(pad)
  }
}

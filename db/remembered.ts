/**
 * Keeps what was computed from the store for one version of it (`Writer.version`) and forgets all of it with the
 * next: a value is asked for again, never kept true by hand.
 */
export class Remembered<Value> {
  readonly #kept = new Map<string, Value>()
  #version = -1

  /** The value of a key, computed when this version has not asked for it yet; undefined is not kept, and asked for again. */
  of(version: number, key: string, compute: () => Value): Value {
    if (version !== this.#version) {
      this.#kept.clear()
      this.#version = version
    }
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const value = compute()
    this.#kept.set(key, value)
    return value
  }
}

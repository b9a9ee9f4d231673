/** Reasons to look at a device at once: counted, so that one in the middle of a look is not missed. */
export class Stirs {
  /** How many there were. */
  count = 0
  readonly #wakers = new Set<() => void>()

  stir(): void {
    this.count += 1
    for (const waker of this.#wakers) waker()
  }

  /** Waits, but no longer than until there is a reason; not at all where there was one since `seen`. */
  async pause(ms: number, seen = this.count): Promise<void> {
    if (this.count !== seen) return
    const woken = Promise.withResolvers<void>()
    this.#wakers.add(woken.resolve)
    const timer = setTimeout(woken.resolve, ms)
    await woken.promise
    clearTimeout(timer)
    this.#wakers.delete(woken.resolve)
  }
}

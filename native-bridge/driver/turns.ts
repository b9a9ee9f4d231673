/** Lets one piece of work at a time use something, in the order in which they came. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Runs work when everything before it has ended, well or not. */
  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    const before = this.#last
    const mine = Promise.withResolvers<void>()
    this.#last = mine.promise
    await before
    try {
      return await work()
    } finally {
      mine.resolve()
    }
  }

  /** Resolves when all that has come until now has ended. */
  get over(): Promise<void> {
    return this.#last
  }
}

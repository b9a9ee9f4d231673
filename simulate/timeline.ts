/** Something that happens at a simulated instant. */
export interface Event<Kind> {
  readonly atMs: number
  /** Of two at the same instant the smaller rank comes first, then the one that was added first. */
  readonly rank: number
  readonly what: Kind
}

/** What is still to happen, soonest first: a binary heap, since a busy hall has thousands of things ahead. */
export class Timeline<Kind> {
  readonly #heap: { readonly event: Event<Kind>; readonly order: number }[] = []
  #added = 0

  get size(): number {
    return this.#heap.length
  }

  add(event: Event<Kind>): void {
    const heap = this.#heap
    let place = heap.push({ event, order: this.#added++ }) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(place, parent)) return
      this.#swap(place, parent)
      place = parent
    }
  }

  /** Takes the next event out; undefined when nothing is left to happen. */
  next(): Event<Kind> | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first?.event
    heap[0] = last
    let place = 0
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let soonest = place
      if (left < heap.length && this.#isBefore(left, soonest)) soonest = left
      if (right < heap.length && this.#isBefore(right, soonest)) soonest = right
      if (soonest === place) return first.event
      this.#swap(place, soonest)
      place = soonest
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    if (one === undefined || other === undefined) return false
    return (
      (one.event.atMs - other.event.atMs || one.event.rank - other.event.rank || one.order - other.order) < 0
    )
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]]
    if (one === undefined || other === undefined) return
    this.#heap[a] = other
    this.#heap[b] = one
  }
}

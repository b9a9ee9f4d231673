import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseNext, type LineHead, type QueueOrder, type ServedQueue } from './line-order.ts'
import { type TicketClass, ticketClasses } from './ticket.ts'

const minute = 60_000
const waitBoundMinutes = { ordinary: 60, appointment: 20, priority: 30, green: 10 }

interface Arrival {
  readonly queueId: string
  readonly class: TicketClass
  /** Calls until the next arrival; 0: somebody else comes in the same minute. */
  readonly callsAfter: number
}
interface Called {
  readonly head: LineHead
  readonly round: number
  /** The queues in which somebody waited when the call was made. */
  readonly waited: ReadonlySet<string>
}

/** A window that calls somebody each two minutes while people keep coming; then the line is emptied. */
function work(
  arrivals: readonly Arrival[],
  start: readonly ServedQueue[],
  order: QueueOrder,
  bound: Readonly<Record<TicketClass, number>>,
): Called[] {
  let heads: LineHead[] = []
  let queues = start
  let nowMs = 0
  const called: Called[] = []
  const call = () => {
    nowMs += 2 * minute
    const choice = chooseNext({
      heads,
      queues,
      order,
      rules: { priorityRun: 3, waitBoundMinutes: bound },
      nowMs,
    })
    if (choice === null) return false
    const waited = new Set(heads.map((head) => head.queueId))
    heads = heads.filter((head) => head !== choice.head)
    queues = queues.map((queue) => ({
      ...queue,
      credit: choice.credits.get(queue.queueId) ?? queue.credit,
      priorityRun: queue.queueId === choice.head.queueId ? choice.priorityRun : queue.priorityRun,
    }))
    called.push({ head: choice.head, round: called.length, waited })
    return true
  }
  for (const [arrivalOrder, { callsAfter, ...ticket }] of arrivals.entries()) {
    const arrived = { ...ticket, arrivedAtMs: nowMs, arrivalOrder, dueAtMs: null, forThisWindow: false }
    heads.push({ ...arrived, ticketId: `t${arrivalOrder}` })
    for (let left = callsAfter; left > 0; left -= 1) call()
  }
  while (call());
  return called
}

const ids = ['a', 'b', 'c', 'd']
const queues = (weights: readonly number[]): ServedQueue[] =>
  weights.map((weight, at) => ({ queueId: ids[at] ?? '', position: at, weight, credit: 0, priorityRun: 0 }))
const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 })
/** Far more people than the window can serve: on most arrivals no call follows. */
const rush = fc.array(
  fc.record({
    queueId: fc.constantFrom(...ids),
    class: fc.constantFrom(...ticketClasses),
    callsAfter: fc.constantFrom(0, 0, 1, 1, 2),
  }),
  { minLength: 50, maxLength: 200 },
)

describe('Nobody starves', () => {
  it('everybody is called, once', () => {
    fc.assert(
      fc.property(
        rush,
        weights,
        fc.constantFrom('order' as const, 'weights' as const),
        (arrivals, shares, order) => {
          const called = work(arrivals, queues(shares), order, waitBoundMinutes).map(
            ({ head }) => head.arrivalOrder,
          )
          expect(called.toSorted((a, b) => a - b)).toEqual([...arrivals.keys()])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('nobody who comes after my wait reached its bound is called before me, whatever class or queue', () => {
    fc.assert(
      fc.property(
        rush,
        weights,
        fc.constantFrom('order' as const, 'weights' as const),
        (arrivals, shares, order) => {
          const called = work(arrivals, queues(shares), order, waitBoundMinutes)
          for (const mine of called) {
            const overAtMs = mine.head.arrivedAtMs + waitBoundMinutes[mine.head.class] * minute
            const passedMe = called.filter(
              ({ head, round }) => round < mine.round && head.arrivedAtMs > overAtMs,
            )
            expect(passedMe).toEqual([])
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('without any bound the first queue in the order would keep the others waiting: it is the bound that ends that', () => {
    const arrivals = Array.from({ length: 90 }, (_, at): Arrival => {
      return { queueId: at === 0 ? 'b' : 'a', class: 'ordinary', callsAfter: at === 0 ? 0 : 1 }
    })
    const roundOf = (bound: number) => {
      const all = { ordinary: bound, appointment: bound, priority: bound, green: bound }
      return work(arrivals, queues([1, 1]), 'order', all).find(({ head }) => head.queueId === 'b')?.round
    }
    expect(roundOf(1_000_000)).toBe(89)
    expect(roundOf(60)).toBe(30)
  })

  it('by weights alone, without any bound: a queue that waits is called within a few rounds', () => {
    const unbounded = { ordinary: 1e9, appointment: 1e9, priority: 1e9, green: 1e9 }
    fc.assert(
      fc.property(rush, weights, (arrivals, shares) => {
        const called = work(arrivals, queues(shares), 'weights', unbounded)
        const total = shares.reduce((sum, weight) => sum + weight, 0)
        for (const [at, id] of ids.entries()) {
          let passedBy = 0
          for (const { head, waited } of called) {
            passedBy = waited.has(id) && head.queueId !== id ? passedBy + 1 : 0
            expect(passedBy).toBeLessThanOrEqual(Math.ceil((ids.length * total) / (shares[at] ?? 1)))
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('by weights, with all queues full, each gets exactly its share in every cycle', () => {
    fc.assert(
      fc.property(weights, (shares) => {
        const total = shares.reduce((sum, weight) => sum + weight, 0)
        const arrivals = ids.flatMap((queueId) =>
          Array.from({ length: 3 * total }, (): Arrival => ({ queueId, class: 'ordinary', callsAfter: 0 })),
        )
        const bound = { ordinary: 1e9, appointment: 1e9, priority: 1e9, green: 1e9 }
        const called = work(arrivals, queues(shares), 'weights', bound)
        for (const cycle of [0, 1, 2]) {
          const calls = called.slice(cycle * total, (cycle + 1) * total)
          expect(ids.map((id) => calls.filter(({ head }) => head.queueId === id).length)).toEqual(shares)
        }
      }),
      { numRuns: 15 },
    )
  })
})

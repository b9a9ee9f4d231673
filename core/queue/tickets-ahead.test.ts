import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LineHead, orderLine, ticketsAhead } from './line-order.ts'
import { ticketClasses } from './ticket.ts'

const bound = 1_000_000
const waitBoundMinutes = { ordinary: bound, appointment: bound, priority: bound, green: bound }

describe('how many ahead', () => {
  it('is the place in the line as it would be called', () => {
    const classes = fc.array(fc.constantFrom(...ticketClasses), { maxLength: 40 })
    fc.assert(
      fc.property(classes, fc.nat(9), fc.integer({ min: 1, max: 6 }), (waiting, priorityRun, every) => {
        const rules = { priorityRun: every, waitBoundMinutes }
        const heads = waiting.map((ticketClass, arrivalOrder): LineHead => {
          const ticket = { ticketId: `t${arrivalOrder}`, queueId: 'q', class: ticketClass }
          return { ...ticket, arrivedAtMs: arrivalOrder, arrivalOrder, dueAtMs: null, forThisWindow: false }
        })
        const queues = [{ queueId: 'q', position: 0, weight: 1, credit: 0, priorityRun }]
        const line = orderLine({ heads, queues, order: 'order', rules, nowMs: 1000, limit: 100 })
        const counted = line.map((mine) => {
          const others = heads.filter((head) => head !== mine)
          const count = (wanted: string) => others.filter((head) => head.class === wanted).length
          return ticketsAhead({
            class: mine.class,
            olderSameClass: others.filter(
              (head) => head.class === mine.class && head.arrivalOrder < mine.arrivalOrder,
            ).length,
            waitingByClass: {
              ordinary: count('ordinary'),
              appointment: count('appointment'),
              priority: count('priority'),
              green: count('green'),
            },
            priorityRun,
            rules,
          })
        })
        expect(counted).toEqual([...line.keys()])
      }),
      { numRuns: 300 },
    )
  })

  it('in an empty queue is nobody, for every class', () => {
    const waitingByClass = { ordinary: 0, appointment: 0, priority: 0, green: 0 }
    const rules = { priorityRun: 3, waitBoundMinutes }
    const ahead = ticketClasses.map((ticketClass) =>
      ticketsAhead({ class: ticketClass, olderSameClass: 0, waitingByClass, priorityRun: 3, rules }),
    )
    expect(ahead).toEqual([0, 0, 0, 0])
  })
})

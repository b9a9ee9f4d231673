import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseNext, type LineFacts, type LineHead, orderLine, type ServedQueue } from './line-order.ts'
import { type TicketClass, ticketClasses } from './ticket.ts'

const minute = 60_000
const noon = 12 * 60 * minute
const never = 1_000_000
const unbounded = { ordinary: never, appointment: never, priority: never, green: never }
const bounds = { ordinary: 60, appointment: 20, priority: 30, green: 10 }

/** A ticket that arrived so many minutes ago; who arrived earlier has the smaller order. */
function waits(ticketId: string, minutesAgo: number, more: Partial<LineHead> = {}): LineHead {
  return {
    ticketId,
    queueId: 'q',
    class: 'ordinary',
    arrivedAtMs: noon - minutesAgo * minute,
    arrivalOrder: 10_000 - minutesAgo,
    dueAtMs: null,
    forThisWindow: false,
    ...more,
  }
}

function queue(queueId: string, more: Partial<ServedQueue> = {}): ServedQueue {
  return { queueId, position: 0, weight: 1, credit: 0, priorityRun: 0, ...more }
}

function line(heads: readonly LineHead[], more: Partial<LineFacts> = {}): LineFacts {
  return {
    heads,
    queues: [queue('q')],
    order: 'order',
    rules: { priorityRun: 3, waitBoundMinutes: unbounded },
    nowMs: noon,
    ...more,
  }
}

const next = (facts: LineFacts) => {
  const choice = chooseNext(facts)
  return choice === null ? null : `${choice.head.ticketId}: ${choice.why}`
}
const ordered = (facts: LineFacts) => orderLine({ ...facts, limit: 100 }).map((head) => head.ticketId)

describe('First come, first served inside a queue and class', () => {
  it('the order of arrival decides, whatever the clock said', () => {
    const early = waits('early', 0, { arrivalOrder: 1 })
    const late = waits('late', 59, { arrivalOrder: 2 })
    expect(next(line([late, early]))).toBe('early: ordinary')
    expect(ordered(line([late, early]))).toEqual(['early', 'late'])
  })

  it('a clock set back an hour changes nobody’s place and puts nobody over the bound', () => {
    const heads = [waits('first', 5), waits('second', 3), waits('proved', 4, { class: 'priority' })]
    const facts = line(heads, { rules: { priorityRun: 3, waitBoundMinutes: bounds } })
    expect(ordered({ ...facts, nowMs: noon - 60 * minute })).toEqual(ordered(facts))
    expect(next({ ...facts, nowMs: noon - 60 * minute })).toBe('proved: priority')
  })

  it('nobody to call gives nobody', () => {
    expect(next(line([]))).toBeNull()
    const elsewhere = waits('elsewhere', 61, { queueId: 'other' })
    expect(next(line([elsewhere], { rules: { priorityRun: 3, waitBoundMinutes: bounds } }))).toBeNull()
  })
})

describe('Between classes: priority goes first', () => {
  const one = (wanted: TicketClass, minutesAgo: number) => waits(wanted, minutesAgo, { class: wanted })

  it('green before priority before ordinary, and a due appointment before all', () => {
    const all = [one('ordinary', 40), one('priority', 30), one('green', 20), one('appointment', 10)]
    expect(ordered(line(all))).toEqual(['appointment', 'green', 'priority', 'ordinary'])
    expect(next(line(all))).toBe('appointment: due')
    expect(next(line(all.slice(0, 3)))).toBe('green: green')
  })

  it('but after k priority calls in a row an ordinary head that waits is called', () => {
    const heads = [
      ...[1, 2, 3, 4, 5, 6, 7].map((at) =>
        waits(`p${at}`, 50 - at, { class: at % 2 ? 'priority' : 'green' }),
      ),
      ...[1, 2, 3].map((at) => waits(`o${at}`, 90 - at)),
    ]
    expect(ordered(line(heads))).toEqual(['p2', 'p4', 'p6', 'o1', 'p1', 'p3', 'p5', 'o2', 'p7', 'o3'])
    const third = line(heads, { queues: [queue('q', { priorityRun: 3 })] })
    expect(chooseNext(third)).toMatchObject({ why: 'ordinary-turn', priorityRun: 0 })
  })

  it('a run goes on across an appointment, and a run with no ordinary waiting goes on too', () => {
    const run = (priorityRun: number, head: LineHead) =>
      chooseNext(line([head], { queues: [queue('q', { priorityRun })] }))?.priorityRun
    expect(run(2, one('appointment', 1))).toBe(2)
    expect(run(2, one('priority', 1))).toBe(3)
    expect(run(3, one('green', 1))).toBe(4)
    expect(run(2, one('ordinary', 1))).toBe(0)
  })
})

describe('a head that has waited longer than its bound goes before all', () => {
  const rules = { priorityRun: 3, waitBoundMinutes: bounds }

  it('not at the bound, only after it', () => {
    const heads = [waits('patient', 60), waits('proved', 1, { class: 'priority' })]
    expect(next(line(heads, { rules }))).toBe('proved: priority')
    expect(next(line(heads, { rules, nowMs: noon + 1 }))).toBe('patient: over-bound')
  })

  it('before a due appointment, before one sent to this window, and before the queue that is first in order', () => {
    const queues = [queue('q', { position: 1 }), queue('first', { position: 0 })]
    const heads = [
      waits('patient', 61),
      waits('due', 5, { class: 'appointment', queueId: 'first' }),
      waits('sent', 5, { forThisWindow: true, queueId: 'first' }),
    ]
    expect(next(line(heads, { rules, queues }))).toBe('patient: over-bound')
  })

  it('the longest over its bound first; who arrived first where that is equal', () => {
    const heads = [
      waits('ordinary', 65),
      waits('green', 16, { class: 'green' }),
      waits('priority', 35, { class: 'priority' }),
    ]
    expect(next(line(heads, { rules }))).toBe('green: over-bound')
    expect(next(line(heads.slice(0, 1).concat(heads.slice(2)), { rules }))).toBe('ordinary: over-bound')
  })

  it('an appointment’s wait counts from its time, and from arrival for who came later', () => {
    const due = (minutesAgo: number) => ({
      class: 'appointment' as const,
      dueAtMs: noon - minutesAgo * minute,
    })
    expect(next(line([waits('early', 90, due(20))], { rules }))).toBe('early: due')
    expect(next(line([waits('early', 90, due(21))], { rules }))).toBe('early: over-bound')
    expect(next(line([waits('late', 5, due(90))], { rules }))).toBe('late: due')
  })
})

describe('Appointments are due at their time: not before it, at the head from it', () => {
  const booked = (dueInMinutes: number) =>
    waits('booked', 120, { class: 'appointment', dueAtMs: noon + dueInMinutes * minute })

  it('to the millisecond', () => {
    const heads = [booked(15), waits('walk-in', 5)]
    expect(next(line(heads, { nowMs: noon + 15 * minute - 1 }))).toBe('walk-in: ordinary')
    expect(next(line(heads, { nowMs: noon + 15 * minute }))).toBe('booked: due')
    expect(next(line([booked(15)]))).toBeNull()
  })

  it('without a time it is due on arrival', () => {
    expect(next(line([waits('old', 9), waits('new', 1, { class: 'appointment' })]))).toBe('new: due')
  })

  it('the earlier time goes first, then the earlier arrival', () => {
    const at = (ticketId: string, arrived: number, due: number) =>
      waits(ticketId, arrived, { class: 'appointment', dueAtMs: noon - due * minute })
    expect(ordered(line([at('b', 30, 5), at('a', 10, 20), at('d', 2, 5)]))).toEqual(['a', 'b', 'd'])
  })

  it('one that is not due does not stand in the way of one that is', () => {
    const due = waits('due', 1, { class: 'appointment', dueAtMs: noon - minute })
    expect(next(line([booked(30), due]))).toBe('due: due')
    // The clock was set back an hour after this one came.
    const timeless = waits('timeless', -60, { class: 'appointment' })
    expect(next(line([booked(30), timeless]))).toBe('timeless: due')
  })
})

describe('a ticket sent to this very window', () => {
  it('goes before the rest of what the window serves, though its queue is no queue of the window', () => {
    const heads = [waits('here', 1, { forThisWindow: true, queueId: 'other' }), waits('old', 50)]
    expect(next(line(heads))).toBe('here: for-this-window')
  })

  it('and among several the same rule holds', () => {
    const heads = [
      waits('older', 9, { forThisWindow: true }),
      waits('proved', 5, { forThisWindow: true, class: 'priority' }),
      waits('other', 90),
    ]
    expect(ordered(line(heads))).toEqual(['proved', 'older', 'other'])
  })
})

describe("Between a window's queues: the order or the weights configured", () => {
  const queues = [queue('b', { position: 2, weight: 1 }), queue('a', { position: 1, weight: 3 })]
  const full = ['a', 'b'].flatMap((queueId) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((at) => waits(`${queueId}${at}`, 50 - at, { queueId })),
  )

  it('by order: the first queue that has somebody to call', () => {
    expect(ordered(line(full, { queues })).slice(0, 9)).toEqual([
      'a1',
      'a2',
      'a3',
      'a4',
      'a5',
      'a6',
      'a7',
      'a8',
      'b1',
    ])
    const notDue = waits('later', 9, { queueId: 'a', class: 'appointment', dueAtMs: noon + minute })
    expect(next(line([notDue, waits('b1', 1, { queueId: 'b' })], { queues }))).toBe('b1: ordinary')
  })

  it('by weights: each its share, spread evenly', () => {
    const called = ordered(line(full, { queues, order: 'weights' }))
    expect(called.slice(0, 8)).toEqual(['a1', 'b1', 'a2', 'a3', 'a4', 'b2', 'a5', 'a6'])
  })

  it('by weights: a call out of turn is not the queue’s turn', () => {
    const heads = [...full, waits('sent', 1, { queueId: 'b', forThisWindow: true })]
    const choice = chooseNext(line(heads, { queues, order: 'weights' }))
    expect(choice?.head.ticketId).toBe('sent')
    expect([...(choice?.credits ?? [])]).toEqual([
      ['b', 0],
      ['a', 0],
    ])
  })
})

const aClass = fc.constantFrom(...ticketClasses)
/** Tickets as a hall may hold them: any class and queue, clocks that jumped, orders of arrival that are unique. */
const waiting = fc
  .array(
    fc.record({
      queueId: fc.constantFrom('a', 'b', 'c'),
      class: aClass,
      arrivedMinutesAgo: fc.integer({ min: -60, max: 180 }),
      dueInMinutes: fc.option(fc.integer({ min: -60, max: 60 })),
      forThisWindow: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((tickets) =>
    tickets.map(({ arrivedMinutesAgo, dueInMinutes, ...ticket }, arrivalOrder): LineHead => {
      const dueAtMs =
        ticket.class === 'appointment' && dueInMinutes !== null ? noon + dueInMinutes * minute : null
      return {
        ...ticket,
        ticketId: `t${arrivalOrder}`,
        arrivedAtMs: noon - arrivedMinutesAgo * minute,
        arrivalOrder,
        dueAtMs,
      }
    }),
  )
const served = fc
  .tuple(
    ...['a', 'b', 'c'].map((id) =>
      fc.tuple(fc.constant(id), fc.nat(2), fc.integer({ min: 1, max: 9 }), fc.nat(6)),
    ),
  )
  .map((queues) =>
    queues.map(([id, position, weight, priorityRun]) => queue(id, { position, weight, priorityRun })),
  )
const anyLine = fc.record({
  heads: waiting,
  queues: served,
  order: fc.constantFrom('order' as const, 'weights' as const),
  rules: fc.record({
    priorityRun: fc.integer({ min: 1, max: 5 }),
    waitBoundMinutes: fc.constantFrom(bounds, unbounded),
  }),
  nowMs: fc.constant(noon),
})

describe('the rule, at any line', () => {
  it('never calls an appointment before its time', () => {
    fc.assert(
      fc.property(anyLine, (facts) => {
        for (const head of orderLine({ ...facts, limit: 100 })) {
          if (head.class === 'appointment') expect(head.dueAtMs ?? 0).toBeLessThanOrEqual(noon)
        }
      }),
    )
  })

  it('calls everybody who can be called, nobody twice, and the first is who is next', () => {
    fc.assert(
      fc.property(anyLine, (facts) => {
        const all = orderLine({ ...facts, limit: 100 })
        const callable = facts.heads.filter((head) => head.dueAtMs === null || head.dueAtMs <= noon)
        expect(all.map((head) => head.ticketId).toSorted()).toEqual(
          callable.map((head) => head.ticketId).toSorted(),
        )
        expect(all[0]).toBe(chooseNext(facts)?.head)
        expect(orderLine({ ...facts, limit: 3 })).toEqual(all.slice(0, 3))
      }),
    )
  })

  it('keeps first come, first served inside a queue and class', () => {
    fc.assert(
      fc.property(anyLine, (facts) => {
        const lines = new Map<string, number>()
        for (const head of orderLine({ ...facts, limit: 100 })) {
          if (head.class === 'appointment') continue
          const key = `${head.queueId} ${head.class} ${head.forThisWindow}`
          expect(head.arrivalOrder).toBeGreaterThan(lines.get(key) ?? -1)
          lines.set(key, head.arrivalOrder)
        }
      }),
    )
  })

  it('does not depend on the order in which the store gave the tickets or the queues, nor on their ids', () => {
    fc.assert(
      fc.property(anyLine, (facts) => {
        const turned = { ...facts, heads: facts.heads.toReversed(), queues: facts.queues.toReversed() }
        const renamed = facts.heads.map((head) => ({ ...head, ticketId: `z${999 - head.arrivalOrder}` }))
        const orders = (some: LineFacts) =>
          orderLine({ ...some, limit: 100 }).map((head) => head.arrivalOrder)
        expect(orders(turned)).toEqual(orders(facts))
        expect(orders({ ...facts, heads: renamed })).toEqual(orders(facts))
      }),
    )
  })

  it('calls at most k green and priority in a row while an ordinary waits in their queue', () => {
    fc.assert(
      fc.property(anyLine, (facts) => {
        const rules = { ...facts.rules, waitBoundMinutes: unbounded }
        const heads = facts.heads.map((head) => ({ ...head, forThisWindow: false }))
        const queues = facts.queues.map((one) => ({ ...one, priorityRun: 0 }))
        const called = orderLine({ ...facts, heads, queues, rules, limit: 100 })
        for (const { queueId } of queues) {
          const here = called.filter((head) => head.queueId === queueId && head.class !== 'appointment')
          const lastOrdinary = here.findLastIndex((head) => head.class === 'ordinary')
          let run = 0
          for (const head of here.slice(0, lastOrdinary + 1)) {
            run = head.class === 'ordinary' ? 0 : run + 1
            expect(run).toBeLessThanOrEqual(rules.priorityRun)
          }
        }
      }),
    )
  })
})

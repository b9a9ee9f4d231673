import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AnnouncementQueue,
  type Call,
  emptyQueue,
  giveBack,
  hear,
  learn,
  next,
  remembered,
  type TicketNews,
} from './announcement-queue.ts'

const call = (seq: number, ticketId: string, windowId = 'w1'): Call => ({
  seq,
  ticketId,
  number: ticketId,
  windowId,
  windowNumber: windowId.slice(1),
})
const news = (seq: number, ticketId: string, state: TicketNews['state']): TicketNews => ({
  seq,
  ticketId,
  state,
  windowId: 'w1',
})
function drain(queue: AnnouncementQueue): number[] {
  const said: number[] = []
  for (let step = next(queue); step.call !== null; step = next(step.queue)) said.push(step.call.seq)
  return said
}

/** What may happen in a hall: calls, recalls and what ends them, each with its number in the journal. */
type Happening = { kind: 'call'; call: Call } | { kind: 'news'; news: TicketNews }
const day = fc
  .array(fc.tuple(fc.constantFrom('A1', 'A2', 'B1', 'B2'), fc.constantFrom('call', 'serving', 'no-show')), {
    maxLength: 40,
  })
  .map((events) =>
    events.map(([ticketId, what], at): Happening => {
      const seq = at + 1
      return what === 'call'
        ? { kind: 'call', call: call(seq, ticketId) }
        : { kind: 'news', news: news(seq, ticketId, what === 'serving' ? 'serving' : 'no-show') }
    }),
  )
const take = (queue: AnnouncementQueue, one: Happening): AnnouncementQueue =>
  one.kind === 'call' ? hear(queue, one.call) : learn(queue, one.news)
/** Whether the last thing that happened to the ticket is a call. */
const stillCalled = (events: readonly Happening[], ticketId: string): boolean =>
  events.findLast((one) => (one.kind === 'call' ? one.call : one.news).ticketId === ticketId)?.kind === 'call'

describe('announcements', () => {
  it('follow the order of the journal, each once, whatever the order of arrival', () => {
    fc.assert(
      fc.property(
        day.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, arrival]) => {
          const said = drain(arrival.reduce(take, emptyQueue))
          const wanted = events.flatMap((one) =>
            one.kind === 'call' && stillCalled(events, one.call.ticketId) ? [one.call.seq] : [],
          )
          expect(said).toEqual(wanted)
        },
      ),
    )
  })

  it('are said exactly once for each call and recall, also when stream and snapshot tell them twice', () => {
    fc.assert(
      fc.property(day, (events) => {
        const twice = [...events, ...events.toReversed()]
        const said = drain(twice.reduce(take, emptyQueue))
        expect(new Set(said).size).toBe(said.length)
      }),
    )
  })

  it('while the voice speaks between: nothing is said twice, nothing is lost that is still called', () => {
    fc.assert(
      fc.property(day, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (events, turns) => {
        let queue = emptyQueue
        const said: number[] = []
        const speak = (): void => {
          const step = next(queue)
          queue = step.queue
          if (step.call) said.push(step.call.seq)
        }
        events.forEach((one, at) => {
          queue = take(queue, one)
          if (turns[at]) speak()
        })
        while (queue.waiting.length > 0) speak()
        expect(new Set(said).size).toBe(said.length)
        // The latest call of whoever is still called was said.
        for (const ticketId of ['A1', 'A2', 'B1', 'B2']) {
          if (!stillCalled(events, ticketId)) continue
          const latest = events.findLast((one) => one.kind === 'call' && one.call.ticketId === ticketId)
          if (latest?.kind === 'call') expect(said).toContain(latest.call.seq)
        }
      }),
    )
  })

  it('drops a late one: served, missed or put back before its turn', () => {
    const base = hear(hear(emptyQueue, call(1, 'A1')), call(2, 'A2'))
    expect(drain(learn(base, news(3, 'A1', 'serving')))).toEqual([2])
    expect(drain(learn(base, news(3, 'A2', 'no-show')))).toEqual([1])
    expect(drain(learn(base, news(3, 'A1', 'waiting')))).toEqual([2])
  })

  it('a recall is announced again', () => {
    const first = next(hear(emptyQueue, call(1, 'A1')))
    expect(first.call?.seq).toBe(1)
    expect(drain(hear(first.queue, call(2, 'A1')))).toEqual([2])
  })

  it('a no-show that is undone before its turn is announced after all', () => {
    const missed = learn(hear(emptyQueue, call(1, 'A1')), news(2, 'A1', 'no-show'))
    expect(drain(learn(missed, news(3, 'A1', 'called')))).toEqual([1])
  })

  it('called to another window: the first window is no longer said', () => {
    const moved = hear(
      learn(hear(emptyQueue, call(1, 'A1', 'w1')), news(2, 'A1', 'waiting')),
      call(3, 'A1', 'w2'),
    )
    expect(drain(moved)).toEqual([3])
  })

  it('what could not be said keeps its place', () => {
    const step = next(hear(hear(emptyQueue, call(1, 'A1')), call(2, 'A2')))
    expect(step.call).not.toBeNull()
    if (step.call) expect(drain(giveBack(step.queue, step.call))).toEqual([1, 2])
  })

  it('remembers a bounded number of calls after two idle days and after a year', () => {
    let queue = emptyQueue
    for (let seq = 1; seq <= remembered * 4; seq += 1) queue = next(hear(queue, call(seq, `T${seq}`))).queue
    expect(queue.heard.size).toBeLessThanOrEqual(remembered)
    expect(queue.latest.size).toBeLessThanOrEqual(remembered)
    expect(queue.waiting).toEqual([])
  })

  it('a voice that is never allowed to speak does not gather the calls of a year', () => {
    let queue = emptyQueue
    for (let at = 0; at < remembered * 4; at += 1) {
      queue = hear(queue, call(at * 2 + 1, `T${at}`))
      queue = learn(queue, news(at * 2 + 2, `T${at}`, 'serving'))
    }
    expect(queue.waiting.length).toBeLessThanOrEqual(remembered * 2)
  })
})

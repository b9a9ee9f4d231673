import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Timeline } from './timeline.ts'

it('gives what happens by time, then rank, then the order in which it was added', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(2)), { maxLength: 200 }), (events) => {
      const timeline = new Timeline<number>()
      for (const [index, [atMs, rank]] of events.entries()) timeline.add({ atMs, rank, what: index })
      const expected = events
        .map(([atMs, rank], index) => ({ atMs, rank, what: index }))
        .sort((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.what - b.what)
      const given = Array.from({ length: events.length }, () => timeline.next())
      expect(given).toEqual(expected)
      expect(timeline.next()).toBeUndefined()
    }),
  )
})

it('takes in what is added while it runs', () => {
  const timeline = new Timeline<string>()
  timeline.add({ atMs: 5, rank: 0, what: 'late' })
  timeline.add({ atMs: 1, rank: 0, what: 'soon' })
  expect(timeline.next()?.what).toBe('soon')
  timeline.add({ atMs: 2, rank: 0, what: 'between' })
  expect([timeline.next()?.what, timeline.next()?.what]).toEqual(['between', 'late'])
})

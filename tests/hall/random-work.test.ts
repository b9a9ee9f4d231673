import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { checkJournal, readJournal } from '../../db/journal.ts'
import type { Transaction } from '../../db/writer.ts'
import { endDay, tidy } from '../../hall/day/end.ts'
import { leaveWindow, openWindow } from '../../hall/queue/attend.ts'
import { callNext, callTicket, miss, recall } from '../../hall/queue/call.ts'
import { issueTicket } from '../../hall/queue/issue.ts'
import { cancel, comeBack, correctClass, transfer } from '../../hall/queue/move.ts'
import { finish, hold, resume, start, undo } from '../../hall/queue/serve-ticket.ts'
import { rate } from '../../hall/rating/rate.ts'
import type { Principal } from '../../hall/who.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * Whatever people press, in whatever order: the books balance. Real: the hall's commands, its writer, its store.
 * By hand: the clock, which is also set back.
 */
let hall: TestHall
beforeAll(async () => {
  hall = await startTestHall()
})
afterAll(() => hall.stop())

type Step =
  | {
      readonly do: 'issue'
      readonly queue: number
      readonly class: 'ordinary' | 'priority' | 'green' | 'appointment'
    }
  | {
      readonly do: 'window'
      readonly act: 'open' | 'pause' | 'close' | 'next'
      readonly window: number
      readonly inHand: 'put-back' | 'hold' | 'hand-over' | undefined
    }
  | {
      readonly do: 'ticket'
      readonly act:
        | 'call'
        | 'recall'
        | 'miss'
        | 'start'
        | 'hold'
        | 'resume'
        | 'finish'
        | 'transfer'
        | 'undo'
        | 'cancel'
        | 'return'
        | 'correct'
        | 'rate'
      readonly window: number
      readonly ticket: number
      readonly to: number
    }
  | { readonly do: 'time'; readonly seconds: number }
  | { readonly do: 'tidy' }
  | { readonly do: 'end' }

const index = fc.nat({ max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      queue: index,
      class: fc.constantFrom(
        'ordinary' as const,
        'ordinary' as const,
        'priority' as const,
        'green' as const,
        'appointment' as const,
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('window' as const),
      act: fc.constantFrom(
        'open' as const,
        'next' as const,
        'next' as const,
        'next' as const,
        'pause' as const,
        'close' as const,
      ),
      window: index,
      inHand: fc.constantFrom('put-back' as const, 'hold' as const, 'hand-over' as const, undefined),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('ticket' as const),
      act: fc.constantFrom(
        'call' as const,
        'recall' as const,
        'miss' as const,
        'start' as const,
        'start' as const,
        'hold' as const,
        'resume' as const,
        'finish' as const,
        'finish' as const,
        'transfer' as const,
        'undo' as const,
        'cancel' as const,
        'return' as const,
        'correct' as const,
        'rate' as const,
      ),
      window: index,
      ticket: fc.nat({ max: 30 }),
      to: index,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('time' as const),
      seconds: fc.integer({ min: -3600, max: 2400 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'tidy' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'end' as const }) },
)

it('the books balance after any work', async () => {
  const { hall: at } = hall.running
  const numbers = ['1', '2', '3', '4']
  const windowIds = numbers.map((number) => hall.windowId(number))
  const queueIds = ['A', 'B', 'C', 'M'].map((prefix) => hall.queueId(prefix))
  const people = await Promise.all(
    numbers.map(async (number): Promise<Principal> => {
      const { staff } = await (await hall.as(`account:w00${number}`))('whoAmI', {})
      return {
        kind: 'person',
        expiresAtMs: null,
        staffId: staff.id,
        sessionId: '',
        name: staff.name,
        roles: staff.roles,
        windowId: staff.windowId,
        zoneId: null,
      }
    }),
  )
  const spare = must(
    (await (await hall.as('operator'))('terminals', {})).terminals.find((one) => one.name === 'spare'),
    'spare',
  )
  const kiosk: Principal = {
    kind: 'terminal',
    terminal: {
      ...spare,
      enrolled: true,
      revoked: false,
      codeExpiresAtMs: null,
      lastSeenAtMs: null,
      stoppedAtMs: null,
      alertedAtMs: null,
    },
  }

  const perform = (tx: Transaction, tickets: string[], one: Step): Result<unknown, Refusal> => {
    switch (one.do) {
      case 'issue': {
        const issued = issueTicket(
          tx,
          at,
          { queueId: must(queueIds[one.queue], 'queue'), class: one.class },
          spare.id,
        )
        if (issued.ok) tickets.push(issued.value.id)
        return issued
      }
      case 'window': {
        const who = must(people[one.window], 'person')
        const id = must(windowIds[one.window], 'window')
        if (one.act === 'open') return openWindow(tx, at, id, who)
        if (one.act === 'next') return callNext(tx, at, id, who)
        const toWindowId = windowIds[(one.window + 1) % windowIds.length]
        return leaveWindow(
          tx,
          at,
          id,
          { to: one.act === 'pause' ? 'paused' : 'closed', reason: '', inHand: one.inHand, toWindowId },
          who,
        )
      }
      case 'ticket': {
        const who = must(people[one.window], 'person')
        const id = must(windowIds[one.window], 'window')
        const ticketId = tickets[one.ticket % Math.max(1, tickets.length)]
        if (ticketId === undefined) return fail(refusal('not-found'))
        const act = { windowId: id, ticketId, who }
        switch (one.act) {
          case 'call':
            return callTicket(tx, at, act)
          case 'recall':
            return recall(tx, at, act)
          case 'miss':
            return miss(tx, at, act)
          case 'start':
            return start(tx, at, act)
          case 'hold':
            return hold(tx, at, act)
          case 'resume':
            return resume(tx, at, act)
          case 'finish':
            return finish(tx, at, act)
          case 'undo':
            return undo(tx, at, act)
          case 'transfer':
            return one.to % 2 === 0
              ? transfer(tx, at, act, { toQueueId: must(queueIds[one.to], 'queue') })
              : transfer(tx, at, act, { toWindowId: must(windowIds[one.to], 'window') })
          case 'cancel':
            return cancel(tx, at, { ticketId, who: kiosk })
          case 'return':
            return comeBack(tx, at, { ticketId, who: kiosk })
          case 'correct':
            return correctClass(tx, at, ticketId, 'ordinary', '未出示证明', who)
          case 'rate':
            return rate(
              tx,
              at,
              ticketId,
              { level: 'dissatisfied', reasons: [], text: '', channel: 'pad' },
              kiosk,
            )
        }
        return ok(null)
      }
      case 'time':
        hall.advance(one.seconds * 1000)
        return ok(null)
      case 'tidy':
        tidy(tx, at)
        return ok(null)
      case 'end':
        endDay(tx, '2026-11-24')
        return ok(null)
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (steps) => {
      const tickets: string[] = []
      const from = at.writer.seq
      for (const one of steps) {
        const before = at.writer.seq
        const result = await at.writer.run('test', (tx) => perform(tx, tickets, one))
        // What is refused leaves no trace.
        if (!result.ok) expect(at.writer.seq).toBe(before)
      }
      balance(from)
    }),
    { numRuns: 60 },
  )
  expect(checkJournal(at.db)).toMatchObject({ intact: true })
})

/** The tables say what the journal says, and neither says what cannot be. */
function balance(from: number): void {
  const { db } = hall.running.hall
  const told = new Map<string, { state: unknown; queueId: unknown; class: unknown; seq: number }>()
  const inHand = new Map<unknown, unknown>()
  for (const entry of readJournal(db, { after: from, limit: 100_000 })) {
    const { ticketId, state, queueId, class: ticketClass, windowId } = entry.body
    if (typeof ticketId !== 'string' || state === undefined) continue
    told.set(ticketId, { state, queueId, class: ticketClass, seq: entry.seq })
    // Nobody is called where somebody is in hand, and nobody is in hand at two windows.
    for (const [window, held] of inHand) if (held === ticketId) inHand.delete(window)
    if (state === 'called' || state === 'serving') {
      expect(inHand.get(windowId), `${entry.type} at ${windowId}`).toBeUndefined()
      inHand.set(windowId, ticketId)
    }
  }
  for (const [id, last] of told) {
    const row = db
      .prepare<[string], { state: string; queue_id: string; class: string; number: string }>(
        'SELECT state, queue_id, class, number FROM tickets WHERE id = ?',
      )
      .get(id)
    expect({ state: row?.state, queueId: row?.queue_id, class: row?.class }, `${row?.number}`).toEqual({
      state: last.state,
      queueId: last.queueId,
      class: last.class,
    })
  }
  // The count of each line, which the store keeps as people come and go, is the number of those who wait.
  expect(
    db.prepare('SELECT queue_id, class, waiting FROM lines WHERE waiting > 0 ORDER BY queue_id, class').all(),
  ).toEqual(
    db
      .prepare(
        "SELECT queue_id, class, count(*) AS waiting FROM tickets WHERE state = 'waiting' GROUP BY queue_id, class ORDER BY queue_id, class",
      )
      .all(),
  )
  const doubled = db
    .prepare<[], { n: number }>(
      "SELECT count(*) AS n FROM (SELECT window_id FROM tickets WHERE state IN ('called', 'serving') GROUP BY window_id HAVING count(*) > 1)",
    )
    .get()
  expect(doubled?.n).toBe(0)
  const gaps = db
    .prepare<[], { n: number }>(
      'SELECT count(*) AS n FROM (SELECT day, prefix FROM tickets GROUP BY day, prefix HAVING max(ordinal) <> count(*))',
    )
    .get()
  expect(gaps?.n).toBe(0)
  const homeless = db
    .prepare<[], { n: number }>(
      "SELECT count(*) AS n FROM tickets t WHERE t.state IN ('serving', 'held') AND NOT EXISTS (SELECT 1 FROM services s WHERE s.id = t.service_id AND s.finished_at_ms IS NULL)",
    )
    .get()
  expect(homeless?.n).toBe(0)
  const twice = db
    .prepare<[], { n: number }>(
      'SELECT count(*) AS n FROM (SELECT service_id FROM ratings GROUP BY service_id HAVING count(*) > 1)',
    )
    .get()
  expect(twice?.n).toBe(0)
  const unopened = db
    .prepare<[], { n: number }>(
      "SELECT count(*) AS n FROM ratings r WHERE r.level IN ('dissatisfied', 'very-dissatisfied') AND NOT EXISTS (SELECT 1 FROM rectifications x WHERE x.rating_id = r.id)",
    )
    .get()
  expect(unopened?.n).toBe(0)
}

import { expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { preparedFor } from '../../db/statement.ts'
import { endDay } from '../../hall/day/end.ts'
import { dayInRunningHall } from '../../simulate/whole-day.ts'
import { startTestHall } from '../support/test-hall.ts'

/** Tables that grow with every visit. */
const growing = ['tickets', 'journal', 'services', 'ratings', 'idempotency', 'visit_items', 'counters']

/** Statements that walk a growing table and may: each is asked for by a person who wants all of it, or once at a start. */
const mayWalk = [/FROM journal\s+WHERE seq > \?/, /SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1/]

it('a day’s work looks everything up: no statement of it walks a table that grows', async () => {
  const hall = await startTestHall()
  try {
    const run = await dayInRunningHall(
      hall.running.url,
      must(hall.running.demonstration, 'a demonstration'),
      { visits: 60, windows: null, screens: 3, speed: null, seed: 9 },
    )
    expect(must(run.ok ? run.value : null, 'the day was worked').figures.balanced).toBe(true)
    for (const name of ['hall', 'queues', 'windows', 'display'] as const) {
      const display = await hall.as('display')
      await display(name)
    }
    const { db, writer } = hall.running.hall
    await writer.run('hall', (tx) => {
      endDay(tx, '2026-11-25')
      return { ok: true, value: null }
    })
    const asked = preparedFor(db).filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH)/.test(sql))
    expect(asked.length).toBeGreaterThan(40)
    const walks = asked.flatMap((sql) => {
      const values = Array.from({ length: sql.split('?').length - 1 }, () => 0)
      const aliases = [
        ...sql.matchAll(
          /(?:FROM|JOIN|UPDATE)\s+(\w+)(?:\s+(?!WHERE|JOIN|LEFT|ORDER|SET|GROUP|ON\b|LIMIT)(\w+))?/g,
        ),
      ]
        .filter(([, table]) => growing.includes(table ?? ''))
        .flatMap(([, table, alias]) => [table, alias])
        .filter((name) => name !== undefined && name !== '')
      return db
        .prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .filter(({ detail }) => {
          const [, name, index] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(detail) ?? []
          // Indexes that hold only who is in the hall now, or waits to be rated, are short whatever the history.
          const short = ['tickets_waiting', 'tickets_in_hall', 'tickets_sent_to_window', 'services_asked']
          return name !== undefined && aliases.includes(name) && !short.includes(index ?? '')
        })
        .map(({ detail }) => `${detail} — ${sql.replaceAll(/\s+/g, ' ')}`)
    })
    expect(walks.filter((walk) => !mayWalk.some((allowed) => allowed.test(walk)))).toEqual([])
  } finally {
    await hall.stop()
  }
})

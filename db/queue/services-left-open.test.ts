import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { migrate, shippedMigrations } from '../migrate.ts'

const hour = 3_600_000

it('of services from before, those left open over a day’s end or a shift have no known length', () => {
  const db = new Database(':memory:')
  const step = must(
    shippedMigrations().find(({ name }) => name.endsWith('-services-over-a-days-end.sql')),
    'it ships',
  )
  migrate(db, { upTo: step.number - 1 })
  db.pragma('foreign_keys = OFF')
  const insert = db.prepare(
    `INSERT INTO services (id, ticket_id, queue_id, window_id, day, called_at_ms, started_at_ms, resumed_at_ms, finished_at_ms, service_ms, finished_seq)
     VALUES (?, ?, 'q', 'w', '2026-11-24', 0, 0, ?, ?, ?, ?)`,
  )
  const service = (id: string, fromMs: number, untilMs: number | null) =>
    insert.run(id, `ticket-${id}`, fromMs, untilMs, untilMs === null ? null : untilMs - fromMs, untilMs)
  service('short', 9 * hour, 9.5 * hour)
  service('in the day', 10 * hour, 17 * hour)
  service('over the day’s end', 17 * hour, 24 * hour)
  service('longer than a shift', 0, 8 * hour + 1)
  service('running', 18 * hour, null)
  service('on hold', 18 * hour, null)
  const ticket = db.prepare(
    `INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, issued_at_ms, arrival, arrived_at_ms, phone_hash, service_id)
     VALUES (?, ?, '2026-11-24', 'A', ?, ?, 'q', 'ordinary', ?, 0, ?, 0, ?, ?)`,
  )
  ticket.run('t1', 'v1', 1, 'A001', 'serving', 1, 'h1', 'running')
  ticket.run('t2', 'v2', 2, 'A002', 'held', 2, 'h2', 'on hold')
  db.prepare(
    `INSERT INTO journal (seq, epoch, id, type, version, at_ms, at, actor, body, previous_hash, hash)
     VALUES (1, 'e', 'entry-1', 'day-ended', 1, ?, '', 'hall', '{}', '', '')`,
  ).run(20 * hour)
  migrate(db)
  const unmeasured = db.prepare('SELECT id FROM services WHERE unmeasured = 1 ORDER BY rowid').pluck().all()
  expect(unmeasured).toEqual(['over the day’s end', 'longer than a shift', 'running'])
  db.close()
})

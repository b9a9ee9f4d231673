import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { migrate, shippedMigrations } from '../migrate.ts'

/** A store from before reports kept neither the range told nor the first call; its journal did. */
it('tickets from before get their first call and the range told from the journal', () => {
  const db = new Database(':memory:')
  const reports = must(
    shippedMigrations().find(({ name }) => name.endsWith('-reports.sql')),
    'it ships',
  )
  migrate(db, { upTo: reports.number - 1 })
  db.pragma('foreign_keys = OFF')
  const insertTicket = db.prepare(
    `INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, issued_at_ms, arrival, arrived_at_ms, calls, phone_hash)
     VALUES (?, ?, '2026-11-24', 'A', ?, ?, ?, 'ordinary', ?, 0, ?, 0, ?, ?)`,
  )
  insertTicket.run('t1', 'v1', 1, 'A001', 'queue-after-transfer', 'done', 1, 3, 'h1')
  insertTicket.run('t2', 'v2', 2, 'A002', 'queue-a', 'waiting', 2, 0, 'h2')
  const insertEntry = db.prepare(
    `INSERT INTO journal (seq, epoch, id, type, version, at_ms, at, actor, body, ticket_id, previous_hash, hash)
     VALUES (?, 'e', ?, ?, 1, ?, '', 'hall', ?, ?, '', '')`,
  )
  const tell = (seq: number, type: string, atMs: number, ticketId: string, body: object) =>
    insertEntry.run(seq, `entry-${seq}`, type, atMs, JSON.stringify(body), ticketId)
  tell(1, 'ticket-issued', 0, 't1', { queueId: 'queue-a', lowMinutes: 2.5, highMinutes: 6 })
  tell(2, 'ticket-issued', 10, 't2', { queueId: 'queue-a', lowMinutes: null, highMinutes: null })
  tell(3, 'ticket-called', 300_000, 't1', { windowId: 'w1', staffId: 's1' })
  tell(4, 'ticket-recalled', 360_000, 't1', { windowId: 'w1', staffId: 's1' })
  tell(5, 'ticket-called', 900_000, 't1', { windowId: 'w2', staffId: 's2' })
  migrate(db)
  const columns =
    'issued_queue_id, told_low_minutes, told_high_minutes, first_called_at_ms, first_window_id, first_staff_id'
  expect(db.prepare(`SELECT id, ${columns} FROM tickets ORDER BY id`).raw().all()).toEqual([
    ['t1', 'queue-a', 2.5, 6, 300_000, 'w1', 's1'],
    ['t2', 'queue-a', null, null, null, null, null],
  ])
  db.close()
})

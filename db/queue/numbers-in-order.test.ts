import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { migrate, shippedMigrations } from '../migrate.ts'

const step = must(
  shippedMigrations().find(({ name }) => name.endsWith('-numbers-in-order.sql')),
  'it ships',
)

/** A store from before: one ticket that was served, one that waits, and the service that names the first. */
function storeFromBefore(): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db, { upTo: step.number - 1 })
  db.exec(`
    INSERT INTO queues (id, prefix, name, switched_on, hours) VALUES ('q', 'A', '综合', 1, '{}');
    INSERT INTO windows (id, number, name, state, position) VALUES ('w', '1', '1 号窗口', 'open', 1);
    INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, issued_at_ms, arrival, arrived_at_ms,
      window_id, calls, called_seq, service_id, phone_hash, id_number_cipher, id_number_hash, told_low_minutes, first_window_id)
      VALUES ('t2', 'v2', '2026-11-24', 'A', 2, 'A002', 'q', 'priority', 'done', 5, 1, 5, 'w', 2, 3, 's', 'h2', x'01', 'p', 2.5, 'w');
    INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, issued_at_ms, arrival, arrived_at_ms, phone_hash)
      VALUES ('t1', 'v1', '2026-11-24', 'A', 1, 'A001', 'q', 'ordinary', 'waiting', 9, 2, 9, 'h1');
    INSERT INTO lines (queue_id, class, waiting) VALUES ('q', 'ordinary', 1);
    INSERT INTO services (id, ticket_id, queue_id, window_id, day, called_at_ms, started_at_ms, resumed_at_ms)
      VALUES ('s', 't2', 'q', 'w', '2026-11-24', 6, 7, 7);
  `)
  return db
}

it('tickets of before keep all that they say, their order, and who names them', () => {
  const db = storeFromBefore()
  const tickets = db.prepare('SELECT * FROM tickets ORDER BY rowid')
  const before = tickets.all()
  expect(before).toHaveLength(2)
  const told: number[][] = []
  migrate(db, { upTo: step.number, onUpgrade: (...steps) => told.push(steps) })
  migrate(db, { upTo: step.number, onUpgrade: (...steps) => told.push(steps) })
  expect(told).toEqual([[step.number - 1, step.number]])
  expect(db.prepare('SELECT * FROM tickets ORDER BY rowid').all()).toEqual(before)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(() => db.exec("DELETE FROM tickets WHERE id = 't2'")).toThrow('FOREIGN KEY')
  expect(() =>
    db.exec(`INSERT INTO tickets (id, visit_id, day, prefix, ordinal, number, queue_id, class, state, issued_at_ms, arrival, arrived_at_ms, phone_hash)
      VALUES ('t3', 'v3', '2026-11-24', 'A', 2, 'A002', 'q', 'ordinary', 'waiting', 9, 3, 9, 'h3')`),
  ).toThrow('UNIQUE')
  expect(() => db.exec("UPDATE tickets SET state = 'called', window_id = 'w'")).toThrow('tickets.window_id')
  db.exec("UPDATE tickets SET state = 'cancelled' WHERE id = 't1'")
  expect(db.prepare('SELECT waiting FROM lines').pluck().all()).toEqual([0])
  db.exec("UPDATE tickets SET state = 'waiting' WHERE id = 't1'")
  expect(db.prepare('SELECT waiting FROM lines').pluck().all()).toEqual([1])
  db.close()
})

it('nobody is told of a store that is made new', () => {
  const db = new Database(':memory:')
  migrate(db, {
    onUpgrade() {
      throw new Error('there is nothing to upgrade')
    },
  })
  expect(db.pragma('user_version', { simple: true })).toBe(shippedMigrations().length)
  db.close()
})

it('has every index and trigger of before, and one order of numbers instead of another', () => {
  const db = storeFromBefore()
  const parts = () =>
    db
      .prepare(
        "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'tickets' AND type <> 'table' ORDER BY name",
      )
      .all()
  const before = parts()
  migrate(db, { upTo: step.number })
  expect(parts()).toEqual(before)
  const numbers = db
    .prepare("SELECT group_concat(name) FROM pragma_index_info('sqlite_autoindex_tickets_3')")
    .pluck()
    .get()
  expect(numbers).toBe('day,ordinal,prefix')
  db.close()
})

it('a store whose records name a ticket that is not there is left as it was', () => {
  const db = storeFromBefore()
  db.pragma('foreign_keys = OFF')
  db.exec("UPDATE services SET ticket_id = 'nobody'")
  db.pragma('foreign_keys = ON')
  expect(() => migrate(db)).toThrow('1 rows that name what is not there')
  expect(db.pragma('user_version', { simple: true })).toBe(step.number - 1)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(db.prepare('SELECT count(*) FROM tickets').pluck().get()).toBe(2)
  db.close()
})

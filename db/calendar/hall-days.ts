import type Database from 'better-sqlite3'
import { changeOne, query } from '../statement.ts'

/** A day on which the hall departs from the State Council's calendar. */
export interface HallDay {
  /** Local date `YYYY-MM-DD`. */
  readonly day: string
  /** `closed`: as on a public holiday. `open`: as on a working day. */
  readonly kind: 'closed' | 'open'
  readonly name: string
}

export function allHallDays(db: Database.Database): HallDay[] {
  return query<HallDay>(db, 'SELECT day, kind, name FROM hall_days ORDER BY day').all()
}

export function findHallDay(db: Database.Database, day: string): HallDay | undefined {
  return query<HallDay>(db, 'SELECT day, kind, name FROM hall_days WHERE day = ?').get(day)
}

/** Registers a day or replaces what is registered of it. */
export function saveHallDay(db: Database.Database, one: HallDay): void {
  changeOne(
    db,
    `INSERT INTO hall_days (day, kind, name) VALUES (?, ?, ?)
     ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name`,
    one.day,
    one.kind,
    one.name,
  )
}

export function deleteHallDay(db: Database.Database, day: string): void {
  changeOne(db, 'DELETE FROM hall_days WHERE day = ?', day)
}

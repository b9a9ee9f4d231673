import type Database from 'better-sqlite3'
import { type HallSettings, hallSettings } from '../contract/shapes.ts'
import { must } from '../core/result.ts'
import { changeOne, query } from './statement.ts'

/** What a store says of itself. */
export interface StoreRow {
  readonly instanceId: string
  readonly epoch: string
  readonly demonstration: boolean
  readonly settings: HallSettings
  readonly setUpCodeHash: string | null
}

/** Reads what the store says of itself; null while it has never been filled. */
export function readStore(db: Database.Database): StoreRow | null {
  const row = query<{
    instance_id: string
    epoch: string
    demonstration: number
    settings: string
    set_up_code_hash: string | null
  }>(db, 'SELECT instance_id, epoch, demonstration, settings, set_up_code_hash FROM store').get()
  if (!row) return null
  return {
    instanceId: row.instance_id,
    epoch: row.epoch,
    demonstration: row.demonstration === 1,
    settings: hallSettings.parse(JSON.parse(row.settings)),
    setUpCodeHash: row.set_up_code_hash,
  }
}

/** Writes the one row that makes a database a hall's store. */
export function createStore(db: Database.Database, store: StoreRow, nowMs: number): void {
  query(
    db,
    'INSERT INTO store (only_row, instance_id, epoch, demonstration, created_at_ms, settings, set_up_code_hash) VALUES (1, ?, ?, ?, ?, ?, ?)',
  ).run(
    store.instanceId,
    store.epoch,
    store.demonstration ? 1 : 0,
    nowMs,
    JSON.stringify(store.settings),
    store.setUpCodeHash,
  )
}

/** The hall's settings, straight from the store. */
export function readSettings(db: Database.Database): HallSettings {
  return must(readStore(db), 'a hall runs on a store that was created').settings
}

/** Replaces the hall's settings. */
export function writeSettings(db: Database.Database, settings: HallSettings): void {
  changeOne(db, 'UPDATE store SET settings = ? WHERE only_row = 1', JSON.stringify(settings))
}

/** When the hall's service was last known to run; null where it never said so. */
export function readAliveAt(db: Database.Database): number | null {
  return query<{ at: number | null }>(db, 'SELECT alive_at_ms AS at FROM store').get()?.at ?? null
}

/** Notes that it runs, at most once a minute: each note is a commit. */
export function writeAliveAt(db: Database.Database, nowMs: number): void {
  query(
    db,
    'UPDATE store SET alive_at_ms = ? WHERE only_row = 1 AND abs(? - coalesce(alive_at_ms, 0)) >= 60000',
  ).run(nowMs, nowMs)
}

/** Begins a new epoch: numbers of the journal are unique within one only. */
export function renewEpoch(db: Database.Database, epoch: string): void {
  changeOne(db, 'UPDATE store SET epoch = ? WHERE only_row = 1', epoch)
}

/** Replaces or uses up the set-up code. */
export function writeSetUpCode(db: Database.Database, codeHash: string | null): void {
  changeOne(db, 'UPDATE store SET set_up_code_hash = ? WHERE only_row = 1', codeHash)
}

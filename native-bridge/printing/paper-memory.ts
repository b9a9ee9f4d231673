import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import { query } from '../../db/statement.ts'
import type { RollMemory } from '../driver/paper-roll.ts'

/** How much of a printer's roll is used, kept in the bridge's store under the device's name. */
export function rollMemory(db: Database.Database, device: string, log: Logger): RollMemory {
  return {
    usedMm: () =>
      query<{ used_mm: number }>(db, 'SELECT used_mm FROM paper_rolls WHERE device = ?').get(device)
        ?.used_mm ?? 0,
    keep(usedMm) {
      try {
        query(
          db,
          'INSERT INTO paper_rolls VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET used_mm = excluded.used_mm',
        ).run(device, usedMm)
      } catch (error) {
        // A full disk must not stop a ticket; the next one is kept again.
        log.error({ err: error, device }, 'the paper used could not be kept')
      }
    },
  }
}

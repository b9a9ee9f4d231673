import type Database from 'better-sqlite3'
import type { Logger } from 'pino'
import type { HallSettings } from '../contract/shapes.ts'
import { localDay } from '../core/day.ts'
import type { Cipher } from '../db/cipher.ts'
import type { Clock, Writer } from '../db/writer.ts'

/** The certificate authority of a hall that serves off loopback. */
export interface Authority {
  readonly certificatePem: string
  readonly fingerprint: string
}

/** What every handler works with. The store is the only state: nothing here is a second copy of it. */
export interface Hall {
  readonly db: Database.Database
  readonly writer: Writer
  readonly cipher: Cipher
  readonly clock: Clock
  readonly log: Logger
  readonly instanceId: string
  readonly demonstration: boolean
  /** In a hall that never closes, whoever has been here so long has left. */
  readonly forgetsAfterMs: number
  /** How browsers reach this hall where no public address is set. */
  baseUrl(): string
  /** The settings as they are committed now. */
  settings(): HallSettings
  /** Null on loopback. */
  readonly authority: Authority | null
}

/** The hall's day now. */
export function today(hall: Hall): string {
  return localDay(hall.clock(), hall.settings().timeZone)
}

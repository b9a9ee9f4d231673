import type Database from 'better-sqlite3'
import { fact, type JournalEntry } from '../../contract/entries.ts'
import type { Refusal } from '../../contract/problems.ts'
import { type HallSettings, hallSettings } from '../../contract/shapes.ts'
import { must, ok, type Result } from '../../core/result.ts'
import { readSettings, writeSettings } from '../../db/store.ts'
import type { Transaction } from '../../db/writer.ts'
import { type Cells, changesBetween } from './cells.ts'
import { dayEndFault } from './day-end.ts'
import { invalid } from './refuse.ts'
import type { TableRow } from './table.ts'

/** Plain JSON whose parts have names. */
type Parts = Readonly<Record<string, unknown>>

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The settings as one row of texts by path: `rules.waitBoundMinutes.green` is `30`; '' is no limit, no target. */
export function settingsCells(settings: HallSettings): Cells {
  return Object.fromEntries(cellsOf(settings, ''))
}

function cellsOf(parts: Parts, path: string): [string, string][] {
  return Object.entries(parts).flatMap(([key, value]): [string, string][] =>
    isParts(value) ? cellsOf(value, `${path}${key}.`) : [[path + key, value === null ? '' : String(value)]],
  )
}

/** The settings as the one record of their registry. */
export function settingsRow(db: Database.Database): TableRow {
  return { id: settingsId, cells: settingsCells(readSettings(db)) }
}

/** The id of the one record. */
export const settingsId = 'hall'

/** Changes the settings; what is as it was leaves no entry. Refuses a time zone that there is not, and a day that cannot end so. */
export function registerSettings(tx: Transaction, after: HallSettings): Result<HallSettings, Refusal> {
  if (!isTimeZone(after.timeZone)) return invalid('timeZone', '没有这个时区')
  const before = readSettings(tx.db)
  const fault = dayEndFault(tx.db, before, after)
  if (fault) return fault
  if (changesBetween(settingsCells(before), settingsCells(after)).length === 0) return ok(after)
  writeSettings(tx.db, after)
  tx.record(fact('hall-settings-changed', { before, after }))
  return ok(after)
}

/** What an entry changed; null where an earlier version wrote settings that this one does not read. */
export function settingsChange({ body }: JournalEntry): { before: HallSettings; after: HallSettings } | null {
  const before = hallSettings.safeParse(body['before'])
  const after = hallSettings.safeParse(body['after'])
  return before.success && after.success ? { before: before.data, after: after.data } : null
}

/** Takes what an entry changed back, and leaves alone what was changed beside it. */
export function undoSettings(tx: Transaction, entry: JournalEntry): Result<null, Refusal> {
  const { before, after } = must(settingsChange(entry), 'what cannot be read is not undoable')
  const undone = registerSettings(tx, hallSettings.parse(restored(readSettings(tx.db), before, after)))
  return undone.ok ? ok(null) : undone
}

function restored(now: Parts, before: Parts, after: Parts): Parts {
  return Object.fromEntries(
    Object.entries(now).map(([key, value]) => {
      const was = before[key]
      const became = after[key]
      if (isParts(value) && isParts(was) && isParts(became)) return [key, restored(value, was, became)]
      return [key, was === became ? value : was]
    }),
  )
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('zh-CN', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // The one way in which the platform tells that it does not know a zone.
    return false
  }
}

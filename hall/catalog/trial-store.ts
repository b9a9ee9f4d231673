import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { defaultSettings } from '../../contract/shapes.ts'
import { must } from '../../core/result.ts'
import { openStore } from '../../db/open.ts'
import { createStore } from '../../db/store.ts'
import { Writer } from '../../db/writer.ts'

/** A real store in a folder of its own, empty, for one test. Its clock stands still. */
export function trialStore(): { db: Database.Database; writer: Writer; folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'govhall-catalogue-'))
  const opened = openStore(folder)
  const store = must(opened.ok ? opened.value : null, 'a new folder can be written')
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })
  const settings = defaultSettings('测试大厅', 'Trial hall')
  const nowMs = Date.parse('2026-11-23T09:00:00+08:00')
  createStore(
    store.db,
    { instanceId: 'trial', epoch: 'trial', demonstration: false, settings, setUpCodeHash: null },
    nowMs,
  )
  const writer = new Writer(store.db, { clock: () => nowMs, epoch: 'trial', timeZone: settings.timeZone })
  return { db: store.db, writer, folder, file: store.file }
}

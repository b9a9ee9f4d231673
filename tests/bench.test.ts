import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { measureAll } from '../bench/measure.ts'
import { quantile } from '../bench/quantile.ts'
import { makeReferenceStore } from '../bench/reference-store.ts'
import { fillYear } from '../bench/year.ts'
import { checkJournal } from '../db/journal.ts'
import { openStore } from '../db/open.ts'
import { spawnNode } from './support/spawn.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-bench-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the benchmark', () => {
  it('measures every part of a hall that runs, and its base line on the same rows', async () => {
    const steps: string[] = []
    const figures = await measureAll(
      folder,
      { warmSeconds: 0.2, issueSeconds: 0.5, callSeconds: 3, screenCalls: 5, starts: 1 },
      false,
      (says) => steps.push(says),
    )
    const { issue, callNextMs, callToLastScreenMs, readyMs, memoryMiB, kiosk } = figures
    for (const measured of [
      issue.perSecond,
      issue.barePerSecond,
      issue.cpuMicroseconds,
      callNextMs.p50,
      callToLastScreenMs.p50,
      readyMs,
      memoryMiB,
      kiosk.scriptKiB,
      kiosk.firstScreenMs,
      kiosk.searchMs.p50,
    ])
      expect(measured).toBeGreaterThan(0)
    expect(issue.ratio).toBeCloseTo(issue.perSecond / issue.barePerSecond)
    expect(callNextMs.p99).toBeGreaterThanOrEqual(callNextMs.p50)
    expect(callToLastScreenMs.max).toBeGreaterThanOrEqual(callToLastScreenMs.p99)
    expect(steps.length).toBeGreaterThan(5)
  })

  it('has a year whose journal is a chain and whose books are those of a hall', async () => {
    await makeReferenceStore(join(folder, 'hall'))
    fillYear(join(folder, 'hall'), 600, () => undefined)
    const store = openStore(join(folder, 'hall'))
    if (!store.ok) throw new Error(store.problem.message)
    const { db } = store.value
    const count = (sql: string) => db.prepare<[], { n: number }>(sql).get()?.n
    expect(checkJournal(db)).toMatchObject({ intact: true })
    expect(count("SELECT count(*) AS n FROM tickets WHERE state = 'done'")).toBe(600)
    expect(count('SELECT count(*) AS n FROM services WHERE finished_seq IS NOT NULL')).toBe(600)
    expect(count("SELECT count(*) AS n FROM journal WHERE type = 'ticket-issued'")).toBe(600)
    expect(count('SELECT count(*) AS n FROM ratings')).toBe(
      count("SELECT count(*) AS n FROM services WHERE rating_state = 'rated'"),
    )
    expect(db.pragma('foreign_key_check')).toEqual([])
    store.value.close()
  })

  it('names an option that it does not know, and measures nothing', async () => {
    const spawned = spawnNode(['build/bench.mjs', '--fast'])
    expect((await spawned.ended).code).toBe(1)
    expect(spawned.stderr()).toContain('--fast')
    expect(spawned.stdout()).toBe('')
  })
})

it('a quantile is a value that was measured: the nearest rank', () => {
  expect([0.5, 0.99, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([2, 4, 4])
})

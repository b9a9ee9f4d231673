import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { openStore, type Store } from '../../db/open.ts'
import type { ReportQuestion } from './question.ts'
import { ReportReader } from './reader.ts'

/** The thread that reads. Real: the thread, an empty store. */
let folder: string
let store: Store
let reader: ReportReader
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-reader-'))
  const opened = openStore(folder)
  store = must(opened.ok ? opened.value : null, 'a new store opens')
  reader = new ReportReader(store.file)
})
afterEach(async () => {
  await reader.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const question: ReportQuestion = {
  period: { from: '2026-11-24', to: '2026-11-24' },
  by: 'queue',
  scope: { kind: 'hall' },
  compare: false,
  today: '2026-11-24',
  timeZone: 'Asia/Shanghai',
  waitTargetMinutes: null,
}
const here = () => new AbortController().signal

it('answers several questions, each its own', async () => {
  const answers = await Promise.all([
    reader.count({ ...question, compare: true }, here()),
    reader.count({ ...question, by: 'day' }, here()),
    reader.count(question, here()),
  ])
  expect(answers.map(({ before, rows }) => [before?.from ?? null, rows.length])).toEqual([
    ['2026-11-23', 0],
    [null, 1],
    [null, 0],
  ])
})

it('leaves out who has gone before their turn, and goes on', async () => {
  const first = reader.count(question, here())
  const gone = reader.count(question, AbortSignal.abort())
  const last = reader.count(question, here())
  await expect(gone).rejects.toThrow('gone')
  expect((await first).total.issued).toBe(0)
  expect((await last).total.issued).toBe(0)
})

it('a question that fails is told, and the next is answered', async () => {
  await expect(reader.count({ ...question, period: { from: '0', to: '0' } }, here())).rejects.toThrow()
  expect((await reader.count(question, here())).total.issued).toBe(0)
})

it('who waits when the hall stops is told so, and asking again begins again', async () => {
  const asked = reader.count(question, here())
  const stopped = expect(asked).rejects.toThrow('stops')
  await reader.close()
  await stopped
  expect((await reader.count(question, here())).total.issued).toBe(0)
})

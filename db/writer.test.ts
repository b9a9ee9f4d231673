import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fact } from '../contract/entries.ts'
import { refusal } from '../contract/problems.ts'
import { fail, ok } from '../core/result.ts'
import { checkJournal, readJournal } from './journal.ts'
import { openStore, type Store } from './open.ts'
import { insertZone } from './queue/windows.ts'
import { type Command, Writer } from './writer.ts'

let folder: string
let store: Store
let writer: Writer

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-writer-'))
  const opened = openStore(folder)
  if (!opened.ok) throw new Error(opened.problem.message)
  store = opened.value
  writer = new Writer(store.db, { clock: () => 1_800_000_000_000, epoch: 'e', timeZone: 'Asia/Shanghai' })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** Registers a zone, and then does what the test wants of it. */
const zone =
  (name: string, then: 'agree' | 'refuse' | 'throw' = 'agree'): Command<string> =>
  (tx) => {
    const id = tx.newId()
    insertZone(tx.db, { id, name, nameEn: null })
    tx.record(fact('zone-saved', { zoneId: id, name, created: true }))
    if (then === 'throw') throw new Error(`a mistake in ${name}`)
    return then === 'agree' ? ok(name) : fail(refusal('in-use'))
  }
const zones = () =>
  store.db
    .prepare<[], { name: string }>('SELECT name FROM zones ORDER BY position')
    .all()
    .map(({ name }) => name)

describe('who shares a commit', () => {
  const commits: number[] = []
  beforeEach(() => {
    commits.length = 0
    writer.onCommitted((entries) => commits.push(entries.length))
  })
  const nextRound = () => new Promise<void>((resolve) => setImmediate(resolve))

  it('whoever comes alone waits for nobody', async () => {
    const first = writer.run('hall', zone('甲'))
    await nextRound()
    await Promise.all([first, writer.run('hall', zone('乙'))])
    expect(commits).toEqual([1, 1])
  })

  it('in a rush, those of the next round too', async () => {
    const first = [writer.run('hall', zone('甲')), writer.run('hall', zone('乙'))]
    await nextRound()
    await Promise.all([...first, writer.run('hall', zone('丙'))])
    expect(commits).toEqual([3])
  })

  it('a rush that does not end keeps nobody waiting', async () => {
    let answered = false
    const all = [writer.run('hall', zone('甲')), writer.run('hall', zone('乙'))]
    void all[0]?.then(() => {
      answered = true
    })
    const endMs = performance.now() + 2_000
    for (let round = 0; !answered && performance.now() < endMs; round += 1) {
      all.push(writer.run('hall', zone(`${round}`)))
      await nextRound()
    }
    expect(answered).toBe(true)
    await Promise.all(all)
    expect(commits.reduce((sum, entries) => sum + entries)).toBe(all.length)
  })
})

describe('commands that are committed together', () => {
  it('all stay when all agree', async () => {
    const told = await Promise.all(['甲', '乙', '丙'].map((name) => writer.run('hall', zone(name))))
    expect(told).toEqual([ok('甲'), ok('乙'), ok('丙')])
    expect(zones()).toEqual(['甲', '乙', '丙'])
  })

  it('leave no trace of one that refuses after it has written, and keep the others', async () => {
    const told = await Promise.all([
      writer.run('hall', zone('甲')),
      writer.run('hall', zone('乙', 'refuse')),
      writer.run('hall', zone('丙')),
    ])
    expect(told.map((one) => one.ok)).toEqual([true, false, true])
    expect(zones()).toEqual(['甲', '丙'])
    expect(readJournal(store.db, { after: 0, limit: 10 }).map((entry) => entry.body['name'])).toEqual([
      '甲',
      '丙',
    ])
    expect(checkJournal(store.db)).toMatchObject({ intact: true, entries: 2 })
  })

  it('leave no trace of one that throws after it has written, and keep the others', async () => {
    const first = writer.run('hall', zone('甲'))
    const broken = expect(writer.run('hall', zone('乙', 'throw'))).rejects.toThrow('a mistake in 乙')
    const last = writer.run('hall', zone('丙'))
    expect([await first, await last]).toEqual([ok('甲'), ok('丙')])
    await broken
    expect(zones()).toEqual(['甲', '丙'])
    expect(checkJournal(store.db)).toMatchObject({ intact: true, entries: 2 })
  })

  it('tell each entry once, though the batch was run twice', async () => {
    const heard: unknown[] = []
    writer.onCommitted((entries) => heard.push(...entries.map((entry) => entry.body['name'])))
    await Promise.all([
      writer.run('hall', zone('甲')),
      writer.run('hall', zone('乙', 'refuse')),
      writer.run('hall', zone('丙')),
    ])
    expect(heard).toEqual(['甲', '丙'])
  })

  it('give another version for every change, and for one that was taken back', async () => {
    const before = writer.version
    await writer.run('hall', zone('甲'))
    const after = writer.version
    await writer.run('hall', zone('乙', 'refuse'))
    expect(new Set([before, after, writer.version]).size).toBe(3)
  })
})

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { must } from '../../core/result.ts'
import { examineStore } from '../../db/examine.ts'
import { readJournal } from '../../db/journal.ts'
import { startHall } from '../../hall/start.ts'
import { spawnNode } from '../support/spawn.ts'
import { clientsOf, type HallLine, readHallLine } from './support/day-of-work.ts'

/** Real: a hall at work in a process of its own, copies of its files taken meanwhile, halls started on them. */
let folder: string
let hall: HallLine | null = null
let ended: Promise<unknown> = Promise.resolve()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-copies-'))
})
afterEach(async () => {
  if (hall) process.kill(hall.pid, 'SIGKILL')
  hall = null
  await ended
  rmSync(folder, { recursive: true, force: true })
})

const data = () => join(folder, 'data')

async function begin(): Promise<HallLine> {
  const spawned = spawnNode(['tests/support/hall-process.ts', data()])
  ended = spawned.ended
  hall = readHallLine(await spawned.firstLine)
  return hall
}

/** Keeps a hall busy until told to stop; gives how many tickets it acknowledged. */
async function keepBusy(on: HallLine) {
  const { kiosk, queueId } = await clientsOf(on)
  let acknowledged = 0
  let stopping = false
  const presses = Array.from({ length: 4 }, async () => {
    while (!stopping) {
      await kiosk('takeTicket', { body: { queueId } })
      acknowledged += 1
    }
  })
  return {
    acknowledged: () => acknowledged,
    async stop() {
      stopping = true
      await Promise.all(presses)
    },
    async until(count: number) {
      while (acknowledged < count) await new Promise((resolve) => setTimeout(resolve, 5))
    },
  }
}

/** A hall's folder as somebody who restores would lay it out; starts a hall on it. */
async function startOn(name: string, place: (into: string) => void | Promise<void>) {
  const into = join(folder, name)
  mkdirSync(into)
  copyFileSync(join(data(), 'secrets.json'), join(into, 'secrets.json'))
  copyFileSync(join(data(), 'demonstration.json'), join(into, 'demonstration.json'))
  await place(into)
  return startHall({
    folder: into,
    port: 0,
    host: '127.0.0.1',
    pagesFolder: into,
    log: pino({ level: 'silent' }),
    fresh: 'empty',
  })
}

const backupLine = z.object({ file: z.string(), bytes: z.number(), entries: z.number(), head: z.string() })

async function backUp(to: string) {
  const spawned = spawnNode(['build/backup.mjs', '--to', to, '--data', data(), '--json'])
  return { ...(await spawned.ended), stdout: spawned.stdout(), stderr: spawned.stderr() }
}

const countOf = (db: Database.Database) => Number(db.prepare('SELECT count(*) FROM tickets').pluck().get())

describe('a backup', () => {
  it('of a hall at work is one moment of it, can be restored, and goes on in a new epoch', async () => {
    const work = await keepBusy(await begin())
    await work.until(300)
    const before = work.acknowledged()
    const to = join(folder, 'backups', 'monday.sqlite')
    const made = await backUp(to)
    expect(made).toMatchObject({ code: 0 })
    expect(work.acknowledged(), 'the hall went on meanwhile').toBeGreaterThan(before)
    await work.stop()
    const line = backupLine.parse(JSON.parse(made.stdout))
    expect(statSync(to).mode & 0o777).toBe(0o600)
    expect(line.bytes).toBe(statSync(to).size)
    // It holds no key, and nothing that stood beside it is left.
    const { key } = z
      .object({ key: z.string() })
      .parse(JSON.parse(readFileSync(join(data(), 'secrets.json'), 'utf8')))
    expect(readFileSync(to).includes(key)).toBe(false)
    for (const end of ['-wal', '-shm', '-journal', '.part']) expect(existsSync(to + end)).toBe(false)

    const original = new Database(join(data(), 'hall.sqlite'), { readonly: true })
    const epoch = String(original.prepare('SELECT epoch FROM store').pluck().get())
    // The backup is a beginning of the original's journal.
    expect(original.prepare('SELECT hash FROM journal WHERE seq = ?').pluck().get(line.entries)).toBe(
      line.head,
    )
    original.close()

    const restored = await startOn('restored', (into) => copyFileSync(to, join(into, 'hall.sqlite')))
    const running = must(restored.ok ? restored.value : null, 'a backup starts')
    expect(countOf(running.hall.db)).toBeGreaterThanOrEqual(before)
    expect(running.hall.writer.epoch).not.toBe(epoch)
    expect(examineStore(running.hall.db).faults).toEqual([])
    const again = running.hall.writer.epoch
    const said = readJournal(running.hall.db, { after: 0, limit: 10, type: 'store-restored' })
    expect(said).toMatchObject([
      {
        seq: line.entries + 1,
        epoch: again,
        actor: 'hall',
        previousHash: line.head,
        body: { previousEpoch: epoch, previousSeq: line.entries },
      },
    ])
    await running.stop()
    // Started again in its place it is no copy any more.
    const second = must(
      await startHall({
        folder: join(folder, 'restored'),
        port: 0,
        host: '127.0.0.1',
        pagesFolder: folder,
        log: pino({ level: 'silent' }),
        fresh: 'empty',
      }),
      'a start',
    )
    const started = must(second.ok ? second.value : null, 'it starts again')
    expect(started.hall.writer.epoch).toBe(again)
    expect(readJournal(started.hall.db, { after: 0, limit: 10, type: 'store-restored' })).toEqual(said)
    await started.stop()
  })

  it('of a stopped hall works too; a file that is there is not overwritten, and a missing store is told', async () => {
    const work = await keepBusy(await begin())
    await work.until(20)
    await work.stop()
    process.kill(must(hall, 'a hall').pid, 'SIGKILL')
    await ended
    hall = null
    const to = join(folder, 'copy.sqlite')
    expect((await backUp(to)).code).toBe(0)
    const again = await backUp(to)
    expect(again.code).toBe(1)
    expect(again.stderr).toContain('文件已经存在')
    const copy = new Database(to, { readonly: true })
    expect(countOf(copy)).toBe(work.acknowledged())
    copy.close()
    const nowhere = spawnNode(['build/backup.mjs', '--to', join(folder, 'x'), '--data', join(folder, 'none')])
    expect((await nowhere.ended).code).toBe(1)
    expect(nowhere.stderr()).toContain('没有找到存储')
  })

  it('of a damaged store is refused, and no file is left', async () => {
    await begin()
    process.kill(must(hall, 'a hall').pid, 'SIGKILL')
    await ended
    hall = null
    const db = new Database(join(data(), 'hall.sqlite'))
    db.exec('DROP TRIGGER journal_is_never_changed')
    db.prepare("UPDATE journal SET actor = 'nobody' WHERE seq = 2").run()
    db.close()
    const to = join(folder, 'copy.sqlite')
    const made = await backUp(to)
    expect(made.code).toBe(1)
    expect(made.stderr).toContain('日志链在第 2 条断开')
    expect(existsSync(to)).toBe(false)
  })
})

describe('files that were copied by hand while the hall worked', () => {
  it('start with everything intact or are refused in one line, never anything between', async () => {
    const work = await keepBusy(await begin())
    const refused: string[] = []
    let started = 0
    for (let round = 0; round < 16; round += 1) {
      await work.until(work.acknowledged() + 60)
      const copied = await startOn(`copy-${round}`, async (into) => {
        const copy = (name: string) => copyFileSync(join(data(), name), join(into, name))
        // The log is forgotten, or copied first, or last; now and then the hall folds it into the store in between.
        const meanwhile = () => work.until(work.acknowledged() + (round % 8 < 4 ? 0 : 400))
        if (round % 4 === 1) {
          copy('hall.sqlite-wal')
          await meanwhile()
        }
        copy('hall.sqlite')
        if (round % 4 > 1) {
          await meanwhile()
          copy('hall.sqlite-wal')
        }
      })
      if (copied.ok) {
        started += 1
        expect(examineStore(copied.value.hall.db).faults).toEqual([])
        await copied.value.stop()
      } else refused.push(`${copied.problem.code} ${copied.problem.message}`)
    }
    await work.stop()
    expect(started).toBeGreaterThan(0)
    for (const problem of refused) expect(problem).toMatch(/^damaged 存储(不完整|无法打开)：/)
  })

  it('pages of two moments are found: a store put together from an older and a newer copy is refused', async () => {
    const work = await keepBusy(await begin())
    await work.until(100)
    const first = join(folder, 'first.sqlite')
    expect((await backUp(first)).code).toBe(0)
    await work.until(1500)
    await work.stop()
    const second = join(folder, 'second.sqlite')
    expect((await backUp(second)).code).toBe(0)
    const copied = await startOn('mixed', (into) => {
      const older = readFileSync(first)
      const mixed = Buffer.from(readFileSync(second))
      // Every third page of the beginning is as it was before.
      for (let page = 3; (page + 1) * 4096 <= older.length; page += 3)
        older.copy(mixed, page * 4096, page * 4096, (page + 1) * 4096)
      writeFileSync(join(into, 'hall.sqlite'), mixed)
    })
    expect(copied.ok).toBe(false)
    if (!copied.ok) {
      expect(copied.problem.code).toBe('damaged')
      expect(copied.problem.message).toMatch(/^存储(不完整|无法打开)：/)
    }
  })
})

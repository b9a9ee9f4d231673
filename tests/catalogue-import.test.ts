import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../core/result.ts'
import { listItems } from '../db/catalog/items.ts'
import { readJournal } from '../db/journal.ts'
import { openStore } from '../db/open.ts'
import { type RunningHall, startHall } from '../hall/start.ts'

const command = join(import.meta.dirname, '../build/import.mjs')
const header = 'department,group,name,item_code,task_type\n'
const small = `${header}区民政局,婚姻登记,结婚登记,MZ-1,7\n区人社局,未分类,社保卡申领,RS-1,20\n`
const added = { added: 2, changed: 0, unchanged: 0, faulty: [] }

let folder = ''
let data = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-import-'))
  data = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true }))

function csvFile(content: string | Uint8Array): string {
  const file = join(folder, 'catalogue.csv')
  writeFileSync(file, content)
  return file
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command as npm does, with nobody at a terminal. */
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

const lastLine = (text: string): unknown => JSON.parse(text.trim().split('\n').at(-1) ?? '')

/** Looks into the store while no hall runs on it. */
function look<Seen>(see: (db: Parameters<typeof listItems>[0]) => Seen): Seen {
  const opened = openStore(data)
  const store = must(opened.ok ? opened.value : null, 'no hall runs on it')
  try {
    return see(store.db)
  } finally {
    store.close()
  }
}

const codesIn = (db: Parameters<typeof listItems>[0]) => listItems(db, {}, 0, 100).map(({ code }) => code)

async function hallOn(host = '127.0.0.1'): Promise<RunningHall> {
  const log = pino({ level: 'silent' })
  const started = await startHall({ folder: data, port: 0, host, pagesFolder: folder, log, fresh: 'empty' })
  return must(started.ok ? started.value : null, 'the folder is new and any port does')
}

describe('npm run import', () => {
  it('imports into a folder without a hall, which becomes an empty one with its set-up code', async () => {
    const file = csvFile(small)
    const ended = await run(file, '--data', data, '--yes', '--json')
    expect(ended).toMatchObject({ code: 0 })
    expect(lastLine(ended.out)).toEqual(added)
    expect(look(codesIn)).toEqual(['MZ-1', 'RS-1'])
    const last = look((db) => readJournal(db, { after: 0, limit: 1, latest: true }))
    expect(last).toMatchObject([{ type: 'catalogue-imported', actor: 'command-line' }])
    const hall = await hallOn()
    expect(hall.setUpCode).not.toBeNull()
    await hall.stop()
    expect(lastLine((await run(file, '--data', data, '--yes', '--json')).out)).toEqual({
      ...added,
      added: 0,
      unchanged: 2,
    })
  })

  it('asks a running hall to do it', async () => {
    const hall = await hallOn()
    try {
      const file = csvFile(small)
      expect(lastLine((await run(file, '--data', data, '--dry-run', '--json')).out)).toEqual(added)
      expect(codesIn(hall.hall.db)).toEqual([])
      const ended = await run(file, '--data', data, '--yes', '--json')
      expect(ended).toMatchObject({ code: 0 })
      expect(lastLine(ended.out)).toEqual(added)
      expect(codesIn(hall.hall.db)).toEqual(['MZ-1', 'RS-1'])
      expect(readJournal(hall.hall.db, { after: 0, limit: 1, latest: true })).toMatchObject([
        { type: 'catalogue-imported', actor: 'command-line' },
      ])
    } finally {
      await hall.stop()
    }
  })

  it('asks a running hall that serves HTTPS by its own certificate', async () => {
    const hall = await hallOn('0.0.0.0')
    try {
      expect(hall.url).toMatch(/^https:/)
      const ended = await run(csvFile(small), '--data', data, '--yes', '--json')
      expect(ended).toMatchObject({ code: 0 })
      expect(codesIn(hall.hall.db)).toEqual(['MZ-1', 'RS-1'])
    } finally {
      await hall.stop()
    }
  })

  it('with --dry-run shows what would change, and leaves not even a folder behind', async () => {
    const ended = await run(csvFile(small), '--data', data, '--dry-run')
    expect(ended).toMatchObject({ code: 0 })
    expect(ended.out).toContain('新增 2 项    更改 0 项    不变 0 项')
    expect(ended.out).toContain('区民政局、区人社局')
    expect(ended.out).toContain('第 2 行  新增  MZ-1  结婚登记')
    expect(existsSync(data)).toBe(false)
  })

  it('without --yes and without a terminal refuses, and says what to do', async () => {
    const ended = await run(csvFile(small), '--data', data)
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('--yes')
    expect(existsSync(data)).toBe(false)
  })

  it('of a faulty file names every fault by line, ends with 1, and changes nothing', async () => {
    const faulty = csvFile(`${small}区民政局,,,MZ-3,7\n区民政局,,收养登记,MZ-1,7\n`)
    const ended = await run(faulty, '--data', data, '--yes', '--json')
    expect(ended.code).toBe(1)
    expect(lastLine(ended.out)).toEqual({
      added: 0,
      changed: 0,
      unchanged: 0,
      faulty: [
        { line: 4, column: 'name', code: 'empty', message: '不能为空。' },
        {
          line: 5,
          column: 'item_code',
          code: 'duplicate-code',
          message: '事项编码重复：第 2 行和第 5 行都是 MZ-1。',
        },
      ],
    })
    expect(existsSync(data)).toBe(false)
    const read = await run(faulty, '--data', data, '--yes')
    expect(read.out).toContain('第 4 行  name  不能为空。')
  })

  it('of a file in GBK says so', async () => {
    const gbk = Buffer.concat([Buffer.from(header), Buffer.from([0xc7, 0xf8, 0xc3, 0xf1, 0x0a])])
    const ended = await run(csvFile(gbk), '--data', data, '--yes', '--json')
    expect(ended.code).toBe(1)
    expect(lastLine(ended.out)).toMatchObject({ faulty: [{ line: 2, code: 'not-utf8' }] })
  })

  it.each([
    { args: [], says: '用法' },
    { args: ['one.csv', 'two.csv'], says: '用法' },
    { args: ['--force', 'one.csv'], says: '用法' },
    { args: [join(tmpdir(), 'there-is-no-such-file.csv')], says: '无法读取' },
  ])('of $args says what is wrong in a line', async ({ args, says }) => {
    const ended = await run(...args)
    expect(ended.code).toBe(1)
    expect(ended.err).toContain(says)
    expect(ended.err).not.toContain('    at ')
    expect(readdirSync(folder)).toEqual([])
  })

  it('into a folder that cannot be one says so', async () => {
    const file = csvFile(small)
    const ended = await run(file, '--data', file, '--yes')
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('数据目录无法写入')
  })
})

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { must } from '../core/result.ts'
import { type Spawned, spawnNode } from './support/spawn.ts'

/** `npm start` as a newcomer runs it. Real: the processes, the bridge, the signals, the store, the pages. */
let folder: string
const running: Spawned[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-start-'))
})
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGKILL')
    await one.ended
  }
  rmSync(folder, { recursive: true, force: true })
})

function start(...args: string[]): Spawned {
  const spawned = spawnNode(['build/start.mjs', '--port', '0', '--data', join(folder, 'data'), ...args])
  running.push(spawned)
  return spawned
}

const readyLine = z.object({
  url: z.url(),
  dataDir: z.string(),
  demo: z.boolean(),
  pages: z.object({ kiosk: z.url(), window: z.url(), pad: z.url(), display: z.url(), console: z.url() }),
  accounts: z
    .array(
      z.object({
        account: z.string(),
        password: z.string(),
        roles: z.array(z.string()).min(1),
        windowId: z.string().optional(),
      }),
    )
    .optional(),
  terminals: z
    .array(
      z.object({ role: z.string(), name: z.string(), token: z.string(), windowId: z.string().optional() }),
    )
    .optional(),
})
const ready = async (spawned: Spawned) => readyLine.parse(JSON.parse(await spawned.firstLine))

async function failsWith(spawned: Spawned): Promise<string> {
  const { code } = await spawned.ended
  expect(code).not.toBe(0)
  expect(spawned.stdout()).toBe('')
  const lines = spawned
    .stderr()
    .trim()
    .split('\n')
    .filter(
      (line) =>
        !line.startsWith('Building the pages') && !line.startsWith('Pages built') && !line.startsWith('{'),
    )
  expect(lines, spawned.stderr()).toHaveLength(1)
  return must(lines[0], 'one line')
}

it('runs the demonstration: every page answers, the same secrets at every start, a clean end', async () => {
  const first = start('--json')
  const line = await ready(first)
  expect(line.demo).toBe(true)
  for (const [name, url] of Object.entries(line.pages)) {
    const page = await fetch(url)
    expect(page.status, name).toBe(200)
    expect(page.headers.get('content-security-policy'), name).not.toContain('unsafe')
  }
  // It has taken its own place with few of glibc's heaps: the process is the one that was started.
  if (process.platform === 'linux')
    expect(readFileSync(`/proc/${first.child.pid}/environ`, 'utf8').split('\0')).toContain(
      'MALLOC_ARENA_MAX=2',
    )
  expect(line.terminals?.filter((one) => one.role === 'kiosk').map((one) => one.name)).toContain('spare')
  const withWindow = must(line.accounts, 'accounts').filter((one) => one.windowId !== undefined)
  expect(withWindow.length).toBeGreaterThan(3)
  for (const one of withWindow)
    expect(
      line.terminals?.some((terminal) => terminal.role === 'pad' && terminal.windowId === one.windowId),
    ).toBe(true)
  const spare = must(
    line.terminals?.find((one) => one.name === 'spare'),
    'spare',
  )
  const queues = await fetch(`${line.url}/api/v1/queues`, {
    headers: { authorization: `Bearer ${spare.token}` },
  })
  const seen = z
    .object({ queues: z.array(z.object({ open: z.boolean(), waiting: z.number() })) })
    .parse(await queues.json())
  expect(seen.queues.every((queue) => queue.open && queue.waiting === 0)).toBe(true)

  // Nobody else on the machine reads what a hall keeps, also in a folder that was made open.
  for (const name of readdirSync(line.dataDir, { recursive: true, encoding: 'utf8' }))
    expect(statSync(join(line.dataDir, name)).mode & 0o077, name).toBe(0)

  first.child.kill('SIGINT')
  expect(await first.ended).toMatchObject({ code: 0 })
  const again = await ready(start('--json'))
  expect(again.accounts).toEqual(line.accounts)
  expect(again.terminals).toEqual(line.terminals)
})

it('a kill −9 leaves no lock and no bridge behind', async () => {
  const first = start('--json')
  const line = await ready(first)
  first.child.kill('SIGKILL')
  await first.ended
  expect((await ready(start('--json'))).accounts).toEqual(line.accounts)
  // The killed hall's bridge has noticed and gone: its port is free, or somebody else's.
  const kiosk = new URL(line.pages.kiosk)
  await expect
    .poll(
      () =>
        fetch(kiosk).then(
          () => 'answers',
          () => 'gone',
        ),
      { timeout: 10_000 },
    )
    .toBe('gone')
})

it('--reset begins again, and --new makes an empty hall with one code', async () => {
  const first = await (async () => {
    const spawned = start('--json')
    const line = await ready(spawned)
    spawned.child.kill('SIGTERM')
    await spawned.ended
    return line
  })()
  const spawned = start('--json', '--reset', '--new')
  const line = await ready(spawned)
  expect(line).toMatchObject({ demo: false })
  expect(line.accounts).toBeUndefined()
  expect(line.terminals).toBeUndefined()
  expect(existsSync(join(first.dataDir, 'demonstration.json'))).toBe(false)
  await expect.poll(() => spawned.stderr()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
})

describe('what stands in the way is said in one line, with a non-zero exit', () => {
  it('a second start on the same store', async () => {
    await ready(start('--json'))
    expect(await failsWith(start())).toContain('已有大厅服务在运行')
    expect(await failsWith(start('--reset'))).toContain('已有大厅服务在运行')
  })
  it('a port in use', async () => {
    const holder = createServer()
    const port = await new Promise<number>((resolve) =>
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      }),
    )
    expect(await failsWith(start('--port', String(port)))).toContain(`端口 ${port} 已被占用`)
    holder.close()
  })
  it('a data folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), 'not a folder')
    expect(await failsWith(start('--data', join(folder, 'file')))).toContain('数据目录无法写入')
    // A place where making a folder recursively never returns.
    expect(await failsWith(start('--data', '/proc/govhall/data'))).toContain('数据目录无法写入')
  })
  it('accounts of the demonstration that somebody spoilt', async () => {
    const first = start('--json')
    const { dataDir } = await ready(first)
    first.child.kill('SIGINT')
    await first.ended
    writeFileSync(join(dataDir, 'demonstration.json'), '{"accounts":')
    expect(await failsWith(start())).toContain('演示的账号文件读不懂')
  })
  it('a store from a newer version', async () => {
    const first = start('--json')
    const { dataDir } = await ready(first)
    first.child.kill('SIGINT')
    await first.ended
    const db = new Database(join(dataDir, 'hall.sqlite'))
    db.pragma('user_version = 9999')
    db.close()
    expect(await failsWith(start())).toContain('更新的版本')
  })
  it('a store that is not one', async () => {
    const first = start('--json')
    const { dataDir } = await ready(first)
    first.child.kill('SIGINT')
    await first.ended
    writeFileSync(join(dataDir, 'hall.sqlite'), 'x'.repeat(5000))
    expect(await failsWith(start())).toContain('存储无法打开')
  })
  it('a port, an option or a host that cannot be', async () => {
    expect(await failsWith(start('--port', '99999'))).toContain('--port')
    expect(await failsWith(start('--prot', '1'))).toContain('没有选项 --prot')
    expect(await failsWith(start('--host', '203.0.113.77'))).toContain('--host')
  })
  it('a Node that is too old', async () => {
    const old =
      "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.11.0'}})"
    const spawned = spawnNode(['--import', old, 'build/start.mjs'])
    expect((await spawned.ended).code).not.toBe(0)
    expect(spawned.stderr()).toContain('20.11.0')
    expect(spawned.stdout()).toBe('')
  })
})

it('off loopback it is HTTPS by the hall’s own CA, and the bridge trusts it', async () => {
  const spawned = start('--json', '--host', '0.0.0.0')
  const line = await ready(spawned)
  expect(line.url).toMatch(/^https:/)
  const control = z
    .object({ caCertificate: z.string() })
    .parse(
      JSON.parse(
        must(
          await import('node:fs').then((fs) => fs.readFileSync(join(folder, 'data', 'control.json'), 'utf8')),
          'control',
        ),
      ),
    )
  const { Agent, fetch: fetchBy } = await import('undici')
  const trusting = await fetchBy(`${line.url}/readyz`, {
    dispatcher: new Agent({ connect: { ca: control.caCertificate } }),
  })
  expect(trusting.status).toBe(200)
  await expect(fetch(`${line.url}/readyz`)).rejects.toThrow()
  const throughBridge = await fetch(new URL('/api/v1/queues', line.pages.kiosk))
  expect(throughBridge.status).toBe(200)
})

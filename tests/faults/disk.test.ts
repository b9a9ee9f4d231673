import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, ProblemError } from '../../contract/client.ts'
import type { Problem } from '../../contract/problems.ts'
import { checkJournal } from '../../db/journal.ts'
import { openStore } from '../../db/open.ts'
import { clientsOf, type HallLine, readHallLine } from './support/day-of-work.ts'
import { cannotBreak, cannotMount, SmallDisk } from './support/small-disk.ts'

/** Real: the file system and its fault, the hall's process, HTTP. */
const hindrance = cannotMount()
const noBreaking = hindrance ?? cannotBreak()
for (const why of new Set([hindrance, noBreaking]))
  if (why !== null) process.stderr.write(`a small disk cannot be tried here: ${why}\n`)

let folder: string
let disk: SmallDisk | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govhall-disk-'))
  mkdirSync(join(folder, 'disk'))
})
afterEach(() => {
  disk?.end()
  disk = null
  rmSync(folder, { recursive: true, force: true })
})

const hallOn = (on: SmallDisk) =>
  on.spawnNode(['tests/support/hall-process.ts', join(on.place, 'data')], { GOVHALL_LOG: 'info' })

/** Presses until the hall has refused so often; gives what it acknowledged and how it refused. */
async function pressUntilRefused(kiosk: Client, queueId: string, times: number) {
  const numbers: string[] = []
  const refusals: Problem[] = []
  while (refusals.length < times) {
    expect(numbers.length, 'the disk should be full by now').toBeLessThan(20_000)
    const pressed = await Promise.allSettled(
      Array.from({ length: 8 }, () => kiosk('takeTicket', { body: { queueId } })),
    )
    for (const one of pressed) {
      if (one.status === 'fulfilled') numbers.push(one.value.number)
      else if (one.reason instanceof ProblemError) refusals.push(one.reason.problem)
      else throw one.reason
    }
  }
  return { numbers, refusals }
}

const readiness = async (hall: HallLine) => (await fetch(`${hall.url}/readyz`)).status

/** Looks at the store from outside after the hall was killed: every number, and nothing between them. */
function numbersOn(on: SmallDisk): { numbers: string[]; intact: boolean } {
  const copy = join(folder, 'copy')
  mkdirSync(copy)
  const data = join(on.seenFromHere, 'data')
  for (const name of readdirSync(data).filter((one) => /^hall\.sqlite(-wal)?$/.test(one)))
    copyFileSync(join(data, name), join(copy, name))
  const store = openStore(copy)
  if (!store.ok) throw new Error(store.problem.message)
  const numbers = store.value.db
    .prepare<[], string>('SELECT number FROM tickets ORDER BY ordinal')
    .pluck()
    .all()
  const { intact } = checkJournal(store.value.db)
  store.value.close()
  return { numbers, intact }
}

const inOrder = (count: number) =>
  Array.from({ length: count }, (_, index) => `A${String(index + 1).padStart(3, '0')}`)

describe.skipIf(hindrance !== null)('a disk that is full', () => {
  it('is said so; nothing acknowledged is lost, reading goes on, and with room so does the hall', async () => {
    disk = await SmallDisk.inMemory(join(folder, 'disk'), '3m')
    const spawned = hallOn(disk)
    const hall = readHallLine(await spawned.firstLine)
    const { kiosk, queueId } = await clientsOf(hall)
    expect(await readiness(hall)).toBe(200)
    const { numbers, refusals } = await pressUntilRefused(kiosk, queueId, 20)
    for (const problem of refusals) expect(problem).toMatchObject({ status: 503, code: 'store-unavailable' })
    expect(refusals[0]?.detail).toContain('磁盘可能已满')
    expect(await readiness(hall)).toBe(503)
    expect((await kiosk('queues', {})).queues.find(({ id }) => id === queueId)?.waiting).toBe(numbers.length)

    disk.remount('size=32m')
    // Nobody presses anything: it is noticed by whoever watches.
    const untilMs = performance.now() + 30_000
    while ((await readiness(hall)) !== 200) {
      expect(performance.now()).toBeLessThan(untilMs)
      await sleep(50)
    }
    numbers.push((await kiosk('takeTicket', { body: { queueId } })).number)
    const said = (text: string) =>
      spawned
        .stderr()
        .split('\n')
        .filter((line) => line.includes(text))
    expect(said('the store takes no changes')).toHaveLength(1)
    expect(said('the store takes no changes')[0]).toContain('SQLITE_FULL')
    expect(said('the store takes changes again')).toHaveLength(1)

    process.kill(hall.pid, 'SIGKILL')
    await spawned.ended
    expect(numbers.toSorted()).toEqual(inOrder(numbers.length))
    expect(numbersOn(disk)).toEqual({ numbers: inOrder(numbers.length), intact: true })
  })

  it('at the start is told in one line, and nothing is called damaged', async () => {
    disk = await SmallDisk.inMemory(join(folder, 'disk'), '3m')
    const first = hallOn(disk)
    const hall = readHallLine(await first.firstLine)
    const { kiosk, queueId } = await clientsOf(hall)
    const { numbers } = await pressUntilRefused(kiosk, queueId, 20)
    process.kill(hall.pid, 'SIGKILL')
    await first.ended
    // Not a byte is left, not even for the lock.
    disk.fill()
    const second = disk.spawnNode([
      'build/start.mjs',
      '--json',
      '--port',
      '0',
      '--data',
      join(disk.place, 'data'),
    ])
    expect((await second.ended).code).toBe(1)
    expect(second.stdout()).toBe('')
    expect(second.stderr().trim().split('\n').at(-1)).toMatch(
      /^磁盘已满：\S+。请腾出空间后再启动；已有的记录没有丢失。$/,
    )
    expect(numbersOn(disk)).toEqual({ numbers: inOrder(numbers.length), intact: true })
  })

  it('that can only be read is told in one line', async () => {
    disk = await SmallDisk.inMemory(join(folder, 'disk'), '8m')
    const first = hallOn(disk)
    process.kill(readHallLine(await first.firstLine).pid, 'SIGKILL')
    await first.ended
    disk.remount('ro')
    const second = disk.spawnNode([
      'build/start.mjs',
      '--json',
      '--port',
      '0',
      '--data',
      join(disk.place, 'data'),
    ])
    expect((await second.ended).code).toBe(1)
    expect(second.stderr().trim()).toMatch(/^数据目录无法写入：\S+。请检查权限，或用 --data 指定别的目录。$/)
  })
})

describe.skipIf(noBreaking !== null)('a disk that breaks', () => {
  it('and turns read-only under a running hall loses nothing acknowledged, and changes are refused', async () => {
    disk = await SmallDisk.onLoop(join(folder, 'disk'))
    const spawned = hallOn(disk)
    const hall = readHallLine(await spawned.firstLine)
    const { kiosk, queueId } = await clientsOf(hall)
    const before = await Promise.all(
      Array.from({ length: 30 }, () => kiosk('takeTicket', { body: { queueId } })),
    )
    disk.break()
    const { numbers, refusals } = await pressUntilRefused(kiosk, queueId, 8)
    for (const problem of refusals) expect(problem).toMatchObject({ status: 503, code: 'store-unavailable' })
    expect(numbers).toEqual([])
    expect(await readiness(hall)).toBe(503)
    expect((await fetch(`${hall.url}/healthz`)).status).toBe(200)
    const last = before.at(-1)?.id ?? ''
    expect((await kiosk('ticket', { params: { id: last } })).state).toBe('waiting')
    expect(spawned.stderr()).toContain('the store takes no changes')
    process.kill(hall.pid, 'SIGKILL')
    await spawned.ended
    expect(numbersOn(disk)).toEqual({ numbers: inOrder(30), intact: true })
    expect(existsSync(join(disk.seenFromHere, 'data', 'hall.sqlite'))).toBe(true)
  })
})

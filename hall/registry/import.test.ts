import type Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { ok } from '../../core/result.ts'
import { Writer } from '../../db/writer.ts'
import { trialStore } from '../catalog/trial-store.ts'
import { importRows } from './import.ts'
import { mostRowsOf, readTableFile } from './read-file.ts'
import { tables } from './tables.ts'

/** A store that counts the rows which are read from it. */
function countingReads(db: Database.Database): { db: Database.Database; rows: () => number } {
  let rows = 0
  const counted = (statement: Database.Statement): Database.Statement =>
    new Proxy(statement, {
      get(target, key) {
        if (key === 'all')
          return (...values: unknown[]) => {
            const read = target.all(...values)
            rows += read.length
            return read
          }
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const counting = new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => counted(target.prepare(sql))
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { db: counting, rows: () => rows }
}

const files = {
  zones: (count: number) => `区域\n${lines(count, (at) => `第${at}区`)}`,
  departments: (count: number) => `部门,默认队列\n${lines(count, (at) => `部门${at},A`)}`,
  windows: (count: number) => `窗口号,区域,办理的队列\n${lines(count, (at) => `${at + 1},第${at}区,A`)}`,
  staff: (count: number) =>
    `账号,姓名,角色,窗口,区域\n${lines(count, (at) => `clerk${at},人${at},窗口人员,${at + 1},第${at}区`)}`,
  items: (count: number) =>
    `事项编码,事项名称,部门,事项类型,队列\n${lines(count, (at) => `11500222MB15330524${String(at).padStart(13, '0')},事项${at},部门${at},1,A`)}`,
} as const

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n')
}

/** How many rows were read for each of a file's rows, register by register, in a store that has nothing else. */
async function readForEach(count: number): Promise<Record<string, number>> {
  const store = trialStore()
  const { db, rows } = countingReads(store.db)
  const writer = new Writer(db, { clock: () => 0, epoch: 'trial', timeZone: 'Asia/Shanghai' })
  const load = async (name: keyof typeof tables, text: string) => {
    const file = await readTableFile(new TextEncoder().encode(text), mostRowsOf(name))
    if (!file.ok) throw new Error(JSON.stringify(file.problem))
    const before = rows()
    await writer.run('trial', (tx) => {
      expect(importRows(tx, tables[name], file.value, () => 'hash').faults).toEqual([])
      return ok(null)
    })
    return rows() - before
  }
  await load('queues', '前缀,名称,开放\nA,综合,是')
  const read: Record<string, number> = {}
  for (const name of ['zones', 'departments', 'windows', 'staff', 'items'] as const)
    read[name] = (await load(name, files[name](count))) / count
  return read
}

it('a preview of 2,000 departments held the kiosks up: a row of a file costs the same however many there are', async () => {
  const few = await readForEach(20)
  const many = await readForEach(200)
  for (const [name, read] of Object.entries(many))
    expect(read, name).toBeLessThanOrEqual((few[name] ?? 0) + 1)
})

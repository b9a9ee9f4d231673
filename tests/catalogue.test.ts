import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '../contract/shapes.ts'
import type { SearchIndex } from '../core/catalog/search.ts'
import { search } from '../core/catalog/search.ts'
import { must } from '../core/result.ts'
import { allDepartments, groupsOf } from '../db/catalog/departments.ts'
import { listItems } from '../db/catalog/items.ts'
import { catalogueIndex } from '../db/catalog/search-index.ts'
import { openStore, type Store } from '../db/open.ts'
import { createStore } from '../db/store.ts'
import { Writer } from '../db/writer.ts'
import { findItems } from '../hall/catalog/find-items.ts'
import { applyImport, planImport } from '../hall/catalog/import.ts'
import { decodeCatalogue, readCatalogue } from '../hall/catalog/read-catalogue.ts'

/** A real district's catalogue lies outside of the repository; without it these tests say that they were skipped. */
const file = process.env['GOVHALL_CATALOGUE'] ?? ''

describe.skipIf(file === '')('the catalogue of a real district', () => {
  let csv = ''
  let lines: string[] = []
  let folder = ''
  let store: Store
  let db: Database.Database
  let writer: Writer

  beforeAll(async () => {
    const decoded = decodeCatalogue(readFileSync(file))
    csv = must(decoded.ok ? decoded.value : null, 'the catalogue is UTF-8')
    lines = csv.split('\n')
    folder = mkdtempSync(join(tmpdir(), 'govhall-district-'))
    const opened = openStore(folder)
    store = must(opened.ok ? opened.value : null, 'a new folder can be written')
    db = store.db
    const row = { instanceId: 'district', epoch: 'district', demonstration: false, setUpCodeHash: null }
    createStore(db, { ...row, settings: defaultSettings('区政务服务中心', '') }, Date.now())
    writer = new Writer(db, { clock: Date.now, epoch: 'district', timeZone: 'Asia/Shanghai' })
    const done = await writer.run('command-line', (tx) => applyImport(tx, csv))
    expect(done).toEqual({ ok: true, value: { added: 1135, changed: 0, unchanged: 0, faulty: [] } })
  })
  afterAll(() => {
    store?.close()
    if (folder !== '') rmSync(folder, { recursive: true })
  })

  it('becomes 34 departments and 1,135 items, each with a queue', () => {
    expect(allDepartments(db)).toHaveLength(34)
    const items = listItems(db, {}, 0, 5000)
    expect(items).toHaveLength(1135)
    expect(items.filter(({ queueId }) => queueId === null)).toEqual([])
  })

  it('is unchanged when it is imported again', async () => {
    const again = await writer.run('command-line', (tx) => applyImport(tx, csv))
    expect(again).toMatchObject({ value: { added: 0, changed: 0, unchanged: 1135 } })
  })

  it('has every item within four touches: department, group unless there is only one, item', () => {
    const reached = new Map<string, number>()
    for (const department of allDepartments(db)) {
      const groups = groupsOf(db, department.id)
      for (const group of groups) {
        const question = { department: department.id, group: group.name || '未分类', limit: 200 }
        const list = findItems(db, groups.length === 1 ? { ...question, group: undefined } : question)
        const { items, next } = must(list.ok ? list.value : null, 'a list is not refused')
        // One list holds the whole group: nothing lies behind a further touch.
        expect(next).toBeNull()
        const touches = groups.length === 1 ? ['department', 'item'] : ['department', 'group', 'item']
        for (const { id } of items) reached.set(id, touches.length)
      }
    }
    expect(reached.size).toBe(1135)
    expect(Math.max(...reached.values())).toBeLessThanOrEqual(4)
  })

  it('shows 99 % of its items among the first 12 for four initials, and for two characters, of a part of their name', () => {
    const index = catalogueIndex(db)
    const initials = shareFound(index, 4, (part) =>
      part.map(({ readings, text }) => (readings[0] ?? text).charAt(0)).join(''),
    )
    const characters = shareFound(index, 2, (part) => part.map(({ text }) => text).join(''))
    console.info(
      `among the first 12: ${initials * 100} % by four initials, ${characters * 100} % by two characters`,
    )
    expect(initials).toBeGreaterThanOrEqual(0.99)
    expect(characters).toBeGreaterThanOrEqual(0.99)
  })

  it('finds 社保 by sb', () => {
    const found = findItems(db, { q: 'sb', limit: 12 })
    const names = found.ok ? found.value.items.map(({ name }) => name) : []
    expect(names.filter((name) => name.includes('社保'))).not.toEqual([])
  })

  it('answers a question within 10 ms', () => {
    const index = catalogueIndex(db)
    const typed = [
      's',
      'sb',
      'shbx',
      'shebao',
      '登记',
      '社会保险',
      'jidongche',
      'x z x k',
      'zhongguo',
      '变更登记',
      'a',
    ]
    for (const text of typed) search(index, text, 12)
    const startedAt = performance.now()
    const rounds = 20
    for (let round = 0; round < rounds; round += 1) for (const text of typed) search(index, text, 12)
    expect((performance.now() - startedAt) / (rounds * typed.length)).toBeLessThan(10)
  })

  /** A copy in which one line was replaced; `line` as an editor counts it. */
  const damaged = (line: number, replace: (text: string) => string) =>
    lines.map((text, index) => (index === line - 1 ? replace(text) : text)).join('\n')
  const field = (column: number, value: string) => (text: string) =>
    text
      .split(',')
      .map((one, index) => (index === column ? value : one))
      .join(',')

  it.each([
    {
      damage: 'a renamed column',
      at: 1,
      replace: field(3, 'code'),
      fault: [1, 'item_code', 'missing-column'],
    },
    { damage: 'a header that is missing', at: 1, replace: () => '', fault: [1, '', 'missing-header'] },
    { damage: 'an empty name', at: 2, replace: field(2, ''), fault: [2, 'name', 'empty'] },
    { damage: 'an empty department', at: 600, replace: field(0, ' '), fault: [600, 'department', 'empty'] },
    {
      damage: 'an unknown kind of authority',
      at: 1136,
      replace: field(4, '99'),
      fault: [1136, 'task_type', 'unknown-task-type'],
    },
    {
      damage: 'a code in scientific notation',
      at: 77,
      replace: field(3, '5.11E+30'),
      fault: [77, 'item_code', 'bad-character'],
    },
    {
      damage: 'a tab in a name',
      at: 300,
      replace: field(2, '登\t记'),
      fault: [300, 'name', 'control-character'],
    },
    {
      damage: 'a lost character',
      at: 301,
      replace: field(2, '登\ufffd记'),
      fault: [301, 'name', 'unreadable'],
    },
    {
      damage: 'a name beyond all bounds',
      at: 9,
      replace: field(2, '长'.repeat(400)),
      fault: [9, 'name', 'too-long'],
    },
    {
      damage: 'a column too many',
      at: 500,
      replace: (text: string) => `${text},1`,
      fault: [500, '', 'wrong-column-count'],
    },
    {
      damage: 'a column too few',
      at: 501,
      replace: () => '区民政局,登记',
      fault: [501, '', 'wrong-column-count'],
    },
    {
      damage: 'a quotation without end',
      at: 1000,
      replace: (text: string) => `"${text}`,
      fault: [1000, '', 'unterminated-quote'],
    },
  ])('names $damage by its line, and changes nothing', async ({ at, replace, fault }) => {
    const before = writer.seq
    const copy = damaged(at, replace)
    const faulty = planImport(db, copy).faulty
    expect(faulty[0]).toMatchObject({ line: fault[0], column: fault[1], code: fault[2] })
    const refused = await writer.run('command-line', (tx) => applyImport(tx, copy))
    expect(refused).toMatchObject({ ok: false, problem: { code: 'catalogue-faulty' } })
    expect(writer.seq).toBe(before)
  })

  it('names a row that stands twice by its second line', () => {
    const twice = [...lines.slice(0, 1136), lines[41] ?? ''].join('\n')
    expect(readCatalogue(twice).faults).toMatchObject([{ line: 1137, code: 'duplicate-code' }])
    expect(readCatalogue(twice).faults[0]?.message).toContain('第 42 行和第 1137 行')
  })

  it('with line breaks inside a name still names later faults by their own line', () => {
    const copy = damaged(10, field(2, '"第一行\n第二行"')).split('\n')
    copy[700] = field(4, 'x')(copy[700] ?? '')
    expect(readCatalogue(copy.join('\n')).faults.map(({ line, code }) => [line, code])).toEqual([
      [10, 'control-character'],
      [701, 'unknown-task-type'],
    ])
  })

  it('may come with a byte order mark and CRLF', () => {
    expect(planImport(db, `\ufeff${lines.join('\r\n')}`)).toMatchObject({ unchanged: 1135, faulty: [] })
  })
})

/** The share of items that stand among the first 12 for some part of their name with so many characters. */
function shareFound(
  index: SearchIndex,
  length: number,
  typed: (part: SearchIndex['entries'][number]['name']) => string,
): number {
  const firstTwelve = new Map<string, ReadonlySet<string>>()
  const found = index.entries.filter(({ id, name }) => {
    for (let start = 0; start === 0 || start + length <= name.length; start += 1) {
      const text = typed(name.slice(start, start + length))
      const results = firstTwelve.get(text) ?? new Set(search(index, text, 12))
      firstTwelve.set(text, results)
      if (results.has(id)) return true
    }
    return false
  })
  return found.length / index.entries.length
}

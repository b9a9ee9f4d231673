import { readFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ok } from '../../core/result.ts'
import { allDepartments, groupsOf } from '../../db/catalog/departments.ts'
import { entriesByCode, findItemGuide, listItems, saveGuide, setItemQueue } from '../../db/catalog/items.ts'
import { checkJournal, readJournal } from '../../db/journal.ts'
import { allQueues, prefixesTaken, saveQueue } from '../../db/queue/queues.ts'
import type { Writer } from '../../db/writer.ts'
import { applyImport, planImport } from './import.ts'
import { trialStore } from './trial-store.ts'

const header = 'department,group,name,item_code,task_type\n'
const small = `${header}区民政局,婚姻登记,结婚登记,MZ-1,7
区民政局,婚姻登记,离婚登记,MZ-2,7
区人社局,未分类,社会保障卡申领,RS-1,20
`

const importing = (writer: Writer, csv: string) => writer.run('command-line', (tx) => applyImport(tx, csv))
const types = (db: Database.Database) => readJournal(db, { after: 0, limit: 500 }).map(({ type }) => type)
const everyItem = (db: Database.Database) => listItems(db, {}, 0, 5000)

describe('importing a catalogue', () => {
  it('adds departments, each with a closed queue and the next free prefix, and their items', async () => {
    const { db, writer } = trialStore()
    expect(await importing(writer, small)).toEqual({
      ok: true,
      value: { added: 3, changed: 0, unchanged: 0, faulty: [] },
    })
    expect(
      allDepartments(db).map(({ name, initials, items, groups }) => [name, initials, items, groups]),
    ).toEqual([
      ['区民政局', 'QMZJ', 2, 1],
      ['区人社局', 'QRSJ', 1, 1],
    ])
    expect(allQueues(db).map(({ prefix, name, switchedOn }) => [prefix, name, switchedOn])).toEqual([
      ['A', '区民政局', false],
      ['B', '区人社局', false],
    ])
    const [civilAffairs] = allQueues(db)
    expect(civilAffairs?.hours).toMatchObject({ alwaysOpen: false, lastTicketMinutes: 15 })
    expect(
      everyItem(db).map(({ code, group, queueId }) => [code, group, queueId === civilAffairs?.id]),
    ).toEqual([
      ['MZ-1', '婚姻登记', true],
      ['MZ-2', '婚姻登记', true],
      ['RS-1', '', false],
    ])
    expect(types(db)).toEqual(['queue-saved', 'queue-saved', 'catalogue-imported'])
    expect(checkJournal(db).intact).toBe(true)
  })

  it('takes prefixes that no queue has, and gives a department that is there no second queue', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    const queue = allQueues(db).find(({ prefix }) => prefix === 'A')
    if (queue) saveQueue(db, { ...queue, switchedOn: true })
    await importing(writer, `${header}区民政局,婚姻登记,补领结婚证,MZ-3,7\n区卫健局,,生育登记,WJ-1,20\n`)
    expect(allQueues(db).map(({ prefix, name, switchedOn }) => [prefix, name, switchedOn])).toEqual([
      ['A', '区民政局', true],
      ['B', '区人社局', false],
      ['C', '区卫健局', false],
    ])
  })

  it('a second time changes nothing', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    const before = everyItem(db)
    expect(await importing(writer, small)).toMatchObject({ value: { added: 0, changed: 0, unchanged: 3 } })
    expect(everyItem(db)).toEqual(before)
  })

  it('changes what differs and keeps the rest: items that are not named, ids, guides, queues, order', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    const [first] = everyItem(db)
    const id = first?.id ?? ''
    const other = allQueues(db)[1]?.id ?? ''
    const materials = [{ name: '居民身份证', copies: '原件 1 份', note: null }]
    await writer.run('hall', (tx) => {
      const unknown = { feeFen: 0, feeBasis: null, legalLimitDays: 1, promisedLimitDays: 1, trips: 1 }
      saveGuide(tx.db, id, { nameEn: 'Marriage', topic: '婚姻', materials, ...unknown })
      setItemQueue(tx.db, id, other)
      return ok(null)
    })
    const changed = `${header}区民政局,婚姻,结婚登记（内地居民）,MZ-1,7\n`
    expect(planImport(db, changed).changes).toEqual([
      { line: 2, code: 'MZ-1', name: '结婚登记（内地居民）', what: 'changed', fields: ['group', 'name'] },
    ])
    expect(await importing(writer, changed)).toMatchObject({ value: { added: 0, changed: 1, unchanged: 0 } })
    expect(everyItem(db).map(({ code }) => code)).toEqual(['MZ-1', 'MZ-2', 'RS-1'])
    expect(findItemGuide(db, id)).toMatchObject({
      name: '结婚登记（内地居民）',
      group: '婚姻',
      nameEn: 'Marriage',
      topic: '婚姻',
      materials,
      queueId: other,
    })
  })

  it('moves an item to another department, and with it to that department’s queue', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    await importing(writer, `${header}区人社局,婚姻登记,结婚登记,MZ-1,7\n`)
    const queue = allQueues(db).find(({ name }) => name === '区人社局')
    expect(everyItem(db)[0]).toMatchObject({ department: '区人社局', queueId: queue?.id })
  })

  it('of a faulty file changes nothing: neither rows, nor journal, nor a byte of the store', async () => {
    const { db, writer, file } = trialStore()
    await importing(writer, small)
    db.pragma('wal_checkpoint(TRUNCATE)')
    const before = { bytes: readFileSync(file), seq: writer.seq, items: entriesByCode(db) }
    const faulty = `${header}区卫健局,,生育登记,WJ-1,20\n区民政局,婚姻登记,结婚登记改名,MZ-1,99\n`
    const refused = await importing(writer, faulty)
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'catalogue-faulty', errors: [{ path: '第 3 行 task_type' }] },
    })
    db.pragma('wal_checkpoint(TRUNCATE)')
    expect(readFileSync(file).equals(before.bytes)).toBe(true)
    expect(writer.seq).toBe(before.seq)
    expect(entriesByCode(db)).toEqual(before.items)
  })

  it('is undone whole when the hall fails in the middle of it', async () => {
    const { db, writer } = trialStore()
    db.exec(
      `CREATE TRIGGER third_item BEFORE INSERT ON items WHEN NEW.code = 'RS-1' BEGIN SELECT RAISE(ABORT, 'broken'); END`,
    )
    await expect(importing(writer, small)).rejects.toThrow('broken')
    expect(everyItem(db)).toEqual([])
    expect(allDepartments(db)).toEqual([])
    expect(prefixesTaken(db).size).toBe(0)
    expect(writer.seq).toBe(0)
  })

  it('names a department for which no prefix is left', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    const [queue] = allQueues(db)
    const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
    const pairs = [...letters, ...letters.flatMap((one) => letters.map((two) => one + two))]
    for (const prefix of pairs.filter((pair) => !prefixesTaken(db).has(pair)))
      if (queue) saveQueue(db, { ...queue, id: prefix, prefix })
    const refused = planImport(db, `${header}区人社局,,失业登记,RS-2,20\n区卫健局,,生育登记,WJ-1,20\n`)
    expect(refused.faulty).toMatchObject([{ line: 3, column: 'department', code: 'no-prefix-left' }])
  })
})

describe('the preview of an import', () => {
  it('tells what would change, and changes nothing', async () => {
    const { db, writer } = trialStore()
    await importing(writer, small)
    const preview = planImport(db, `${small}区卫健局,,生育登记,WJ-1,20\n`)
    expect(preview).toMatchObject({
      added: 1,
      changed: 0,
      unchanged: 3,
      faulty: [],
      departmentsAdded: ['区卫健局'],
      changes: [{ line: 5, code: 'WJ-1', name: '生育登记', what: 'added', fields: [] }],
    })
    expect(everyItem(db)).toHaveLength(3)
    expect(types(db)).toHaveLength(3)
  })
})

describe('the groups of a department', () => {
  it('stand in the order of the catalogue, items without one last', async () => {
    const { db, writer } = trialStore()
    await importing(
      writer,
      `${header}区民政局,,慈善组织认定,M-1,7\n区民政局,社会救助,低保,M-2,5\n区民政局,婚姻登记,结婚登记,M-3,7\n区民政局,社会救助,临时救助,M-4,5\n`,
    )
    const [department] = allDepartments(db)
    expect(groupsOf(db, department?.id ?? '')).toEqual([
      { name: '社会救助', items: 2 },
      { name: '婚姻登记', items: 1 },
      { name: '', items: 1 },
    ])
  })
})

import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { allDepartments } from '../../db/catalog/departments.ts'
import { findItems, type ItemQuestion } from './find-items.ts'
import { applyImport } from './import.ts'
import { trialStore } from './trial-store.ts'

const header = 'department,group,name,item_code,task_type\n'
const items = `${header}区民政局,婚姻登记,结婚登记,MZ-1,7
区民政局,婚姻登记,补领结婚证,MZ-2,7
区民政局,,收养登记,MZ-3,7
区人社局,社会保障卡,社保卡申领,RS-1,20
区人社局,社会保障卡,社保卡补领,RS-2,20
区人社局,未分类,失业登记,RS-3,20
`

async function filled(csv = items): Promise<ReturnType<typeof trialStore>> {
  const store = trialStore()
  await store.writer.run('command-line', (tx) => applyImport(tx, csv))
  return store
}

function codes(db: Database.Database, question: Partial<ItemQuestion>): string[] {
  const found = findItems(db, { limit: 50, ...question })
  return found.ok ? found.value.items.map(({ code }) => code) : [found.problem.code]
}

describe('finding items', () => {
  it('lists them in the order of the catalogue', async () => {
    const { db } = await filled()
    expect(codes(db, {})).toEqual(['MZ-1', 'MZ-2', 'MZ-3', 'RS-1', 'RS-2', 'RS-3'])
    expect(codes(db, { q: '', department: '', group: '', after: '' })).toHaveLength(6)
  })

  it('narrows by department (id or name) and group; 未分类 are those in none', async () => {
    const { db } = await filled()
    const id = allDepartments(db).find(({ name }) => name === '区人社局')?.id ?? ''
    expect(codes(db, { department: '区人社局' })).toEqual(['RS-1', 'RS-2', 'RS-3'])
    expect(codes(db, { department: id, group: '社会保障卡' })).toEqual(['RS-1', 'RS-2'])
    expect(codes(db, { department: id, group: '未分类' })).toEqual(['RS-3'])
    expect(codes(db, { department: '没有' })).toEqual([])
  })

  it('searches, within the filter where there is one', async () => {
    const { db } = await filled()
    expect(codes(db, { q: 'sbkbl' })).toEqual(['RS-2'])
    expect(codes(db, { q: 'dj' })).toEqual(expect.arrayContaining(['MZ-1', 'MZ-3', 'RS-3']))
    expect(codes(db, { q: 'dj', department: '区人社局' })).toEqual(['RS-3'])
    expect(codes(db, { q: '（）' })).toEqual([])
  })

  it.each([{}, { q: 'dj' }, { q: '区' }])('gives every item once over parts, for %o', async (question) => {
    const { db } = await filled()
    const whole = codes(db, question)
    const parts: string[] = []
    let after: string | undefined
    do {
      const part = findItems(db, { ...question, limit: 2, after })
      if (!part.ok) throw new Error(part.problem.detail)
      parts.push(...part.value.items.map(({ code }) => code))
      after = part.value.next ?? undefined
    } while (after !== undefined)
    expect(parts).toEqual(whole)
    expect(whole.length).toBeGreaterThan(2)
  })

  it('refuses to go on after an item that is not there', async () => {
    const { db } = await filled()
    expect(codes(db, { after: 'nobody' })).toEqual(['validation'])
    expect(codes(db, { q: 'dj', after: 'nobody' })).toEqual(['validation'])
  })

  it('finds what an import has just added or renamed', async () => {
    const { db, writer } = await filled()
    expect(codes(db, { q: 'syqd' })).toEqual([])
    const more = `${header}区卫健局,,生育清单,WJ-1,20\n区人社局,未分类,失业清单,RS-3,20\n`
    await writer.run('command-line', (tx) => applyImport(tx, more))
    expect(codes(db, { q: 'syqd' })).toEqual(['RS-3', 'WJ-1'])
  })
})

import type Database from 'better-sqlite3'
import { stringify } from 'csv-stringify/sync'
import { describe, expect, it } from 'vitest'
import { catalogueColumns } from '../core/catalog/item-row.ts'
import { must } from '../core/result.ts'
import { saveGuide } from '../db/catalog/items.ts'
import { initialsOf, pinyinOf } from '../db/catalog/spell.ts'
import { findItems, searchableItems } from '../hall/catalog/find-items.ts'
import { applyImport } from '../hall/catalog/import.ts'
import { trialStore } from '../hall/catalog/trial-store.ts'
import { type Catalogue, catalogueOf } from '../renderer/kiosk/find-items.ts'
import { planItems } from '../simulate/reference/items.ts'

/** As many as the kiosk shows. */
const most = 48

/** A store with the reference hall's items, and the page's catalogue as it comes over the wire. */
async function referenceItems(): Promise<{
  db: Database.Database
  catalogue: Catalogue
  names: string[]
  told: string
}> {
  const { db, writer } = trialStore()
  const plans = planItems(1, 798)
  const csv = stringify([
    [...catalogueColumns],
    ...plans.map((item) => [item.department, item.group, item.name, item.code, item.taskType]),
  ])
  const guides = new Map(plans.map(({ code, guide }) => [code, guide]))
  await writer.run('command-line', (tx) => {
    const imported = applyImport(tx, csv)
    for (const item of searchableItems(tx.db).items)
      saveGuide(tx.db, item.id, must(guides.get(item.code), 'it was imported by this code'))
    return imported
  })
  // Another import makes the hall's index anew, with what the guides say.
  await writer.run('command-line', (tx) =>
    applyImport(tx, csv.replace('\n', '\n区档案馆,,馆藏阅览,DA-1,20\n')),
  )
  const told = JSON.stringify(searchableItems(db))
  return { db, catalogue: catalogueOf(JSON.parse(told)), names: plans.map(({ name }) => name), told }
}

describe('the kiosk’s own search, on the reference hall’s items', () => {
  const asTheHall = (db: Database.Database, typed: string) => {
    const found = findItems(db, { q: typed, limit: most })
    if (!found.ok) throw new Error(found.problem.detail)
    return { items: found.value.items, more: found.value.next !== null }
  }
  const typedWords = (names: readonly string[]): string[] => {
    const someNames = names.filter((_, index) => index % 9 === 0)
    const words = [
      ...[
        'sb',
        'shebao',
        'ys',
        'gjj',
        'yyzz',
        'hukou',
        'jsz',
        'bdc',
        'permit',
        'QH-',
        'QH-GA-01',
        'a b',
        '（）',
        ' ',
      ],
      ...['社保', '人社局', '办理', '变更 申请', 'sb shenqing', '注销zx', 'ｓｂ', 'lǜshi', '婚姻'],
      ...someNames,
      ...someNames.map((name) => name.slice(1, 4)),
      ...someNames.map((name) => initialsOf(name).toLowerCase().slice(0, 5)),
      ...someNames.map((name) => pinyinOf(name).slice(0, 9)),
    ]
    // Each word as it grows under the finger.
    return [...new Set(words.flatMap((word) => [...word].map((_, end) => word.slice(0, end + 1))))]
  }

  it('finds the same items in the same order as the hall, key by key', async () => {
    const { db, catalogue, names } = await referenceItems()
    const words = typedWords(names)
    const found = words
      .filter((typed) => typed.trim() !== '')
      .map((typed) => [typed, catalogue.find(typed, most)] as const)
    for (const [typed, here] of found) expect(here, typed).toEqual(asTheHall(db, typed))
    expect(found.length).toBeGreaterThan(1500)
    expect(found.filter(([, { items }]) => items.length > 0).length).toBeGreaterThan(1000)
    expect(found.some(([, { more }]) => more)).toBe(true)
  })

  it('is told in less than half a megabyte', async () => {
    const { told } = await referenceItems()
    expect(told.length).toBeLessThan(500_000)
  })
})

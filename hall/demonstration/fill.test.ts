import { describe, expect, it } from 'vitest'
import { entryTypes, isEntryName } from '../../contract/entries.ts'
import { department, hallSettings, itemDetail, openingHours } from '../../contract/shapes.ts'
import { must, ok } from '../../core/result.ts'
import { allDepartments } from '../../db/catalog/departments.ts'
import { allTopics, findItemGuide, listItems } from '../../db/catalog/items.ts'
import { readJournal } from '../../db/journal.ts'
import { allQueues } from '../../db/queue/queues.ts'
import { allWindows, allZones, servedQueues } from '../../db/queue/windows.ts'
import { allStaff } from '../../db/staff/staff.ts'
import { allTerminals, findTerminalByToken } from '../../db/terminal/terminals.ts'
import { findItems } from '../catalog/find-items.ts'
import { planImport } from '../catalog/import.ts'
import { trialStore } from '../catalog/trial-store.ts'
import { accountsNeeded, demonstrationSettings, fillDemonstration, terminalsNeeded } from './fill.ts'
import { demonstrationItems } from './items.ts'
import { people } from './people.ts'
import { queues, windows } from './places.ts'

async function filled() {
  const store = trialStore()
  const secrets = {
    passwordHashes: new Map(accountsNeeded.map((account) => [account, `hash of ${account}`])),
    tokenHashes: new Map(terminalsNeeded.map((name) => [name, `hash of ${name}`])),
  }
  const done = await store.writer.run('hall', (tx) => ok(fillDemonstration(tx, secrets)))
  return { ...store, made: must(done.ok ? done.value : null, 'filling refuses nothing') }
}

describe('the demonstration hall', () => {
  it('has zones, departments, queues that are always open, and closed windows', async () => {
    const { db } = await filled()
    expect(allZones(db)).toHaveLength(3)
    expect(allDepartments(db)).toHaveLength(9)
    for (const one of allDepartments(db)) expect(department.parse(one).nameEn).not.toBeNull()
    const registered = allQueues(db)
    expect(registered.map(({ prefix }) => prefix)).toEqual([...'ABCDEFGHJKLM'])
    for (const queue of registered) {
      expect(queue.switchedOn).toBe(true)
      expect(openingHours.parse(queue.hours).alwaysOpen).toBe(true)
    }
    expect(allWindows(db).map(({ number, state }) => [number, state])).toEqual(
      Array.from({ length: 12 }, (_, index) => [String(index + 1), 'closed']),
    )
    expect(hallSettings.parse(demonstrationSettings()).rules).toMatchObject({
      endOfDay: null,
      anonymousTicketsPerTerminal: null,
    })
  })

  it('serves every queue at two windows at least, those of its zone', async () => {
    const { db } = await filled()
    for (const queue of allQueues(db)) {
      const serving = allWindows(db).filter(({ id }) => servedQueues(db).get(id)?.includes(queue.id))
      expect(serving.length, queue.name).toBeGreaterThanOrEqual(2)
      expect(new Set(serving.map((window) => window.zone_id))).toEqual(new Set([queue.zoneId]))
    }
  })

  it('has some 130 items, each with a queue, a topic, an English name and what to bring', async () => {
    const { db } = await filled()
    const items = listItems(db, {}, 0, 1000)
    expect(items.length).toBeGreaterThanOrEqual(120)
    for (const { id, name } of items) {
      const guide = must(findItemGuide(db, id), 'it was just listed')
      itemDetail.omit({ queue: true }).parse(guide)
      expect(guide.queueId, name).not.toBeNull()
      expect(guide.topic, name).not.toBeNull()
      expect(guide.nameEn, name).toMatch(/^[A-Z][A-Za-z ,'-]+$/)
      expect(guide.materials.length, name).toBeGreaterThanOrEqual(3)
      expect(guide.materials.length, name).toBeLessThanOrEqual(5)
      for (const material of guide.materials) expect(material.name).not.toBe('')
      expect(guide.promisedLimitDays ?? 99).toBeLessThanOrEqual(guide.legalLimitDays ?? 0)
    }
    expect(allTopics(db).length).toBeGreaterThanOrEqual(12)
  })

  it('asks no fee without its legal basis', () => {
    for (const { name, guide } of demonstrationItems())
      expect((guide.feeFen ?? 0) > 0, name).toBe(guide.feeBasis !== null)
  })

  it('sends the items of one department to different queues where the plan says so', async () => {
    const { db } = await filled()
    const prefixOf = new Map(allQueues(db).map(({ id, prefix }) => [id, prefix]))
    const prefixesOfItems = (name: string) =>
      new Set(listItems(db, { department: name }, 0, 500).map((one) => prefixOf.get(one.queueId ?? '')))
    expect(prefixesOfItems('区公安分局')).toEqual(new Set(['A', 'B', 'C']))
    expect(prefixesOfItems('区人社局')).toEqual(new Set(['F', 'G']))
    expect(prefixesOfItems('区教育局')).toEqual(new Set(['E']))
  })

  it('is found by search, in Chinese and in English', async () => {
    const { db } = await filled()
    const names = (q: string) => {
      const found = findItems(db, { q, limit: 12 })
      return found.ok ? found.value.items.map(({ name }) => name) : []
    }
    expect(names('sb').slice(0, 12).join()).toMatch(/社会保障卡|社保/)
    expect(names('jiehun')).toContain('内地居民结婚登记')
    expect(names('passport')).toContain('普通护照首次申请')
  })

  it('has people for every window and every role, and a pad for each of them', async () => {
    const { db, made } = await filled()
    expect(allStaff(db)).toHaveLength(18)
    const atWindows = made.accounts.filter(({ windowId }) => windowId !== null)
    expect(atWindows.map(({ account, roles }) => [account, ...roles])).toEqual(
      windows.map(({ number }) => [`w${number.padStart(3, '0')}`, 'staff']),
    )
    expect(
      made.accounts
        .filter(({ windowId }) => windowId === null)
        .map(({ account, roles }) => [account, ...roles]),
    ).toEqual([
      ['l001', 'leader'],
      ['s001', 'supervisor'],
      ['d001', 'director'],
      ['o001', 'operator'],
      ['a001', 'administrator'],
      ['u001', 'auditor'],
    ])
    const pads = made.terminals.filter(({ role }) => role === 'pad').map(({ windowId }) => windowId)
    expect(pads).toEqual(atWindows.map(({ windowId }) => windowId))
    expect(people.some(({ partyMember }) => partyMember)).toBe(true)
    for (const { post, promise, window } of people.filter((one) => one.window !== null)) {
      expect(post, window ?? '').not.toBe('')
      expect(promise, window ?? '').not.toBe('')
    }
  })

  it('has a spare kiosk that carries all pads, and tokens that open every terminal', async () => {
    const { db } = await filled()
    expect(allTerminals(db)).toHaveLength(2 + 12 + 3)
    expect(findTerminalByToken(db, 'hash of spare')).toMatchObject({
      role: 'kiosk',
      padWindows: 'all',
      enrolled: true,
    })
    for (const name of terminalsNeeded) expect(findTerminalByToken(db, `hash of ${name}`)?.name).toBe(name)
  })

  it('records everything as registrations, and holds no ticket', async () => {
    const { db } = await filled()
    const entries = readJournal(db, { after: 0, limit: 500 })
    for (const { type, body } of entries) {
      if (!isEntryName(type)) throw new Error(`unknown entry ${type}`)
      entryTypes[type].body.parse(body)
    }
    const count = (type: string) => entries.filter((entry) => entry.type === type).length
    expect([count('zone-saved'), count('queue-saved'), count('window-saved')]).toEqual([3, queues.length, 12])
    expect([count('staff-saved'), count('terminal-created'), count('catalogue-imported')]).toEqual([
      18, 17, 1,
    ])
    expect(db.prepare('SELECT count(*) FROM tickets').pluck().get()).toBe(0)
  })

  it('takes a catalogue import like any other hall', async () => {
    const { db } = await filled()
    const [one] = demonstrationItems()
    const header = 'department,group,name,item_code,task_type'
    const same = must(one, 'there are items')
    const csv = `${header}\n${same.department},${same.group},${same.name},${same.code},${same.taskType}\n`
    expect(planImport(db, csv)).toMatchObject({ added: 0, changed: 0, unchanged: 1, departmentsAdded: [] })
  })
})

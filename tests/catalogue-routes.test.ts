import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient, ProblemError } from '../contract/client.ts'
import { must } from '../core/result.ts'
import { readJournal } from '../db/journal.ts'
import { type RunningHall, startHall } from '../hall/start.ts'

const header = 'department,group,name,item_code,task_type\n'

describe('the catalogue over the interface', () => {
  let folder = ''
  let hall: RunningHall
  let kiosk: Client
  let operator: Client

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'govhall-catalogue-routes-'))
    const log = pino({ level: 'silent' })
    const started = await startHall({
      folder,
      port: 0,
      host: '127.0.0.1',
      pagesFolder: folder,
      log,
      fresh: 'demonstration',
    })
    hall = must(started.ok ? started.value : null, 'the folder is new and any port does')
    const { accounts, terminals } = must(hall.demonstration, 'it was started as a demonstration')
    const token = terminals.find(({ role }) => role === 'kiosk')?.token ?? ''
    kiosk = createClient({ base: hall.url, token })
    const { account, password } = must(
      accounts.find(({ roles }) => roles.includes('operator')),
      'the demonstration has an operator',
    )
    const session = await createClient({ base: hall.url })('signIn', { body: { account, password } })
    operator = createClient({ base: hall.url, token: session.token })
  })
  afterAll(async () => {
    await hall?.stop()
    rmSync(folder, { recursive: true })
  })

  const refusedWith = async (answer: Promise<unknown>): Promise<string> => {
    const error = await answer.then(
      () => null,
      (reason: unknown) => reason,
    )
    return error instanceof ProblemError ? error.problem.code : 'not refused'
  }

  it('leads from departments by pinyin over groups to an item with its queue', async () => {
    const { departments } = await kiosk('departments')
    expect(departments.map(({ initials }) => initials)).toEqual(
      departments.map(({ initials }) => initials).toSorted(),
    )
    const civil = must(departments.find(({ name }) => name === '区民政局')?.id, 'it is in the demonstration')
    const { groups } = await kiosk('department', { params: { id: civil } })
    expect(groups[0]).toEqual({ name: '婚姻登记', items: 4 })
    const { items } = await kiosk('items', { query: { department: civil, group: '婚姻登记' } })
    const marriage = must(items[0], 'the group has four')
    const guide = await kiosk('item', { params: { id: marriage.id } })
    expect(guide).toMatchObject({ name: '内地居民结婚登记', topic: '婚姻', feeFen: 0, trips: 1 })
    expect(guide.queue).toMatchObject({ id: marriage.queueId, prefix: 'D', open: true, windowsOpen: 0 })
  })

  it('searches by initials', async () => {
    const { items } = await kiosk('items', { query: { q: 'jhdj', limit: 12 } })
    expect(items[0]?.name).toBe('内地居民结婚登记')
  })

  it('sends an item to a queue of its own, and back to its department’s, and records both', async () => {
    const { items } = await operator('items', { query: { q: '内地居民结婚登记' } })
    const marriage = must(items[0], 'it is in the demonstration')
    const { queues } = await operator('queues')
    const other = must(queues.find(({ prefix }) => prefix === 'M')?.id, 'M is in the demonstration')
    const moved = await operator('saveItem', { params: { id: marriage.id }, body: { queueId: other } })
    expect(moved.queue).toMatchObject({ id: other, prefix: 'M' })
    const back = await operator('saveItem', { params: { id: marriage.id }, body: { queueId: null } })
    expect(back.queueId).toBe(marriage.queueId)
    const recorded = readJournal(hall.hall.db, { after: 0, limit: 10, type: 'item-saved' })
    expect(recorded.map(({ body }) => [body['code'], body['queueId']])).toEqual([
      [marriage.code, other],
      [marriage.code, null],
    ])
  })

  it('previews and imports a catalogue, all or nothing', async () => {
    const csv = `${header}区档案馆,,馆藏阅览,DA-1,20\n`
    const preview = await operator('previewImport', { body: { csv } })
    expect(preview).toMatchObject({ added: 1, departmentsAdded: ['区档案馆'], faulty: [] })
    const faulty = `${csv}区档案馆,,馆藏阅览,DA-1,20\n`
    expect((await operator('previewImport', { body: { csv: faulty } })).faulty).toMatchObject([{ line: 3 }])
    expect(await refusedWith(operator('importCatalogue', { body: { csv: faulty } }))).toBe('catalogue-faulty')
    expect((await kiosk('items', { query: { q: '馆藏阅览' } })).items).toEqual([])
    expect(await operator('importCatalogue', { body: { csv } })).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      faulty: [],
    })
    const { items } = await kiosk('items', { query: { q: 'gcyl' } })
    const archive = must(items[0], 'it was just imported')
    // Until the operator opens it, the kiosk sends people to a person.
    expect((await kiosk('item', { params: { id: archive.id } })).queue).toMatchObject({
      prefix: 'N',
      open: false,
      openness: 'switched-off',
    })
  })

  it('refuses what is not there, and who may not', async () => {
    expect(await refusedWith(kiosk('item', { params: { id: 'nothing' } }))).toBe('not-found')
    expect(await refusedWith(kiosk('department', { params: { id: 'nothing' } }))).toBe('not-found')
    const { items } = await kiosk('items', { query: { limit: 1 } })
    const params = { id: items[0]?.id ?? '' }
    expect(await refusedWith(operator('saveItem', { params, body: { queueId: 'nothing' } }))).toBe(
      'not-found',
    )
    expect(
      await refusedWith(operator('saveItem', { params: { id: 'nothing' }, body: { queueId: null } })),
    ).toBe('not-found')
    expect(await refusedWith(kiosk('saveItem', { params, body: { queueId: null } }))).toBe('not-permitted')
    expect(await refusedWith(kiosk('importCatalogue', { body: { csv: header } }))).toBe('not-permitted')
  })
})

import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { bytes, faultsOf, hall, load, openRegistries, operator, preview } from '../support/registry-files.ts'
import { refusedWith } from '../support/test-hall.ts'

/**
 * What an operator writes of an item, and where citizens read it: kiosk, paper, phone, booking page. Real: the hall, its
 * store, HTTP, the files. Moved by hand: the clock.
 */
openRegistries()

const guide = {
  topic: '档案',
  materials: [
    { name: '居民身份证', copies: '原件 1 份', note: null },
    { name: '介绍信', copies: null, note: '单位查阅时提供' },
  ],
  feeFen: 1250,
  feeBasis: '渝价〔2019〕1 号',
  legalLimitDays: 20,
  promisedLimitDays: 0,
  trips: 1,
}

const departmentId = async (name: string): Promise<string> =>
  must(
    (await operator('departmentRegister')).departments.find((one) => one.name === name),
    `the demonstration has ${name}`,
  ).id

async function addItem(code: string, more: Partial<typeof guide> & { queueId?: string } = {}) {
  return operator('addItem', {
    body: {
      code,
      name: `查阅档案 ${code}`,
      departmentId: await departmentId('区民政局'),
      taskType: '20',
      ...guide,
      ...more,
    },
  })
}

/** An item as it is registered, by its code. */
async function registered(code: string) {
  const { items } = await operator('itemRegister', { query: { limit: 200 } })
  return items.find((one) => one.code === code)
}

const changesOf = async (id: string) =>
  (await operator('registryChanges', { params: { name: 'items' }, query: { record: id } })).changes
const undo = (seq: number) => operator('undoRegistryChange', { params: { name: 'items', seq: String(seq) } })

describe('an item added in the console', () => {
  it('is found, and tells what to bring on kiosk, paper, phone and booking page, and each change at once', async () => {
    const kiosk = await hall.as('kiosk')
    const added = await addItem('DA-1')
    expect(added).toMatchObject({
      ...guide,
      code: 'DA-1',
      department: '区民政局',
      group: '',
      queueId: hall.queueId('D'),
    })
    expect((await kiosk('items', { query: { q: '查阅档案 DA-1' } })).items[0]?.id).toBe(added.id)
    expect((await kiosk('searchableItems')).items.map(({ id }) => id)).toContain(added.id)
    expect((await kiosk('hall')).topics).toContain('档案')

    const ticket = await kiosk('takeTicket', { body: { itemIds: [added.id] } })
    const paper = () => kiosk('ticketPaper', { params: { id: ticket.id } })
    const phone = hall.client(must(ticket.phoneUrl.split('#')[1], 'a phone address has its secret'))
    const booking = () => hall.client(null)('bookableDays', { params: { id: added.id } })
    await operator('saveBookingPlan', { params: { id: hall.queueId('D') }, body: { bookable: true } })
    expect((await kiosk('item', { params: { id: added.id } })).materials).toEqual(guide.materials)
    expect((await paper()).bring).toEqual(['居民身份证（原件 1 份）', '介绍信'])
    expect((await phone('phoneTicket')).bring).toEqual(['居民身份证（原件 1 份）', '介绍信'])
    expect((await booking()).materials).toEqual(guide.materials)

    const materials = [{ name: '社会保障卡', copies: null, note: null }]
    await operator('saveItem', { params: { id: added.id }, body: { materials } })
    expect(await kiosk('item', { params: { id: added.id } })).toMatchObject({ ...guide, materials })
    expect((await paper()).bring).toEqual(['社会保障卡'])
    expect((await phone('phoneTicket')).bring).toEqual(['社会保障卡'])
    expect((await booking()).materials).toEqual(materials)
  })

  it('moves to another department, group and queue, and takes another name', async () => {
    const { id } = await addItem('DA-2')
    const moved = await operator('saveItem', {
      params: { id },
      body: {
        name: '查档',
        departmentId: await departmentId('区人社局'),
        group: '档案服务',
        queueId: hall.queueId('M'),
        nameEn: 'Records',
      },
    })
    expect(moved).toMatchObject({
      name: '查档',
      department: '区人社局',
      group: '档案服务',
      queueId: hall.queueId('M'),
      nameEn: 'Records',
      ...guide,
    })
    const { items } = await operator('itemRegister', { query: { q: 'Records' } })
    expect(items[0]).toMatchObject({ id, ownQueueId: hall.queueId('M'), taskType: '20', active: true })
  })

  it('is refused with a code that is taken, a fee without its basis, a promise longer than the law, a material twice', async () => {
    expect(await refusedWith(addItem('DA-1'))).toBe('already-exists')
    const faultOf = async (more: Partial<typeof guide>) => {
      const error = await addItem('DA-9', more).catch((reason: unknown) => reason)
      return error instanceof ProblemError ? error.problem.errors?.map(({ path }) => path) : error
    }
    const [card] = guide.materials
    const idCard = must(card, 'the guide has two materials')
    expect(await faultOf({ feeBasis: '' })).toEqual(['feeBasis'])
    expect(await faultOf({ promisedLimitDays: 21 })).toEqual(['promisedLimitDays'])
    expect(await faultOf({ materials: [idCard, idCard] })).toEqual(['materials.1.name'])
    expect(await faultOf({ materials: [{ ...idCard, name: '身份证；户口簿' }] })).toEqual([
      'materials.0.name',
    ])
    expect(await registered('DA-9')).toBeUndefined()
  })
})

describe('an item that is switched off', () => {
  it('stands in no list, gives no ticket and no booking, keeps its guide, and comes back', async () => {
    const kiosk = await hall.as('kiosk')
    const { id } = await addItem('DA-3', { topic: '停办的主题' })
    const department = await departmentId('区民政局')
    const counted = async () =>
      (await kiosk('departments')).departments.find((one) => one.id === department)?.items ?? 0
    const before = await counted()
    await operator('saveItem', { params: { id }, body: { active: false } })
    expect(await counted()).toBe(before - 1)
    const listed = async () =>
      [
        ...(await kiosk('items', { query: { department, limit: 500 } })).items,
        ...(await kiosk('items', { query: { q: '查阅档案 DA-3' } })).items,
        ...(await kiosk('searchableItems')).items,
        ...(await hall.client(null)('bookableItems', { query: { q: '查阅档案' } })).items,
      ].map((one) => one.id)
    expect(await listed()).not.toContain(id)
    expect((await kiosk('hall')).topics).not.toContain('停办的主题')
    expect(await kiosk('item', { params: { id } })).toMatchObject({ queue: null, queueId: null })
    expect(await refusedWith(kiosk('takeTicket', { body: { itemIds: [id] } }))).toBe('queue-closed')
    expect(await refusedWith(hall.client(null)('bookableDays', { params: { id } }))).toBe('not-bookable')
    const off = await operator('itemRegister', { query: { active: 'false' } })
    expect(off.items).toMatchObject([{ id, active: false, feeFen: guide.feeFen }])
    await operator('saveItem', { params: { id }, body: { active: true } })
    expect(await listed()).toContain(id)
  })

  it('is refused for a whole visit too, where another item has a queue', async () => {
    const kiosk = await hall.as('kiosk')
    const [{ id: on }, { id: off }] = await Promise.all([addItem('DA-4'), addItem('DA-5')])
    await operator('saveItem', { params: { id: off }, body: { active: false } })
    expect(await refusedWith(kiosk('takeTicket', { body: { itemIds: [on, off] } }))).toBe('queue-closed')
  })
})

describe('who changed what of an item', () => {
  it('is told cell by cell and taken back: a guide, an addition, a removal', async () => {
    const { id } = await addItem('DA-6')
    await operator('saveItem', { params: { id }, body: { feeFen: 0, feeBasis: null } })
    const [latest, first] = await changesOf(id)
    expect(latest).toMatchObject({
      what: 'changed',
      record: '查阅档案 DA-6（DA-6）',
      by: expect.stringMatching(/（.+）/),
      cells: [
        { column: 'fee', before: '12.50', after: '0' },
        { column: 'fee_basis', before: guide.feeBasis, after: '' },
      ],
      undoable: true,
    })
    expect(first).toMatchObject({ what: 'added', undoable: false })
    await undo(must(latest, 'it was changed').seq)
    const kiosk = await hall.as('kiosk')
    expect(await kiosk('item', { params: { id } })).toMatchObject(guide)

    await operator('removeItem', { params: { id } })
    expect(await refusedWith(kiosk('item', { params: { id } }))).toBe('not-found')
    expect((await kiosk('items', { query: { q: '查阅档案 DA-6' } })).items).toEqual([])
    const [removal] = await changesOf(id)
    expect(removal).toMatchObject({ what: 'removed', undoable: true })
    await undo(must(removal, 'it was removed').seq)
    expect(await registered('DA-6')).toMatchObject({ ...guide, code: 'DA-6', department: '区民政局' })

    const { id: byMistake } = await addItem('DA-7')
    await undo(must((await changesOf(byMistake))[0], 'it was added').seq)
    expect(await registered('DA-7')).toBeUndefined()
  })

  it('is not removed once somebody came for it', async () => {
    const { id } = await addItem('DA-8')
    await (await hall.as('kiosk'))('takeTicket', { body: { itemIds: [id] } })
    expect(await refusedWith(operator('removeItem', { params: { id } }))).toBe('in-use')
  })
})

describe('the file of items', () => {
  const header =
    '事项编码,事项名称,部门,事项类型,需带材料,收费（元）,收费依据,法定时限（工作日）,承诺时限（工作日）,跑动次数\n'

  it('brings guides in, with a look at each cell first, and leaves alone what it has no column for', async () => {
    const file = `${header}GD-1,查档,区民政局,20,居民身份证|原件 1 份；照片,8.5,渝价〔2019〕1 号,20,0,1\n`
    expect((await preview('items', file)).rows[0]?.cells).toContainEqual({
      column: 'materials',
      before: null,
      after: '居民身份证|原件 1 份；照片',
    })
    expect(await load('items', file)).toMatchObject({ added: 1 })
    expect(await load('items', '事项编码,英文名称\nGD-1,Records\n')).toMatchObject({ changed: 1 })
    expect(await registered('GD-1')).toMatchObject({
      nameEn: 'Records',
      materials: [
        { name: '居民身份证', copies: '原件 1 份', note: null },
        { name: '照片', copies: null, note: null },
      ],
      feeFen: 850,
      promisedLimitDays: 0,
      active: true,
    })
  })

  it('names a fee without its basis, a promise longer than the law, and what cannot be read, by its column', async () => {
    const file = `${header}GD-2,甲,区民政局,20,,5,,20,0,1
GD-3,乙,区民政局,20,,0,,5,6,1
GD-4,丙,区民政局,20,|原件,约五元,,五天,0,99
`
    expect(faultsOf(await preview('items', file))).toEqual([
      [2, '收费依据', 'validation'],
      [3, '承诺时限（工作日）', 'validation'],
      [4, '需带材料', 'bad-value'],
      [4, '收费（元）', 'bad-value'],
      [4, '法定时限（工作日）', 'bad-value'],
      [4, '跑动次数', 'bad-value'],
    ])
  })

  it('of the national catalogue leaves guides and what is switched off as they are', async () => {
    const { id } = await addItem('GD-5')
    await operator('saveItem', { params: { id }, body: { active: false } })
    const csv = 'department,group,name,item_code,task_type\n区民政局,档案,查阅馆藏档案,GD-5,20\n'
    expect(await operator('importCatalogue', { body: { csv } })).toMatchObject({ changed: 1 })
    expect(await registered('GD-5')).toMatchObject({
      ...guide,
      name: '查阅馆藏档案',
      group: '档案',
      active: false,
    })
  })

  it('switches items off and on', async () => {
    await addItem('GD-6')
    await operator('importRegistry', { params: { name: 'items' }, body: bytes('事项编码,启用\nGD-6,否\n') })
    expect(await registered('GD-6')).toMatchObject({ code: 'GD-6', active: false })
  })
})

import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { bytes, faultsOf, hall, load, openRegistries, operator, preview } from '../support/registry-files.ts'
import { refusedWith, startTestHall } from '../support/test-hall.ts'

/** The registries as tables. Real: the hall, its store, HTTP, the files. Moved by hand: the clock. */
openRegistries()

describe('what each table says', () => {
  it('hours: spans by weekday, and a queue that does not exist', async () => {
    const file =
      '前缀,全天,周一,周二,周六,节假日照常,提前停止取号分钟\nA,否,9:00-12:00 13:30~17:00,09：00-16：00,,否,20\n'
    expect(await load('hours', file)).toMatchObject({ changed: 1 })
    const queue = (await operator('queueRegister')).queues.find(({ prefix }) => prefix === 'A')
    expect(queue?.hours).toMatchObject({ alwaysOpen: false, lastTicketMinutes: 20 })
    expect(queue?.hours.week['1']).toEqual([
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ])
    expect(queue?.hours.week['2']).toEqual([['09:00', '16:00']])
    expect(faultsOf(await preview('hours', '前缀,周一\nZZ,\nA,12:00-09:00\nB,九点\n'))).toEqual([
      [2, '前缀', 'unknown-reference'],
      [3, '周一', 'bad-value'],
      [4, '周一', 'bad-value'],
    ])
    await load('hours', '前缀,全天\nA,是\n')
  })

  it('ranges and limits: a queue begins and ends where its range does', async () => {
    await load('limits', '前缀,起始号,最后号,每日限额\nB,301,302,\n')
    const kiosk = await hall.as('kiosk')
    const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('B') } })
    expect((await take()).number).toBe('B301')
    expect((await take()).number).toBe('B302')
    expect(await refusedWith(take())).toBe('limit-reached')
    const queue = (await kiosk('queues')).queues.find(({ prefix }) => prefix === 'B')
    expect(queue).toMatchObject({ open: false, openness: 'full' })
    // A number must not come twice on a day.
    expect((await preview('limits', '前缀,起始号\nB,300\n')).faulty).toMatchObject([
      { line: 2, code: 'in-use' },
    ])
    expect(faultsOf(await preview('limits', '前缀,最后号\nB,300\n'))).toEqual([[2, '最后号', 'validation']])
    hall.advance(86_400_000)
    expect((await take()).number).toBe('B301')
    hall.advance(-86_400_000)
    await load('limits', '前缀,最后号\nB,\n')
  })

  it('departments: a new one, its place and its queue; items move to it and are found by their English name', async () => {
    await load('departments', '部门,英文名称,位置,默认队列\n区档案馆,Archives,二楼,A\n')
    await load(
      'items',
      '事项编码,事项名称,英文名称,部门,事项组,事项类型\nDA-1,查阅档案,Reading of records,区档案馆,未分类,20\n',
    )
    const kiosk = await hall.as('kiosk')
    const { items } = await kiosk('items', { query: { q: 'Reading of records' } })
    expect(items[0]).toMatchObject({ code: 'DA-1', group: '', queueId: hall.queueId('A') })
    expect(
      faultsOf(
        await preview('items', '事项编码,事项名称,部门,事项类型\nDA-2,甲,没有的局,20\nDA-3,乙,区档案馆,99\n'),
      ),
    ).toEqual([
      [2, '部门', 'validation'],
      [3, '事项类型', 'unknown-task-type'],
    ])
    const { departments } = await operator('departmentRegister')
    const archive = must(
      departments.find(({ name }) => name === '区档案馆'),
      'it was imported',
    )
    expect(archive).toMatchObject({ place: '二楼', items: 1 })
    expect(await refusedWith(operator('removeDepartment', { params: { id: archive.id } }))).toBe('in-use')
  })

  it('the hall’s own calendar closes a working day and opens a Saturday', async () => {
    await load('hours', '前缀,全天,周一,周二,周六,节假日照常\nD,否,09:00-17:00,09:00-17:00,,否\n')
    const kiosk = await hall.as('kiosk')
    const openness = async () => (await kiosk('queues')).queues.find(({ prefix }) => prefix === 'D')?.openness
    // Tuesday, 24 November 2026, 10:00.
    expect(await openness()).toBe('open')
    await load('holidays', '日期,安排,说明\n2026/11/24,休息,停电检修\n2026年11月28日,办公,集中办理\n')
    expect(await openness()).toBe('closed-today')
    const { days } = await operator('calendar')
    expect(days.find(({ day }) => day === '2026-11-24')).toMatchObject({ official: 'working-day' })
    await operator('removeCalendarDay', { params: { day: '2026-11-24' } })
    expect(await openness()).toBe('open')
    expect(faultsOf(await preview('holidays', '日期,安排\n2026-02-30,休息\n2026-12-01,放假\n'))).toEqual([
      [2, '日期', 'bad-value'],
      [3, '安排', 'bad-value'],
    ])
  })

  it('a day is one day however it is written', async () => {
    await operator('saveCalendarDay', { body: { day: '2027-10-01', kind: 'closed', name: '国庆节' } })
    const spellings = [
      '2027-10-01',
      '2027/10/1',
      '2027.10.01',
      '2027年10月1日',
      '20271001',
      '２０２７－１０－１',
    ]
    // What the file does not say of it stays.
    for (const day of spellings)
      expect(await preview('holidays', `日期,安排\n${day},休息\n`)).toMatchObject({
        unchanged: 1,
        faulty: [],
      })
    const twice = spellings.map((day) => `${day},办公\n`).join('')
    expect(faultsOf(await preview('holidays', `日期,安排\n${twice}`))).toEqual(
      [3, 4, 5, 6, 7].map((line) => [line, '日期', 'duplicate-code']),
    )
    await operator('removeCalendarDay', { params: { day: '2027-10-01' } })
  })
})

it('a Saturday that the hall works is open as a Monday is', async () => {
  const saturday = await startTestHall({ startMs: Date.UTC(2026, 10, 28, 2) })
  try {
    const keeper = await saturday.as('operator')
    const body = bytes('前缀,全天,周一,周六,节假日照常\nD,否,09:00-17:00,,否\n')
    await keeper('importRegistry', { params: { name: 'hours' }, body })
    const openness = async () =>
      (await keeper('queues')).queues.find(({ prefix }) => prefix === 'D')?.openness
    expect(await openness()).toBe('closed-today')
    await keeper('saveCalendarDay', { body: { day: '2026-11-28', kind: 'open', name: '集中办理' } })
    expect(await openness()).toBe('open')
    await keeper('removeCalendarDay', { params: { day: '2026-11-28' } })
    expect(await openness()).toBe('closed-today')
  } finally {
    await saturday.stop()
  }
})

describe('removing', () => {
  it('is refused with what depends on it, and done when nothing does', async () => {
    const { zones } = await operator('zones')
    const first = must(zones[0], 'the demonstration has zones')
    const refused = await operator('removeZone', { params: { id: first.id } }).catch(
      (error: unknown) => error,
    )
    expect(refused instanceof ProblemError && refused.problem).toMatchObject({
      code: 'in-use',
      detail: expect.stringMatching(/个队列.*个窗口/),
    })
    expect(await refusedWith(operator('removeWindow', { params: { id: hall.windowId('1') } }))).toBe('in-use')
    expect(await refusedWith(operator('removeQueue', { params: { id: hall.queueId('A') } }))).toBe('in-use')
    const queue = await operator('addQueue', { body: { name: '试用' } })
    const window = await operator('addWindow', {
      body: { number: '88', name: '', zoneId: null, queueIds: [queue.id] },
    })
    expect(await refusedWith(operator('removeQueue', { params: { id: queue.id } }))).toBe('in-use')
    await operator('removeWindow', { params: { id: window.id } })
    await operator('removeQueue', { params: { id: queue.id } })
    expect((await operator('windows')).windows.map(({ number }) => number)).not.toContain('88')
    expect(await refusedWith(operator('removeQueue', { params: { id: queue.id } }))).toBe('not-found')
  })
})

describe('who changed what', () => {
  it('is told by the registry, newest first, cell by cell, and can be taken back', async () => {
    const { zones } = await operator('zones')
    const zone = must(zones[1], 'the demonstration has three')
    await operator('saveZone', { params: { id: zone.id }, body: { nameEn: 'Elsewhere' } })
    const changes = () =>
      operator('registryChanges', { params: { name: 'zones' }, query: { record: zone.id } })
    const { changes: told } = await changes()
    const latest = must(told[0], 'it was changed just now')
    expect(latest).toMatchObject({
      what: 'changed',
      record: zone.name,
      by: expect.stringMatching(/（.+）/),
      cells: [{ column: 'name_en', before: zone.nameEn, after: 'Elsewhere' }],
      undoable: true,
    })
    await operator('undoRegistryChange', { params: { name: 'zones', seq: String(latest.seq) } })
    expect((await operator('zones')).zones.find(({ id }) => id === zone.id)?.nameEn).toBe(zone.nameEn)
    // What was taken back cannot be taken back again; the taking back is a change of its own.
    expect(
      await refusedWith(
        operator('undoRegistryChange', { params: { name: 'zones', seq: String(latest.seq) } }),
      ),
    ).toBe('changed-since')
    expect((await changes()).changes[0]).toMatchObject({ what: 'changed', undoable: true })
  })

  it('brings back a queue that was removed, with its hours and limits', async () => {
    const queue = await operator('addQueue', { body: { name: '夜间', dailyLimit: 30, firstNumber: 501 } })
    await operator('removeQueue', { params: { id: queue.id } })
    const { changes } = await operator('registryChanges', { params: { name: 'queues' } })
    const removal = must(changes[0], 'it was removed just now')
    expect(removal).toMatchObject({ what: 'removed', undoable: true })
    await operator('undoRegistryChange', { params: { name: 'queues', seq: String(removal.seq) } })
    const back = (await operator('queueRegister')).queues.find(({ name }) => name === '夜间')
    expect(back).toEqual({ ...queue, id: back?.id })
    await operator('removeQueue', { params: { id: must(back, 'it is back').id } })
  })

  it('tells of terminals that were renamed, moved and revoked', async () => {
    const { terminal } = await operator('addTerminal', {
      body: { role: 'kiosk', name: '临时机', windowId: null, zoneId: null, padWindows: 'all' },
    })
    const { zones } = await operator('zones')
    const zone = must(zones[0], 'the demonstration has zones')
    await operator('saveTerminal', { params: { id: terminal.id }, body: { name: '东门机', zoneId: zone.id } })
    expect(
      await refusedWith(operator('saveTerminal', { params: { id: terminal.id }, body: { name: 'spare' } })),
    ).toBe('already-exists')
    await operator('revokeTerminal', { params: { id: terminal.id } })
    const { changes } = await operator('registryChanges', {
      params: { name: 'terminals' },
      query: { record: terminal.id },
    })
    expect(changes.map(({ what }) => what)).toEqual(['revoked', 'changed', 'added'])
    expect(changes[2]?.cells).toEqual([
      { column: 'name', before: null, after: '临时机' },
      { column: 'pad_windows', before: null, after: '全部' },
    ])
    expect(changes[1]?.cells).toEqual([
      { column: 'name', before: '临时机', after: '东门机' },
      { column: 'zone', before: '', after: zone.name },
    ])
  })

  it('of an addition is taken back only while nothing was filled in since', async () => {
    const zone = await operator('addZone', { body: { name: '北区', nameEn: null } })
    const department = await operator('addDepartment', { body: { name: '新设的局' } })
    const queue = await operator('addQueue', { body: { name: '夜间' } })
    const window = await operator('addWindow', {
      body: { number: '97', name: '', zoneId: null, queueIds: [] },
    })
    const added = async (name: 'zones' | 'departments' | 'queues' | 'windows', record: string) => {
      const { changes } = await operator('registryChanges', { params: { name }, query: { record } })
      return must(changes.at(-1), 'it was added')
    }
    const all = [
      ['zones', zone.id, () => operator('saveZone', { params: { id: zone.id }, body: { nameEn: 'North' } })],
      [
        'departments',
        department.id,
        () => operator('saveDepartment', { params: { id: department.id }, body: { place: '二楼' } }),
      ],
      [
        'queues',
        queue.id,
        () => operator('saveQueue', { params: { id: queue.id }, body: { dailyLimit: 9 } }),
      ],
      [
        'windows',
        window.id,
        () => operator('saveWindow', { params: { id: window.id }, body: { name: '综合' } }),
      ],
    ] as const
    for (const [name, id, fill] of all) {
      expect(await added(name, id), name).toMatchObject({ what: 'added', undoable: true })
      await fill()
      const { seq, undoable } = await added(name, id)
      expect(undoable, name).toBe(false)
      const undoing = operator('undoRegistryChange', { params: { name, seq: String(seq) } })
      expect(await refusedWith(undoing), name).toBe('changed-since')
    }
    await operator('removeZone', { params: { id: zone.id } })
    await operator('removeDepartment', { params: { id: department.id } })
    await operator('removeQueue', { params: { id: queue.id } })
    await operator('removeWindow', { params: { id: window.id } })
  })

  it('pages through them', async () => {
    const page = await operator('registryChanges', { params: { name: 'zones' }, query: { limit: 2 } })
    expect(page.changes).toHaveLength(2)
    const next = await operator('registryChanges', {
      params: { name: 'zones' },
      query: { limit: 2, after: must(page.next, 'there are more') },
    })
    expect(next.changes[0]?.seq).toBeLessThan(must(page.changes[1], 'two were asked for').seq)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, ProblemError, type RouteAnswer } from '../../contract/client.ts'
import { operatorRegistries } from '../../contract/registry-columns.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** The registries as tables. Real: the hall, its store, HTTP, the files. Moved by hand: the clock. */
let hall: TestHall
let operator: Client
let administrator: Client
beforeAll(async () => {
  hall = await startTestHall()
  operator = await hall.as('operator')
  administrator = await hall.as('administrator')
})
afterAll(() => hall.stop())

type Name = (typeof operatorRegistries)[number]

async function exported(name: Name | 'staff', format: 'csv' | 'xlsx', template = false): Promise<Uint8Array> {
  const token = await hall.token(name === 'staff' ? 'administrator' : 'operator')
  const answer = await fetch(
    `${hall.running.url}/api/v1/registries/${name}/export?format=${format}&template=${template}`,
    { headers: { authorization: `Bearer ${token}` } },
  )
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const preview = (name: Name, file: string | Uint8Array) =>
  operator('importRegistry', {
    params: { name },
    query: { preview: 'true' },
    body: typeof file === 'string' ? bytes(file) : file,
  })
const load = (name: Name, file: string | Uint8Array) =>
  operator('importRegistry', { params: { name }, body: typeof file === 'string' ? bytes(file) : file })
const faultsOf = ({ faulty }: RouteAnswer<'importRegistry'>) =>
  faulty.map(({ line, column, code }) => [line, column, code])

describe('what leaves comes in again unchanged', () => {
  it.each(operatorRegistries)('%s, as CSV and as XLSX', async (name) => {
    if (name === 'holidays') await load('holidays', '日期,安排,说明\n2026-12-30,休息,盘点\n')
    for (const format of ['csv', 'xlsx'] as const) {
      const answer = await preview(name, await exported(name, format))
      expect(answer).toMatchObject({ added: 0, changed: 0, faulty: [] })
      expect(answer.unchanged).toBeGreaterThan(0)
    }
  })
  it.each(['csv', 'xlsx'] as const)('staff, as %s, and without anything of a password', async (format) => {
    const file = await exported('staff', format)
    expect(Buffer.from(file).toString('utf8')).not.toContain('argon2')
    expect(Buffer.from(file).toString('utf8')).not.toContain('初始密码')
    const answer = await administrator('importStaff', { query: { preview: 'true' }, body: file })
    expect(answer).toMatchObject({ added: 0, changed: 0, faulty: [] })
    expect(answer.unchanged).toBeGreaterThan(10)
  })
  it('a template is read as a file without rows', async () => {
    for (const format of ['csv', 'xlsx'] as const)
      expect(await preview('windows', await exported('windows', format, true))).toMatchObject({
        added: 0,
        unchanged: 0,
        faulty: [],
      })
  })
  it('whatever a name is: quotes, commas, formulas, apostrophes', async () => {
    const name = fc
      .string({
        unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '区', 'A', '1', ' ', '＝'),
        maxLength: 12,
      })
      .map((text) => text.trim())
      .filter((text) => text !== '')
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), async (names) => {
        const made: { id: string; name: string }[] = []
        for (const one of names) made.push(await operator('addZone', { body: { name: one, nameEn: one } }))
        for (const format of ['csv', 'xlsx'] as const)
          expect(await preview('zones', await exported('zones', format))).toMatchObject({
            added: 0,
            changed: 0,
            faulty: [],
          })
        for (const zone of made) await operator('removeZone', { params: { id: zone.id } })
      }),
      { numRuns: 15 },
    )
  })
  it('a text that a spreadsheet would compute is led by an apostrophe in CSV', async () => {
    const zone = await operator('addZone', { body: { name: '=1+1', nameEn: null } })
    expect(new TextDecoder().decode(await exported('zones', 'csv'))).toContain("'=1+1")
    await operator('removeZone', { params: { id: zone.id } })
  })
})

describe('an import', () => {
  it('shows each cell before and after, changes nothing, and then changes all of it', async () => {
    const file = '区域,英文名称\r\n四区 涉税服务,Zone 4 Tax\r\n一区 民生事务,Zone 1 Families\r\n'
    const seen = await preview('zones', file)
    expect(seen).toMatchObject({ encoding: 'utf-8', added: 1, changed: 1, unchanged: 0, faulty: [] })
    expect(seen.rows).toEqual([
      {
        line: 2,
        key: '四区 涉税服务',
        what: 'added',
        cells: [
          { column: 'name', before: null, after: '四区 涉税服务' },
          { column: 'name_en', before: null, after: 'Zone 4 Tax' },
        ],
      },
      {
        line: 3,
        key: '一区 民生事务',
        what: 'changed',
        cells: [{ column: 'name_en', before: 'Zone 1 Citizens', after: 'Zone 1 Families' }],
      },
    ])
    const seq = hall.running.hall.writer.seq
    expect((await operator('zones')).zones.map(({ name }) => name)).not.toContain('四区 涉税服务')
    expect(await load('zones', file)).toMatchObject({ added: 1, changed: 1 })
    // An entry of the journal for each row that changed.
    expect(hall.running.hall.writer.seq).toBe(seq + 2)
    const { zones } = await operator('zones')
    expect(zones.find(({ name }) => name === '一区 民生事务')?.nameEn).toBe('Zone 1 Families')
    // Rows that the file does not name stay.
    expect(zones).toHaveLength(4)
    expect(await load('zones', file)).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  })

  it('of a faulty file changes nothing and names every fault by line and column', async () => {
    const file =
      '窗口号,名称,区域,办理的队列\n21,甲,一区 民生事务,A、B\n22,乙,九区,A\n太长的号,丙,,\n21,丁,,\n23,戊,,A、ZZ\n'
    expect(faultsOf(await preview('windows', file))).toEqual([
      [3, '区域', 'unknown-reference'],
      [4, '窗口号', 'bad-value'],
      [5, '窗口号', 'duplicate-code'],
      [6, '办理的队列', 'unknown-reference'],
    ])
    const before = hall.running.hall.writer.seq
    const refused = await load('windows', file).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProblemError)
    expect(refused instanceof ProblemError && refused.problem).toMatchObject({
      code: 'import-faulty',
      status: 409,
      detail: '文件有 4 处错误，未作任何更改。',
    })
    expect(hall.running.hall.writer.seq).toBe(before)
    expect((await operator('windows')).windows.map(({ number }) => number)).not.toContain('21')
  })

  it('leaves alone what the file has no column for', async () => {
    const before = (await operator('queueRegister')).queues.find(({ prefix }) => prefix === 'A')
    expect(await load('queues', 'prefix,name\na,户籍与出入境\n')).toMatchObject({ changed: 1 })
    const after = (await operator('queueRegister')).queues.find(({ prefix }) => prefix === 'A')
    expect(after).toEqual({ ...before, name: '户籍与出入境' })
  })

  it.each([
    ['no bytes', new Uint8Array(), 'empty-file'],
    ['only empty lines', bytes('\r\n\r\n'), 'empty-file'],
    ['no header', bytes('一区,Zone 1\n'), 'missing-header'],
    ['a header without the key', bytes('英文名称\nZone\n'), 'missing-column'],
    ['a column that there is not', bytes('区域,楼层\n一,二\n'), 'unknown-column'],
    ['a column twice', bytes('区域,name\n一,二\n'), 'duplicate-column'],
    ['a comma too many', bytes('区域,英文名称\n一,二,三\n'), 'wrong-column-count'],
    ['a quote that does not end', bytes('区域\n"一\n'), 'unterminated-quote'],
    ['a line break in a name', bytes('区域\n"一\n区"\n'), 'control-character'],
    ['no name', bytes('区域,英文名称\n,Zone\n'), 'empty'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x3a, 0x53]), 'wrong-encoding'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff]), 'wrong-encoding'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'old-excel'],
    ['a broken workbook', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'broken-file'],
  ])('refuses %s', async (_, file, code) => {
    const { faulty } = await preview('zones', file)
    expect(faulty.map((one) => one.code)).toContain(code)
    for (const { message } of faulty) expect(message).toMatch(/\p{Script=Han}.*。$/u)
    expect(await refusedWith(load('zones', file))).toBe('import-faulty')
  })

  it('reads GBK, and says so', async () => {
    // 区域\r\n五区 in GBK.
    const gbk = Uint8Array.from([0xc7, 0xf8, 0xd3, 0xf2, 0x0d, 0x0a, 0xce, 0xe5, 0xc7, 0xf8, 0x0d, 0x0a])
    expect(await preview('zones', gbk)).toMatchObject({
      encoding: 'gbk',
      added: 1,
      rows: [{ key: '五区' }],
    })
  })

  it('takes no file where a route takes JSON, and no JSON where it takes a file', async () => {
    const token = await hall.token('operator')
    const send = (path: string, kind: string) =>
      fetch(`${hall.running.url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': kind },
        body: '{}',
      })
    expect((await send('/zones', 'text/csv')).status).toBe(415)
    expect((await send('/registries/zones/import', 'application/json')).status).toBe(422)
    expect((await send('/registries/nothing/import', 'text/csv')).status).toBe(404)
  })
})

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

describe('staff', () => {
  it('makes accounts with first passwords that are told once, and lets them in', async () => {
    const file =
      '账号,姓名,角色,窗口,初始密码\nw901,钱多,窗口人员,1,a password of their own\nw902,孙立,组长、窗口人员,2,\n'
    const seen = await administrator('importStaff', { query: { preview: 'true' }, body: bytes(file) })
    expect(seen).toMatchObject({ added: 2, passwords: [], faulty: [] })
    // Not even the administrator's own screen gets the password back that the file brought.
    expect(JSON.stringify(seen)).not.toContain('a password of their own')
    const done = await administrator('importStaff', { body: bytes(file) })
    expect(done.passwords).toMatchObject([{ account: 'w902', name: '孙立' }])
    const nobody = hall.client(null)
    const made = must(done.passwords[0], 'w902 had none').password
    const { staff } = await nobody('signIn', { body: { account: 'w902', password: made } })
    expect(staff).toMatchObject({ roles: ['leader', 'staff'], windowId: hall.windowId('2') })
    await nobody('signIn', { body: { account: 'w901', password: 'a password of their own' } })
    const store = hall.running.hall.db
    const journal = store
      .prepare<[], { body: string }>("SELECT body FROM journal WHERE type = 'staff-saved'")
      .all()
    expect(JSON.stringify(journal)).not.toContain('password')
  })

  it('names what cannot be: a role, a window, roles that must not meet, a password for who has one', async () => {
    const file =
      '账号,姓名,角色,窗口,初始密码\nx1,甲,局长,1,\nx2,乙,窗口人员,999,\nx3,丙,运维、审计,,\nW901,丁,窗口人员,1,another password\nx5,戊,窗口人员,1,short\n'
    const { faulty } = await administrator('importStaff', { query: { preview: 'true' }, body: bytes(file) })
    expect(faulty.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '角色', 'bad-value'],
      [3, '窗口', 'unknown-reference'],
      [4, '角色', 'validation'],
      [5, '初始密码', 'password-of-existing'],
      [6, '初始密码', 'bad-value'],
    ])
  })

  it('ends the sessions of whom it switches off', async () => {
    const body = bytes('账号,启用\nw901,否\n')
    const session = await hall.client(null)('signIn', {
      body: { account: 'w901', password: 'a password of their own' },
    })
    await administrator('importStaff', { body })
    expect(await refusedWith(hall.client(session.token)('whoAmI'))).toBe('not-signed-in')
  })
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
      body: { role: 'kiosk', name: '临时机', windowId: null, zoneId: null, padWindows: [] },
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
    expect(changes[1]?.cells).toEqual([
      { column: 'name', before: '临时机', after: '东门机' },
      { column: 'zone', before: '', after: zone.name },
    ])
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

  it('accounts’ changes are the administrator’s to read', async () => {
    expect(await refusedWith(operator('staffChanges'))).toBe('not-permitted')
    const { changes } = await administrator('staffChanges')
    expect(changes[0]).toMatchObject({ record: '钱多（w901）', cells: [{ column: 'active' }] })
  })
})

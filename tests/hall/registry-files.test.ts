import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Client, ProblemError } from '../../contract/client.ts'
import { operatorRegistries } from '../../contract/registry-columns.ts'
import { foldName } from '../../core/registry/fold.ts'
import { must } from '../../core/result.ts'
import {
  bytes,
  faultsOf,
  hall,
  load,
  openRegistries,
  operator,
  preview,
  type RegistryName,
} from '../support/registry-files.ts'
import { refusedWith } from '../support/test-hall.ts'

/** Registries as files, out and in. Real: the hall, its store, HTTP, the files. Moved by hand: the clock. */
openRegistries()
let administrator: Client
beforeAll(async () => {
  administrator = await hall.as('administrator')
})

async function exported(
  name: RegistryName | 'staff',
  format: 'csv' | 'xlsx',
  template = false,
): Promise<Uint8Array> {
  const token = await hall.token(name === 'staff' ? 'administrator' : 'operator')
  const answer = await fetch(
    `${hall.running.url}/api/v1/registries/${name}/export?format=${format}&template=${template}`,
    { headers: { authorization: `Bearer ${token}` } },
  )
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

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
    // No two zones may pass for one another.
    const differing = fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: foldName })
    await fc.assert(
      fc.asyncProperty(differing, async (names) => {
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

  it('accounts’ changes are the administrator’s to read', async () => {
    expect(await refusedWith(operator('staffChanges'))).toBe('not-permitted')
    const { changes } = await administrator('staffChanges')
    expect(changes[0]).toMatchObject({ record: '钱多（w901）', cells: [{ column: 'active' }] })
  })

  it('takes an import back: who was changed is as before, who was added is switched off, passwords stay', async () => {
    const file =
      '账号,姓名,角色,窗口,初始密码\nw901,钱多多,窗口人员,2,\nw905,周全,窗口人员,,another password\n'
    await administrator('importStaff', { body: bytes(file) })
    const session = await hall.client(null)('signIn', {
      body: { account: 'w905', password: 'another password' },
    })
    const { changes } = await administrator('staffChanges', { query: { limit: 2 } })
    expect(changes.map(({ what, undoable }) => [what, undoable])).toEqual([
      ['added', true],
      ['changed', true],
    ])
    const seqs = changes.map(({ seq }) => String(seq))
    for (const seq of seqs) {
      expect(await refusedWith(operator('undoStaffChange', { params: { seq } }))).toBe('not-permitted')
      await administrator('undoStaffChange', { params: { seq } })
      expect(await refusedWith(administrator('undoStaffChange', { params: { seq } }))).toBe('changed-since')
    }
    const { staff } = await administrator('staff', {})
    expect(staff.find(({ account }) => account === 'w901')).toMatchObject({
      name: '钱多',
      windowId: hall.windowId('1'),
    })
    expect(staff.find(({ account }) => account === 'w905')).toMatchObject({ active: false })
    expect(await refusedWith(hall.client(session.token)('whoAmI'))).toBe('not-signed-in')
    // Switched on again it has the password that it was given.
    const back = (await administrator('staffChanges', { query: { limit: 2 } })).changes.find(
      ({ record }) => record === '周全（w905）',
    )
    await administrator('undoStaffChange', { params: { seq: String(must(back, 'it was switched off').seq) } })
    await hall.client(null)('signIn', { body: { account: 'w905', password: 'another password' } })
  })
})

describe('what passes for one name', () => {
  it('is one name: capitals and full-width brackets make no second record, by form or by file', async () => {
    const zone = await operator('addZone', { body: { name: 'Ｃ区(涉企)', nameEn: null } })
    for (const name of ['C区（涉企）', 'c区(涉企)'])
      expect(await refusedWith(operator('addZone', { body: { name, nameEn: null } }))).toBe('already-exists')
    // The record itself may be written another way.
    await operator('saveZone', { params: { id: zone.id }, body: { name: 'C区（涉企）' } })
    expect(await preview('zones', await exported('zones', 'csv'))).toMatchObject({ changed: 0, faulty: [] })
    expect(faultsOf(await preview('zones', '区域\nD区(一)\nd区（一）\n'))).toEqual([
      [3, '区域', 'duplicate-code'],
    ])
    const one = await operator('addDepartment', {
      body: { name: '数据局（大厅）', nameEn: null, place: null, queueId: null },
    })
    expect(
      await refusedWith(
        operator('addDepartment', {
          body: { name: '数据局(大厅)', nameEn: null, place: null, queueId: null },
        }),
      ),
    ).toBe('already-exists')
    await operator('removeDepartment', { params: { id: one.id } })
    await operator('removeZone', { params: { id: zone.id } })
  })

  it('two that were registered before still come back by their own names', async () => {
    const { db } = hall.running.hall
    const zone = await operator('addZone', { body: { name: 'e区', nameEn: null } })
    db.prepare("INSERT INTO zones (id, name, position) VALUES ('old', 'E区', 900)").run()
    expect(await preview('zones', await exported('zones', 'csv'))).toMatchObject({
      added: 0,
      changed: 0,
      faulty: [],
    })
    expect(await preview('zones', '区域,英文名称\ne区,East\nE区,Old east\n')).toMatchObject({
      changed: 2,
      faulty: [],
    })
    await operator('removeZone', { params: { id: 'old' } })
    await operator('removeZone', { params: { id: zone.id } })
  })
})

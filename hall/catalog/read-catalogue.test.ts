import { describe, expect, it } from 'vitest'
import { decodeCatalogue, readCatalogue } from './read-catalogue.ts'

const header = 'department,group,name,item_code,task_type\n'
const row = (code: string, name = '结婚登记') => `区民政局,未分类,${name},${code},7\n`

/** Faults as `line column code`. */
function faultsOf(csv: string): string[] {
  return readCatalogue(csv).faults.map(({ line, column, code }) => `${line} ${column} ${code}`)
}

describe('a catalogue file', () => {
  it('gives its rows with their lines', () => {
    const file = readCatalogue(header + row('A-1') + row('A-2'))
    expect(file.faults).toEqual([])
    expect(file.rows.map(({ line, code }) => [line, code])).toEqual([
      [2, 'A-1'],
      [3, 'A-2'],
    ])
  })

  it('may have a byte order mark, CRLF, empty lines, quotes, and its columns in another order', () => {
    const csv = `\ufeffitem_code,name,task_type,department,group\r\nA-1,"挂失、""补""领,换领",7,"区公安分局",证件\r\n\r\nA-2,注销,7,区公安分局,\r\n\r\n`
    const file = readCatalogue(csv)
    expect(file.faults).toEqual([])
    expect(file.rows).toEqual([
      {
        line: 2,
        code: 'A-1',
        name: '挂失、"补"领,换领',
        taskType: '7',
        department: '区公安分局',
        group: '证件',
      },
      { line: 4, code: 'A-2', name: '注销', taskType: '7', department: '区公安分局', group: '' },
    ])
  })

  it('with a header alone has no rows and no faults', () => {
    expect(readCatalogue(header)).toEqual({ rows: [], faults: [] })
  })

  it('counts line breaks inside quotes', () => {
    expect(faultsOf(`${header}${row('A-1', '"结婚\n登记"')}${row('A-2', '')}`)).toEqual([
      '2 name control-character',
      '4 name empty',
    ])
  })

  it('must have its header on line 1', () => {
    expect(faultsOf(row('A-1'))).toEqual(['1  missing-header'])
    expect(faultsOf(`\n${header}${row('A-1')}`)).toEqual(['1  missing-header'])
    expect(faultsOf(`department,group,name,code,task_type\n${row('A-1')}`)).toEqual([
      '1 item_code missing-column',
      '1 code unknown-column',
    ])
    expect(faultsOf(`department,group,name,item_code\n区民政局,,登记,A-1\n`)).toEqual([
      '1 task_type missing-column',
    ])
    expect(faultsOf(`department,group,name,item_code,task_type,note\n`)).toEqual(['1 note unknown-column'])
    expect(faultsOf(`department,group,name,name,item_code,task_type\n`)).toEqual(['1 name duplicate-column'])
  })

  it('must not be empty', () => {
    for (const csv of ['', '\n', ' \r\n', '\ufeff']) expect(faultsOf(csv)).toEqual(['1  empty-file'])
  })

  it('names a row with too many or too few columns', () => {
    expect(faultsOf(`${header}${row('A-1')}区民政局,未分类,登记,A-2\n${row('A-3', '登记,变更')}`)).toEqual([
      '3  wrong-column-count',
      '4  wrong-column-count',
    ])
  })

  it('names a code that stands twice, with both lines, even if the rows agree', () => {
    const file = readCatalogue(header + row('A-1') + row('A-2') + row('A-1'))
    expect(file.faults).toEqual([
      {
        line: 4,
        column: 'item_code',
        code: 'duplicate-code',
        message: '事项编码重复：第 2 行和第 4 行都是 A-1。',
      },
    ])
  })

  it('names a quotation that does not end by the line where its row begins, after the faults before it', () => {
    expect(faultsOf(`${header}${row('A-1', '')}${row('A-2', '"结婚登记')}${row('A-3')}`)).toEqual([
      '2 name empty',
      '3  unterminated-quote',
    ])
    expect(faultsOf(`${header}${row('A-1')}${row('A-2', '"结婚"登记')}`)).toEqual(['3  bad-quote'])
    expect(faultsOf(`"department,group`)).toEqual(['1  unterminated-quote'])
  })
})

describe('the bytes of a catalogue file', () => {
  it('are UTF-8', () => {
    expect(decodeCatalogue(Buffer.from(header))).toEqual({ ok: true, value: header })
  })

  it('in GBK are refused with a clear sentence and the first line that cannot be read', () => {
    // 区民政局 in GBK.
    const gbk = Buffer.from([0xc7, 0xf8, 0xc3, 0xf1, 0xd5, 0xfe, 0xbe, 0xd6])
    const decoded = decodeCatalogue(Buffer.concat([Buffer.from(header + row('A-1')), gbk]))
    expect(decoded).toMatchObject({ ok: false, problem: { line: 3, code: 'not-utf8' } })
  })
})

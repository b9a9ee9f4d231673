import exceljs, { type CellValue } from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from './read-workbook.ts'

async function workbook(rows: readonly (readonly CellValue[])[]): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('表')
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

describe('a workbook', () => {
  it('is read as its cells show themselves', async () => {
    const file = await workbook([
      ['区域', '英文名称'],
      [{ richText: [{ text: '一' }, { text: '区' }] }, { formula: '"A"&"B"', result: 'AB' }],
      [new Date(Date.UTC(2026, 9, 1)), true],
    ])
    expect(await readWorkbook(file)).toEqual({
      ok: true,
      value: [
        { line: 1, fields: ['区域', '英文名称'] },
        { line: 2, fields: ['一区', 'AB'] },
        { line: 3, fields: ['2026-10-01', '是'] },
      ],
    })
  })

  it('with a formula that went wrong is refused by its cell, typed or computed', async () => {
    for (const wrong of [{ error: '#REF!' }, { formula: 'A9', result: { error: '#N/A' } }] as CellValue[]) {
      const read = await readWorkbook(await workbook([['区域'], ['一区'], [wrong]]))
      expect(read).toMatchObject({ ok: false, problem: { line: 3, code: 'error-cell' } })
      expect(read.ok ? '' : read.problem.message).toContain('A3')
    }
  })
})

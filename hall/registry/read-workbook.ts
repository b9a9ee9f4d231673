import type { CellValue } from 'exceljs'
import { fail, ok, type Result } from '../../core/result.ts'
import type { FileFault } from '../catalog/file-fault.ts'
import type { RawRow } from '../catalog/split-rows.ts'

/** A sheet of a hall's registry is far below it; a small file that unpacks to gigabytes is above. */
const mostUnpacked = 100_000_000

/** Rows of a workbook's first sheet as texts: dates as 2026-10-01, times as 09:00, 是 and 否 for truth values. */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<RawRow[], FileFault>> {
  const broken: FileFault = {
    line: 1,
    column: '',
    code: 'broken-file',
    message: '文件打不开，可能已损坏或设有密码。请用表格软件打开后另存为 .xlsx 再导入。',
  }
  const unpacked = unpackedSize(bytes)
  if (unpacked === null || unpacked > mostUnpacked) return fail(broken)
  // Loaded when a workbook comes, so that a hall that starts does not pay for it.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    // The library throws plain errors of many kinds for a file that is no workbook.
    return fail(broken)
  }
  const sheet = workbook.worksheets[0]
  if (!sheet) return fail(broken)
  const rows: RawRow[] = []
  let wrong: FileFault | null = null
  sheet.eachRow((row, line) => {
    const fields: string[] = []
    for (let at = 1; at <= row.cellCount; at += 1) {
      const { value, address } = row.getCell(at)
      const error = errorIn(value)
      // A formula that came to nothing is nobody's name: 第 2 行的 #REF!.
      if (error !== null)
        wrong ??= {
          line,
          column: '',
          code: 'error-cell',
          message: `单元格 ${address} 的公式出错（${error}），请在表格软件中改正。`,
        }
      fields.push(cellText(value))
    }
    while (fields.length > 0 && fields.at(-1) === '') fields.pop()
    rows.push({ line, fields })
  })
  return wrong === null ? ok(rows) : fail(wrong)
}

function errorIn(value: CellValue): string | null {
  if (typeof value !== 'object' || value === null || value instanceof Date) return null
  if ('error' in value) return value.error
  return 'formula' in value || 'sharedFormula' in value ? errorIn(value.result ?? null) : null
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const text = value.toISOString()
    // Spreadsheets keep a bare time of day as a moment of their first day.
    return text.startsWith('1899-12-3') ? text.slice(11, 16) : text.slice(0, 10)
  }
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('hyperlink' in value) return cellText(value.text)
  if ('formula' in value || 'sharedFormula' in value) return cellText(value.result)
  return ''
}

/** What a ZIP says that it unpacks to, in bytes, by its own directory; null when it has none. */
function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 65_557); end -= 1) {
    if (view.getUint32(end, true) !== 0x06054b50) continue
    let at = view.getUint32(end + 16, true)
    let sum = 0
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
      sum += view.getUint32(at + 24, true)
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return sum
  }
  return null
}

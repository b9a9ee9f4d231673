import type { RegistryName } from '../../contract/registry-columns.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { FileFault } from '../catalog/file-fault.ts'
import { type RawRow, splitRows } from '../catalog/split-rows.ts'
import { readWorkbook } from './read-workbook.ts'

/** A file as rows of texts, each with its line (or its row in the sheet), and how it was read. */
export interface TableFile {
  readonly encoding: 'utf-8' | 'gbk' | 'xlsx'
  readonly rows: readonly RawRow[]
}

/**
 * Rows of one file. Every kiosk and window waits while they are written; a catalogue is the one register that is
 * longer than a few hundred rows in any hall, and comes back whole.
 */
export function mostRowsOf(name: RegistryName): number {
  return name === 'items' ? 20_000 : 5000
}

/**
 * Reads the bytes of a table: CSV in UTF-8 or GBK, or the first sheet of an XLSX. What is no such file is named:
 * nothing is guessed beyond the two encodings, and GBK only where the bytes are no UTF-8. More than `mostRows` rows
 * below the header are refused.
 */
export async function readTableFile(
  bytes: Uint8Array,
  mostRows: number,
): Promise<Result<TableFile, readonly FileFault[]>> {
  const read = await readBytes(bytes)
  if (!read.ok) return read
  const { rows } = read.value
  if (rows.length === 0) return fail([emptyFile])
  if (rows.length > mostRows + 1)
    return fail([fault(mostRows + 2, 'too-many-rows', `一次最多 ${mostRows} 行，请分几次导入。`)])
  return read
}

const emptyFile = fault(1, 'empty-file', '文件是空的。')

async function readBytes(bytes: Uint8Array): Promise<Result<TableFile, readonly FileFault[]>> {
  if (bytes.length === 0) return fail([emptyFile])
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const rows = await readWorkbook(bytes)
    return rows.ok ? ok({ encoding: 'xlsx', rows: rows.value.filter(isFilled) }) : fail([rows.problem])
  }
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return fail([fault(1, 'old-excel', '这是旧格式的 Excel 文件（.xls），请另存为 .xlsx 或 CSV 后再导入。')])
  if (begins(bytes, [0xff, 0xfe]) || begins(bytes, [0xfe, 0xff]))
    return fail([fault(1, 'wrong-encoding', '文件是 UTF-16 编码，请另存为“CSV UTF-8”后再导入。')])
  const utf8 = decode('utf-8', bytes)
  // GB18030 contains GBK and GB2312, which Chinese spreadsheets write when asked for plain CSV.
  const text = utf8 ?? decode('gb18030', bytes)
  if (text === null || text.includes('\u0000'))
    return fail([
      fault(
        lineOfFault(bytes),
        'wrong-encoding',
        '文件不是 UTF-8 或 GBK 编码的文字，请另存为“CSV UTF-8”后再导入。',
      ),
    ])
  const { rows, broken } = splitRows(text)
  if (broken) return fail([broken])
  return ok({ encoding: utf8 === null ? 'gbk' : 'utf-8', rows: rows.filter(isFilled) })
}

function isFilled(row: RawRow): boolean {
  return row.fields.some((field) => field.trim() !== '')
}

function fault(line: number, code: string, message: string): FileFault {
  return { line, column: '', code, message }
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // The one way in which a decoder says that the bytes are no text of its encoding.
    return null
  }
}

function lineOfFault(bytes: Uint8Array): number {
  const lossy = new TextDecoder('utf-8').decode(bytes)
  const found = [lossy.indexOf('\ufffd'), lossy.indexOf('\u0000')].filter((at) => at >= 0)
  const at = Math.min(...found, lossy.length)
  return lossy.slice(0, at).split('\n').length
}

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}

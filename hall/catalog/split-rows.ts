import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { FileFault } from './file-fault.ts'

/** One row as it stands in the file, and the line on which it begins. */
export interface RawRow {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Splits CSV text into rows with the lines of the file on which they begin; line breaks inside quotes count.
 * A quotation that is broken ends the reading there: the rows before it come back with the fault.
 */
export function splitRows(csv: string): { rows: RawRow[]; broken: FileFault | null } {
  const rows: RawRow[] = []
  let nextLine = 1
  try {
    parse(csv, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n'],
      on_record: (fields: string[], { lines }) => {
        rows.push({ line: nextLine, fields })
        nextLine = lines + 1
        return null
      },
    })
    return { rows, broken: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const unterminated = error.code === 'CSV_QUOTE_NOT_CLOSED'
    return {
      rows,
      broken: {
        line: nextLine,
        column: '',
        code: unterminated ? 'unterminated-quote' : 'bad-quote',
        message: unterminated
          ? '引号没有结束，其后的内容无法读取。请补上结束的引号。'
          : '引号位置不对，其后的内容无法读取。内容中的引号要写成两个，并把整项括起。',
      },
    }
  }
}

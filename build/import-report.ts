import type { FileFault } from '../hall/catalog/file-fault.ts'
import type { ImportPreview, ImportSummary } from '../hall/catalog/import.ts'

/** Lines of a list that a person still reads; the rest is counted. */
const readable = 30

/** What a file would change, as a table on a terminal. */
export function previewInWords(preview: ImportPreview, file: string): string {
  const lines = [
    `目录文件  ${file}`,
    '',
    `  新增 ${preview.added} 项    更改 ${preview.changed} 项    不变 ${preview.unchanged} 项`,
  ]
  if (preview.departmentsAdded.length > 0)
    lines.push(
      '',
      `  新部门 ${preview.departmentsAdded.length} 个，各配一个未开放的队列：`,
      `  ${preview.departmentsAdded.join('、')}`,
    )
  if (preview.changes.length > 0) lines.push('', ...changeLines(preview.changes))
  return `${lines.join('\n')}\n\n`
}

function changeLines(changes: ImportPreview['changes']): string[] {
  const shown = changes.slice(0, readable)
  const lineWidth = widest(shown.map(({ line }) => String(line)))
  const codeWidth = widest(shown.map(({ code }) => code))
  // The name stands last: Chinese characters are two columns wide on some terminals and not on others.
  const lines = shown.map(
    ({ line, what, code, name, fields }) =>
      `  第 ${String(line).padStart(lineWidth)} 行  ${what === 'added' ? '新增' : '更改'}  ${code.padEnd(codeWidth)}  ${name}${
        fields.length > 0 ? `（${fields.join('、')}）` : ''
      }`,
  )
  if (changes.length > readable) lines.push(`  …… 另有 ${changes.length - readable} 项`)
  return lines
}

/** What is wrong with a file, row by row. */
export function faultsInWords(faults: readonly FileFault[], file: string): string {
  const shown = faults.slice(0, readable)
  const lineWidth = widest(shown.map(({ line }) => String(line)))
  const lines = shown.map(
    ({ line, column, message }) =>
      `  第 ${String(line).padStart(lineWidth)} 行  ${column === '' ? '' : `${column}  `}${message}`,
  )
  if (faults.length > readable) lines.push(`  …… 另有 ${faults.length - readable} 处`)
  return [`目录文件  ${file}`, '', `  有 ${faults.length} 处错误，未作任何更改：`, '', ...lines, '', ''].join(
    '\n',
  )
}

/** What was imported. */
export function summaryInWords(summary: ImportSummary): string {
  return `已导入：新增 ${summary.added} 项，更改 ${summary.changed} 项，不变 ${summary.unchanged} 项。\n`
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length))
}

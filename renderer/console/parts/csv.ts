import { isFormula } from '../../../core/registry/formula.ts'

/** One cell: quoted where it must be, and never a formula for the program that opens the file. */
function cell(value: string): string {
  // A number below zero is to be a number where the list is summed up.
  const safe = isFormula(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV (RFC 4180), with the byte order mark by which spreadsheets in Chinese offices know UTF-8. */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Gives a text to the person as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the blob after this turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

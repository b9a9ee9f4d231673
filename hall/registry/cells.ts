import type { CellChange } from '../../contract/registry-columns.ts'

/** A record as a row of texts by column, the way its table writes it; '' is an empty cell. */
export type Cells = Readonly<Record<string, string>>

/** What differs between two states of a record, cell by cell; null stands for a record that is not there. */
export function changesBetween(before: Cells | null, after: Cells | null): CellChange[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...columns].flatMap((column) => {
    const one = before?.[column] ?? ''
    const other = after?.[column] ?? ''
    if (one === other) return []
    return [{ column, before: before === null ? null : one, after: after === null ? null : other }]
  })
}

/** 是 or 否. */
export function yesNo(value: boolean): string {
  return value ? '是' : '否'
}

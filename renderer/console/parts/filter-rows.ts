/** What of a column a search and a choice look at. */
export interface SearchedColumn<Row> {
  readonly key: string
  readonly title: string
  readonly text: (row: Row) => string
  /** What of a row the list can be narrowed to, by a choice beside the search. */
  readonly choices?: (row: Row) => readonly string[]
}

/** What a list is narrowed to: a value for the key of a column. */
export type Narrowed = Readonly<Record<string, string>>

/** A column that offers a choice, and what there is to choose among the rows. */
export interface ColumnChoice {
  readonly key: string
  readonly title: string
  readonly values: readonly string[]
}

/** The columns by which rows can be narrowed: those with at least two values, in their order as people count. */
export function choicesIn<Row>(
  rows: readonly Row[],
  columns: readonly SearchedColumn<Row>[],
): ColumnChoice[] {
  return columns.flatMap(({ key, title, choices }) => {
    if (!choices) return []
    const values = [...new Set(rows.flatMap((row) => choices(row)))]
      .filter((value) => value !== '')
      .toSorted((one, other) => one.localeCompare(other, 'zh-CN', { numeric: true }))
    return values.length < 2 ? [] : [{ key, title, values }]
  })
}

/** The rows that every choice lets through and that hold every word that was typed. */
export function matchingRows<Row>(
  rows: readonly Row[],
  columns: readonly SearchedColumn<Row>[],
  typed: string,
  narrowed: Narrowed,
): readonly Row[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const narrowing = columns.filter(({ key, choices }) => choices !== undefined && narrowed[key] !== undefined)
  if (words.length === 0 && narrowing.length === 0) return rows
  return rows.filter((row) => {
    if (narrowing.some(({ key, choices }) => !choices?.(row).includes(narrowed[key] ?? ''))) return false
    const text = columns
      .map((column) => column.text(row))
      .join('\n')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

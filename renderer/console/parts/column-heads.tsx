import type { ReactNode } from 'react'

/** A column's title; that of a column of figures stands at its end, as the figures do. */
type ColumnHead = string | { readonly atEnd: string }

/** The head of a table. */
export function ColumnHeads({ columns }: { columns: readonly ColumnHead[] }): ReactNode {
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === 'string' ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.atEnd} scope="col" className="at-end">
              {column.atEnd}
            </th>
          ),
        )}
      </tr>
    </thead>
  )
}

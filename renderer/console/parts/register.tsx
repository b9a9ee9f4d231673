import { Pagination } from 'antd'
import { ArrowDown, ArrowUp, Download, Printer } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { download, toCsv } from './csv.ts'
import { choicesIn, matchingRows, type Narrowed, type SearchedColumn } from './filter-rows.ts'
import { PrintSheet, printSheet } from './print-sheet.tsx'
import { RowFilters } from './row-filters.tsx'
import { SearchBox } from './search-box.tsx'

/** A column of a list. Its text is what is searched, exported, and shown where `show` is absent. */
export interface Column<Row> extends SearchedColumn<Row> {
  readonly show?: (row: Row) => ReactNode
  readonly align?: 'end'
  /** Never broken: names of people, numbers, states. */
  readonly whole?: boolean
  /** Not on the screen: in the exported file, in print, and to narrow by. */
  readonly hidden?: boolean
  /** Only on the screen: something to do. */
  readonly action?: boolean
}

export interface RegisterProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly idOf: (row: Row) => string
  /** What the list is called, for screen readers and for the exported file. */
  readonly name: string
  /** Opens a row; its first column becomes the button. */
  readonly onOpen?: (row: Row) => void
  readonly dimmed?: (row: Row) => boolean
  /** What is said, and offered, while there is nothing yet. */
  readonly empty: ReactNode
  /** Further filters, beside the search. */
  readonly filters?: ReactNode
  /** The room has the registry's own files: they are the one way out, and this list offers no second one. */
  readonly filed?: boolean
}

/** Rows on one page; longer lists have several. */
const pageSizes = [30, 100, 300] as const

/** A list of what is registered: search and choices, rows to open, pages, print, and export where there is no other. */
export function Register<Row>(props: RegisterProps<Row>): ReactNode {
  const say = useWords(listWords)
  const [sought, setSought] = useState('')
  const [printing, setPrinting] = useState(false)
  const [sort, setSort] = useState<Sort | null>(null)
  const [narrowed, setNarrowed] = useState<Narrowed>({})
  const [pageAsked, setPage] = useState(1)
  const [pageSize, setPageSize] = useState<number>(pageSizes[0])
  const { rows, columns } = props
  const choices = useMemo(() => choicesIn(rows, columns), [rows, columns])
  const matching = useMemo(
    () => matchingRows(rows, columns, sought, narrowed),
    [rows, columns, sought, narrowed],
  )
  const found = useMemo(() => {
    const column = columns.find(({ key }) => key === sort?.key)
    if (!column || !sort) return matching
    const order = sort.down ? -1 : 1
    return matching.toSorted(
      (one, other) => order * column.text(one).localeCompare(column.text(other), 'zh-CN', { numeric: true }),
    )
  }, [matching, columns, sort])

  if (rows.length === 0 && props.filters === undefined) return <>{props.empty}</>
  const shown = columns.filter((column) => !column.hidden)
  // Rows may have gone since a page far on was opened.
  const page = Math.min(pageAsked, Math.max(1, Math.ceil(found.length / pageSize)))
  const exported = columns.filter((column) => !column.action)
  return (
    <div className="register">
      <div className="register-tools">
        <SearchBox
          value={sought}
          onChange={(text) => {
            setSought(text)
            setPage(1)
          }}
          label={`${say('find')} · ${props.name}`}
        />
        <RowFilters
          choices={choices}
          narrowed={narrowed}
          onChange={(chosen) => {
            setNarrowed(chosen)
            setPage(1)
          }}
        />
        {props.filters}
        <span className="register-count" role="status">
          {sought.trim() === '' && Object.keys(narrowed).length === 0
            ? say('count', { count: rows.length })
            : say('found', { count: found.length })}
        </span>
        {props.filed ? null : (
          <Button
            look="quiet"
            icon={<Download aria-hidden="true" />}
            disabled={found.length === 0}
            onPress={() =>
              download(
                `${props.name}.csv`,
                toCsv(
                  exported.map((column) => column.title),
                  found.map((row) => exported.map((column) => column.text(row))),
                ),
              )
            }
          >
            {say('export')}
          </Button>
        )}
        <Button
          look="quiet"
          icon={<Printer aria-hidden="true" />}
          disabled={found.length === 0}
          onPress={() => {
            // On the page only while it is printed: other sheets, such as passwords, come without the list.
            window.addEventListener('afterprint', () => setPrinting(false), { once: true })
            flushSync(() => setPrinting(true))
            printSheet()
          }}
        >
          {say('print')}
        </Button>
      </div>
      {printing ? (
        <PrintSheet>
          <h1>{props.name}</h1>
          <table className="table">
            <thead>
              <tr>
                {exported.map((column) => (
                  <th key={column.key}>{column.title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.map((row) => (
                <tr key={props.idOf(row)}>
                  {exported.map((column) => (
                    <td key={column.key}>{column.text(row)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </PrintSheet>
      ) : null}
      {rows.length === 0 ? (
        props.empty
      ) : found.length === 0 ? (
        <Empty title={sought.trim() === '' ? say('noneFit') : say('nothingFound', { text: sought.trim() })}>
          <p>{say('nothingFoundBody')}</p>
          <Button
            look="quiet"
            onPress={() => {
              setSought('')
              setNarrowed({})
            }}
          >
            {say('clear')}
          </Button>
        </Empty>
      ) : (
        // A region that can scroll sideways must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className="table-frame" aria-label={props.name} tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                {shown.map((column) => (
                  <th
                    key={column.key}
                    scope="col"
                    className={column.align === 'end' ? 'at-end' : undefined}
                    aria-sort={
                      sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined
                    }
                  >
                    {column.action ? (
                      column.title
                    ) : (
                      <SortButton column={column} sort={sort} onSort={setSort} />
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice((page - 1) * pageSize, page * pageSize).map((row) => (
                <tr key={props.idOf(row)} className={props.dimmed?.(row) ? 'dimmed' : undefined}>
                  {shown.map((column, at) => {
                    const content = column.show?.(row) ?? column.text(row)
                    return (
                      <td key={column.key} className={cellClass(column)}>
                        {at === 0 && props.onOpen ? (
                          <button type="button" className="row-open" onClick={() => props.onOpen?.(row)}>
                            {content}
                          </button>
                        ) : (
                          content
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {found.length > pageSizes[0] ? (
        <Pagination
          className="register-pages"
          aria-label={say('pages', { name: props.name })}
          current={page}
          pageSize={pageSize}
          total={found.length}
          showSizeChanger
          pageSizeOptions={[...pageSizes]}
          onChange={(next, size) => {
            setPage(size === pageSize ? next : 1)
            setPageSize(size)
          }}
        />
      ) : null}
    </div>
  )
}

interface Sort {
  readonly key: string
  readonly down: boolean
}

/** A column's title: up, down, and then the list's own order again. */
function SortButton(props: {
  column: { readonly key: string; readonly title: string }
  sort: Sort | null
  onSort: (sort: Sort | null) => void
}): ReactNode {
  const { column, sort, onSort } = props
  const mine = sort?.key === column.key ? sort : null
  const next = mine === null ? { key: column.key, down: false } : mine.down ? null : { ...mine, down: true }
  return (
    <button type="button" className="sort-button" onClick={() => onSort(next)}>
      {column.title}
      {mine === null ? null : mine.down ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" />}
    </button>
  )
}

function cellClass({ align, whole }: { align?: 'end'; whole?: boolean }): string | undefined {
  const classes = [align === 'end' ? 'at-end figures' : '', whole ? 'whole' : ''].filter(Boolean).join(' ')
  return classes === '' ? undefined : classes
}

import './registry.css'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CellChange } from '../../../contract/registry-columns.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { type Changing, columnTitle } from './column-title.ts'
import { registryWords } from './words.ts'

/** What was changed, cell by cell: the column, what it was, what it is. */
export function CellChanges(props: { name: Changing; cells: readonly CellChange[] }): ReactNode {
  const say = useWords(registryWords)
  const { language } = useLanguage()
  const text = (cell: string): ReactNode =>
    cell === '' ? <i className="cell-empty">{say('empty')}</i> : cell
  return (
    <dl className="cell-changes">
      {props.cells.map(({ column, before, after }) => (
        <div key={column}>
          <dt>{columnTitle(props.name, column, language)}</dt>
          <dd>
            {before === null ? null : <del>{text(before)}</del>}
            {before === null || after === null ? null : <ArrowRight aria-hidden="true" />}
            {after === null ? null : <ins>{text(after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

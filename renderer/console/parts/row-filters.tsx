import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import type { ColumnChoice, Narrowed } from './filter-rows.ts'

/** A choice for each column by which a list can be narrowed. */
export function RowFilters(props: {
  choices: readonly ColumnChoice[]
  narrowed: Narrowed
  onChange: (narrowed: Narrowed) => void
}): ReactNode {
  const say = useWords(listWords)
  const { choices, narrowed, onChange } = props
  return choices.map(({ key, title, values }) => (
    <Select
      key={key}
      className="row-filter"
      aria-label={title}
      value={narrowed[key] ?? ''}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[
        { value: '', label: say('filterAll', { title }) },
        ...values.map((value) => ({ value, label: value })),
      ]}
      onChange={(value: string) => {
        const { [key]: _, ...others } = narrowed
        onChange(value === '' ? others : { ...others, [key]: value })
      }}
    />
  ))
}

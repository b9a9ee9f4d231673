import { Select } from 'antd'
import type { ReactNode } from 'react'

/** A choice that may also be nothing: `none` says what nothing means. A form's field; its value is an id or null. */
export function OptionalSelect(props: {
  id?: string
  value?: string | null
  onChange?: (value: string | null) => void
  none: string
  options: readonly { value: string; label: string }[]
  search?: boolean
}): ReactNode {
  // The library wants a value that is not null for every option.
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.search ? { showSearch: { optionFilterProp: 'label' } } : {})}
      value={props.value ?? ''}
      options={[{ value: '', label: props.none }, ...props.options]}
      onChange={(value) => props.onChange?.(value === '' ? null : value)}
    />
  )
}

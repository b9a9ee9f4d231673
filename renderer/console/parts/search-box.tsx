import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'

/** Finds while one types. */
export function SearchBox(props: {
  value: string
  onChange: (value: string) => void
  label: string
  hint?: string
}): ReactNode {
  const say = useWords(listWords)
  return (
    <label className="search-box">
      <Search aria-hidden="true" />
      <input
        type="search"
        aria-label={props.label}
        placeholder={props.hint ?? say('find')}
        value={props.value}
        maxLength={100}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  )
}

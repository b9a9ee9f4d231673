import { type ReactNode, useEffect } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { Field } from '../ui/field.tsx'
import { sayIn, useWords } from '../ui/i18n.ts'
import { Empty } from '../ui/states.tsx'
import { ItemRow } from './items-view.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { ScreenKeyboard } from './screen-keyboard.tsx'
import { type KeyName, typed } from './search-text.ts'
import { kioskWords } from './words.ts'

/** Results shown at most; whoever finds more is asked to type more. */
const foundMost = 48

/** Finds items by characters, pinyin or initials, typed on the glass or on a keyboard. */
export function SearchView(): ReactNode {
  const say = useWords(kioskWords)
  const { session, move, speech } = useKiosk()
  const text = session.searchText
  const setText = (next: string): void => move({ to: 'search-text', text: next })
  const press = (key: KeyName): void => {
    const next = typed(text, key)
    speech.tell(next.at(-1) ?? '')
    setText(next)
  }
  return (
    <Page
      title={say('searchTitle')}
      prompt={say('searchPrompt')}
      about={`${sayIn(kioskWords, 'zh-CN')('searchTitle')} ${text}`.trim()}
    >
      <div className="search">
        <Field
          label={<span className="visually-hidden">{say('searchField')}</span>}
          value={text}
          onChange={setText}
          maxLength={40}
          inputMode="none"
          placeholder={say('searchHint')}
          autoFocus
        />
        <div className="search-found">{text.trim() === '' ? null : <Found text={text.trim()} />}</div>
        <ScreenKeyboard onKey={press} />
      </div>
    </Page>
  )
}

function Found({ text }: { text: string }): ReactNode {
  const say = useWords(kioskWords)
  const { speech } = useKiosk()
  const found = useHallQuery('items', { query: { q: text, limit: foundMost } }, { keepPrevious: true })
  const count = found.previous ? undefined : found.data?.items.length
  const told =
    count === undefined
      ? ''
      : count === 0
        ? say('searchNone', { text })
        : found.data?.next
          ? say('searchMany', { count })
          : say('searchFound', { count })
  useEffect(() => {
    if (told !== '') speech.tell(told)
  }, [told, speech])

  if (found.data === undefined) return <Waiting problem={found.problem} onAgain={found.again} />
  if (found.data.items.length === 0)
    return <Empty title={say('searchNone', { text })}>{say('searchNoneBody')}</Empty>
  return (
    <>
      <p className="search-count" role="status">
        {told}
      </p>
      <PagedList key={text} label={told}>
        {found.data.items.map((item) => (
          <ItemRow key={item.id} item={item} withDepartment />
        ))}
      </PagedList>
    </>
  )
}

import { memo, type ReactNode, useEffect, useMemo } from 'react'
import { Field } from '../ui/field.tsx'
import { sayIn, useWords } from '../ui/i18n.ts'
import { Empty } from '../ui/states.tsx'
import { catalogueOf } from './find-items.ts'
import { ItemRow } from './items-view.tsx'
import { type Kiosk, useKiosk } from './kiosk-context.ts'
import { Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { ScreenKeyboard } from './screen-keyboard.tsx'
import { type KeyName, typed } from './search-text.ts'
import { useSearchableItems } from './use-catalogue.ts'
import type { Speech } from './use-speech.ts'
import { kioskWords } from './words.ts'

/** Results shown at most: some three pages of the glass. Whoever finds more is asked to type more. */
const foundMost = 24

/** Finds items by characters, pinyin or initials, typed on the glass or on a keyboard. */
export function SearchView(): ReactNode {
  const say = useWords(kioskWords)
  const { session, move, go, speech } = useKiosk()
  const text = session.searchText
  const setText = (next: string): void => move({ to: 'search-text', text: next })
  const press = (key: KeyName): void => {
    const next = typed(text, key)
    speech.tell(next.at(-1) ?? '')
    setText(next)
  }
  const sought = text.trim()
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
        {sought === '' ? <div className="search-found" /> : <Found text={sought} go={go} speech={speech} />}
        <ScreenKeyboard onKey={press} />
      </div>
    </Page>
  )
}

/** What was found. It is drawn for its text alone: whatever else changes on the page leaves it as it is. */
const Found = memo(function Found(props: { text: string; go: Kiosk['go']; speech: Speech }): ReactNode {
  const { text, go, speech } = props
  const say = useWords(kioskWords)
  const { data, problem, again } = useSearchableItems()
  const found = useMemo(() => (data ? catalogueOf(data).find(text, foundMost) : null), [data, text])
  const count = found?.items.length ?? 0
  const told =
    found === null
      ? ''
      : count === 0
        ? say('searchNone', { text })
        : say(found.more ? 'searchMany' : 'searchFound', { count })
  useEffect(() => {
    if (told !== '') speech.tell(told)
  }, [told, speech])

  return (
    <div className="search-found" data-found-for={found === null ? undefined : text}>
      {found === null ? (
        <Waiting problem={problem} onAgain={again} />
      ) : count === 0 ? (
        <Empty title={told}>{say('searchNoneBody')}</Empty>
      ) : (
        <>
          <p className="search-count" role="status">
            {told}
          </p>
          <PagedList content={text} label={told}>
            {found.items.map((item) => (
              <ItemRow key={item.id} item={item} withDepartment go={go} />
            ))}
          </PagedList>
        </>
      )}
    </div>
  )
})

import { memo, type ReactNode } from 'react'
import type { RouteInput } from '../../contract/client.ts'
import type { Item } from '../../contract/shapes.ts'
import { ungrouped } from '../../core/catalog/group.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { type Kiosk, useKiosk } from './kiosk-context.ts'
import { NothingHere, Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { kioskWords } from './words.ts'

type ItemQuery = NonNullable<RouteInput<'items'>['query']>

/** The hall gives at most so many items at a time; a longer list is read part by part. */
const partMost = 200

/** The items of one group of a department. */
export function GroupView(props: { departmentId: string; group: string }): ReactNode {
  const say = useWords(kioskWords)
  const title = props.group === '' ? say('otherItems') : props.group
  return (
    <Page
      title={title}
      about={props.group}
      titleLang={props.group === '' ? undefined : 'zh-CN'}
      prompt={say('itemsPrompt')}
    >
      <ItemList query={{ department: props.departmentId, group: props.group || ungrouped }} label={title} />
    </Page>
  )
}

/** The items of one topic, whichever department they belong to. */
export function TopicView({ topic }: { topic: string }): ReactNode {
  const say = useWords(kioskWords)
  return (
    <Page title={topic} about={topic} titleLang="zh-CN" prompt={say('itemsPrompt')}>
      <ItemList query={{ topic }} label={topic} withDepartment />
    </Page>
  )
}

/** A list of items to choose from; all of them, in as many parts as it takes. */
export function ItemList(props: { query: ItemQuery; label: string; withDepartment?: boolean }): ReactNode {
  const { go } = useKiosk()
  const first = useHallQuery('items', { query: { ...props.query, limit: partMost } })
  if (first.data === undefined) return <Waiting problem={first.problem} onAgain={first.again} />
  if (first.data.items.length === 0) return <NothingHere />
  return (
    <PagedList label={props.label}>
      {first.data.items.map((item) => (
        <ItemRow key={item.id} item={item} withDepartment={props.withDepartment ?? false} go={go} />
      ))}
      {first.data.next === null ? null : <ItemPart {...props} after={first.data.next} />}
    </PagedList>
  )
}

function ItemPart(props: { query: ItemQuery; after: string; withDepartment?: boolean }): ReactNode {
  const { go } = useKiosk()
  const part = useHallQuery('items', { query: { ...props.query, limit: partMost, after: props.after } })
  if (part.data === undefined)
    return (
      <li>
        <Waiting problem={part.problem} onAgain={part.again} />
      </li>
    )
  return (
    <>
      {part.data.items.map((item) => (
        <ItemRow key={item.id} item={item} withDepartment={props.withDepartment ?? false} go={go} />
      ))}
      {part.data.next === null ? null : <ItemPart {...props} after={part.data.next} />}
    </>
  )
}

/** One item of a list; with its department where the list mixes them. */
export const ItemRow = memo(function ItemRow(props: {
  item: Item
  withDepartment: boolean
  go: Kiosk['go']
}): ReactNode {
  const { item, withDepartment, go } = props
  const { language } = useLanguage()
  const english = language === 'en' && item.nameEn !== null
  return (
    <li>
      <BigChoice
        title={english ? item.nameEn : <span lang="zh-CN">{item.name}</span>}
        note={
          withDepartment || english ? <span lang="zh-CN">{noteOf(item, withDepartment, english)}</span> : null
        }
        onPress={() => go({ at: 'item', itemId: item.id, name: item.name })}
      />
    </li>
  )
})

function noteOf(item: Item, withDepartment: boolean, english: boolean): string {
  return [english ? item.name : '', withDepartment ? item.department : ''].filter(Boolean).join(' · ')
}

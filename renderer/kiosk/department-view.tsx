import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice } from '../ui/button.tsx'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { ItemList } from './items-view.tsx'
import { useKiosk } from './kiosk-context.ts'
import { Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { kioskWords } from './words.ts'

/** A department's groups; its items at once where there is but one group. */
export function DepartmentView(props: { departmentId: string; name: string }): ReactNode {
  const { departmentId } = props
  const say = useWords(kioskWords)
  const { language } = useLanguage()
  const { go } = useKiosk()
  const answer = useHallQuery('department', { params: { id: departmentId } })
  if (answer.data === undefined)
    return (
      <Page title={props.name} about={props.name} titleLang="zh-CN">
        <Waiting problem={answer.problem} onAgain={answer.again} />
      </Page>
    )
  const { department, groups } = answer.data
  const name = language === 'en' && department.nameEn ? department.nameEn : department.name
  if (groups.length <= 1)
    return (
      <Page title={name} about={department.name} prompt={say('itemsPrompt')}>
        <ItemList query={{ department: department.id }} label={name} />
      </Page>
    )
  return (
    <Page title={name} about={department.name} prompt={say('groupsPrompt')}>
      <PagedList columns="two" label={name}>
        {groups.map((group) => (
          <li key={group.name}>
            <BigChoice
              title={group.name === '' ? say('otherItems') : <span lang="zh-CN">{group.name}</span>}
              note={say('itemCount', { count: group.items })}
              onPress={() => go({ at: 'group', departmentId, group: group.name })}
            />
          </li>
        ))}
      </PagedList>
    </Page>
  )
}

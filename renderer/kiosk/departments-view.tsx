import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice } from '../ui/button.tsx'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { useKiosk } from './kiosk-context.ts'
import { NothingHere, Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { kioskWords } from './words.ts'

/** Departments by the pinyin of their names, each with its place. */
export function DepartmentsView(): ReactNode {
  const say = useWords(kioskWords)
  const { language } = useLanguage()
  const { go } = useKiosk()
  const answer = useHallQuery('departments', {})
  const departments = answer.data?.departments.filter((one) => one.items > 0)
  return (
    <Page
      title={say('departmentsTitle')}
      about={sayIn(kioskWords, 'zh-CN')('byDepartment')}
      prompt={departments ? say('departmentsPrompt', { count: departments.length }) : undefined}
    >
      {departments === undefined ? (
        <Waiting problem={answer.problem} onAgain={answer.again} />
      ) : departments.length === 0 ? (
        <NothingHere />
      ) : (
        <PagedList columns="two" label={say('departmentsTitle')}>
          {departments.map((one) => (
            <li key={one.id}>
              <BigChoice
                title={language === 'en' && one.nameEn ? one.nameEn : <span lang="zh-CN">{one.name}</span>}
                note={
                  // The place is told in Chinese alone: in English it would be signs that nobody there can read.
                  one.place && language !== 'en' ? one.place : say('itemCount', { count: one.items })
                }
                onPress={() => go({ at: 'department', departmentId: one.id, name: one.name })}
              />
            </li>
          ))}
        </PagedList>
      )}
    </Page>
  )
}

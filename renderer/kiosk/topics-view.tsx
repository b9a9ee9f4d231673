import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice } from '../ui/button.tsx'
import { sayIn, useWords } from '../ui/i18n.ts'
import { useKiosk } from './kiosk-context.ts'
import { NothingHere, Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { kioskWords } from './words.ts'

/** What happens in a life and brings one here: 出生, 上学, 住房 … */
export function TopicsView(): ReactNode {
  const say = useWords(kioskWords)
  const { go } = useKiosk()
  const answer = useHallQuery('hall', {})
  const topics = answer.data?.topics
  return (
    <Page
      title={say('topicsTitle')}
      prompt={say('topicsPrompt')}
      about={sayIn(kioskWords, 'zh-CN')('byTopic')}
    >
      {topics === undefined ? (
        <Waiting problem={answer.problem} onAgain={answer.again} />
      ) : topics.length === 0 ? (
        <NothingHere />
      ) : (
        <PagedList columns="two" label={say('topicsTitle')}>
          {topics.map((topic) => (
            <li key={topic}>
              <BigChoice
                title={<span lang="zh-CN">{topic}</span>}
                onPress={() => go({ at: 'topic', topic })}
              />
            </li>
          ))}
        </PagedList>
      )}
    </Page>
  )
}

import type { ReactNode } from 'react'
import type { Queue } from '../../contract/shapes.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice } from '../ui/button.tsx'
import { sayIn, useLanguage, useWords } from '../ui/i18n.ts'
import { useEstimateText } from '../ui/say-estimate.ts'
import { commonWords } from '../ui/words.ts'
import { closedReason } from './closed.ts'
import { guideWords } from './guide-words.ts'
import { useKiosk } from './kiosk-context.ts'
import { NothingHere, Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { PagedList } from './paged-list.tsx'
import { kioskWords } from './words.ts'

/** The queues to take a ticket for directly, each with how many wait. */
export function QueuesView(): ReactNode {
  const say = useWords(kioskWords)
  const answer = useHallQuery('queues', {}, { refreshOn: ['queues', 'windows'] })
  // A queue that was never opened is for the operator to see, not for citizens.
  const queues = answer.data?.queues.filter((queue) => queue.openness !== 'switched-off')
  return (
    <Page
      title={say('queuesTitle')}
      prompt={queues?.length === 0 ? undefined : say('queuesPrompt')}
      about={sayIn(kioskWords, 'zh-CN')('takeDirectly')}
    >
      {queues === undefined ? (
        <Waiting problem={answer.problem} onAgain={answer.again} />
      ) : queues.length === 0 ? (
        <NothingHere of="queues" />
      ) : (
        <PagedList columns="two" label={say('queuesTitle')}>
          {queues.map((queue) => (
            <li key={queue.id}>
              <QueueChoice queue={queue} />
            </li>
          ))}
        </PagedList>
      )}
    </Page>
  )
}

function QueueChoice({ queue }: { queue: Queue }): ReactNode {
  const { go } = useKiosk()
  const { language } = useLanguage()
  const guide = useWords(guideWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  const waiting = `${guide('ahead')} ${common('people', { count: queue.waiting })}`
  const closed = closedReason(queue)
  return (
    <BigChoice
      icon={
        <span className="queue-prefix" translate="no">
          {queue.prefix}
        </span>
      }
      title={language === 'en' && queue.nameEn ? queue.nameEn : <span lang="zh-CN">{queue.name}</span>}
      note={
        closed === null
          ? queue.estimate === null
            ? waiting
            : `${waiting} · ${estimate(queue.estimate)}`
          : guide(closed)
      }
      onPress={() => go({ at: 'queue', queueId: queue.id })}
    />
  )
}

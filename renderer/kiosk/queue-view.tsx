import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { closedReason } from './closed.ts'
import { guideWords } from './guide-words.ts'
import { Waiting } from './list-states.tsx'
import { Page } from './page.tsx'
import { QueueNow, useQueueText } from './queue-now.tsx'
import { TakeActions } from './take-actions.tsx'

/** One queue, for who knows what they came for. */
export function QueueView({ queueId }: { queueId: string }): ReactNode {
  const guide = useWords(guideWords)
  const { language } = useLanguage()
  const answer = useHallQuery('queues', {}, { refreshOn: ['queues', 'windows'] })
  const queue = answer.data?.queues.find((one) => one.id === queueId)
  const now = useQueueText(queue ?? null)
  if (queue === undefined)
    return (
      <Page title={guide('facts')} about="">
        {answer.data === undefined ? (
          <Waiting problem={answer.problem} onAgain={answer.again} />
        ) : (
          <QueueNow queue={null} />
        )}
      </Page>
    )
  const english = language === 'en' && queue.nameEn !== null
  const open = closedReason(queue) === null
  return (
    <Page
      title={(english && queue.nameEn) || queue.name}
      titleLang={english ? undefined : 'zh-CN'}
      prompt={open ? guide('queuePrompt') : undefined}
      about={queue.name}
      spoken={now}
      foot={<TakeActions open={open} request={{ queueId }} />}
    >
      <div className="guide">
        <QueueNow queue={queue} />
      </div>
    </Page>
  )
}

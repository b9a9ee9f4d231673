import type { ReactNode } from 'react'
import type { Queue } from '../../contract/shapes.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { useEstimateText } from '../ui/say-estimate.ts'
import { Notice } from '../ui/states.tsx'
import { commonWords } from '../ui/words.ts'
import { closedReason } from './closed.ts'
import { guideWords } from './guide-words.ts'
import { sayAll, sayList } from './say-list.ts'
import { kioskWords } from './words.ts'

/** How a queue is at this moment: who waits, how long, where; or why no ticket can be taken. */
export function QueueNow({ queue }: { queue: Queue | null }): ReactNode {
  const guide = useWords(guideWords)
  const say = useWords(kioskWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  const { language } = useLanguage()
  const closed = closedReason(queue)
  if (queue === null || closed === 'noQueue')
    return (
      <Notice tone="warn" title={guide('noQueue')}>
        {guide('noQueueBody')}
      </Notice>
    )
  if (closed !== null)
    return (
      <Notice tone="warn" title={guide('closed')}>
        {guide(closed)} {queue.hours === '' ? '' : say('hoursToday', { hours: queue.hours })}
      </Notice>
    )
  return (
    <>
      {queue.windowsOpen === 0 ? (
        <Notice tone="warn" title={guide('noWindowOpen')}>
          {guide('noWindowOpenBody')}
        </Notice>
      ) : null}
      <dl className="facts">
        <div>
          <dt>{guide('ahead')}</dt>
          <dd>{common('people', { count: queue.waiting })}</dd>
        </div>
        {queue.windowsOpen > 0 ? (
          <div>
            <dt>{guide('wait')}</dt>
            <dd>{queue.estimate === null ? guide('cannotTell') : estimate(queue.estimate)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{guide('windows')}</dt>
          <dd>
            {queue.windowNumbers.length === 0
              ? guide('windowsNone')
              : guide('windowsAre', { numbers: sayList(queue.windowNumbers, language) })}
          </dd>
        </div>
      </dl>
    </>
  )
}

/** The same for the voice. */
export function useQueueText(queue: Queue | null): string {
  const guide = useWords(guideWords)
  const common = useWords(commonWords)
  const estimate = useEstimateText()
  const closed = closedReason(queue)
  if (closed !== null || queue === null)
    return closed === null || closed === 'noQueue'
      ? sayAll([guide('noQueue'), guide('noQueueBody')])
      : sayAll([guide('closed'), guide(closed)])
  return sayAll([
    queue.windowsOpen === 0 ? guide('noWindowOpen') : undefined,
    `${guide('ahead')} ${common('people', { count: queue.waiting })}`,
    queue.estimate === null ? undefined : `${guide('wait')} ${estimate(queue.estimate)}`,
  ])
}

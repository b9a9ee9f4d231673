import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Queue } from '../../../contract/shapes.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { useEstimateText } from '../../ui/say-estimate.ts'
import { commonWords } from '../../ui/words.ts'
import { isUnattended, totalsOf, waitsOf } from './arrange.ts'
import { boardWords } from './words.ts'

/** Where people wait, how long, and who serves them; at `most` so many rows, the rest in a sentence. */
export function QueueWaits({ hall, most }: { hall: RouteAnswer<'hall'>; most: number }): ReactNode {
  const say = useWords(boardWords)
  const sayCommon = useWords(commonWords)
  const { waiting, empty } = waitsOf(hall.queues)
  const rest = waiting.slice(most)
  const open = hall.queues.filter((queue) => queue.open).length
  const begun = totalsOf(hall).windowsOpen > 0
  return (
    <section className="waits" aria-labelledby="board-queues">
      <h2 id="board-queues">{say('queues')}</h2>
      {waiting.length === 0 ? (
        <div className="waits-none">
          <p className="waits-none-title">{begun ? say('nobodyWaits') : say('notBegun')}</p>
          {begun ? null : <p>{say('notBegunBody')}</p>}
        </div>
      ) : (
        <table className="waits-table">
          <thead>
            <tr>
              <th scope="col">{say('queue')}</th>
              <th scope="col" className="at-end">
                {say('waiting')}
              </th>
              <th scope="col" className="at-end">
                {say('wait')}
              </th>
              <th scope="col" className="at-end">
                {say('windows')}
              </th>
            </tr>
          </thead>
          <tbody>
            {waiting.slice(0, most).map((queue) => (
              <Waits key={queue.id} queue={queue} />
            ))}
          </tbody>
        </table>
      )}
      <p className="waits-rest">
        {rest.length > 0 ? (
          <span>
            {say('moreQueues', {
              queues: rest.length,
              people: sayCommon('people', { count: rest.reduce((sum, queue) => sum + queue.waiting, 0) }),
            })}
          </span>
        ) : null}
        {waiting.length > 0 && empty > 0 ? <span>{say('othersEmpty', { count: empty })}</span> : null}
        <span>{say('openNow', { open, all: hall.queues.length })}</span>
      </p>
    </section>
  )
}

function Waits({ queue }: { queue: Queue }): ReactNode {
  const say = useWords(boardWords)
  const { language } = useLanguage()
  const estimate = useEstimateText()
  const unattended = isUnattended(queue)
  return (
    <tr className={unattended ? 'waits-unattended' : undefined}>
      <th scope="row">
        <span className="waits-name">
          <span className="waits-prefix">{queue.prefix}</span>
          <span>{language === 'en' ? (queue.nameEn ?? queue.name) : queue.name}</span>
        </span>
      </th>
      <td className="at-end figures waits-count">{queue.waiting}</td>
      <td className="at-end figures whole">
        {unattended || queue.estimate === null ? say('cannotTell') : estimate(queue.estimate)}
      </td>
      <td className="at-end figures whole">{unattended ? say('unattended') : queue.windowsOpen}</td>
    </tr>
  )
}

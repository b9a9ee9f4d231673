import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { commonWords } from '../../ui/words.ts'
import { ColumnHeads } from '../parts/column-heads.tsx'
import { isUnattended, lullOf, waitsOf } from './arrange.ts'
import type { Board, BoardQueue } from './use-board.ts'
import { boardWords } from './words.ts'

/** Where people wait, how long already, and who serves them; at `most` so many rows, the rest in a sentence. */
export function QueueWaits({ board, most }: { board: Board; most: number }): ReactNode {
  const say = useWords(boardWords)
  const sayCommon = useWords(commonWords)
  const { waiting, empty } = waitsOf(board.queues)
  const rest = waiting.slice(most)
  return (
    <section className="waits" aria-labelledby="board-queues">
      <h2 id="board-queues">{say('queues')}</h2>
      {waiting.length === 0 ? (
        <Lull board={board} />
      ) : (
        <table className="waits-table">
          <ColumnHeads
            columns={[
              say('queue'),
              { atEnd: say('waiting') },
              { atEnd: say('wait') },
              { atEnd: say('overLimit') },
              { atEnd: say('windows') },
            ]}
          />
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
              count: rest.length,
              people: sayCommon('people', { count: rest.reduce((sum, queue) => sum + queue.waiting, 0) }),
            })}
          </span>
        ) : null}
        {waiting.length > 0 && empty > 0 ? <span>{say('othersEmpty', { count: empty })}</span> : null}
        <span className="waits-open">
          {say('openNow', { open: board.totals.queuesOpen, all: board.queues.length })}
        </span>
      </p>
    </section>
  )
}

function Lull({ board }: { board: Board }): ReactNode {
  const say = useWords(boardWords)
  const lull = lullOf(board)
  const { issued, done } = board.comparison.today
  const bodies = {
    nobodyWaits: null,
    allPaused: say('allPausedBody', { count: board.totals.windowsPaused }),
    dayOver: say('dayOverBody', { issued, done }),
    notBegun: say('notBegunBody'),
  } as const
  return (
    <div className="waits-none">
      <p className="waits-none-title">{say(lull)}</p>
      {bodies[lull] === null ? null : <p>{bodies[lull]}</p>}
    </div>
  )
}

function Waits({ queue }: { queue: BoardQueue }): ReactNode {
  const say = useWords(boardWords)
  const { language } = useLanguage()
  const over = queue.overBound.reduce((sum, one) => sum + one.count, 0)
  const unattended = isUnattended(queue)
  const look = unattended ? 'waits-unattended' : over > 0 ? 'waits-over' : undefined
  return (
    <tr className={look}>
      <th scope="row">
        <span className="waits-name">
          <span className="waits-prefix">{queue.prefix}</span>
          <span className="waits-words">{language === 'en' ? (queue.nameEn ?? queue.name) : queue.name}</span>
        </span>
      </th>
      <td className="at-end figures waits-count">{queue.waiting}</td>
      <td className="at-end figures whole">
        {queue.oldest ? say('minutes', { count: Math.floor(queue.oldest.minutes) }) : null}
      </td>
      <td className="at-end figures whole waits-late">
        {over > 0 ? say('overCount', { count: over }) : '—'}
      </td>
      <td className="at-end figures whole">{unattended ? say('unattended') : queue.windowsOpen}</td>
    </tr>
  )
}

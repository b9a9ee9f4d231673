import type { ReactNode } from 'react'
import type { ReplayCounts } from '../../../core/replay/fold.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { planOf } from '../board/arrange.ts'
import { Plan, PlanLegend } from '../board/plan.tsx'
import { ColumnHeads } from '../parts/column-heads.tsx'
import type { Chosen } from './history-panel.tsx'
import type { Moment, QueueMoment } from './moment.ts'
import type { ReplayPlace } from './read-day.ts'
import { replayWords } from './words.ts'

/** Numbers of a queue that are told at once. */
const numbersShown = 6

/** The hall at the moment that is chosen: figures, queues, windows. */
export function MomentView(props: {
  place: ReplayPlace
  moment: Moment
  counts: ReplayCounts
  onChoose: (chosen: Chosen) => void
}): ReactNode {
  const say = useWords(replayWords)
  const { place, moment, counts } = props
  const figures = [
    ['waiting', moment.waiting],
    ['serving', moment.serving],
    ['windowsOpen', moment.windowsOpen],
    ['issued', counts.issued],
    ['done', counts.done],
    ['missed', counts.missed],
  ] as const
  return (
    <>
      <dl className="figure-row">
        {figures.map(([word, value]) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd className="figures" data-figure={word}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="moment-parts">
        <section aria-labelledby="replay-queues">
          <h2 id="replay-queues">{say('queues')}</h2>
          {moment.queues.length === 0 ? (
            <p className="moment-none">{say('nobodyWaits')}</p>
          ) : (
            <table className="moment-queues">
              <ColumnHeads
                columns={[say('queue'), { atEnd: say('waiting') }, { atEnd: say('wait') }, say('numbers')]}
              />
              <tbody>
                {moment.queues.map((queue) => (
                  <QueueRow key={queue.queue.id} row={queue} onChoose={props.onChoose} />
                ))}
              </tbody>
            </table>
          )}
        </section>
        <section aria-labelledby="replay-windows">
          <div className="plan-head">
            <h2 id="replay-windows">{say('windows')}</h2>
            <PlanLegend windows={moment.windows} watching={false} />
          </div>
          <Plan
            zones={planOf({ zones: place.zones, windows: moment.windows })}
            onChoose={(windowId) => props.onChoose({ windowId })}
          />
        </section>
      </div>
    </>
  )
}

function QueueRow({ row, onChoose }: { row: QueueMoment; onChoose: (chosen: Chosen) => void }): ReactNode {
  const say = useWords(replayWords)
  const { language } = useLanguage()
  const { queue, waiting, longestMinutes } = row
  return (
    <tr>
      <th scope="row" className="whole">
        <span className="moment-prefix">{queue.prefix}</span>{' '}
        {language === 'en' ? (queue.nameEn ?? queue.name) : queue.name}
      </th>
      <td className="at-end figures">{waiting.length}</td>
      <td className="at-end figures whole">
        {longestMinutes === null ? '—' : say('minutes', { count: Math.floor(longestMinutes) })}
      </td>
      <td>
        <span className="moment-numbers">
          {waiting.slice(0, numbersShown).map((ticket) => (
            <button
              key={ticket.id}
              type="button"
              className="moment-number figures"
              onClick={() => onChoose({ ticketId: ticket.id })}
            >
              {ticket.number}
            </button>
          ))}
          {waiting.length > numbersShown ? (
            <span className="moment-more">{say('more', { count: waiting.length - numbersShown })}</span>
          ) : null}
        </span>
      </td>
    </tr>
  )
}

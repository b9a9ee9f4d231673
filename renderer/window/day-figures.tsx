import './day-figures.css'
import type { ReactNode } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { useWords } from '../ui/i18n.ts'
import { concernsWindow } from './events.ts'
import { satisfiedPercent } from './ratings.ts'
import type { Desk } from './use-desk.ts'
import { windowWords } from './words.ts'

/**
 * The day of this window in a few figures, each beside what the hall aims at where it aims at something. They are
 * for whoever sits here: nothing ranks, blinks or turns red.
 */
export function DayFigures({ desk }: { desk: Desk }): ReactNode {
  const say = useWords(windowWords)
  const { id, queueIds } = desk.window
  const day = useHallQuery(
    'windowDay',
    { params: { id } },
    {
      refreshOn: ['calls', 'ratings'],
      refreshWhen: (event) =>
        concernsWindow(event, id) ||
        // A no-show that comes back names its queue alone.
        (event.type === 'ticket-returned' && queueIds.some((queueId) => queueId === event.body['queueId'])),
    },
  )
  // The desk works without it, and says by itself when the hall is away.
  if (day.data === undefined) return null
  const { figures, targets, waitTarget } = day.data
  const minutes = (value: number | undefined): string =>
    value === undefined ? say('none') : say('minutes', { minutes: value.toFixed(1) })
  const percent = satisfiedPercent(figures)
  const { services, meanServiceMinutes } = targets
  // Where its queues have several targets the range stands here, and beside it how many waited longer than their own.
  const longest =
    waitTarget === null
      ? null
      : waitTarget.least === waitTarget.most
        ? say('minutes', { minutes: waitTarget.most })
        : say('minutesBetween', { least: waitTarget.least, most: waitTarget.most })
  return (
    <section className="day-figures" aria-label={say('today')}>
      <h2>{say('today')}</h2>
      <dl>
        <Figure
          name={say('served')}
          target={services === null ? null : say('targetLeast', { value: services })}
        >
          {figures.served}
        </Figure>
        <Figure name={say('meanWait')} target={null}>
          {minutes(figures.wait?.mean)}
        </Figure>
        <Figure
          name={say('longestWait')}
          target={longest === null ? null : say('targetMost', { value: longest })}
          note={
            figures.aimed > figures.onTarget
              ? say('overTarget', { count: figures.aimed - figures.onTarget })
              : null
          }
        >
          {minutes(figures.wait?.max)}
        </Figure>
        <Figure
          name={say('meanService')}
          target={
            meanServiceMinutes === null
              ? null
              : say('targetMost', { value: say('minutes', { minutes: meanServiceMinutes }) })
          }
        >
          {minutes(figures.service?.mean)}
        </Figure>
        <Figure name={say('missed')} target={null}>
          {figures.noShows}
        </Figure>
        <Figure
          name={say('satisfied')}
          target={
            targets.satisfiedPercent === null
              ? null
              : say('targetLeast', { value: say('percent', { value: targets.satisfiedPercent }) })
          }
          note={
            figures.rated > 0 ? say('ofRated', { satisfied: figures.satisfied, rated: figures.rated }) : null
          }
        >
          {percent === null ? say('none') : say('percent', { value: percent.toFixed(1) })}
        </Figure>
        <Figure name={say('notRatedCount')} target={null}>
          {figures.notRated}
        </Figure>
      </dl>
    </section>
  )
}

function Figure(props: {
  name: string
  target: string | null
  note?: string | null
  children: ReactNode
}): ReactNode {
  const aside = [props.note, props.target].filter((words) => typeof words === 'string')
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className="figures day-value">{props.children}</dd>
      {aside.length === 0 ? null : (
        <dd className="figures day-aside">
          {aside.map((words) => (
            <span key={words} className="whole">
              {words}
            </span>
          ))}
        </dd>
      )}
    </div>
  )
}

import './ratings-column.css'
import type { ReactNode } from 'react'
import type { WindowService } from '../../contract/shapes.ts'
import { opensRectification } from '../../core/rating/level.ts'
import { ratingReasons } from '../../core/rating/reasons.ts'
import { formatTime } from '../ui/format.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { LevelDrawing } from '../ui/level-face.tsx'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { levelWords } from '../ui/words.ts'
import { DayFigures } from './day-figures.tsx'
import type { Desk } from './use-desk.ts'
import { windowWords } from './words.ts'

/** Rows that are shown; the figures above count all of the day. */
const shownMost = 40

/** The day in figures; what was served here today and how it was rated: only what has been sent, and nothing that could be taken away. */
export function RatingsColumn({ desk }: { desk: Desk }): ReactNode {
  const say = useWords(windowWords)
  const { services, time } = desk
  if (services === undefined) return null
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="ratings" aria-label={say('ratings')} tabIndex={0}>
      <DayFigures desk={desk} />
      <h2>{say('ratings')}</h2>
      {services.services.length === 0 ? <p className="line-empty">{say('noRatings')}</p> : null}
      <ul>
        {services.services.slice(0, shownMost).map((service) => (
          <li key={service.id} className="rated">
            <p className="rated-what">
              <TicketNumber number={service.number} size="main" />
              <span className="rated-item">{service.item ?? ''}</span>
              <time className="figures whole" dateTime={service.finishedAt}>
                {formatTime(service.finishedAt, time.timeZone)}
              </time>
            </p>
            <RatingShown service={service} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RatingShown({ service }: { service: WindowService }): ReactNode {
  const say = useWords(windowWords)
  const sayLevel = useWords(levelWords)
  const { language } = useLanguage()
  const { rating } = service
  if (rating === null)
    return (
      <p className="rated-none">{say(service.ratingState === 'not-rated' ? 'notRated' : 'waitingRating')}</p>
    )
  const reasons = rating.reasons.map((id) => {
    const known = ratingReasons.find((one) => one.id === id)
    return known ? (language === 'en' ? known.en : known.zh) : id
  })
  return (
    <>
      <p
        className={`rated-level level-${rating.level}`}
        data-low={opensRectification(rating.level) || undefined}
      >
        <LevelDrawing level={rating.level} />
        {sayLevel(rating.level)}
      </p>
      {reasons.length > 0 ? (
        <p className="rated-why">{reasons.join(language === 'en' ? '; ' : '、')}</p>
      ) : null}
      {rating.text === '' ? null : <p className="rated-why">{`“${rating.text}”`}</p>}
    </>
  )
}

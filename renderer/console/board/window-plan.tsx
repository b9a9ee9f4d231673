import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { HallWindow } from '../../../contract/shapes.ts'
import { useNow } from '../../ui/clock.tsx'
import { formatDuration } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { TicketNumber } from '../../ui/ticket-number.tsx'
import { listWords } from '../frame-words.ts'
import { numberRanges, planOf } from './arrange.ts'
import { boardWords } from './words.ts'

const manyWindows = 40
/** More closed windows than these in a zone are told as ranges: 13–66. */
const manyClosed = 24

/** The windows as they stand in the hall; those that rest take one line a zone. */
export function WindowPlan({ hall, offsetMs }: { hall: RouteAnswer<'hall'>; offsetMs: number }): ReactNode {
  const say = useWords(boardWords)
  const sayList = useWords(listWords)
  const plan = planOf(hall)
  // A hall of a hundred open windows still fits a screen: its tiles say number and ticket alone.
  const many = hall.windows.filter((window) => window.state !== 'closed').length > manyWindows
  return (
    <section className="plan" aria-labelledby="board-windows">
      <h2 id="board-windows">{say('windows')}</h2>
      {plan.map((zone) => (
        <div key={zone.name ?? ''} className="plan-zone">
          {plan.length > 1 || zone.name !== null ? <h3>{zone.name ?? say('noZone')}</h3> : null}
          {zone.working.length > 0 ? (
            <ul className={many ? 'tiles tiles-many' : 'tiles'}>
              {zone.working.map((window) => (
                <Tile key={window.id} window={window} offsetMs={offsetMs} />
              ))}
            </ul>
          ) : null}
          {zone.closed.length > 0 ? (
            <div className="plan-closed">
              <span className="plan-closed-word">{say('closedWindows')}</span>
              {zone.closed.length > manyClosed ? (
                <span className="figures">
                  {numberRanges(
                    zone.closed.map((window) => window.number),
                    sayList('comma'),
                  )}
                </span>
              ) : (
                <ul className="chips">
                  {zone.closed.map((window) => (
                    <li key={window.id} className="chip figures">
                      {window.number}
                    </li>
                  ))}
                </ul>
              )}
            </div>
          ) : null}
        </div>
      ))}
    </section>
  )
}

function Tile({ window, offsetMs }: { window: HallWindow; offsetMs: number }): ReactNode {
  const say = useWords(boardWords)
  const { ticket } = window
  const look =
    window.state === 'paused'
      ? 'paused'
      : ticket === null
        ? 'idle'
        : ticket.state === 'called'
          ? 'called'
          : 'atWork'
  const since = look === 'called' ? ticket?.calledAt : ticket?.startedAt
  return (
    <li className={`tile tile-${look}`}>
      <span className="tile-number figures">{window.number}</span>
      <span className="tile-staff">{window.staffName}</span>
      <span className="tile-hand">
        {ticket ? <TicketNumber number={ticket.number} size="here" /> : null}
        {window.state === 'paused' ? window.pauseReason : null}
      </span>
      <span className="tile-state">
        {say(look)}
        {since ? <Since at={since} offsetMs={offsetMs} /> : null}
      </span>
    </li>
  )
}

function Since({ at, offsetMs }: { at: string; offsetMs: number }): ReactNode {
  const now = useNow(1000) + offsetMs
  return <span className="figures">{formatDuration((now - Date.parse(at)) / 1000)}</span>
}

import type { ReactNode } from 'react'
import { useNow } from '../../ui/clock.tsx'
import { formatDuration } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { TicketNumber } from '../../ui/ticket-number.tsx'
import { planOf, type ZonePlan } from './arrange.ts'
import { Plan, PlanLegend, type PlanLook, type PlanWindow } from './plan.tsx'
import type { Board, BoardClock, BoardWindow } from './use-board.ts'
import { boardWords } from './words.ts'

/** With so many windows at most each has room for its clerk and its ticket; a wall does not scroll. */
const roomForTiles = { desk: 40, wall: 12 } as const
/** The plan of a hall of so many windows at most is drawn larger on a wall. */
const fewWindows = 80

/** The windows as they stand in the hall. */
export function WindowPlan(props: { board: Board; clock: BoardClock; wall: boolean }): ReactNode {
  const say = useWords(boardWords)
  const { board, clock, wall } = props
  const many = board.windows.length > (wall ? roomForTiles.wall : roomForTiles.desk)
  const few = board.windows.length <= fewWindows
  const windows = board.windows.map(toPlan)
  return (
    <section className={few ? 'plan plan-few' : 'plan'} aria-labelledby="board-windows">
      <div className="plan-head">
        <h2 id="board-windows">{say('windows')}</h2>
        {many ? <PlanLegend windows={windows} watching /> : null}
      </div>
      {many ? (
        <Plan zones={planOf({ zones: board.zones, windows })} />
      ) : (
        planOf(board).map((zone) => <ZoneTiles key={zone.name ?? ''} zone={zone} clock={clock} />)
      )}
    </section>
  )
}

function lookOf(window: BoardWindow): PlanLook {
  if (window.state !== 'open') return window.state
  if (window.ticket === null) return 'idle'
  return window.ticket.state === 'called' ? 'called' : 'atWork'
}

function toPlan(window: BoardWindow): PlanWindow {
  const { id, number, zoneId, trouble } = window
  const note = window.ticket?.number ?? window.pauseReason
  return {
    id,
    number,
    zoneId,
    look: lookOf(window),
    note: note === '' ? null : note,
    watch: trouble !== null,
  }
}

function ZoneTiles({ zone, clock }: { zone: ZonePlan<BoardWindow>; clock: BoardClock }): ReactNode {
  const say = useWords(boardWords)
  const { language } = useLanguage()
  const closed = zone.windows.filter((window) => window.state === 'closed')
  const working = zone.windows.filter((window) => window.state !== 'closed')
  return (
    <div className="tiles-zone">
      <h3>{(language === 'en' ? (zone.nameEn ?? zone.name) : zone.name) ?? say('noZone')}</h3>
      {working.length > 0 ? (
        <ul className="tiles">
          {working.map((window) => (
            <Tile key={window.id} window={window} clock={clock} />
          ))}
        </ul>
      ) : null}
      {closed.length > 0 ? (
        <div className="tiles-closed">
          <span className="tiles-closed-word">{say('closedWindows')}</span>
          <ul className="chips">
            {closed.map((window) => (
              <li key={window.id} className="chip figures">
                {window.number}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

function Tile({ window, clock }: { window: BoardWindow; clock: BoardClock }): ReactNode {
  const say = useWords(boardWords)
  const { ticket } = window
  const look = lookOf(window)
  return (
    <li className={`tile tile-${look}${window.trouble ? ' tile-watch' : ''}`}>
      <span className="tile-number figures">{window.number}</span>
      <span className="tile-staff">{window.staffName}</span>
      <span className="tile-hand">
        {ticket ? <TicketNumber number={ticket.number} size="here" /> : null}
        {window.state === 'paused' ? window.pauseReason : null}
      </span>
      <span className="tile-state">
        {window.trouble ? <span className="visually-hidden">{say('watch')}</span> : null}
        {say(look)}
        {ticket?.since ? <Since at={ticket.since} clock={clock} /> : null}
      </span>
    </li>
  )
}

function Since({ at, clock }: { at: string; clock: BoardClock }): ReactNode {
  const running = useNow(1000) + clock.offsetMs
  const now = clock.stoppedAtMs ?? running
  return <span className="figures">{formatDuration((now - Date.parse(at)) / 1000)}</span>
}

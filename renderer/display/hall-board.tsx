import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DisplayView } from '../../contract/shapes.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { callsOnBoard, type Place, pageOf, type ShownCall } from './board.ts'
import { type BoardProps, BoardTop, NoticeRow, queueName } from './board-parts.tsx'
import { needsWholeWidth } from './display-settings.ts'
import { displayWords } from './words.ts'

/** Rows beside the newest call, and where the call takes the whole width. */
const rows = { beside: 8, below: 4 } as const
const missedShown = 8
/** Open windows that rest on the screen while nobody is called, page by page. */
const windowsAtOnce = 5
const windowsPageMs = 10_000

/** The hall's main screen, and a zone's. */
export function HallBoard(props: BoardProps): ReactNode {
  const { view, place, hallNowMs, screen, upright, awaySinceMs } = props
  const far = !upright && needsWholeWidth(screen)
  const { newest, recent } = callsOnBoard(view.calls, hallNowMs)
  return (
    <main className="board" data-far={far || undefined} data-away={awaySinceMs !== null || undefined}>
      <BoardTop {...props} />
      {newest ? (
        <NewestCall shown={newest} view={view} place={place} />
      ) : (
        <Idle view={view} hallNowMs={hallNowMs} />
      )}
      <RecentCalls calls={recent.slice(0, far ? rows.below : rows.beside)} before={newest !== null} />
      <footer className="board-foot">
        <Missed view={view} />
        <NoticeRow {...props} />
      </footer>
    </main>
  )
}

/** The newest call, drawn to the eye: warm while it is now, calm afterwards. */
function NewestCall({
  shown,
  view,
  place,
}: {
  shown: ShownCall
  view: DisplayView
  place: Place
}): ReactNode {
  const { call, now } = shown
  const zone = place.kind === 'hall' ? view.zones.find((one) => one.id === call.zoneId) : undefined
  const queue = view.queues.find((one) => one.id === call.queueId)
  const { language } = useLanguage()
  return (
    <section className="board-call" data-now={now || undefined} key={call.seq}>
      <p className="board-number" data-length={call.number.length} data-testid="number-called">
        <TicketNumber number={call.number} size="here" />
      </p>
      <WindowLine number={call.windowNumber} />
      <p className="board-where">
        {zone ? <span className="whole">{(language === 'en' && zone.nameEn) || zone.name}</span> : null}
        {queue ? <span className="whole">{queueName(queue, language)}</span> : null}
      </p>
    </section>
  )
}

/** 请到 3 号窗口: the figure as large as the number called. */
function WindowLine({ number }: { number: string }): ReactNode {
  const say = useWords(displayWords)
  const { language } = useLanguage()
  const figure = <span className="board-window-figure figures">{number}</span>
  return (
    <p className="board-window">
      <span>{say('goTo')}</span>
      {language === 'en' ? <span>{say('window')}</span> : figure}
      {language === 'en' ? figure : <span>{say('window')}</span>}
    </p>
  )
}

/** Nobody was called lately: which windows are open, and for what. */
function Idle({ view, hallNowMs }: { view: DisplayView; hallNowMs: number }): ReactNode {
  const say = useWords(displayWords)
  const { language } = useLanguage()
  const open = view.windows.filter((window) => window.state === 'open')
  const shown = pageOf(open, windowsAtOnce, hallNowMs, windowsPageMs)
  return (
    <section className="board-call board-idle">
      <p className="board-idle-title">{say('idleTitle')}</p>
      {open.length === 0 ? (
        <p className="board-idle-note">{say('idleNobody')}</p>
      ) : (
        <ul className="board-windows">
          {shown.map((window) => (
            <li key={window.id}>
              <span className="whole">{say('windowTitle', { number: window.number })}</span>
              <span className="board-serves">{window.queueNames.join(language === 'en' ? ', ' : '、')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function RecentCalls(props: {
  calls: readonly ShownCall[]
  /** A call stands beside them: these are the ones before it. */
  before: boolean
}): ReactNode {
  const { calls, before } = props
  const say = useWords(displayWords)
  return (
    <section className="board-recent">
      <h2>{say('recent')}</h2>
      {calls.length === 0 ? <p className="board-none">{say(before ? 'noEarlier' : 'noRecent')}</p> : null}
      <ol>
        {calls.map(({ call, now, open }) => (
          <li key={call.ticketId} data-now={now || undefined} data-open={open || undefined}>
            <TicketNumber number={call.number} size="here" />
            <ArrowRight aria-hidden="true" />
            <span className="board-row-window whole">
              {say('windowTitle', { number: call.windowNumber })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Missed({ view }: { view: DisplayView }): ReactNode {
  const say = useWords(displayWords)
  const missed = view.missed.slice(0, missedShown)
  return (
    <section className="board-missed" data-none={missed.length === 0 || undefined}>
      <h2>{say('missed')}</h2>
      <ul>
        {missed.map((one) => (
          <li key={one.ticketId}>
            <TicketNumber number={one.number} size="here" />
          </li>
        ))}
      </ul>
      <p>{say('missedHint')}</p>
    </section>
  )
}

import type { ReactNode } from 'react'
import type { DisplayView } from '../../contract/shapes.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Empty } from '../ui/states.tsx'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { isNow } from './board.ts'
import { type BoardProps, NoticeRow } from './board-parts.tsx'
import { displayWords } from './words.ts'

type ShownWindow = DisplayView['windows'][number]

/** The screen over one window: which window, who is there, what is done here, and whose turn it is. */
export function WindowBoard(props: BoardProps & { windowId: string }): ReactNode {
  const { view, windowId, hallNowMs, announcing, awaySinceMs } = props
  const say = useWords(displayWords)
  const { language } = useLanguage()
  const window = view.windows.find((one) => one.id === windowId)
  // The view was read and names every window that is in use.
  if (!window) return <Empty title={say('windowOff')} />
  const inHand = view.calls.find((call) => call.windowId === windowId && call.number === window.numberInHand)
  const now = inHand !== undefined && isNow(inHand, hallNowMs)
  const tells = awaySinceMs !== null || announcing.caption !== null
  return (
    <main className="window-board" data-state={window.state} data-away={awaySinceMs !== null || undefined}>
      <header className="window-top">
        <h1 className="window-name whole">
          {language === 'en' ? <span>{say('window')}</span> : null}
          <span className="figures">{window.number}</span>
          {language === 'en' ? null : <span>{say('window')}</span>}
        </h1>
        {window.staffName ? (
          <p className="window-staff">
            <span className="window-label">{say('onDuty')}</span>
            <span className="whole">{window.staffName}</span>
          </p>
        ) : null}
      </header>
      <Hand window={window} now={now} />
      <footer className="window-foot">
        {tells ? (
          <NoticeRow {...props} />
        ) : (
          <p className="window-serves">{window.queueNames.join(language === 'en' ? ', ' : '、')}</p>
        )}
      </footer>
    </main>
  )
}

/** The number in hand, or why there is none. */
function Hand({ window, now }: { window: ShownWindow; now: boolean }): ReactNode {
  const say = useWords(displayWords)
  const { numberInHand, handState } = window
  if (numberInHand !== null)
    return (
      <section className="window-hand" data-now={now || undefined} key={`${numberInHand} ${handState}`}>
        <p className="window-number" data-length={numberInHand.length} data-testid="number-called">
          <TicketNumber number={numberInHand} size="here" />
        </p>
        <p className="window-says">{say(handState === 'serving' ? 'inHandServing' : 'inHandCalled')}</p>
      </section>
    )
  if (window.state === 'open')
    return (
      <section className="window-hand">
        <p className="window-word">{say('open')}</p>
      </section>
    )
  const paused = window.state === 'paused'
  return (
    <section className="window-hand window-rests">
      <p className="window-word">{say(paused ? 'paused' : 'closed')}</p>
      <p className="window-says">
        {(paused && window.pauseReason) || say(paused ? 'pausedHint' : 'closedHint')}
      </p>
    </section>
  )
}

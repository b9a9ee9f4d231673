import type { ReactNode } from 'react'
import type { PadView } from '../../contract/shapes.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { TicketNumber } from '../ui/ticket-number.tsx'
import { WindowNumber } from './pad-frame.tsx'
import type { PadMode } from './pad-mode.ts'
import { padWords } from './words.ts'

type Resting = Exclude<PadMode, { kind: 'question' | 'reasons' | 'outcome' }>

/** Who serves you, and whom they serve now; or that nobody does. */
export function RestView(props: { view: PadView; mode: Resting; onRecall: () => void }): ReactNode {
  const { view, mode } = props
  const say = useWords(padWords)
  if (mode.kind === 'paused') return <Away word={say('paused')} note={mode.reason || say('pausedHint')} />
  if (mode.kind === 'closed') return <Away word={say('closed')} note={say('closedHint')} />
  if (mode.kind === 'nobody' || view.staff === null)
    return <Away word={say('nobody')} note={say('nobodyHint')} />
  const busy = mode.kind === 'serving' || mode.kind === 'calling'
  return (
    <div className="pad-rest">
      <Person staff={view.staff} />
      <section className="pad-now" data-now={mode.kind === 'calling' || undefined}>
        {busy ? (
          <>
            <p>{say(mode.kind === 'serving' ? 'servingNow' : 'calledNow')}</p>
            <p className="pad-number" data-length={Math.min(6, mode.number.length)}>
              <TicketNumber number={mode.number} size="here" />
            </p>
          </>
        ) : (
          <>
            <WindowNumber number={view.windowNumber} />
            <p className="pad-wait">{say('restOpen')}</p>
          </>
        )}
        {mode.kind === 'serving' && mode.earlier ? (
          <Button onPress={props.onRecall}>{say('rateEarlier', { number: mode.earlier.number })}</Button>
        ) : null}
      </section>
    </div>
  )
}

function Away({ word, note }: { word: string; note: string }): ReactNode {
  return (
    <section className="pad-shut">
      <h1>{word}</h1>
      <p>{note}</p>
    </section>
  )
}

/** A name longer than this is set smaller, so that it stays on one line. */
const longName = 4
/** A promise longer than this is set smaller, so that it can be read without scrolling. */
const longPromise = 24

/** Name, post and promise of who is at the window; their badge where they hold one. */
function Person({ staff }: { staff: NonNullable<PadView['staff']> }): ReactNode {
  const say = useWords(padWords)
  return (
    <section className="pad-person">
      <p className="pad-label">{say('servesYou')}</p>
      <h1 className="pad-name" data-long={[...staff.name].length > longName || undefined}>
        {staff.name}
      </h1>
      {staff.post ? <p className="pad-post">{staff.post}</p> : null}
      {staff.partyMember ? (
        <p className="pad-badge whole">
          <Star />
          {say('partyPost')}
        </p>
      ) : null}
      {staff.promise ? (
        <blockquote className="pad-promise" data-long={[...staff.promise].length > longPromise || undefined}>
          <span className="pad-label">{say('promise')}</span>
          {staff.promise}
        </blockquote>
      ) : null}
    </section>
  )
}

/** A five-pointed star, drawn. */
function Star(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path fill="currentColor" d="M12 1.6l2.6 7.5h8l-6.4 4.8 2.4 7.6-6.6-4.6-6.6 4.6 2.4-7.6L1.4 9.1h8z" />
    </svg>
  )
}

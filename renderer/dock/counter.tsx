import './counter.css'
import type { ReactNode } from 'react'
import type { DockAction } from '../../contract/dock.ts'
import { useWords } from '../ui/i18n.ts'
import type { Counter, DockedKind, Screen } from './arrange.ts'
import { PadView } from './pads.tsx'
import { dockWords } from './words.ts'

/** A window: the screen over it, the call pad on the clerk's side, the rating pad on the citizen's. */
export function CounterView(props: {
  counter: Counter
  act: (name: string, ...actions: DockAction[]) => void
}): ReactNode {
  const say = useWords(dockWords)
  const { counter, act } = props
  const address = counter.screens[0]?.screen ?? counter.callPads[0]?.pad ?? counter.ratingPads[0]?.pad
  const place =
    counter.number === null
      ? say('address', { address: address?.address ?? '' })
      : say('window', { number: counter.number })
  return (
    <article className="counter">
      {counter.screens.map(({ line, screen }) => (
        <LedStrip key={`${line.name} ${screen.address}`} line={line} screen={screen} />
      ))}
      <h3 className="counter-name">
        {place}
        {counter.name ? <span>{counter.name}</span> : null}
      </h3>
      <div className="counter-pads">
        {[...counter.callPads, ...counter.ratingPads].map(({ line, pad }) => (
          <PadView
            key={`${line.name} ${pad.address}`}
            line={line}
            pad={pad}
            place={place}
            onAct={(action) => act(line.name, action)}
          />
        ))}
      </div>
    </article>
  )
}

/** An LED strip: dark glass, and light where it speaks. */
function LedStrip({ line, screen }: { line: DockedKind<'led-screen'>; screen: Screen }): ReactNode {
  const say = useWords(dockWords)
  const lit = line.powerOn && screen.lines.some((text) => text.trim() !== '')
  return (
    <div className={`led led-${screen.colour}`} role="status" aria-label={say('led-screen')}>
      {lit ? (
        screen.lines.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <p key={at}>{text.replaceAll(' ', '\u00a0')}</p>
        ))
      ) : (
        <p className="led-dark">{say('dark')}</p>
      )}
    </div>
  )
}

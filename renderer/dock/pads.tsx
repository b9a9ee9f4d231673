import './pads.css'
import type { ReactNode } from 'react'
import type { DockAction } from '../../contract/dock.ts'
import { useWords } from '../ui/i18n.ts'
import { usePress } from '../ui/use-press.ts'
import type { DockedPads, Pad } from './arrange.ts'
import { SevenSegments } from './seven-segments.tsx'
import { dockWords } from './words.ts'

/** A pad on its line: digits where it has some, its keys as they stand on it, and what it asks. */
export function PadView(props: {
  line: DockedPads
  pad: Pad
  /** The window where it stands. */
  place: string
  onAct: (action: DockAction) => void
}): ReactNode {
  const say = useWords(dockWords)
  const { line, pad, place, onAct } = props
  const on = line.powerOn
  const rating = line.panel.kind === 'rating-pad'
  const shown = on ? pad.cells : ''
  return (
    <section
      className={`pad-device${rating ? ' pad-rating' : ''}${on ? '' : ' device-off'}`}
      aria-label={`${place} ${say(line.panel.kind)}`}
    >
      <p className="pad-title">
        {say(line.panel.kind)}
        <span>{say('address', { address: pad.address })}</span>
      </p>
      {pad.cells === '' ? null : (
        <SevenSegments
          cells={shown.padEnd(pad.cells.length, ' ')}
          label={shown.trim() === '' ? say('digitsDark') : say('digits', { cells: shown.trim() })}
        />
      )}
      {rating ? (
        <p className={on && pad.asking ? 'pad-ask pad-asking' : 'pad-ask'} role="status">
          {on && pad.asking ? say('asking') : say('resting')}
          {pad.stars === null ? null : <span> {say('stars', { stars: pad.stars })}</span>}
        </p>
      ) : null}
      <div className="pad-keys">
        {pad.keys.map((row) => (
          <div key={row.map(({ key }) => key).join(' ')} className="pad-row">
            {row.map(({ key, label }) => (
              <Key
                key={key}
                label={label}
                onPress={() => onAct({ do: 'press', address: pad.address, key })}
              />
            ))}
          </div>
        ))}
      </div>
      {pad.beeps > 0 ? (
        <p className="pad-beeps" role="status">
          {say('beeped', { count: pad.beeps })}
        </p>
      ) : null}
    </section>
  )
}

function Key({ label, onPress }: { label: string; onPress: () => void }): ReactNode {
  const press = usePress(onPress)
  return (
    <button {...press} type="button" className={[...label].length > 1 ? 'pad-key pad-key-word' : 'pad-key'}>
      {label}
    </button>
  )
}

import './device-line.css'
import { type ReactNode, useState } from 'react'
import type { DeviceRow } from '../../contract/devices/row.ts'
import type { DockAction, DockedDevice } from '../../contract/dock.ts'
import { deviceState } from '../console/terminals/device-sentence.ts'
import { deviceWords } from '../console/terminals/words.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { dockWords } from './words.ts'

/** How late answers may come, in milliseconds. */
const lateChoicesMs = [0, 500, 2000, 5000] as const

/** What every device has: a cable, a power switch, and faults of its line; and what the terminal's program sees of it. */
export function DeviceLine(props: {
  device: Omit<DockedDevice, 'panel'>
  row: DeviceRow | undefined
  onAct: (action: DockAction) => void
}): ReactNode {
  const say = useWords(dockWords)
  const sayDevice = useWords(deviceWords)
  const [garbled, setGarbled] = useState(false)
  const { device, row, onAct } = props
  const { cableIn, powerOn, silent, lateMs } = device
  const faults = Number(silent) + Number(lateMs > 0)
  return (
    <div className="line">
      {row ? (
        <p className={`line-seen line-seen-${row.state}`} role="status">
          {say('seenAs', { state: deviceState(sayDevice, row) })}
        </p>
      ) : null}
      <div className="line-controls">
        <Button
          look="quiet"
          icon={<Cable cableIn={cableIn} />}
          pressed={!cableIn}
          onPress={() => onAct({ do: 'plug', cableIn: !cableIn })}
        >
          {cableIn ? say('pull') : say('plugIn')}
        </Button>
        <Button
          look="quiet"
          icon={<PowerSwitch on={powerOn} />}
          pressed={!powerOn}
          onPress={() => onAct({ do: 'power', on: !powerOn })}
        >
          {powerOn ? say('powerOn') : say('powerOff')}
        </Button>
        <details className="line-faults">
          <summary>{faults === 0 ? say('faults') : say('faultsNow', { count: faults })}</summary>
          <div className="line-menu">
            <label>
              <input
                type="checkbox"
                checked={silent}
                onChange={(event) => onAct({ do: 'silence', silent: event.target.checked })}
              />
              {say('silent')}
            </label>
            <label>
              {say('late')}
              <select
                value={lateMs}
                onChange={(event) => onAct({ do: 'late', ms: Number(event.target.value) })}
              >
                {lateChoicesMs.map((ms) => (
                  <option key={ms} value={ms}>
                    {ms === 0 ? say('lateNone') : say('lateSeconds', { seconds: ms / 1000 })}
                  </option>
                ))}
              </select>
            </label>
            <Button
              look="quiet"
              onPress={() => {
                onAct({ do: 'garble', messages: 1 })
                setGarbled(true)
              }}
            >
              {say('garble')}
            </Button>
            <p role="status">{garbled ? say('garbled') : ''}</p>
          </div>
        </details>
      </div>
    </div>
  )
}

/** A plug and its socket, together or apart. */
function Cable({ cableIn }: { cableIn: boolean }): ReactNode {
  return (
    <svg className="cable" viewBox="0 0 48 20" aria-hidden="true">
      <path d="M0 10h12" />
      <path d="M12 4h8v12h-8z" className="cable-body" />
      <path d={cableIn ? 'M20 7h6M20 13h6' : 'M20 7h4M20 13h4'} />
      <g transform={cableIn ? 'translate(0 0)' : 'translate(8 0)'}>
        <path d="M26 4h8v12h-8z" className="cable-body" />
        <path d="M34 10h14" />
      </g>
    </svg>
  )
}

function PowerSwitch({ on }: { on: boolean }): ReactNode {
  return (
    <svg className={on ? 'switch switch-on' : 'switch'} viewBox="0 0 36 20" aria-hidden="true">
      <rect x="1" y="1" width="34" height="18" rx="9" />
      <circle cx={on ? 26 : 10} cy="10" r="6" />
    </svg>
  )
}

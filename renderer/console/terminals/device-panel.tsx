import type { ReactNode } from 'react'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Panel } from '../parts/panel.tsx'
import { type Device, deviceSentence, deviceState } from './device-sentence.ts'
import { deviceWords, terminalRoomWords } from './words.ts'

const counted = [
  'framesIn',
  'framesOut',
  'discardedBytes',
  'retries',
  'opened',
  'doubles',
  'strangers',
  'unknownPresses',
  'callsLacking',
] as const

/** One device: how it is, where it hangs, what went over its cable, and its last faults. */
export function DevicePanel(props: {
  device: Device
  timeZone: string | undefined
  onClose: () => void
}): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayDevice = useWords(deviceWords)
  const { device, timeZone } = props
  const { counters, faults } = device
  const at = (time: string): string => `${formatDay(time, timeZone)} ${formatTime(time, timeZone)}`
  return (
    <Panel title={deviceSentence(sayDevice, device)} onClose={props.onClose}>
      <div className="device-panel">
        <dl className="device-facts">
          <dt>{say('since')}</dt>
          <dd>{at(device.since)}</dd>
          {device.alertedAt ? (
            <>
              <dt>{say('alerted')}</dt>
              <dd>{at(device.alertedAt)}</dd>
            </>
          ) : null}
          {device.place ? (
            <>
              <dt>{say('connection')}</dt>
              <dd>{device.place}</dd>
            </>
          ) : null}
        </dl>
        {counters === null ? (
          <p className="room-about">{say('notTold')}</p>
        ) : (
          <section>
            <h3>{say('counters')}</h3>
            <dl className="device-facts">
              {counted.map((name) => {
                const value = counters[name]
                return value === undefined ? null : (
                  <div key={name}>
                    <dt>{say(name)}</dt>
                    <dd>{value.toLocaleString('en')}</dd>
                  </div>
                )
              })}
              {counters.paperMm === undefined ? null : (
                <div>
                  <dt>{say('paperMm')}</dt>
                  <dd>{say('metres', { metres: (counters.paperMm / 1000).toFixed(1) })}</dd>
                </div>
              )}
            </dl>
          </section>
        )}
        <section>
          <h3>{say('lastFaults')}</h3>
          {faults.length === 0 ? (
            <p className="room-about">{say('noFaults')}</p>
          ) : (
            <ol className="device-faults">
              {faults.map((fault) => (
                <li key={`${fault.at} ${fault.state} ${fault.detail}`}>
                  <span>{at(fault.at)}</span>
                  <span>{deviceState(sayDevice, { ...fault, kind: device.kind })}</span>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </Panel>
  )
}

import type { ReactNode } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Empty, ProblemNotice } from '../../ui/states.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { type Device, deviceKind, deviceState, needsHand } from './device-sentence.ts'
import { VoicePackNote } from './voice-pack.tsx'
import { deviceWords, terminalRoomWords } from './words.ts'

/** Every device that a terminal reported, those that need a hand first. */
export function Devices({ timeZone }: { timeZone: string | undefined }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayDevice = useWords(deviceWords)
  const query = useHallQuery('devices', {}, { refreshOn: ['devices', 'notices'] })
  const columns: Column<Device>[] = [
    { key: 'terminal', title: say('terminal'), text: (device) => device.terminalName },
    { key: 'device', title: say('device'), text: (device) => deviceKind(sayDevice, device) },
    {
      key: 'how',
      title: say('how'),
      text: (device) => deviceState(sayDevice, device),
      show: (device) => (
        <StateMark
          tone={
            device.state === 'off'
              ? 'rest'
              : device.state === 'ready'
                ? needsHand(device)
                  ? 'now'
                  : 'good'
                : 'wrong'
          }
        >
          <span className="state-words">{deviceState(sayDevice, device)}</span>
        </StateMark>
      ),
    },
    {
      key: 'since',
      title: say('since'),
      text: (device) => `${formatDay(device.since, timeZone)} ${formatTime(device.since, timeZone)}`,
    },
  ]
  const rows = query.data?.devices.toSorted((one, other) => Number(needsHand(other)) - Number(needsHand(one)))
  return (
    <div className="devices">
      <div className="zones-words">
        <h2>{say('devices')}</h2>
        <p className="room-about">{say('devicesAbout')}</p>
      </div>
      {query.problem && rows === undefined ? (
        <ProblemNotice problem={query.problem} onAgain={query.again} />
      ) : null}
      {rows ? (
        <Register
          name={say('devices')}
          rows={rows}
          columns={columns}
          idOf={(device) => `${device.terminalId} ${device.device}`}
          empty={<Empty title={say('noDevices')}>{say('noDevicesBody')}</Empty>}
        />
      ) : null}
      <VoicePackNote />
    </div>
  )
}

import { type ReactNode, useState } from 'react'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { Empty, ProblemNotice } from '../../ui/states.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { DevicePanel } from './device-panel.tsx'
import { type Device, deviceKind, deviceState, needsHand } from './device-sentence.ts'
import { useDevices } from './troubles.ts'
import { VoicePackNote } from './voice-pack.tsx'
import { deviceWords, terminalRoomWords } from './words.ts'

/** Every device that a terminal reported, those that need a hand first. */
export function Devices({ timeZone }: { timeZone: string | undefined }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayDevice = useWords(deviceWords)
  const query = useDevices()
  const [open, setOpen] = useState<string | null>(null)
  const columns: Column<Device>[] = [
    {
      key: 'device',
      title: say('device'),
      text: (device) => `${device.terminalName} ${deviceKind(sayDevice, device)}`,
    },
    {
      key: 'kind',
      hidden: true,
      title: say('kind'),
      text: (device) => deviceKind(sayDevice, device),
      choices: (device) => [deviceKind(sayDevice, device)],
    },
    {
      key: 'how',
      title: say('how'),
      text: (device) => deviceState(sayDevice, device),
      choices: (device) => [deviceState(sayDevice, device)],
      show: (device) => (
        <StateMark
          tone={
            device.state === 'off' || device.state === 'unknown'
              ? 'rest'
              : device.state === 'ready'
                ? needsHand(device)
                  ? 'now'
                  : 'good'
                : 'wrong'
          }
        >
          <span className="state-words">
            {device.alertedAt ? `${say('alerted')} · ` : ''}
            {deviceState(sayDevice, device)}
          </span>
        </StateMark>
      ),
    },
    {
      key: 'since',
      title: say('since'),
      text: (device) => `${formatDay(device.since, timeZone)} ${formatTime(device.since, timeZone)}`,
    },
  ]
  const rows = query.data?.devices.toSorted(
    (one, other) =>
      Number(other.alertedAt !== null) - Number(one.alertedAt !== null) ||
      Number(needsHand(other)) - Number(needsHand(one)),
  )
  const opened = rows?.find((device) => idOf(device) === open)
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
          idOf={idOf}
          onOpen={(device) => setOpen(idOf(device))}
          empty={<Empty title={say('noDevices')}>{say('noDevicesBody')}</Empty>}
        />
      ) : null}
      {opened ? <DevicePanel device={opened} timeZone={timeZone} onClose={() => setOpen(null)} /> : null}
      <VoicePackNote />
    </div>
  )
}

function idOf(device: Device): string {
  return `${device.terminalId} ${device.device}`
}

import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { DevicePanel } from './device-panel.tsx'
import { type Device, needsHand, useDeviceSentence } from './device-sentence.ts'
import { terminalRoomWords } from './words.ts'

/** More than these are found in the table of devices, which has them first too. */
const most = 6

/**
 * What somebody must go to, above everything else of the room: a hall has hundreds of terminals, and the table of devices
 * stands below them.
 */
export function DevicesInNeed({ timeZone }: { timeZone: string | undefined }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sentence = useDeviceSentence()
  const query = useHallQuery('devices', {}, { refreshOn: ['devices', 'notices'] })
  const [open, setOpen] = useState<Device | null>(null)
  const inNeed = (query.data?.devices ?? [])
    .filter(needsHand)
    .toSorted(
      (one, other) =>
        Number(other.alertedAt !== null) - Number(one.alertedAt !== null) ||
        one.since.localeCompare(other.since),
    )
  const opened = query.data?.devices.find(
    (device) => device.terminalId === open?.terminalId && device.device === open.device,
  )
  return (
    <>
      {inNeed.length > 0 ? (
        <section className="devices-in-need" aria-label={say('inNeed')}>
          <h2>{say('inNeed')}</h2>
          <ul>
            {inNeed.slice(0, most).map((device) => (
              <li
                key={`${device.terminalId} ${device.device}`}
                data-urgent={device.state !== 'ready' || undefined}
              >
                <TriangleAlert aria-hidden="true" />
                <button type="button" className="row-open" onClick={() => setOpen(device)}>
                  {sentence(device)}
                </button>
              </li>
            ))}
          </ul>
          {inNeed.length > most ? <p>{say('inNeedMore', { count: inNeed.length - most })}</p> : null}
        </section>
      ) : null}
      {opened ? <DevicePanel device={opened} timeZone={timeZone} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

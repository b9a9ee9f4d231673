import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../ui/i18n.ts'
import { DevicePanel } from './device-panel.tsx'
import type { Device } from './device-sentence.ts'
import { troublesOf, useDevices } from './troubles.ts'
import { deviceWords, terminalRoomWords } from './words.ts'

/** More than these are found in the table of devices, which has them first too. */
const most = 6

/**
 * What somebody must go to, terminals and devices, above everything else of the room: a hall has hundreds of terminals, and the table of devices
 * stands below them.
 */
export function DevicesInNeed({ timeZone }: { timeZone: string | undefined }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayDevice = useWords(deviceWords)
  const query = useDevices()
  const [open, setOpen] = useState<Device | null>(null)
  const inNeed = troublesOf(sayDevice, query.data)
  const opened = query.data?.devices.find(
    (device) => device.terminalId === open?.terminalId && device.device === open.device,
  )
  return (
    <>
      {inNeed.length > 0 ? (
        <section className="devices-in-need" aria-label={say('inNeed')}>
          <h2>{say('inNeed')}</h2>
          <ul>
            {inNeed.slice(0, most).map(({ key, text, urgent, device }) => (
              <li key={key} data-urgent={urgent || undefined}>
                <TriangleAlert aria-hidden="true" />
                {device ? (
                  <button type="button" className="row-open" onClick={() => setOpen(device)}>
                    {text}
                  </button>
                ) : (
                  <span>{text}</span>
                )}
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

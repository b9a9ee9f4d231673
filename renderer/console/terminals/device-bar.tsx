import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useHallQuery } from '../../data/use-hall.ts'
import { formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import './device-bar.css'
import { troublesOf, useDevices } from './troubles.ts'
import { deviceWords, terminalRoomWords } from './words.ts'

/** Above every room: a terminal or a device has been out of service for so long that somebody must go. Nothing otherwise. */
export function DeviceBar({ maySee }: { maySee: boolean }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayDevice = useWords(deviceWords)
  const hall = useHallQuery('hall', {})
  const out = troublesOf(sayDevice, useDevices().data).filter(({ alertedAt }) => alertedAt !== null)
  const [first] = out
  return (
    <div role="alert">
      {first ? (
        <div className="device-bar">
          <TriangleAlert aria-hidden="true" />
          <p>
            <span className="device-bar-what">
              {say('alertBar', {
                sentence: first.text,
                time: formatTime(first.since, hall.data?.timeZone),
              })}
            </span>
            {out.length > 1 ? <span>{say('alertMore', { count: out.length - 1 })}</span> : null}
          </p>
          {maySee ? <Link href="/terminals">{say('alertSee')}</Link> : null}
        </div>
      ) : null}
    </div>
  )
}

import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useHallQuery } from '../../data/use-hall.ts'
import { formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { useDeviceSentence } from './device-sentence.ts'
import './device-bar.css'
import { terminalRoomWords } from './words.ts'

/** Above every room: a device has been out of service for so long that somebody must go. Nothing otherwise. */
export function DeviceBar({ maySee }: { maySee: boolean }): ReactNode {
  const say = useWords(terminalRoomWords)
  const sentence = useDeviceSentence()
  const hall = useHallQuery('hall', {})
  const query = useHallQuery('devices', {}, { refreshOn: ['devices', 'notices'] })
  const out = (query.data?.devices ?? [])
    .filter(({ alertedAt }) => alertedAt !== null)
    .toSorted((one, other) => one.since.localeCompare(other.since))
  const [first] = out
  return (
    <div role="alert">
      {first ? (
        <div className="device-bar">
          <TriangleAlert aria-hidden="true" />
          <p>
            <span className="device-bar-what">
              {say('alertBar', {
                sentence: sentence(first),
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

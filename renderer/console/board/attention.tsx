import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { formatTime } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { needsHand, useDeviceSentence } from '../terminals/device-sentence.ts'
import { boardWords } from './words.ts'

/** Devices that need a hand, each in a sentence that says what to do; nothing when all is well. */
export function Attention({ hall }: { hall: RouteAnswer<'hall'> }): ReactNode {
  const say = useWords(boardWords)
  const sentence = useDeviceSentence()
  const devices = useHallQuery('devices', {}, { refreshOn: ['devices', 'notices'] })
  const faulty = devices.data?.devices.filter(needsHand) ?? []
  if (faulty.length === 0) return null
  return (
    <section className="attention" aria-label={say('attention')}>
      <TriangleAlert aria-hidden="true" />
      <ul>
        {faulty.map((device) => (
          <li key={`${device.terminalId} ${device.device}`}>
            {sentence(device)}
            <span className="attention-since">
              {say('paperSince', { time: formatTime(device.since, hall.timeZone) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

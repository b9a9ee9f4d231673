import type { OpeningHours } from '../../../contract/shapes.ts'
import { useWords } from '../../ui/i18n.ts'
import { weekLines } from './hours-form.ts'
import { queueWords } from './words.ts'

/** A queue's hours in a line: 周一–周五 09:00–12:00 13:30–17:00. */
export function useHoursText(): (hours: OpeningHours) => string {
  const say = useWords(queueWords)
  return (hours) => {
    if (hours.alwaysOpen) return say('allDay')
    return weekLines(hours.week)
      .map((line) => {
        const days =
          line.from === line.to ? say(`day${line.from}`) : `${say(`day${line.from}`)}–${say(`day${line.to}`)}`
        return say('week', { days, spans: line.spans.map(([from, to]) => `${from}–${to}`).join(' ') })
      })
      .join('；')
  }
}

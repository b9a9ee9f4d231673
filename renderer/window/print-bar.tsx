import { Printer } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useHallEvents } from '../data/use-hall.ts'
import { useWords } from '../ui/i18n.ts'
import { Dismiss } from './notices.tsx'
import { afterPrint, type LostPaper } from './print-news.ts'
import { windowWords } from './words.ts'

/**
 * Tickets whose paper did not come out, or of which nobody knows: told at every window as it happens, gone when the paper
 * came out after all or when somebody has read it.
 */
export function PrintBar(): ReactNode {
  const say = useWords(windowWords)
  const [lost, setLost] = useState<readonly LostPaper[]>([])
  useHallEvents(['devices'], (event) => setLost((before) => afterPrint(before, event)))
  if (lost.length === 0) return null
  return (
    <div className="help" role="status">
      {lost.map((paper) => {
        const names = { terminal: paper.terminalName, number: paper.number }
        const unknown = paper.state === 'unknown'
        return (
          <div className="help-row" key={paper.ticketId}>
            <Printer aria-hidden="true" />
            <p>
              <span className="help-where">{say(unknown ? 'printUnknown' : 'printFailed', names)}</span>
              <span>{say(unknown ? 'printUnknownTodo' : 'printFailedTodo')}</span>
            </p>
            <Dismiss
              onPress={() =>
                setLost((before) => before.filter(({ ticketId }) => ticketId !== paper.ticketId))
              }
            />
          </div>
        )
      })}
    </div>
  )
}

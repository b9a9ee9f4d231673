import { Printer } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { useWords } from '../ui/i18n.ts'
import { Dismiss } from './notices.tsx'
import { changesPapers } from './print-news.ts'
import { windowWords } from './words.ts'

/** What was read at this page stays read when it is loaded again, for each tab its own. */
const keptRead = 'govhall.window.papers-read'
const keptMost = 50

/**
 * Tickets whose paper did not come out, or of which nobody knows: told at every window, after a reload too, until the
 * paper came out after all, the visit is over, or somebody here has read it.
 */
export function PrintBar(): ReactNode {
  const say = useWords(windowWords)
  const [read, setRead] = useState<readonly string[]>(
    () => sessionStorage.getItem(keptRead)?.split(' ').filter(Boolean) ?? [],
  )
  const shown = useRef<ReadonlySet<string>>(new Set())
  const papers = useHallQuery(
    'lostPapers',
    {},
    { refreshOn: ['devices', 'queues'], refreshWhen: (event) => changesPapers(event, shown.current) },
  )
  const known = papers.data?.papers ?? []
  shown.current = new Set(known.map(({ ticketId }) => ticketId))
  const lost = known.filter(({ id }) => !read.includes(id))
  const dismiss = (id: string): void => {
    const next = [...read, id].slice(-keptMost)
    sessionStorage.setItem(keptRead, next.join(' '))
    setRead(next)
  }
  if (lost.length === 0) return null
  return (
    <div className="help" role="status">
      {lost.map((paper) => {
        const names = { terminal: paper.terminalName, number: paper.number }
        const unknown = paper.state === 'unknown'
        return (
          <div className="help-row" key={paper.id}>
            <Printer aria-hidden="true" />
            <p>
              <span className="help-where">{say(unknown ? 'printUnknown' : 'printFailed', names)}</span>
              <span>{say(unknown ? 'printUnknownTodo' : 'printFailedTodo')}</span>
            </p>
            <Dismiss onPress={() => dismiss(paper.id)} />
          </div>
        )
      })}
    </div>
  )
}

import { Printer } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useHallQuery } from '../data/use-hall.ts'
import { useLanguage, useWords } from '../ui/i18n.ts'
import { Dismiss } from './notices.tsx'
import { changesPapers, lostTogether } from './print-news.ts'
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
  const { language } = useLanguage()
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
  const dismiss = (ids: readonly string[]): void => {
    const next = [...read, ...ids].slice(-keptMost)
    sessionStorage.setItem(keptRead, next.join(' '))
    setRead(next)
  }
  if (lost.length === 0) return null
  return (
    <div className="help" role="status">
      {lostTogether(lost).map(({ terminalName, state, papers: together }) => {
        const unknown = state === 'unknown'
        const names = {
          terminal: terminalName,
          numbers: together.map(({ number }) => number).join(language === 'en' ? ', ' : '、'),
        }
        return (
          <div className="help-row" key={`${state} ${terminalName}`}>
            <Printer aria-hidden="true" />
            <p>
              <span className="help-where">{say(unknown ? 'printUnknown' : 'printFailed', names)}</span>
              <span>{say(unknown ? 'printUnknownTodo' : 'printFailedTodo')}</span>
            </p>
            <Dismiss onPress={() => dismiss(together.map(({ id }) => id))} />
          </div>
        )
      })}
    </div>
  )
}

import './help.css'
import { Hand } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useHallCommand, useHallEvents } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { chime, chimeWanted } from './chime.ts'
import { useAgo } from './use-ago.ts'
import { useHelpCalls, useTakeHelp } from './use-help.ts'
import { helpWords } from './words.ts'

/** Above every room: somebody waits for a person, or I am on my way to one. Nothing otherwise. */
export function HelpBar({ mayTake, me }: { mayTake: boolean; me: string }): ReactNode {
  const say = useWords(helpWords)
  const ago = useAgo()
  const take = useTakeHelp()
  const end = useHallCommand('endHelp', { refreshes: ['helpCalls'] })
  useHelpChime()
  const calls = useHelpCalls() ?? []
  const waiting = calls.filter((call) => call.state === 'waiting')
  const mine = calls.filter((call) => call.state === 'taken' && call.takenBy === me)
  const [first] = waiting
  return (
    <div role="alert">
      {first ? (
        <div className="help-bar">
          <Hand aria-hidden="true" />
          <p>
            <span className="help-bar-who">{say('needs', { terminal: first.terminalName })}</span>
            <span>{ago(first.at)}</span>
            {first.about ? <span>{say('during', { about: first.about })}</span> : null}
            {waiting.length > 1 ? (
              <Link href="/help">{say('more', { count: waiting.length - 1 })}</Link>
            ) : null}
          </p>
          {mayTake ? (
            <Button look="primary" busy={take.busy} onPress={() => take.run({ params: { id: first.id } })}>
              {say('go')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {mayTake
        ? mine.map((call) => (
            <div key={call.id} className="help-bar help-bar-mine">
              <Hand aria-hidden="true" />
              <p>
                <span className="help-bar-who">{say('mine', { terminal: call.terminalName })}</span>
                {call.about ? <span>{say('during', { about: call.about })}</span> : null}
              </p>
              <Button busy={end.busy} onPress={() => end.run({ params: { id: call.id } })}>
                {say('done')}
              </Button>
            </div>
          ))
        : null}
    </div>
  )
}

/** Sounds once for each new call, where this browser was told to. */
export function useHelpChime(): void {
  useHallEvents(['notices'], (event) => {
    if (event.type === 'help-called' && chimeWanted()) chime()
  })
}

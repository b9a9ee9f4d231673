import './help-bar.css'
import { Hand } from 'lucide-react'
import type { ReactNode } from 'react'
import type { HelpCall } from '../../contract/shapes.ts'
import { type HallCommand, useHallCommand, useHallQuery } from '../data/use-hall.ts'
import { useNow } from '../ui/clock.tsx'
import { formatDuration } from '../ui/format.ts'
import { useWords } from '../ui/i18n.ts'
import { ActionButton } from './action-button.tsx'
import { secondsSince } from './line.ts'
import { ClerkProblem } from './notices.tsx'
import type { Seat } from './use-desk.ts'
import { windowWords } from './words.ts'

/** Calls for a person 人工: those that wait for somebody, and the one to which this clerk is going. */
export interface HelpCalls {
  readonly waiting: readonly HelpCall[]
  readonly mine: readonly HelpCall[]
  readonly take: HallCommand<'takeHelp'>
  readonly end: HallCommand<'endHelp'>
  /** The first that waits is taken, the first that is mine is ended. True when there was one. */
  takeFirst(): boolean
  endFirst(): boolean
}

/** Follows the calls for a person in the whole hall. */
export function useHelpCalls(seat: Seat): HelpCalls {
  const { data } = useHallQuery(
    'helpCalls',
    {},
    { refreshOn: ['notices'], refreshWhen: (event) => event.type.startsWith('help-') },
  )
  const take = useHallCommand('takeHelp', { refreshes: ['helpCalls'] })
  const end = useHallCommand('endHelp', { refreshes: ['helpCalls'] })
  const calls = data?.calls ?? []
  const waiting = calls.filter((call) => call.state === 'waiting')
  const mine = calls.filter((call) => call.state === 'taken' && call.takenBy === seat.name)
  const first = (
    list: readonly HelpCall[],
    command: { run(input: { params: { id: string } }): void },
  ): boolean => {
    const [call] = list
    if (call) command.run({ params: { id: call.id } })
    return call !== undefined
  }
  return {
    waiting,
    mine,
    take,
    end,
    takeFirst: () => first(waiting, take),
    endFirst: () => first(mine, end),
  }
}

/** A bar for each of them, above the desk: seen at once, and gone when somebody goes. */
export function HelpBar(props: { calls: HelpCalls; offsetMs: number; away: boolean }): ReactNode {
  const { calls, away } = props
  const problem = calls.take.problem ?? calls.end.problem
  if (calls.waiting.length + calls.mine.length === 0 && problem === null) return null
  return (
    <div className="help" role="status">
      {calls.mine.map((call) => (
        <HelpRow key={call.id} call={call} offsetMs={props.offsetMs}>
          <ActionButton
            of="endHelp"
            disabled={away}
            busy={calls.end.busy}
            onPress={() => calls.end.run({ params: { id: call.id } })}
          />
        </HelpRow>
      ))}
      {calls.waiting.map((call) => (
        <HelpRow key={call.id} call={call} offsetMs={props.offsetMs}>
          <ActionButton
            of="takeHelp"
            look="primary"
            disabled={away}
            busy={calls.take.busy}
            onPress={() => calls.take.run({ params: { id: call.id } })}
          />
        </HelpRow>
      ))}
      {problem ? (
        <ClerkProblem
          problem={problem}
          onDismiss={() => {
            calls.take.clear()
            calls.end.clear()
          }}
        />
      ) : null}
    </div>
  )
}

function HelpRow(props: { call: HelpCall; offsetMs: number; children: ReactNode }): ReactNode {
  const say = useWords(windowWords)
  const { call } = props
  const now = useNow(1000) + props.offsetMs
  return (
    <div className="help-row" data-state={call.state}>
      <Hand aria-hidden="true" />
      <p>
        <span className="help-where">
          {say(call.state === 'waiting' ? 'helpWanted' : 'helpGoing', { terminal: call.terminalName })}
        </span>
        {call.about ? <span>{say('helpAbout', { about: call.about })}</span> : null}
        <span className="figures" aria-hidden="true">
          {say('helpWaits', { time: formatDuration(secondsSince(call.at, now)) })}
        </span>
      </p>
      {props.children}
    </div>
  )
}

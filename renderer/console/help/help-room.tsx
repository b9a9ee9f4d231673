import './help.css'
import { Switch } from 'antd'
import { Hand } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useHallCommand, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice } from '../../ui/states.tsx'
import { roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import { mayCall } from '../rooms.ts'
import type { Seat } from '../session/use-session.ts'
import { chimeWanted, wantChime } from './chime.ts'
import { useHelpChime } from './help-bar.tsx'
import { useAgo } from './use-ago.ts'
import { useHelpCalls, useTakeHelp } from './use-help.ts'
import { helpWords } from './words.ts'

/** Who needs a person, since when, and who is on the way. */
export function HelpRoom({ seat }: { seat: Seat }): ReactNode {
  const say = useWords(helpWords)
  const sayRoom = useWords(roomWords)
  const ago = useAgo()
  const query = useHallQuery('helpCalls', {}, { refreshOn: ['notices'] })
  const calls = useHelpCalls()
  const take = useTakeHelp()
  const end = useHallCommand('endHelp', { refreshes: ['helpCalls'] })
  useHelpChime()
  const mayTake = mayCall(seat.staff.roles, 'takeHelp')
  const problem = end.problem ?? (take.problem?.code === 'already-taken' ? null : take.problem)
  return (
    <RoomSheet title={sayRoom('help')} about={say('about')} actions={<Sound />}>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {calls === undefined ? (
        query.problem ? (
          <ProblemNotice problem={query.problem} onAgain={query.again} />
        ) : (
          <Loading />
        )
      ) : calls.length === 0 ? (
        <Empty title={say('none')} icon={<Hand aria-hidden="true" />}>
          {say('noneBody')}
        </Empty>
      ) : (
        <ul className="help-list">
          {calls.map((call) => (
            <li key={call.id} className={call.state === 'waiting' ? 'help-call help-waiting' : 'help-call'}>
              <div className="help-words">
                <p className="help-where">{call.terminalName}</p>
                <p>
                  {ago(call.at)}
                  {call.about ? ` · ${say('during', { about: call.about })}` : ''}
                </p>
              </div>
              <p className="help-state">
                {call.state === 'taken' ? say('onTheWay', { name: call.takenBy ?? '' }) : say('waiting')}
              </p>
              {mayTake && call.state === 'waiting' ? (
                <Button look="primary" busy={take.busy} onPress={() => take.run({ params: { id: call.id } })}>
                  {say('go')}
                </Button>
              ) : null}
              {mayTake && call.state === 'taken' ? (
                <Button busy={end.busy} onPress={() => end.run({ params: { id: call.id } })}>
                  {say('done')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </RoomSheet>
  )
}

function Sound(): ReactNode {
  const say = useWords(helpWords)
  const id = useId()
  const [on, setOn] = useState(chimeWanted)
  return (
    <span className="sound">
      <Switch
        id={id}
        checked={on}
        onChange={(wanted) => {
          wantChime(wanted)
          setOn(wanted)
        }}
      />
      <label htmlFor={id}>{say('sound')}</label>
    </span>
  )
}

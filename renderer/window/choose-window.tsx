import './choose-window.css'
import type { ReactNode } from 'react'
import type { HallWindow } from '../../contract/shapes.ts'
import { useHallQuery } from '../data/use-hall.ts'
import { BigChoice, Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { Loading, Notice } from '../ui/states.tsx'
import { ClerkProblem } from './notices.tsx'
import type { Seat } from './use-desk.ts'
import { windowWords } from './words.ts'

/** A team leader's choice among the hall's windows, by zone. The hall refuses those of another zone. */
export function ChooseWindow(props: {
  refused: boolean
  onChoose: (windowId: string) => void
  onSignOut: () => void
}): ReactNode {
  const say = useWords(windowWords)
  const hall = useHallQuery('hall', {}, { refreshOn: ['windows'] })
  if (hall.data === undefined)
    return hall.problem ? <ClerkProblem problem={hall.problem} /> : <Loading full />
  const { zones, windows } = hall.data
  const groups = [...zones, null]
    .map((zone) => ({
      zone,
      windows: windows.filter((one) => one.active && one.zoneId === (zone?.id ?? null)),
    }))
    .filter((group) => group.windows.length > 0)
  return (
    <main className="choose-window">
      <div className="choose-head">
        <div>
          <h1>{say('chooseWindow')}</h1>
          <p>{say('chooseWindowBody')}</p>
        </div>
        <LanguageSwitch />
        <Button onPress={props.onSignOut}>{say('signOut')}</Button>
      </div>
      {props.refused ? <Notice tone="error" title={say('notYours')} /> : null}
      {groups.map(({ zone, windows: there }) => (
        <section key={zone?.id ?? 'none'}>
          <h2>{zone?.name ?? say('otherZones')}</h2>
          <div className="choices">
            {there.map((one) => (
              <WindowChoice key={one.id} window={one} onChoose={() => props.onChoose(one.id)} />
            ))}
          </div>
        </section>
      ))}
    </main>
  )
}

function WindowChoice({ window, onChoose }: { window: HallWindow; onChoose: () => void }): ReactNode {
  const say = useWords(windowWords)
  return (
    <BigChoice
      title={`${say('titleAt', { number: window.number })} ${window.name}`}
      note={[say(window.state), window.staffName].filter((word) => word !== null).join('，')}
      onPress={onChoose}
    />
  )
}

/** Signed in, but there is nothing to do here: says who can change that. */
export function NoWindow({ seat, onSignOut }: { seat: Seat; onSignOut: () => void }): ReactNode {
  const say = useWords(windowWords)
  return (
    <main className="state state-full">
      <h1>{say('noWindowTitle', { name: seat.name })}</h1>
      <p>{say('noWindowBody')}</p>
      <p className="no-window-ways">
        <a href="/console/">{say('toConsole')}</a>
        <Button onPress={onSignOut}>{say('signOut')}</Button>
        <LanguageSwitch />
      </p>
    </main>
  )
}

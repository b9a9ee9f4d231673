import type { ReactNode } from 'react'
import { useWords } from '../ui/i18n.ts'
import { Cap } from './action-button.tsx'
import { Dialog } from './dialog.tsx'
import type { DeskKey } from './keys.ts'
import { actionWords, sheetWords } from './words.ts'

const groups = [
  { title: 'keysWork', keys: ['callNext', 'start', 'finish', 'recall', 'miss', 'undo', 'goOn'] },
  { title: 'keysFix', keys: ['hold', 'transfer', 'correctClass', 'reprint'] },
  { title: 'keysWindow', keys: ['open', 'pause', 'close'] },
  {
    title: 'keysList',
    keys: ['line', 'held', 'missed', 'takeHelp', 'endHelp', 'trouble', 'keys'],
  },
] as const satisfies readonly { title: keyof typeof sheetWords.zh; keys: readonly DeskKey[] }[]

/** All keys of the desk, and the switch that turns them off (WCAG 2.1.4). */
export function KeysSheet(props: {
  on: boolean
  onSwitch: (on: boolean) => void
  onClose: () => void
}): ReactNode {
  const say = useWords(sheetWords)
  const sayAction = useWords(actionWords)
  return (
    <Dialog title={say('keysTitle')} onClose={props.onClose} wide>
      <p>{say('keysBody')}</p>
      <div className="keys">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{say(group.title)}</h3>
            <dl>
              {group.keys.map((key) => (
                <div key={key}>
                  <dt>
                    <Cap of={key} />
                  </dt>
                  <dd>{sayAction(key)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p>{say('listHow')}</p>
      <label className="pick pick-alone">
        <input
          type="checkbox"
          data-first=""
          checked={props.on}
          onChange={(event) => props.onSwitch(event.target.checked)}
        />
        <span className="pick-words">
          <span>{say('lettersOn')}</span>
          <span className="pick-note">{say('lettersNote')}</span>
        </span>
      </label>
    </Dialog>
  )
}

const troubles = [
  ['qWrongCall', 'aWrongCall'],
  ['qNobodyCame', 'aNobodyCame'],
  ['qWrongQueue', 'aWrongQueue'],
  ['qFinished', 'aFinished'],
  ['qTaken', 'aTaken'],
  ['qPaper', 'aPaper'],
  ['qPad', 'aPad'],
  ['qAway', 'aAway'],
  ['qLeave', 'aLeave'],
] as const

/** What to do when something went wrong: a sentence or two for each. */
export function TroubleSheet({ onClose }: { onClose: () => void }): ReactNode {
  const say = useWords(sheetWords)
  return (
    <Dialog title={say('troubleTitle')} onClose={onClose} wide>
      <dl className="troubles">
        {troubles.map(([question, answer]) => (
          <div key={question} className="trouble">
            <dt>{say(question)}</dt>
            <dd>{say(answer)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

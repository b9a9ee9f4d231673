import { type ReactNode, useState } from 'react'
import type { RatingLevel } from '../../core/rating/level.ts'
import type { RatingReasonId } from '../../core/rating/reasons.ts'
import { Button } from '../ui/button.tsx'
import { Countdown } from '../ui/clock.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import { ReasonChoices } from '../ui/reason-choices.tsx'
import { padWords } from './words.ts'

/** After so long without a touch the level is sent with what was chosen: whoever walked away has rated. */
const sendAfterSeconds = 20
/** Words are written more slowly than boxes are ticked. */
const writingSeconds = 60
/** A rating's text in the contract. */
const textMost = 500

/** After a low level: what went wrong, if one wants to say. The level itself is not shown to the room. */
export function ReasonsView(props: {
  level: RatingLevel
  onSubmit: (reasons: readonly string[], text: string) => void
  onBack: () => void
}): ReactNode {
  const say = useWords(padWords)
  const [reasons, setReasons] = useState<readonly RatingReasonId[]>([])
  const [text, setText] = useState('')
  const [writes, setWrites] = useState(false)
  const [touches, setTouches] = useState(0)
  const seconds = writes ? writingSeconds : sendAfterSeconds
  const touched = (): void => setTouches((count) => count + 1)
  const send = (): void => props.onSubmit(reasons, text)
  const turn = (toWriting: boolean): void => {
    setWrites(toWriting)
    touched()
  }
  const nothing = reasons.length === 0 && text === ''
  return (
    <section className="pad-reasons">
      <div className="pad-reasons-head">
        <h1>{say(writes ? 'moreTitle' : 'reasonsTitle')}</h1>
        <div className="pad-reasons-time">
          <p className="pad-reasons-note">{say('reasonsNote')}</p>
          <Countdown key={`${touches} ${seconds}`} seconds={seconds} onEnd={send} />
        </div>
      </div>
      {writes ? (
        <Field
          label={say('more')}
          value={text}
          rows={2}
          maxLength={textMost}
          autoFocus
          onChange={(value) => {
            setText(value)
            touched()
          }}
        />
      ) : (
        <ReasonChoices
          level={props.level}
          chosen={reasons}
          onChange={(chosen) => {
            setReasons(chosen)
            touched()
          }}
        />
      )}
      <div className="pad-actions">
        <Button look="quiet" onPress={writes ? () => turn(false) : props.onBack}>
          {say(writes ? 'toReasons' : 'again')}
        </Button>
        {writes ? null : <Button onPress={() => turn(true)}>{say('write')}</Button>}
        <Button look="primary" onPress={send}>
          {say(nothing ? 'skip' : 'submit')}
        </Button>
      </div>
    </section>
  )
}

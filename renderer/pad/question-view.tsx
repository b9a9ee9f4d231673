import { CircleAlert, CircleCheck, Clock3, CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PadView } from '../../contract/shapes.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { useWords } from '../ui/i18n.ts'
import { LevelChoices } from '../ui/level-face.tsx'
import type { Outcome } from './pad-mode.ts'
import { padWords } from './words.ts'

type Question = NonNullable<PadView['question']>

/** The one question: five levels, best first, all alike. One press answers it. */
export function QuestionView(props: {
  question: Question
  onPress: (question: Question, level: RatingLevel) => void
}): ReactNode {
  const { question } = props
  const say = useWords(padWords)
  return (
    <section className="pad-question">
      <h1>{say('question')}</h1>
      <p className="pad-note">
        {question.item ? <span className="pad-item">{question.item}</span> : null}
        <span>{say('questionNote', { number: question.number })}</span>
      </p>
      <LevelChoices
        layout={innerHeight > innerWidth ? 'column' : 'row'}
        onChoose={(level) => props.onPress(question, level)}
      />
    </section>
  )
}

const outcomes = {
  sent: { icon: CircleCheck, title: 'thanks', body: 'thanksBody' },
  kept: { icon: CloudOff, title: 'kept', body: 'keptBody' },
  already: { icon: CircleCheck, title: 'already', body: 'alreadyBody' },
  'too-late': { icon: Clock3, title: 'tooLate', body: 'tooLateBody' },
  refused: { icon: CircleAlert, title: 'refused', body: 'refusedBody' },
} as const

/** Thanks, or what else became of the press. Nothing tells which level it was. */
export function OutcomeView({ outcome }: { outcome: Outcome }): ReactNode {
  const say = useWords(padWords)
  if (outcome === 'sending')
    return (
      <section className="pad-outcome" role="status">
        <p className="pad-sending">{say('sending')}</p>
      </section>
    )
  const { icon: Icon, title, body } = outcomes[outcome]
  return (
    <section className="pad-outcome" data-outcome={outcome} role="status">
      <Icon aria-hidden="true" />
      <h1>{say(title)}</h1>
      <p>{say(body)}</p>
    </section>
  )
}

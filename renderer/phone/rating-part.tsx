import { CircleCheck } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { opensRectification, type RatingLevel } from '../../core/rating/level.ts'
import type { RatingReasonId } from '../../core/rating/reasons.ts'
import { useHallCommand } from '../data/use-hall.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import { LevelChoices, LevelFace } from '../ui/level-face.tsx'
import { ReasonChoices } from '../ui/reason-choices.tsx'
import { ProblemNotice } from '../ui/states.tsx'
import { hallTime, type PhoneView, type RatingAsk } from './phase.ts'
import { phoneWords } from './words.ts'

/** A rating's text in the contract. */
const textMost = 500

interface PartProps {
  readonly view: PhoneView
  readonly asks: RatingAsk
  readonly onChanged: () => void
}

/** The rating of the latest finished service: asked, sent, or told as given. */
export function RatingPart({ view, asks, onChanged }: PartProps): ReactNode {
  const say = useWords(phoneWords)
  const { ticket } = view
  const rate = useHallCommand('rateTicket', { onDone: onChanged, onProblem: onChanged })
  const [low, setLow] = useState<RatingLevel | null>(null)
  const send = (level: RatingLevel, reasons: readonly string[] = [], text = ''): void =>
    rate.run({ params: { id: ticket.id }, body: { level, reasons: [...reasons], text, channel: 'phone' } })

  // Thanked for as long as the page stays, except when a further service asks anew.
  if (rate.answer && asks !== 'open') return <Given title={say('thanks')} body={say('thanksBody')} />
  if (asks === 'rated' && ticket.state === 'done')
    return <Given title={say('rated')} body={say('ratedBody')} />
  if (asks !== 'open' || ticket.ratingOpenUntil === null) return null
  return (
    <section className="phone-rating">
      {low === null ? (
        <>
          <h2>{say(ticket.state === 'done' ? 'rateTitle' : 'rateEarlier')}</h2>
          <LevelChoices
            layout="column"
            disabled={rate.busy}
            onChoose={(level) => (opensRectification(level) ? setLow(level) : send(level))}
          />
          <p className="phone-small">{say('rateUntil', { time: hallTime(ticket.ratingOpenUntil) })}</p>
        </>
      ) : (
        <Reasons
          level={low}
          busy={rate.busy}
          onBack={() => setLow(null)}
          onSend={(reasons, text) => send(low, reasons, text)}
        />
      )}
      {rate.problem ? <ProblemNotice problem={rate.problem} /> : null}
    </section>
  )
}

function Reasons(props: {
  level: RatingLevel
  busy: boolean
  onBack: () => void
  onSend: (reasons: readonly string[], text: string) => void
}): ReactNode {
  const say = useWords(phoneWords)
  const [reasons, setReasons] = useState<readonly RatingReasonId[]>([])
  const [text, setText] = useState('')
  return (
    <>
      <LevelFace level={props.level} />
      <h2>{say('reasonsTitle')}</h2>
      <p className="phone-small">{say('reasonsNote')}</p>
      <ReasonChoices level={props.level} chosen={reasons} onChange={setReasons} />
      <Field label={say('more')} value={text} onChange={setText} rows={3} maxLength={textMost} />
      <Button look="primary" wide busy={props.busy} onPress={() => props.onSend(reasons, text)}>
        {say('submit')}
      </Button>
      <Button look="quiet" wide onPress={props.onBack}>
        {say('again')}
      </Button>
    </>
  )
}

function Given({ title, body }: { title: string; body: string }): ReactNode {
  return (
    <section className="phone-given" role="status">
      <CircleCheck aria-hidden="true" />
      <div>
        <h2>{title}</h2>
        <p>{body}</p>
      </div>
    </section>
  )
}

import './reason-choices.css'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RatingLevel } from '../../core/rating/level.ts'
import { type RatingReason, type RatingReasonId, reasonsFor } from '../../core/rating/reasons.ts'
import { useLanguage } from './i18n.ts'
import { usePress } from './use-press.ts'

/** The reasons offered after a low level: any number of them, none is always valid. For pad and phone. */
export function ReasonChoices(props: {
  level: RatingLevel
  chosen: readonly RatingReasonId[]
  onChange: (chosen: readonly RatingReasonId[]) => void
}): ReactNode {
  const { chosen, onChange } = props
  return (
    <ul className="reasons">
      {reasonsFor(props.level).map((reason) => (
        <li key={reason.id}>
          <Reason
            reason={reason}
            chosen={chosen.includes(reason.id)}
            onPress={() =>
              onChange(
                chosen.includes(reason.id)
                  ? chosen.filter((one) => one !== reason.id)
                  : [...chosen, reason.id],
              )
            }
          />
        </li>
      ))}
    </ul>
  )
}

function Reason(props: { reason: RatingReason; chosen: boolean; onPress: () => void }): ReactNode {
  const { language } = useLanguage()
  const press = usePress(props.onPress)
  return (
    <button {...press} type="button" className="reason" aria-pressed={props.chosen}>
      <span className="reason-mark">{props.chosen ? <Check aria-hidden="true" /> : null}</span>
      <span>{language === 'en' ? props.reason.en : props.reason.zh}</span>
    </button>
  )
}

import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../contract/client.ts'
import { useWords } from '../ui/i18n.ts'
import { bookingWords } from './words.ts'

/** What to bring and where to go, as the catalogue says. */
export function Bring(props: {
  materials: RouteAnswer<'booking'>['materials']
  place: string | null
}): ReactNode {
  const say = useWords(bookingWords)
  return (
    <section className="booking-part">
      <h2>{say('bring')}</h2>
      {props.materials.length === 0 ? (
        <p className="phone-small">{say('bringNone')}</p>
      ) : (
        <ul className="booking-bring">
          {props.materials.map((material) => (
            <li key={material.name}>
              <span>{material.name}</span>
              {material.copies || material.note ? (
                <span className="phone-small">
                  {[material.copies, material.note].filter(Boolean).join('，')}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {props.place ? (
        <p className="phone-small">
          {say('place')}：{props.place}
        </p>
      ) : null}
    </section>
  )
}

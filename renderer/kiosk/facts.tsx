import type { ReactNode } from 'react'
import type { ItemDetail } from '../../contract/shapes.ts'
import { formatFen } from '../ui/format.ts'
import { useWords } from '../ui/i18n.ts'
import { guideWords } from './guide-words.ts'

/** Fee, limit and trips of an item; what the catalogue does not know is left out. */
export function Facts({ item }: { item: ItemDetail }): ReactNode {
  const guide = useWords(guideWords)
  const { feeFen, feeBasis, promisedLimitDays, trips } = item
  const rows: [string, string][] = []
  if (promisedLimitDays !== null)
    rows.push([
      guide('limit'),
      promisedLimitDays === 0 ? guide('limitNow') : guide('limitDays', { count: promisedLimitDays }),
    ])
  if (feeFen === 0) rows.push([guide('fee'), guide('free')])
  // 行政许可法 §58: nobody is asked for a fee without its basis.
  const asksFee = feeFen !== null && feeFen > 0 && feeBasis !== null
  if (asksFee) rows.push([guide('fee'), guide('yuan', { amount: formatFen(feeFen) })])
  if (trips !== null)
    rows.push([
      guide('trips'),
      trips === 0
        ? guide('tripsNone')
        : trips === 1
          ? guide('tripsOnce')
          : guide('tripsMany', { count: trips }),
    ])
  if (rows.length === 0) return null
  return (
    <>
      <dl className="facts facts-small" data-row>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {asksFee ? (
        <p className="fee-basis" data-row>
          {guide('feeBasis', { basis: feeBasis })}
        </p>
      ) : null}
    </>
  )
}

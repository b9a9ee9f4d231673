import type { ReactNode } from 'react'
import { reportColumns } from '../../../core/report/columns.ts'
import { must } from '../../../core/result.ts'
import { useWords } from '../../ui/i18n.ts'
import { formatFigure } from './measures.ts'
import type { Figures, Report } from './tell-row.ts'
import { reportWords } from './words.ts'

const minutes = (value: number | undefined): string => formatFigure(value ?? null, 'minutes')

/** The period in six figures; each says what it is of, and what it was before. */
export function ReportTotals({ report }: { report: Report }): ReactNode {
  const say = useWords(reportWords)
  const { total } = report
  const { wait, service } = total
  return (
    <dl className="report-totals">
      <Total report={report} name={say('issued')} of="issued">
        {say('ofIssued', {
          called: formatFigure(total.called, 'count'),
          served: formatFigure(total.served, 'count'),
        })}
      </Total>
      <Total report={report} name={say('wait')} of="waitMean" unit={say('minutesShort')}>
        {wait === null
          ? null
          : say('ofWait', { p50: minutes(wait.p50), p95: minutes(wait.p95), max: minutes(wait.max) })}
      </Total>
      <Total report={report} name={say('service')} of="serviceMean" unit={say('minutesShort')}>
        {service === null ? null : say('ofService', { p50: minutes(service.p50), p95: minutes(service.p95) })}
      </Total>
      <Total report={report} name={say('noShow')} of="noShowShare">
        {total.called === 0
          ? null
          : say('ofNoShow', {
              called: formatFigure(total.called, 'count'),
              noShows: formatFigure(total.noShows, 'count'),
            })}
      </Total>
      <Total report={report} name={say('satisfied')} of="satisfiedShare">
        {total.rated === 0
          ? say('nobodyRated')
          : say('ofSatisfied', {
              rated: formatFigure(total.rated, 'count'),
              satisfied: formatFigure(total.satisfied, 'count'),
              ratedShare: formatFigure(total.ratedShare, 'share'),
            })}
      </Total>
      <Total report={report} name={say('estimates')} of="inRangeShare">
        {total.judged === 0
          ? null
          : say('ofEstimates', {
              judged: formatFigure(total.judged, 'count'),
              inRange: formatFigure(total.inRange, 'count'),
            })}
        {total.untold === 0 ? null : (
          <>
            <br />
            {say('untold', { number: formatFigure(total.untold, 'count') })}
          </>
        )}
      </Total>
    </dl>
  )
}

function Total(props: {
  report: Report
  name: string
  /** The column whose figure it is. */
  of: string
  unit?: string
  children: ReactNode
}): ReactNode {
  const say = useWords(reportWords)
  const { total, before } = props.report
  const column = must(
    reportColumns.find(({ key }) => key === props.of),
    'a total is a column',
  )
  const write = (figures: Figures): string => formatFigure(column.value(figures), column.kind)
  const measured = column.value(total) !== null
  return (
    <div className="report-total">
      <dt>{props.name}</dt>
      <dd>
        <span className="report-value figures">{write(total)}</span>
        {props.unit && measured ? <span className="report-unit">{props.unit}</span> : null}
        {before === null ? null : (
          <span className="report-before figures">{say('before', { value: write(before.total) })}</span>
        )}
        <span className="report-of">{props.children}</span>
      </dd>
    </div>
  )
}

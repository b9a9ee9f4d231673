import './reports.css'
import { Segmented, Select } from 'antd'
import { Download, Printer, RefreshCw } from 'lucide-react'
import { type ReactNode, useCallback, useEffect } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type RouteInput, routePath } from '../../../contract/client.ts'
import { reportDefinitions } from '../../../core/report/definitions.ts'
import { type Grouping, groupings } from '../../../core/report/group.ts'
import { daysIn } from '../../../core/report/period.ts'
import { useHall, useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { Empty, Loading, ProblemNotice, useAfter } from '../../ui/states.tsx'
import { listWords, roomWords } from '../frame-words.ts'
import { RoomSheet } from '../parts/room.tsx'
import type { Seat } from '../session/use-session.ts'
import { measures } from './measures.ts'
import { PeriodBar } from './period-bar.tsx'
import { type ReportChoice, readChoice, writeChoice } from './period-choice.ts'
import { ReportCharts } from './report-charts.tsx'
import { ReportPaper } from './report-paper.tsx'
import { ReportTable } from './report-table.tsx'
import { ReportTotals } from './report-totals.tsx'
import type { Report } from './tell-row.ts'
import { groupingWords, measureWords, reportWords } from './words.ts'

/** A day that is not over is counted again so often. */
const countAgainMs = 60_000

/** What happened in the hall, in figures: of a day, a week, a month or a span. */
export function ReportsRoom({ seat }: { seat: Seat }): ReactNode {
  const sayRoom = useWords(roomWords)
  const hall = useHallQuery('hall', {})
  if (hall.data === undefined)
    return (
      <RoomSheet title={sayRoom('reports')}>
        {hall.problem ? <ProblemNotice problem={hall.problem} onAgain={hall.again} /> : <Loading />}
      </RoomSheet>
    )
  const { day, timeZone } = hall.data
  return <ReportsOf hallName={seat.hallName} today={day} timeZone={timeZone} />
}

function ReportsOf(props: { hallName: string; today: string; timeZone: string }): ReactNode {
  const say = useWords(reportWords)
  const sayRoom = useWords(roomWords)
  const { timeZone } = props
  const { choice, choose } = useChoice(props.today)
  const query = {
    ...choice.period,
    by: choice.by,
    compare: 'true',
  } as const satisfies RouteInput<'report'>['query']
  const report = useHallQuery('report', { query }, { keepPrevious: true })
  const { data, problem, again } = report
  const today = data?.today ?? props.today
  const goesOn = choice.period.to >= today
  useEffect(() => {
    if (!goesOn) return
    const timer = setInterval(again, countAgainMs)
    return () => clearInterval(timer)
  }, [goesOn, again])
  const scope = data === undefined ? undefined : scopeText(data, say)
  const isEmpty = data !== undefined && data.total.issued === 0 && data.total.served === 0

  return (
    <RoomSheet
      title={sayRoom('reports')}
      about={
        data === undefined ? undefined : (
          <>
            {scope}
            {' · '}
            {goesOn
              ? say('todayGoesOn', { time: formatTime(data.at, timeZone) })
              : say('countedAt', { time: formatTime(data.at, timeZone) })}
          </>
        )
      }
      actions={<Actions choice={choice} disabled={data === undefined || isEmpty} onAgain={again} />}
    >
      <PeriodBar choice={choice} today={today} onChoice={choose} />
      {data === undefined ? (
        problem ? (
          <ProblemNotice problem={problem} onAgain={again} />
        ) : (
          <Counting days={daysIn(choice.period)} />
        )
      ) : (
        <>
          {problem ? <ProblemNotice problem={problem} onAgain={again} /> : null}
          {report.previous ? <Counting days={daysIn(choice.period)} /> : null}
          {isEmpty && !report.previous ? (
            <Empty title={say('nothing')}>
              <p>{say('nothingBody')}</p>
            </Empty>
          ) : (
            <div className="report-body" aria-busy={report.previous || undefined}>
              <ReportTotals report={data} />
              <Figures report={data} choice={choice} onChoice={choose} />
            </div>
          )}
          <ReportPaper report={data} hallName={props.hallName} scope={scope ?? ''} timeZone={timeZone} />
        </>
      )}
      <details className="report-details">
        <summary>{say('definitions')}</summary>
        <Definitions />
      </details>
    </RoomSheet>
  )
}

function Definitions(): ReactNode {
  const { language } = useLanguage()
  return (
    <ul className="report-definitions">
      {reportDefinitions.map((definition) => (
        <li key={definition.en}>{language === 'en' ? definition.en : definition.zh}</li>
      ))}
    </ul>
  )
}

/** Charts and table of one report, and what they are to show. */
function Figures(props: {
  report: Report
  choice: ReportChoice
  onChoice: (choice: ReportChoice) => void
}): ReactNode {
  const say = useWords(reportWords)
  const sayMeasure = useWords(measureWords)
  const sayBy = useWords(groupingWords)
  const { report, choice, onChoice } = props
  return (
    <>
      <div className="report-tools">
        <Segmented
          aria-label={say('measure')}
          value={choice.measure}
          options={measures.map((measure) => ({ value: measure, label: sayMeasure(measure) }))}
          onChange={(measure) => onChoice({ ...choice, measure })}
        />
        <div className="report-by">
          <span aria-hidden="true">{say('by')}</span>
          <Select<Grouping>
            aria-label={say('by')}
            value={choice.by}
            options={groupings.map((by) => ({ value: by, label: sayBy(by) }))}
            onChange={(by) => onChoice({ ...choice, by })}
          />
        </div>
      </div>
      <ReportCharts report={report} measure={choice.measure} />
      <h3 className="report-heading">{say('rowsOf', { by: sayBy(report.by) })}</h3>
      <ReportTable key={report.by} report={report} />
    </>
  )
}

function Actions(props: { choice: ReportChoice; disabled: boolean; onAgain: () => void }): ReactNode {
  const say = useWords(reportWords)
  const sayList = useWords(listWords)
  const { language } = useLanguage()
  const { as } = useHall()
  const file = (format: 'xlsx' | 'csv'): void => {
    const { period, by } = props.choice
    const link = document.createElement('a')
    link.href = routePath(
      'reportFile',
      {},
      { ...period, by, format, lang: language === 'en' ? 'en' : 'zh', compare: 'true', as },
    )
    link.download = ''
    link.click()
  }
  const icon = <Download aria-hidden="true" />
  return (
    <>
      <Button look="quiet" icon={<RefreshCw aria-hidden="true" />} onPress={props.onAgain}>
        {say('recount')}
      </Button>
      <Button look="quiet" icon={icon} disabled={props.disabled} onPress={() => file('xlsx')}>
        {say('exportExcel')}
      </Button>
      <Button look="quiet" icon={icon} disabled={props.disabled} onPress={() => file('csv')}>
        {say('exportCsv')}
      </Button>
      <Button
        look="quiet"
        icon={<Printer aria-hidden="true" />}
        disabled={props.disabled}
        onPress={() => window.print()}
      >
        {sayList('print')}
      </Button>
    </>
  )
}

/** Said only when it takes long enough to be wondered about. */
function Counting({ days }: { days: number }): ReactNode {
  const say = useWords(reportWords)
  const shown = useAfter(300)
  return (
    <p className="report-counting" role="status">
      {shown ? (
        <>
          <span className="loading-bar" aria-hidden="true" />
          {say('counting', { days })}
        </>
      ) : null}
    </p>
  )
}

function scopeText(report: Report, say: ReturnType<typeof useWords<typeof reportWords.zh>>): string {
  if (report.wholeHall) return say('wholeHall')
  return report.zoneName === null ? say('ofOwnWindow') : say('ofZone', { zone: report.zoneName })
}

/** What is shown stands in the address. */
function useChoice(today: string): { choice: ReportChoice; choose: (choice: ReportChoice) => void } {
  const search = useSearch()
  const [, go] = useLocation()
  const choose = useCallback(
    (choice: ReportChoice) => go(`/reports?${writeChoice(choice)}`, { replace: true }),
    [go],
  )
  return { choice: readChoice(search, today), choose }
}

import './paper.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { reportDefinitions } from '../../../core/report/definitions.ts'
import { formatDay, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { roomWords } from '../frame-words.ts'
import { PrintSheet } from '../parts/print-sheet.tsx'
import { PaperTable } from './report-table.tsx'
import { ReportTotals } from './report-totals.tsx'
import { periodText, type Report } from './tell-row.ts'
import { reportWords } from './words.ts'

/** The report on paper: A4 across, with the charts as they are on the screen, every row, and the definitions. */
export function ReportPaper(props: {
  report: Report
  hallName: string
  scope: string
  timeZone: string
}): ReactNode {
  const say = useWords(reportWords)
  const sayRoom = useWords(roomWords)
  const { language } = useLanguage()
  const { report, timeZone } = props
  const charts = useChartsOnPaper()
  return (
    <PrintSheet>
      <article className="report-paper" lang={language === 'en' ? 'en' : 'zh-CN'}>
        <header>
          <h1>
            {props.hallName} · {sayRoom('reports')}
          </h1>
          <p>
            {periodText(report, language)}
            {' · '}
            {props.scope}
            {' · '}
            {say('countedAt', {
              time: `${formatDay(report.at, timeZone)} ${formatTime(report.at, timeZone)}`,
            })}
          </p>
          {report.before ? <p>{say('beforeSpan', { span: periodText(report.before, language) })}</p> : null}
        </header>
        <ReportTotals report={report} />
        <div className="paper-charts">
          {charts.map((address) => (
            <img key={address} src={address} alt="" />
          ))}
        </div>
        <PaperTable report={report} />
        <footer>
          <h2>{say('definitions')}</h2>
          <ul>
            {reportDefinitions.map((definition) => (
              <li key={definition.en}>{language === 'en' ? definition.en : definition.zh}</li>
            ))}
          </ul>
        </footer>
      </article>
    </PrintSheet>
  )
}

/** However one prints, by the button or by the browser's key: this sheet, with the charts as they are now. */
function useChartsOnPaper(): readonly string[] {
  const [charts, setCharts] = useState<readonly string[]>([])
  const latest = useRef(setCharts)
  useEffect(() => {
    const before = (): void => {
      const drawn = [...document.querySelectorAll<HTMLCanvasElement>('.report-chart canvas')]
      // The browser prints what is there when this ends.
      flushSync(() => latest.current(drawn.map((canvas) => canvas.toDataURL('image/png'))))
      document.body.classList.add('printing-sheet')
    }
    const after = (): void => document.body.classList.remove('printing-sheet')
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return charts
}

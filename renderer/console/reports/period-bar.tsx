import { Segmented } from 'antd'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Period } from '../../../core/report/period.ts'
import { Button } from '../../ui/button.tsx'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import {
  daysMost,
  isWhole,
  periodAt,
  periodKinds,
  type ReportChoice,
  stepBy,
  withKind,
} from './period-choice.ts'
import { periodText } from './tell-row.ts'
import { periodWords, reportWords } from './words.ts'

const nowWords = { day: 'thisDay', week: 'thisWeek', month: 'thisMonth', span: 'thisDay' } as const

/** Which days: a day, a week, a month or a span, one step earlier or later, or today again. */
export function PeriodBar(props: {
  choice: ReportChoice
  today: string
  onChoice: (choice: ReportChoice) => void
}): ReactNode {
  const say = useWords(reportWords)
  const sayKind = useWords(periodWords)
  const { language } = useLanguage()
  const { choice, today, onChoice } = props
  const isNow = choice.period.to >= today
  const atToday = choice.period.from <= today && isNow
  return (
    <div className="period-bar">
      <Segmented
        aria-label={say('period')}
        value={choice.kind}
        options={periodKinds.map((kind) => ({ value: kind, label: sayKind(kind) }))}
        onChange={(kind) => onChoice(withKind(choice, kind, today))}
      />
      <div className="period-steps">
        <Button
          look="quiet"
          icon={<ChevronLeft aria-hidden="true" />}
          onPress={() => onChoice(stepBy(choice, 'earlier'))}
        >
          {say('earlier')}
        </Button>
        <h2 className="period-now figures">{periodText(choice.period, language)}</h2>
        <Button
          look="quiet"
          icon={<ChevronRight aria-hidden="true" />}
          disabled={isNow}
          onPress={() => onChoice(stepBy(choice, 'later'))}
        >
          {say('later')}
        </Button>
        {atToday ? null : (
          <Button look="quiet" onPress={() => onChoice({ ...choice, period: periodAt(choice.kind, today) })}>
            {say(nowWords[choice.kind])}
          </Button>
        )}
      </div>
      <Dates key={`${choice.kind} ${choice.period.from} ${choice.period.to}`} {...props} />
    </div>
  )
}

/** The days by hand: one that the period lies around, or both ends of a span. */
function Dates({
  choice,
  today,
  onChoice,
}: {
  choice: ReportChoice
  today: string
  onChoice: (choice: ReportChoice) => void
}): ReactNode {
  const say = useWords(reportWords)
  const [typed, setTyped] = useState<Period>(choice.period)
  const isSpan = choice.kind === 'span'
  const wrong = isSpan ? !isWhole(typed) : false
  useEffect(() => {
    if (!isSpan || !isWhole(typed)) return
    if (typed.from !== choice.period.from || typed.to !== choice.period.to)
      onChoice({ ...choice, period: typed })
  }, [typed, isSpan, choice, onChoice])
  const field = (label: string, value: string, onDay: (day: string) => void): ReactNode => (
    <label className="period-date">
      <span>{label}</span>
      <input
        type="date"
        value={value}
        max={today}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? 'period-wrong' : undefined}
        onChange={(event) => onDay(event.target.value)}
      />
    </label>
  )
  if (!isSpan)
    return field(
      say('on'),
      choice.period.from <= today && today <= choice.period.to ? today : choice.period.from,
      (day) => {
        // An emptied field asks for nothing.
        if (isWhole({ from: day, to: day })) onChoice({ ...choice, period: periodAt(choice.kind, day) })
      },
    )
  return (
    <>
      {field(say('from'), typed.from, (from) => setTyped({ ...typed, from }))}
      {field(say('to'), typed.to, (to) => setTyped({ ...typed, to }))}
      {wrong ? (
        <p id="period-wrong" className="period-wrong" role="status">
          {say('spanWrong', { count: daysMost })}
        </p>
      ) : null}
    </>
  )
}

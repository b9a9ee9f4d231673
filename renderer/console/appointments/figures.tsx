import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { useHallQuery } from '../../data/use-hall.ts'
import { useWords } from '../../ui/i18n.ts'
import { Loading, ProblemNotice } from '../../ui/states.tsx'
import { type Column, Register } from '../parts/register.tsx'
import { appointmentWords } from './words.ts'

type Row = RouteAnswer<'appointmentFigures'>['queues'][number]

const figures = [
  ['made', 'made'],
  ['expected', 'expected'],
  ['checkedIn', 'checkedIn'],
  ['late', 'late'],
  ['cancelled', 'cancelledCount'],
  ['absent', 'absentCount'],
] as const

/** How many booked, came, came late, called off, stayed away: for the day, and for each queue of it. */
export function Figures({ day }: { day: string }): ReactNode {
  const say = useWords(appointmentWords)
  const { data, problem, again } = useHallQuery(
    'appointmentFigures',
    { query: { from: day, to: day } },
    { refreshOn: ['notices'], keepPrevious: true },
  )
  if (!data) return problem ? <ProblemNotice problem={problem} onAgain={again} /> : <Loading />
  const columns: Column<Row>[] = [
    { key: 'name', title: say('queue'), text: (row) => row.name },
    ...figures.map(
      ([key, word]): Column<Row> => ({
        key,
        title: say(word),
        align: 'end',
        text: (row) => String(row[key]),
      }),
    ),
  ]
  return (
    <>
      <dl className="figure-row">
        {figures.map(([key, word]) => (
          <div key={key}>
            <dt>{say(word)}</dt>
            <dd className="figures">{data.queues.reduce((sum, row) => sum + row[key], 0)}</dd>
          </div>
        ))}
      </dl>
      {data.queues.length > 1 ? (
        <details className="booking-by-queue">
          <summary>{say('figuresTitle')}</summary>
          <Register
            name={say('figuresTitle')}
            rows={data.queues}
            columns={columns}
            idOf={(row) => row.queueId}
            empty={null}
          />
        </details>
      ) : null}
    </>
  )
}

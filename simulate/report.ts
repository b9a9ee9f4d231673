import type { JournalEntry } from '../contract/entries.ts'
import type { ArrivalFault } from './arrivals.ts'
import { type Break, books } from './book-names.ts'
import { clockTime } from './clock-time.ts'
import type { Customer } from './customer.ts'
import type { MadeUpDayFigures } from './day-figures.ts'
import type { Counts, Errors } from './figures.ts'
import type { DayFigures, MeasuredDay } from './measured-day.ts'
import type { Progress } from './replay.ts'

/** Faults that a person still reads; the rest is counted. */
const readable = 30

/** What is wrong with a file of arrivals, line by line. */
export function faultsInWords(faults: readonly ArrivalFault[], file: string): string {
  const lines = faults
    .slice(0, readable)
    .map(({ line, column, reason }) => `  第 ${line} 行  ${column === '' ? '' : `${column}  `}${reason}`)
  if (faults.length > readable) lines.push(`  …… 另有 ${faults.length - readable} 处`)
  return [`${file} 有 ${faults.length} 处错误，没有模拟：`, ...lines, ''].join('\n')
}

/** One line that says how far the day is. */
export function progressInWords(progress: Progress, arrivals: number): string {
  const { dayMs, issued, served, left, waiting } = progress
  return `${clockTime(dayMs)}  取号 ${issued}/${arrivals}  办结 ${served}  离开 ${left}  等候 ${waiting}`
}

/** The day as a table. */
export function figuresInWords(figures: DayFigures | MadeUpDayFigures): string {
  const { issued, balanced } = figures
  const books = issued === 0 ? '没有人取到号，无账可对' : balanced ? '账目相符' : '账目不符'
  return ['', `  ${sumInWords(figures)}    ${books}`, '', ...timesInWords(figures), '', ''].join('\n')
}

function sumInWords(counts: Counts): string {
  const { issued, done, noShow, cancelled, abandoned, expired, waiting } = counts
  return `取号 ${issued} = 办结 ${done} + 过号 ${noShow} + 取消 ${cancelled} + 等不及离开 ${abandoned} + 作废 ${expired} + 仍在大厅 ${waiting}`
}

/** Waits and estimates, or why there are none. */
function timesInWords(figures: DayFigures | MadeUpDayFigures): string[] {
  if (figures.waitMinutes === null)
    return [
      '  等候与估计不列：大厅走自己的钟，这一天压缩在其中过完，量得的分钟数只是机器的快慢。照实计时请用 --speed 1。',
    ]
  const { waitMinutes: wait, estimates, baselines } = figures
  const errors = (name: string, one: Errors) =>
    `  ${name}  ${fixed(one.count, 0)}  ${fixed(one.meanAbsoluteError)}  ${fixed(one.medianAbsoluteError)}  ${fixed(one.rase, 3)}`
  return [
    `  等候（分钟）  平均 ${wait.mean.toFixed(1)}  中位 ${wait.p50.toFixed(1)}  95% ${wait.p95.toFixed(1)}  最长 ${wait.max.toFixed(1)}`,
    '',
    '  估计（到达时窗口全忙的人）    人数  平均误差  中位误差    RASE',
    errors('告知范围的中点          ', estimates),
    errors('按前面人数 QL           ', baselines.ql),
    errors('按上一位的等候 LES      ', baselines.les),
    `  这些人平均等候 ${estimates.meanWaitMinutes.toFixed(1)} 分钟；范围平均宽 ${estimates.meanRangeMinutes.toFixed(1)} 分钟，${(estimates.inRange * 100).toFixed(1)}% 的等候落在范围内`,
  ]
}

function fixed(number: number, digits = 2): string {
  return number.toFixed(digits).padStart(8)
}

/** The figures with four decimals: what lies beyond is noise to whoever compares them. */
export function figuresAsJson(figures: DayFigures | MadeUpDayFigures): string {
  return JSON.stringify(figures, (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value,
  )
}

/** The books that do not hold, and the whole history of the first offending ticket. */
export function breaksInWords(breaks: readonly Break[], journal: readonly JournalEntry[]): string {
  const lines = [`账目不符，共 ${breaks.length} 处：`]
  for (const { book, seq, says } of breaks.slice(0, readable))
    lines.push(`  ${book}${seq === null ? '' : ` #${seq}`}: ${says} (${books[book]})`)
  if (breaks.length > readable) lines.push(`  …… 另有 ${breaks.length - readable} 处`)
  const first = breaks.find(({ ticketId }) => ticketId !== null)
  if (first) {
    lines.push('', `第一张出错号票 ${first.ticketId} 的全部经过：`)
    for (const { seq, at, type, actor, body } of journal)
      if (body['ticketId'] === first.ticketId)
        lines.push(`  #${seq}  ${at}  ${type}  ${actor}  ${JSON.stringify(body)}`)
  }
  return `${lines.join('\n')}\n`
}

/** A row for each ticket, in the order of issue. Hours go on past 24 for who was called after midnight. */
export function ticketsAsCsv({ customers, midnightMs }: MeasuredDay): string {
  const rows = customers.map((one: Customer) => [
    one.number,
    clockTime(one.arrivedAtMs - midnightMs),
    one.calledAtMs === null ? '' : clockTime(one.calledAtMs - midnightMs),
    one.windowNumber ?? '',
    one.told?.lowMinutes ?? '',
    one.told?.highMinutes ?? '',
  ])
  return [['number', 'arrive_at', 'called_at', 'window', 'low_minutes', 'high_minutes'], ...rows]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}

import { type RatingLevel, ratingLevels } from '../core/rating/level.ts'
import { clockTime } from './clock-time.ts'
import { busiest, type MadeUpDayFigures, type Share, type WindowShare } from './day-figures.ts'
import type { DayProgress } from './made-up-day.ts'
import { figuresInWords } from './report.ts'

/** One line that says how far the day is. */
export function dayProgressInWords(progress: DayProgress, visits: number): string {
  const { dayMs, issued, served, left, waiting, windowsOpen } = progress
  return `${clockTime(Math.floor(dayMs / 1000) * 1000)}  取号 ${issued}/${visits}  办结 ${served}  离开 ${left}  等候 ${waiting}  开放窗口 ${windowsOpen}`
}

/** Rows of a long table that a person reads. */
const rowsShown = 12
const windowsShown = 5

/** The day as tables. */
export function dayInWords(figures: MadeUpDayFigures): string {
  const { ratings, bookings, byQueue, byClass, byWindow } = figures
  const { most, least } = busiest(byWindow, windowsShown)
  const more = byQueue.length - rowsShown
  return [
    figuresInWords(figures).trimEnd(),
    '',
    shareTable('队列', byQueue.slice(0, rowsShown)),
    ...(more > 0 ? [`  …… 另有 ${more} 个队列`] : []),
    '',
    shareTable('优先类别', byClass),
    '',
    windowTable(least.length === 0 ? '窗口' : '办件最多的窗口', most),
    ...(least.length === 0 ? [] : ['', windowTable('办件最少的窗口', least)]),
    '',
    `  评价  请评 ${ratings.asked} 次：已评 ${ratings.rated}，未评 ${ratings.notRated}，尚可评价 ${ratings.open}`,
    `  ${ratingLevels.map((level) => `${levelNames[level]} ${ratings.levels[level]}`).join('  ')}`,
    '',
    ...(bookings.made === 0
      ? []
      : [
          `  网上预约 ${bookings.made} 人：按时签到 ${bookings.onTime}，迟到 ${bookings.late}，未到 ${bookings.absent}`,
          '',
        ]),
    `  显示屏 ${figures.screens} 块；停止取号时来的 ${figures.turnedAway} 人；来不及的评价 ${figures.ratingsTooLate} 次；重发请求 ${figures.retries} 次，重连事件流 ${figures.reconnections} 次`,
    '',
    '',
  ].join('\n')
}

const levelNames: Readonly<Record<RatingLevel, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'fairly-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
}

function shareTable(title: string, rows: readonly Share[]): string {
  return table(
    [title, '取号', '办结', '过号', '离开', '平均等候', '95% 等候'],
    rows.map((one) => [
      one.name,
      String(one.issued),
      String(one.done),
      String(one.noShow),
      String(one.left),
      minutes(one.waitMean),
      minutes(one.waitP95),
    ]),
  )
}

function windowTable(title: string, rows: readonly WindowShare[]): string {
  return table(
    [title, '办件', '平均办理', '已评', '满意'],
    rows.map((one) => [
      `${one.number} 号`,
      String(one.services),
      minutes(one.serviceMeanMinutes),
      String(one.rated),
      String(one.satisfied),
    ]),
  )
}

/** A dash where the day was not timed. */
function minutes(value: number | null): string {
  return value === null ? '—' : value.toFixed(1)
}

/** Columns as wide as their longest cell on the screen: the first to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))),
  )
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
          return column === 0 ? cell + space : space + cell
        })
        .join('  '),
    )
    .map((row) => `  ${row.trimEnd()}`)
    .join('\n')
}

/** Columns on the screen: a Chinese character takes two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
}

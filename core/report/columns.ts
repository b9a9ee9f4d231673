import type { Figures } from './tally.ts'

/** What a column holds: a number of people or services, minutes, or a share between 0 and 1. */
export type ColumnKind = 'count' | 'minutes' | 'share'

/** One column of a report, the same on the screen, on paper and in files. */
export interface ReportColumn {
  readonly key: string
  readonly group: 'tickets' | 'service' | 'ratings' | 'estimates'
  readonly kind: ColumnKind
  readonly zh: string
  readonly en: string
  /** Null where nothing stands below it: never a zero that was not measured. */
  readonly value: (figures: Figures) => number | null
  /** On the screen and on paper too; files have all columns. */
  readonly shown: boolean
}

const column = (
  group: ReportColumn['group'],
  kind: ColumnKind,
  shown: boolean,
  words: readonly [key: string, zh: string, en: string],
  value: ReportColumn['value'],
): ReportColumn => ({ key: words[0], group, kind, shown, zh: words[1], en: words[2], value })

export const columnGroups: readonly {
  readonly key: ReportColumn['group']
  readonly zh: string
  readonly en: string
}[] = [
  { key: 'tickets', zh: '取号与等候', en: 'Tickets and waits' },
  { key: 'service', zh: '办理', en: 'Service' },
  { key: 'ratings', zh: '评价', en: 'Ratings' },
  { key: 'estimates', zh: '等候估计', en: 'Estimates' },
]

/** Every column, in order. Minutes and shares are as measured; who shows them rounds them. */
export const reportColumns: readonly ReportColumn[] = [
  column('tickets', 'count', true, ['issued', '取号', 'Tickets'], (f) => f.issued),
  column('tickets', 'count', false, ['called', '叫到', 'Called'], (f) => f.called),
  column('tickets', 'minutes', true, ['waitMean', '平均等候', 'Mean wait'], (f) => f.wait?.mean ?? null),
  column('tickets', 'minutes', true, ['waitP50', '等候中位数', 'Median wait'], (f) => f.wait?.p50 ?? null),
  column('tickets', 'minutes', true, ['waitP95', '等候 95 分位', 'Wait, 95th'], (f) => f.wait?.p95 ?? null),
  column('tickets', 'minutes', true, ['waitMax', '最长等候', 'Longest wait'], (f) => f.wait?.max ?? null),
  column('tickets', 'count', false, ['aimed', '有等候目标', 'With a target'], (f) => f.aimed),
  column('tickets', 'count', false, ['onTarget', '达到目标', 'On target'], (f) => f.onTarget),
  column(
    'tickets',
    'share',
    true,
    ['onTargetShare', '等候达标率', 'On target share'],
    (f) => f.onTargetShare,
  ),
  column('tickets', 'count', false, ['noShows', '过号未到', 'No-shows'], (f) => f.noShows),
  column('tickets', 'share', true, ['noShowShare', '过号率', 'No-show share'], (f) => f.noShowShare),
  column('tickets', 'count', false, ['cancelled', '取消', 'Cancelled'], (f) => f.cancelled),
  column('tickets', 'count', false, ['expired', '未叫到作废', 'Expired uncalled'], (f) => f.expired),
  column('service', 'count', true, ['served', '办结', 'Served'], (f) => f.served),
  column(
    'service',
    'minutes',
    true,
    ['serviceMean', '平均办理', 'Mean service'],
    (f) => f.service?.mean ?? null,
  ),
  column(
    'service',
    'minutes',
    false,
    ['serviceP50', '办理中位数', 'Median service'],
    (f) => f.service?.p50 ?? null,
  ),
  column(
    'service',
    'minutes',
    true,
    ['serviceP95', '办理 95 分位', 'Service, 95th'],
    (f) => f.service?.p95 ?? null,
  ),
  column(
    'service',
    'minutes',
    false,
    ['serviceMax', '最长办理', 'Longest service'],
    (f) => f.service?.max ?? null,
  ),
  column('ratings', 'count', false, ['rated', '已评价', 'Rated'], (f) => f.rated),
  column('ratings', 'share', true, ['ratedShare', '评价率', 'Rated share'], (f) => f.ratedShare),
  column('ratings', 'count', false, ['satisfied', '满意', 'Satisfied'], (f) => f.satisfied),
  column('ratings', 'share', true, ['satisfiedShare', '满意率', 'Satisfied share'], (f) => f.satisfiedShare),
  column('estimates', 'count', false, ['judged', '可核对的估计', 'Estimates judged'], (f) => f.judged),
  column('estimates', 'count', false, ['untold', '没有告知估计', 'No estimate told'], (f) => f.untold),
  column('estimates', 'share', true, ['inRangeShare', '落在区间', 'In range'], (f) => f.inRangeShare),
]

/**
 * A share as whole tenths of a per cent, rounded down below 1 and up above 0: 100 % is said only of all and 0 % only
 * of none.
 */
export function sharePercent(share: number): number {
  const tenths = Math.round(share * 1000)
  if (tenths === 1000 && share < 1) return 99.9
  if (tenths === 0 && share > 0) return 0.1
  return tenths / 10
}

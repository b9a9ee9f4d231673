import { z } from 'zod'
import { isDay } from '../../core/day.ts'
import { ratingLevels } from '../../core/rating/level.ts'
import { groupings } from '../../core/report/group.ts'
import { daysIn, timeSteps } from '../../core/report/period.ts'
import { dayTargets, time } from '../shapes.ts'
import { byId, type RouteSpec, windowWork } from './route-spec.ts'

/** Longest period that one report counts: a leap year. */
export const reportDaysMost = 366

const day = z.string().refine(isDay, '日期写作 2026-11-23')
const share = z.number().min(0).max(1).nullable()
const spread = z.object({ mean: z.number(), p50: z.number(), p95: z.number(), max: z.number() }).nullable()

/** The figures of a report, in minutes and shares; docs/operating.md says how each is defined. */
export const reportFigures = z.object({
  issued: z.number().int(),
  called: z.number().int(),
  cancelled: z.number().int(),
  expired: z.number().int(),
  noShows: z.number().int(),
  noShowShare: share,
  wait: spread,
  aimed: z.number().int(),
  onTarget: z.number().int(),
  onTargetShare: share,
  served: z.number().int(),
  service: spread,
  levels: z.record(z.enum(ratingLevels), z.number().int()),
  rated: z.number().int(),
  notRated: z.number().int(),
  ratedShare: share,
  satisfied: z.number().int(),
  satisfiedShare: share,
  judged: z.number().int(),
  untold: z.number().int(),
  inRange: z.number().int(),
  inRangeShare: share,
})

const reportQuery = z.object({
  /** Local days, both counted. One alone is that day; without any it is today. */
  from: day.optional(),
  to: day.optional(),
  by: z.enum(groupings).default('queue'),
  /** Also the figures of the period before: the month before a whole month, else as many days. */
  compare: z.enum(['true', 'false']).default('false'),
})
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  from === undefined || to === undefined || (from <= to && daysIn({ from, to }) <= reportDaysMost)
const outOfOrder = { path: ['to'], message: `结束日期不能早于开始日期，一次最多 ${reportDaysMost} 天` }

/** Who reads figures: a leader of their zone, supervisor and director of the hall. */
const reportReaders = ['leader', 'supervisor', 'director'] as const

/** Reports over a period, as an answer and as a file, and a window's own day. */
export const reportRoutes = {
  report: {
    method: 'GET',
    path: '/reports',
    says: '报表：一段时间的取号、等候、办理、过号、评价与估计',
    who: reportReaders,
    query: reportQuery.refine(inOrder, outOfOrder),
    answer: z.object({
      from: z.string(),
      to: z.string(),
      by: z.enum(groupings),
      today: z.string(),
      /** When it was counted. */
      at: time,
      /** The zone that the figures are limited to; null for the whole hall. */
      zoneName: z.string().nullable(),
      /** False: limited to a leader's own zone and window. */
      wholeHall: z.boolean(),
      total: reportFigures,
      before: z.object({ from: z.string(), to: z.string(), total: reportFigures }).nullable(),
      course: z.object({
        step: z.enum(timeSteps),
        steps: z.array(z.object({ at: z.string(), figures: reportFigures })),
      }),
      rows: z.array(
        z.object({
          id: z.string().nullable(),
          code: z.string().nullable(),
          name: z.string().nullable(),
          figures: reportFigures,
        }),
      ),
    }),
  },
  reportFile: {
    method: 'GET',
    path: '/reports/file',
    says: '报表导出为文件（XLSX、CSV）',
    who: reportReaders,
    query: reportQuery
      .extend({ format: z.enum(['xlsx', 'csv']).default('xlsx'), lang: z.enum(['zh', 'en']).default('zh') })
      .refine(inOrder, outOfOrder),
    answer: z.unknown(),
  },
  windowDay: {
    method: 'GET',
    path: '/windows/:id/day',
    says: '本窗口今天的数字与目标',
    who: [...windowWork, 'supervisor', 'director'],
    params: byId,
    answer: z.object({
      day: z.string(),
      figures: reportFigures,
      targets: dayTargets,
      /** What is aimed at in the queues that the window serves, minutes: the shortest and the longest; null for nothing. */
      waitTarget: z.object({ least: z.number(), most: z.number() }).nullable(),
    }),
  },
} as const satisfies Record<string, RouteSpec>

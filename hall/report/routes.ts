import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { RouteAnswer } from '../../contract/client.ts'
import { refusal } from '../../contract/problems.ts'
import type { routes } from '../../contract/routes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { targetRange, waitTarget } from '../../core/queue/wait-target.ts'
import { Tally } from '../../core/report/tally.ts'
import { fail, ok } from '../../core/result.ts'
import { findQueue, queuesOfWindow } from '../../db/queue/queues.ts'
import { allZones, findWindow } from '../../db/queue/windows.ts'
import { type Scope, serviceFacts, ticketFacts } from '../../db/report/facts.ts'
import { type Hall, today } from '../hall.ts'
import { type Handlers, raw, read } from '../serve.ts'
import { type Principal, seesWindow } from '../who.ts'
import { serviceFact, ticketFact } from './count.ts'
import type { ReportQuestion } from './question.ts'
import type { ReportReader } from './reader.ts'

type Asked = z.output<(typeof routes)['report']['query']>

/** Reports over a period, and a window's own day. */
export function reportRoutes(reader: ReportReader): Handlers<'report' | 'reportFile' | 'windowDay'> {
  return {
    report: raw(async ({ query, who, hall, reply }) => {
      const question = questionOf(hall, query, who)
      const gone = goneWith(reply)
      const report = await reader.count(question, gone).catch(unlessGone(gone))
      if (report === null) return
      const answer: RouteAnswer<'report'> = {
        ...question.period,
        by: question.by,
        today: question.today,
        at: toRfc3339(hall.clock(), question.timeZone),
        zoneName: zoneName(hall, question.scope),
        wholeHall: question.scope.kind === 'hall',
        ...report,
      }
      await reply.send(answer)
    }),

    reportFile: raw(async ({ query, who, hall, reply }) => {
      const question = questionOf(hall, query, who)
      const gone = goneWith(reply)
      const wish = {
        format: query.format,
        lang: query.lang,
        hallName: query.lang === 'en' ? hall.settings().nameEn || hall.settings().name : hall.settings().name,
        zoneName: zoneName(hall, question.scope),
        nowMs: hall.clock(),
      }
      const bytes = await reader.write(question, wish, gone).catch(unlessGone(gone))
      if (bytes === null) return
      const { from, to } = question.period
      const name = `${from}${from === to ? '' : `--${to}`}-${question.by}.${query.format}`
      await reply
        .type(
          query.format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        )
        .header('content-disposition', `attachment; filename="govhall-${name}"`)
        .header('cache-control', 'no-store')
        .send(Buffer.from(bytes))
    }),

    windowDay: read(({ params, who, hall }) => {
      const window = findWindow(hall.db, params.id)
      if (!window) return fail(refusal('not-found', '没有这个窗口。'))
      if (!seesWindow(who, window.id, window.zone_id))
        return fail(refusal('not-permitted', '这不是您的窗口。'))
      const day = today(hall)
      const scope: Scope = { kind: 'window', windowId: window.id }
      const { targets } = hall.settings()
      const tally = new Tally()
      for (const row of ticketFacts(hall.db, day, 'day', scope))
        tally.addTicket(ticketFact(row, targets.longestWaitMinutes))
      for (const row of serviceFacts(hall.db, day, 'day', scope)) tally.addService(serviceFact(row))
      const aim = targetRange(
        queuesOfWindow(hall.db, window.id).map(({ queue_id }) => waitTargetOf(hall, queue_id)),
      )
      return ok({ day, figures: tally.figures(), targets, waitTarget: aim })
    }),
  }
}

/** Told when the asker's connection closes: whoever leafs through periods does not wait for those in between. */
function goneWith(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}

/** What fails for somebody who has gone fails for nobody. */
function unlessGone(gone: AbortSignal): (error: unknown) => null {
  return (error) => {
    if (gone.aborted) return null
    throw error
  }
}

function questionOf(hall: Hall, asked: Asked, who: Principal): ReportQuestion {
  const now = today(hall)
  const { timeZone } = hall.settings()
  // One of the two alone is that one day.
  const from = asked.from ?? asked.to ?? now
  const to = asked.to ?? from
  return {
    period: { from, to },
    by: asked.by,
    scope: scopeOf(who),
    compare: asked.compare === 'true',
    today: now,
    timeZone,
    waitTargetMinutes: hall.settings().targets.longestWaitMinutes,
  }
}

function waitTargetOf(hall: Hall, queueId: string): number | null {
  const own = findQueue(hall.db, queueId)?.waitTargetMinutes ?? null
  return waitTarget(own, hall.settings().targets.longestWaitMinutes)
}

/** Supervisor and director read the whole hall, a leader their own zone and window. */
function scopeOf(who: Principal): Scope {
  if (who.kind !== 'person') return { kind: 'zone', zoneId: null, windowId: null }
  if (who.roles.includes('supervisor') || who.roles.includes('director')) return { kind: 'hall' }
  return { kind: 'zone', zoneId: who.zoneId, windowId: who.windowId }
}

function zoneName(hall: Hall, scope: Scope): string | null {
  if (scope.kind !== 'zone') return null
  return allZones(hall.db).find((zone) => zone.id === scope.zoneId)?.name ?? null
}

import type Database from 'better-sqlite3'
import { must } from '../../core/result.ts'
import { query } from '../../db/statement.ts'

const minute = 60_000
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** A report's figures from the journal's entries alone, by rules of its own: what reports are held against. */
export function countFromJournal(db: Database.Database) {
  interface Told {
    at: number
    low: number | null
    high: number | null
    calledAt: number | null
    state: string
    missed: boolean
  }
  const tickets = new Map<string, Told>()
  const services = new Map<string, { seconds: number; level: string | null; ticketId: string }>()
  const lastService = new Map<string, string>()
  const rows = query<{ type: string; at_ms: number; body: string }>(
    db,
    'SELECT type, at_ms, body FROM journal ORDER BY seq',
  ).all()
  for (const { type, at_ms: at, body: text } of rows) {
    const body = JSON.parse(text)
    if (type === 'ticket-issued')
      tickets.set(body.ticketId, {
        at,
        low: body.lowMinutes,
        high: body.highMinutes,
        calledAt: null,
        state: 'waiting',
        missed: false,
      })
    const ticket = tickets.get(body.ticketId)
    if (ticket === undefined) continue
    if (typeof body.state === 'string') ticket.state = body.state
    if (type === 'ticket-called') ticket.calledAt ??= at
    if (type === 'ticket-missed') ticket.missed = true
    if (type === 'ticket-returned' || (type === 'action-undone' && body.undone === 'no-show'))
      ticket.missed = false
    if (type === 'service-finished') {
      services.set(body.serviceId, { seconds: body.serviceSeconds, level: null, ticketId: body.ticketId })
      lastService.set(body.ticketId, body.serviceId)
    }
    if (type === 'action-undone' && body.undone === 'finish')
      services.delete(must(lastService.get(body.ticketId), 'a finish is undone after it'))
    if (type === 'rating-given') must(services.get(body.serviceId), 'it was finished').level = body.level
  }
  const all = [...tickets.values()]
  const called = all.flatMap((one) => (one.calledAt === null ? [] : [{ ...one, calledAt: one.calledAt }]))
  const judged = called.flatMap(({ low, high, at, calledAt }) =>
    low === null || high === null ? [] : [{ low, high, wait: (calledAt - at) / minute }],
  )
  const levels = [...services.values()].flatMap(({ level }) => (level === null ? [] : [level]))
  return {
    issued: all.length,
    called: called.length,
    noShows: all.filter((one) => one.missed && ['no-show', 'expired'].includes(one.state)).length,
    cancelled: all.filter((one) => one.state === 'cancelled').length,
    served: services.size,
    rated: levels.length,
    satisfied: levels.filter((level) => !level.includes('dissatisfied')).length,
    judged: judged.length,
    inRange: judged.filter(({ low, high, wait }) => low <= wait && wait <= high).length,
    waitMinutes: Math.round((sum(called.map(({ at, calledAt }) => calledAt - at)) / minute) * 1000),
    serviceSeconds: Math.round(sum([...services.values()].map(({ seconds }) => seconds))),
  }
}

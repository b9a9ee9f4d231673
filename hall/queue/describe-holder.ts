import type { RouteAnswer } from '../../contract/client.ts'
import { toRfc3339 } from '../../core/day.ts'
import { must } from '../../core/result.ts'
import { findTicket } from '../../db/queue/tickets.ts'
import { allZones } from '../../db/queue/windows.ts'
import type { Hall } from '../hall.ts'
import { describeQueue, describeTicket } from './describe.ts'
import { bringFor } from './paper.ts'

/** A ticket as whoever holds its paper sees it, on a phone or at a kiosk. */
export function describeForHolder(hall: Hall, ticketId: string): RouteAnswer<'phoneTicket'> {
  const row = must(findTicket(hall.db, ticketId), 'the secret was found on this ticket')
  const ticket = describeTicket(hall, row)
  const queue = must(describeQueue(hall, row.queue_id), 'a ticket stands in a registered queue')
  const zone = allZones(hall.db).find((one) => one.id === queue.zoneId)
  const { name, nameEn, rules, timeZone } = hall.settings()
  const returnUntilMs =
    row.missed_at_ms === null || rules.returnWithinMinutes === 0
      ? null
      : row.missed_at_ms + rules.returnWithinMinutes * 60_000
  return {
    hallName: name,
    hallNameEn: nameEn,
    ticket,
    queueNameEn: queue.nameEn,
    zoneName: zone?.name ?? null,
    zoneNameEn: zone?.nameEn ?? null,
    windowNumbers: queue.windowNumbers,
    bring: bringFor(hall, ticket),
    unattended: ticket.state === 'waiting' && queue.windowsOpen === 0,
    returnUntil: ticket.returnable && returnUntilMs !== null ? toRfc3339(returnUntilMs, timeZone) : null,
    seq: hall.writer.seq,
  }
}

import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { TicketPaper } from '../../contract/routes/ticket.ts'
import type { Ticket } from '../../contract/shapes.ts'
import { fail, must, type Result } from '../../core/result.ts'
import { findItemGuide } from '../../db/catalog/items.ts'
import { phoneGeneration, type TicketRow } from '../../db/queue/tickets.ts'
import { allZones } from '../../db/queue/windows.ts'
import { changeOne, query } from '../../db/statement.ts'
import { findTerminal } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { type Principal, staffIdOf } from '../who.ts'
import { answer } from './act.ts'
import { describeQueue, describeTicket } from './describe.ts'
import { needTicket, ticketFacts } from './facts.ts'
import { type IssuedTicket, phoneSecret } from './issue.ts'

/** What stands on a ticket's paper when this terminal prints it. */
export function describePaper(hall: Hall, row: TicketRow, terminalId: string): TicketPaper {
  const ticket = describeTicket(hall, row)
  const queue = must(describeQueue(hall, row.queue_id), 'a ticket stands in a registered queue')
  const { name, timeZone, rules } = hall.settings()
  return {
    hallName: name,
    number: ticket.number,
    queueName: queue.name,
    class: ticket.class,
    ahead: ticket.ahead,
    estimate: ticket.estimate,
    zoneName: allZones(hall.db).find((zone) => zone.id === queue.zoneId)?.name ?? null,
    windowNumbers: queue.windowNumbers,
    issuedAt: ticket.issuedAt,
    dueAt: ticket.class === 'appointment' ? ticket.dueAt : null,
    timeZone,
    items: ticket.items.map((item) => item.name),
    bring: bringFor(hall, ticket),
    phoneUrl: phoneUrl(hall, row.id),
    returnWithinMinutes: rules.returnWithinMinutes,
    reprint: row.terminal_id !== terminalId || row.phone_generation > 0,
  }
}

/** What to bring for all items of a visit, each thing once, as its items' guides say it now. */
export function bringFor(hall: Hall, ticket: Ticket): string[] {
  const materials = ticket.items.flatMap((item) => findItemGuide(hall.db, item.id)?.materials ?? [])
  return [...new Set(materials.map(({ name, copies }) => (copies ? `${name}（${copies}）` : name)))]
}

/** The address on the paper's QR code. Its secret is made anew each time and stands nowhere but there. */
export function phoneUrl(hall: Hall, ticketId: string): string {
  const generation = must(
    phoneGeneration(hall.db, ticketId),
    'a phone address is made for a ticket that exists',
  )
  return urlOf(hall, hall.cipher.phoneSecret(ticketId, generation))
}

/** The same for a ticket that was issued just now, or whose answer was kept. */
export function issuedUrl(hall: Hall, ticket: IssuedTicket): string {
  const secret = ticket[phoneSecret]
  return secret === undefined ? phoneUrl(hall, ticket.id) : urlOf(hall, secret)
}

function urlOf(hall: Hall, secret: string): string {
  return `${hall.settings().publicUrl?.replace(/\/$/, '') ?? hall.baseUrl()}/phone/#${secret}`
}

/** Whose ticket it is to see: staff see all, a pad its window's, a kiosk its own and those that staff sent to its printer. */
export function seesTicket(hall: Hall, row: TicketRow, who: Principal): boolean {
  if (who.kind === 'phone') return who.ticketId === row.id
  if (who.kind === 'person') return true
  if (who.kind !== 'terminal') return false
  if (who.terminal.role === 'pad') return row.window_id !== null && row.window_id === who.terminal.windowId
  return row.terminal_id === who.terminal.id || wasSentTo(hall, row.id, who.terminal.id)
}

/** Whether staff sent this ticket to that terminal's printer. */
function wasSentTo(hall: Hall, ticketId: string, terminalId: string): boolean {
  const found = query<{ n: number }>(
    hall.db,
    "SELECT count(*) AS n FROM journal WHERE ticket_id = ? AND type = 'ticket-reprinted' AND json_extract(body, '$.printAt') = ?",
  ).get(ticketId, terminalId)
  return (found?.n ?? 0) > 0
}

/** Notes a further print. For a lost ticket, staff make the lost paper's code worthless. */
export function reprint(
  tx: Transaction,
  hall: Hall,
  ticketId: string,
  terminalId: string | undefined,
  who: Principal,
): Result<Ticket, Refusal> {
  const found = needTicket(tx, ticketId)
  if (!found.ok) return found
  const row = found.value
  if (['done', 'cancelled', 'expired'].includes(row.state))
    return fail(refusal('not-waiting', '此号已经结束，不能补打。'))
  const byStaff = who.kind === 'person'
  if (!byStaff && !seesTicket(hall, row, who)) return fail(refusal('not-permitted', '这不是本机的号票。'))
  if (byStaff && (terminalId === undefined || findTerminal(tx.db, terminalId)?.role !== 'kiosk'))
    return fail(
      refusal('validation', '请选择在哪台自助机补打。', {
        errors: [{ path: 'terminalId', message: '请选择自助机' }],
      }),
    )
  if (byStaff) {
    const generation = row.phone_generation + 1
    changeOne(
      tx.db,
      'UPDATE tickets SET phone_generation = ?, phone_hash = ? WHERE id = ?',
      generation,
      hall.cipher.phoneHash(hall.cipher.phoneSecret(row.id, generation)),
      row.id,
    )
  }
  tx.record(
    fact('ticket-reprinted', {
      ...ticketFacts(row, row.state),
      terminalId: who.kind === 'terminal' ? who.terminal.id : null,
      printAt: byStaff ? (terminalId ?? null) : null,
      replaces: byStaff,
      staffId: staffIdOf(who),
    }),
  )
  return answer(tx, hall, row.id)
}

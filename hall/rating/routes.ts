import { refusal } from '../../contract/problems.ts'
import type { WindowService } from '../../contract/shapes.ts'
import { toRfc3339 } from '../../core/day.ts'
import { fail, ok } from '../../core/result.ts'
import { itemName } from '../../db/catalog/item-queue.ts'
import { lastFinishedAt, servicesOf } from '../../db/queue/services.ts'
import { findTicket, ticketInHand } from '../../db/queue/tickets.ts'
import { findWindow } from '../../db/queue/windows.ts'
import { findStaff } from '../../db/staff/staff.ts'
import { type Hall, today } from '../hall.ts'
import { type Handlers, read, write } from '../serve.ts'
import { type Principal, seesWindow } from '../who.ts'
import { rate } from './rate.ts'

/** Stands for words that were sealed with a key that was lost since. */
const lockedText = '（大厅的密钥已更换，这段话无法再读取）'

/** Routes of ratings: the press, the pad's page, and what a window sees of its own once it was sent. */
export const ratingRoutes: Handlers<'rateTicket' | 'padView' | 'windowServices'> = {
  rateTicket: write((tx, { params, body, who, hall }) => rate(tx, hall, params.id, body, who)),

  padView: read(({ params, who, hall }) => {
    const window = findWindow(hall.db, params.id)
    if (!window) return fail(refusal('not-found', '没有这个窗口。'))
    if (!carriesPad(who, window.id)) return fail(refusal('not-permitted', '这不是本评价器的窗口。'))
    const { name, nameEn, timeZone } = hall.settings()
    const staff = window.staff_id === null ? undefined : findStaff(hall.db, window.staff_id)
    const inHand = ticketInHand(hall.db, window.id)
    return ok({
      hallName: name,
      hallNameEn: nameEn,
      windowId: window.id,
      windowNumber: window.number,
      windowState: window.state,
      pauseReason: window.pause_reason,
      staff: staff
        ? {
            name: staff.name,
            post: staff.post,
            promise: staff.promise,
            partyMember: staff.party_member === 1,
          }
        : null,
      serving: inHand ? { number: inHand.number, state: inHand.state } : null,
      question: questionAt(hall, window.id, timeZone),
      now: toRfc3339(hall.clock(), timeZone),
      seq: hall.writer.seq,
    })
  }),

  windowServices: read(({ params, who, hall }) => {
    const window = findWindow(hall.db, params.id)
    if (!window) return fail(refusal('not-found', '没有这个窗口。'))
    if (!seesWindow(who, window.id, window.zone_id)) return fail(refusal('not-permitted', '这不是您的窗口。'))
    const { timeZone } = hall.settings()
    const services = servicesOf(hall.db, window.id, today(hall)).map(
      (row): WindowService => ({
        id: row.id,
        ticketId: row.ticket_id,
        number: row.number,
        item: row.item,
        startedAt: toRfc3339(row.started_at_ms, timeZone),
        finishedAt: toRfc3339(row.finished_at_ms, timeZone),
        rating:
          row.level === null || row.rated_at_ms === null
            ? null
            : {
                level: row.level,
                reasons: JSON.parse(row.reasons ?? '[]'),
                text:
                  row.text_cipher === null
                    ? ''
                    : (hall.cipher.decrypt(row.text_cipher, `rating:${row.rating_id}`) ?? lockedText),
                at: toRfc3339(row.rated_at_ms, timeZone),
              },
        ratingState: row.rating_state,
      }),
    )
    const rated = services.filter((one) => one.rating !== null)
    return ok({
      services,
      rated: rated.length,
      satisfied: rated.filter(
        (one) => one.rating !== null && !['dissatisfied', 'very-dissatisfied'].includes(one.rating.level),
      ).length,
      notRated: services.filter((one) => one.ratingState === 'not-rated').length,
    })
  }),
}

/** The question on the pad: the service finished last at the window, while it can be rated and is not. */
function questionAt(hall: Hall, windowId: string, timeZone: string) {
  const service = lastFinishedAt(hall.db, windowId)
  if (service?.rating_state !== 'asked' || service.finished_at_ms === null) return null
  if ((service.rating_open_until_ms ?? 0) <= hall.clock()) return null
  const ticket = findTicket(hall.db, service.ticket_id)
  if (!ticket) return null
  return {
    ticketId: ticket.id,
    number: ticket.number,
    item: service.item_id === null ? null : itemName(hall.db, service.item_id),
    askedAt: toRfc3339(service.finished_at_ms, timeZone),
    openUntil: toRfc3339(service.rating_open_until_ms ?? 0, timeZone),
  }
}

function carriesPad(who: Principal, windowId: string): boolean {
  if (who.kind !== 'terminal') return false
  return (
    who.terminal.windowId === windowId ||
    who.terminal.padWindows === 'all' ||
    who.terminal.padWindows.includes(windowId)
  )
}

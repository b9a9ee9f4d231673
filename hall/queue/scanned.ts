import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Hall } from '../hall.ts'
import { type Handlers, read, write } from '../serve.ts'
import { ticketOfPhone } from '../who.ts'
import { describeForHolder } from './describe-holder.ts'
import { cancel, comeBack } from './move.ts'

/** Tickets whose QR code is held to a kiosk's scanner. */
export const scannedTicketRoutes: Handlers<'scannedTicket' | 'cancelScanned' | 'returnScanned'> = {
  scannedTicket: read(({ body, hall }) => {
    const ticketId = held(hall, body.secret)
    return ticketId.ok ? ok(describeForHolder(hall, ticketId.value)) : ticketId
  }),
  cancelScanned: write((tx, { body, who, hall }) => {
    const ticketId = held(hall, body.secret)
    return ticketId.ok ? cancel(tx, hall, { ticketId: ticketId.value, who, holdsPaper: true }) : ticketId
  }),
  returnScanned: write((tx, { body, who, hall }) => {
    const ticketId = held(hall, body.secret)
    return ticketId.ok ? comeBack(tx, hall, { ticketId: ticketId.value, who, holdsPaper: true }) : ticketId
  }),
}

function held(hall: Hall, secret: string): Result<string, Refusal> {
  const ticketId = ticketOfPhone(hall, secret)
  return ticketId === undefined
    ? fail(
        refusal('not-found', '没有找到这张号票：它可能已过期，或已经补打。请用最新的号票，或咨询工作人员。'),
      )
    : ok(ticketId)
}

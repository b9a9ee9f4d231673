import { z } from 'zod'
import { ticket } from '../shapes.ts'
import type { RouteSpec } from './route-spec.ts'
import { ticketRoutes } from './ticket.ts'

/** Whoever holds a paper may do with its ticket at a kiosk what they may with their phone: the secret is the proof. */
const held = z.object({
  /** What stands behind the `#` of the paper's QR code. */
  secret: z.string().regex(/^[A-Za-z0-9._~-]{8,200}$/, '不是号票二维码中的密钥'),
})

/** A ticket's QR code held to a kiosk's scanner, from whichever kiosk the ticket came. */
export const scannedTicketRoutes = {
  scannedTicket: {
    method: 'POST',
    path: '/scanned-tickets',
    says: '凭号票二维码在自助机上查看号票',
    who: ['kiosk'],
    body: held,
    answer: ticketRoutes.phoneTicket.answer,
  },
  cancelScanned: {
    method: 'POST',
    path: '/scanned-tickets/cancel',
    says: '凭号票二维码在自助机上取消号票',
    who: ['kiosk'],
    body: held,
    answer: ticket,
  },
  returnScanned: {
    method: 'POST',
    path: '/scanned-tickets/return',
    says: '凭号票二维码在自助机上过号后回到队列',
    who: ['kiosk'],
    body: held,
    answer: ticket,
  },
} as const satisfies Record<string, RouteSpec>

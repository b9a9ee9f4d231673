import '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import type { EntryName } from '../contract/entries.ts'
import type { PrincipalKind } from '../contract/routes.ts'
import type { StaffRole } from '../core/staff/role.ts'
import { findAppointmentByPage } from '../db/appointment/appointments.ts'
import { phoneSecretLength, tokenHash } from '../db/cipher.ts'
import { findTicketByPhone } from '../db/queue/tickets.ts'
import { findSession } from '../db/staff/sessions.ts'
import { findTerminalByToken, type TerminalRow } from '../db/terminal/terminals.ts'
import type { Hall } from './hall.ts'
import { rememberedOf } from './remembered.ts'

/** A person who signed in. */
export interface Person {
  readonly kind: 'person'
  readonly staffId: string
  readonly sessionId: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly windowId: string | null
  readonly zoneId: string | null
  /** When the sign-in lapses; null for whom a pad acts. */
  readonly expiresAtMs: number | null
}

/** A kiosk, a pad or a display with its own token. */
export interface TerminalPrincipal {
  readonly kind: 'terminal'
  readonly terminal: TerminalRow
}

/** Whoever holds the secret of one ticket's phone address. */
export interface PhonePrincipal {
  readonly kind: 'phone'
  readonly ticketId: string
}

/** Whoever holds the secret of one booking's page. */
interface BookingPrincipal {
  readonly kind: 'booking'
  readonly appointmentId: string
}

/** Who stands behind a request. `command-line` is a command on the hall's own machine, with the data folder's token. */
export type Principal =
  | Person
  | TerminalPrincipal
  | PhonePrincipal
  | BookingPrincipal
  | { readonly kind: 'command-line' }
  | { readonly kind: 'anyone' }

/** Name of the cookie of one page role or terminal on one hall: cookies ignore ports, so the name says both. */
export function cookieName(instanceId: string, as: string): string {
  return `govhall_${instanceId.replaceAll('-', '').slice(-12)}_${as.replace(/[^A-Za-z0-9]/g, '').slice(-32)}`
}

/** Finds out who asks: a bearer token first, else the cookie that the page names by `GovHall-As` (or `?as=`). */
export function whoAsks(hall: Hall, request: FastifyRequest, controlToken: string | null): Principal {
  const header = request.headers.authorization
  if (header !== undefined) {
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1]
    return token === undefined ? { kind: 'anyone' } : byToken(hall, token, controlToken)
  }
  const as = request.headers['govhall-as'] ?? queryAs(request.query)
  if (typeof as !== 'string') return { kind: 'anyone' }
  const token = request.cookies[cookieName(hall.instanceId, as)]
  return token === undefined ? { kind: 'anyone' } : byToken(hall, token, null)
}

function queryAs(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'as' in query ? query.as : undefined
}

const terminals = rememberedOf<TerminalRow | null>()

/** The terminal behind a token's hash; read once for each version of the store: terminals ask most of all. */
function terminalOf(hall: Hall, hash: string): TerminalRow | null {
  return terminals(hall, hash, () => findTerminalByToken(hall.db, hash) ?? null)
}

/** The ticket whose phone page a secret opens; papers of before the secret told its time open theirs too. */
export function ticketOfPhone(hall: Hall, secret: string): string | undefined {
  return (
    findTicketByPhone(hall.db, hall.cipher.phoneHash(secret)) ??
    findTicketByPhone(hall.db, hall.cipher.keyedHash('phone-ticket', secret.slice(0, phoneSecretLength)))
  )
}

function byToken(hall: Hall, token: string, controlToken: string | null): Principal {
  if (controlToken !== null && token === controlToken) return { kind: 'command-line' }
  const hash = tokenHash(token)
  const terminal = terminalOf(hall, hash)
  if (terminal) return { kind: 'terminal', terminal }
  const session = findSession(hall.db, hash, hall.clock())
  if (session) return { kind: 'person', ...session }
  const ticketId = ticketOfPhone(hall, token)
  if (ticketId !== undefined) return { kind: 'phone', ticketId }
  const appointmentId = findAppointmentByPage(hall.db, hall.cipher.keyedHash('booking-page', token))
  return appointmentId === undefined ? { kind: 'anyone' } : { kind: 'booking', appointmentId }
}

/** The names under which a principal stands in the route table. */
export function kindsOf(who: Principal): readonly PrincipalKind[] {
  switch (who.kind) {
    case 'person':
      return who.roles
    case 'terminal':
      return [who.terminal.role]
    case 'command-line':
      return ['operator']
    case 'phone':
    case 'booking':
    case 'anyone':
      return [who.kind]
  }
}

/** How the journal names them. */
export function actorOf(who: Principal): string {
  switch (who.kind) {
    case 'person':
      return `staff:${who.staffId}`
    case 'terminal':
      return `terminal:${who.terminal.id}`
    case 'phone':
      return `phone:${who.ticketId}`
    case 'booking':
      return `booking:${who.appointmentId}`
    case 'command-line':
    case 'anyone':
      return who.kind
  }
}

/**
 * What a principal is and may: two that agree in it are the same for everything that is decided by it. A name is not
 * in it.
 */
function standingOf(who: Principal): string {
  switch (who.kind) {
    case 'person':
      return JSON.stringify([who.sessionId, who.roles.toSorted(), who.windowId, who.zoneId])
    case 'terminal': {
      const { id, role, windowId, zoneId, padWindows } = who.terminal
      return JSON.stringify([id, role, windowId, zoneId, padWindows])
    }
    default:
      return actorOf(who)
  }
}

/** Whether whoever stood behind a request is still who they were: not revoked, disabled, signed out or lapsed, and with the same rights. */
export function isStill(before: Principal, now: Principal): boolean {
  return before.kind === now.kind && standingOf(before) === standingOf(now)
}

/** Facts after which a token may be somebody else's, or nobody's. That a sign-in lapses is no fact, and a matter of time. */
export const standingChanges: ReadonlySet<string> = new Set<EntryName>([
  'terminal-changed',
  'terminal-enrolled',
  'terminal-revoked',
  'staff-saved',
  'staff-signed-out',
  'password-changed',
  // The code on a lost paper opens nothing any more.
  'ticket-reprinted',
])

/** The member of staff, where a person stands behind the request. */
export function staffIdOf(who: Principal): string | null {
  return who.kind === 'person' ? who.staffId : null
}

/** Their own window, a leader's zone, or the whole hall for those who supervise it. */
export function seesWindow(who: Principal, windowId: string, zoneId: string | null): boolean {
  if (who.kind !== 'person') return false
  if (who.windowId === windowId) return true
  if (who.roles.includes('supervisor') || who.roles.includes('director')) return true
  return who.roles.includes('leader') && who.zoneId !== null && who.zoneId === zoneId
}

import { z } from 'zod'
import { staffRoles } from '../../core/staff/role.ts'
import { terminalRoles } from '../../core/terminal/role.ts'
import { id } from '../shapes.ts'

/** Who may stand behind a request. `phone` is whoever holds the secret of one ticket's phone address, `booking` of one booking's page. */
export const principals = ['anyone', 'phone', 'booking', ...terminalRoles, ...staffRoles] as const
export type PrincipalKind = (typeof principals)[number]

export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with `:name` parameters. */
  readonly path: string
  readonly says: string
  /** Who may call it at all; whose tickets and windows is the command's to check. */
  readonly who: readonly PrincipalKind[]
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly answer: z.ZodType
  /** 201 for what creates; 200 otherwise. `none` marks an answer that may be 204. */
  readonly status?: 200 | 201
  readonly none?: true
  /** Answers that hold a secret are never kept for an idempotency key. */
  readonly secret?: true
  /** The body, or the answer, is a file's bytes and no JSON. */
  readonly file?: 'taken' | 'given'
  /** Largest body in bytes, where the default of 64 KiB does not do. */
  readonly bodyLimit?: number
}

/** Every terminal and everybody who signed in. */
export const everybody = [...terminalRoles, ...staffRoles] as const
/** Those who look items up: not a pad, not a display. */
export const catalogueReaders = everybody.filter((one) => one !== 'pad' && one !== 'display')
/** Everybody who signed in. */
export const signedIn = staffRoles
/** Those who work at windows. */
export const windowWork = ['staff', 'leader'] as const

/** A path that names one thing. */
export const byId = z.object({ id })

/** How many rows are asked for: more than the most is answered with the most, and `next` leads on. */
export const pageOf = (usual: number, most: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(usual)
    .transform((asked) => Math.min(asked, most))

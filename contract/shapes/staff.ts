import { z } from 'zod'
import { id, staffRole, time } from './basics.ts'

/** A person who works here, as the accounts page sees them. */
export const staffMember = z.object({
  id,
  account: z.string(),
  name: z.string(),
  post: z.string(),
  promise: z.string(),
  partyMember: z.boolean(),
  roles: z.array(staffRole),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  active: z.boolean(),
  lockedUntil: time.nullable(),
  /** The number with which they sign on at a call pad, where they have one. */
  padNumber: z.string().nullable(),
  padPin: z.boolean(),
})
export type StaffMember = z.infer<typeof staffMember>

import { z } from 'zod'
import { id, staffRole, time } from '../shapes.ts'
import { changes, entry } from './entry-type.ts'

/** Accounts, and who signed in. */
export const staffEntries = {
  'staff-saved': entry(
    '账号登记',
    ['windows'],
    z.object({
      staffId: id,
      account: z.string(),
      name: z.string(),
      roles: z.array(staffRole),
      windowId: id.nullable(),
      active: z.boolean(),
      created: z.boolean(),
      changes,
    }),
    [],
    2,
  ),
  'password-changed': entry('密码更改', [], z.object({ staffId: id, byOwner: z.boolean() })),
  'pad-number-set': entry(
    '按键器签到号更改',
    [],
    z.object({ staffId: id, signsOn: z.boolean(), hasPin: z.boolean() }),
  ),
  'staff-signed-in': entry('登录', [], z.object({ staffId: id, sessionId: id })),
  'staff-signed-out': entry('退出登录', [], z.object({ staffId: id, sessionId: id })),
  'sign-in-failed': entry('登录失败', [], z.object({ staffId: id.nullable(), attempts: z.number().int() })),
  'account-locked': entry('账号锁定', ['notices'], z.object({ staffId: id, until: time })),
} as const

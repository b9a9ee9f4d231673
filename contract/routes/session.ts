import { z } from 'zod'
import { id, line, staffMember, staffRole, text } from '../shapes.ts'
import { byId, type RouteSpec, signedIn } from './route-spec.ts'

export const seatShape = z.object({
  id,
  name: z.string(),
  roles: z.array(staffRole),
  windowId: id.nullable(),
})

const password = z.string().min(10, '密码至少 10 位').max(200)
const account = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_.-]{2,40}$/, '账号为 2–40 位字母、数字、点、下划线或短横')
const person = z.object({ account, name: line(40), password })

const staffInput = z.object({
  account,
  name: line(40),
  post: text(60),
  promise: text(120),
  partyMember: z.boolean(),
  roles: z.array(staffRole).min(1),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  active: z.boolean(),
})

/** Signing in, the first set-up, and the accounts that an administrator keeps. */
export const sessionRoutes = {
  signIn: {
    method: 'POST',
    path: '/sessions',
    says: '登录',
    who: ['anyone'],
    body: z.object({
      account: z.string().min(1).max(100),
      password: z.string().min(1).max(200),
      page: z.enum(['window', 'console']).optional(),
    }),
    answer: z.object({ token: z.string(), staff: seatShape, hallName: z.string() }),
    status: 201,
    secret: true,
  },
  whoAmI: {
    method: 'GET',
    path: '/sessions/current',
    says: '当前登录的人员',
    who: signedIn,
    answer: z.object({ staff: seatShape, hallName: z.string() }),
  },
  signOut: {
    method: 'DELETE',
    path: '/sessions/current',
    says: '退出登录',
    who: signedIn,
    answer: z.object({ signedOut: z.literal(true) }),
  },
  changePassword: {
    method: 'POST',
    path: '/sessions/current/password',
    says: '更改自己的密码',
    who: signedIn,
    body: z.object({ current: z.string().min(1).max(200), next: password }),
    answer: z.object({ changed: z.literal(true) }),
    secret: true,
  },
  setUpState: {
    method: 'GET',
    path: '/set-up',
    says: '大厅是否已设置',
    who: ['anyone'],
    answer: z.object({ needed: z.boolean() }),
  },
  setUp: {
    method: 'POST',
    path: '/set-up',
    says: '用设置码建立首批账号',
    who: ['anyone'],
    body: z.object({
      code: z.string().min(1).max(40),
      hallName: line(60),
      operator: person,
      administrator: person,
    }),
    answer: z.object({ done: z.literal(true) }),
    status: 201,
    secret: true,
  },
  setUpProgress: {
    method: 'GET',
    path: '/set-up/progress',
    says: '开办进度：各登记表已有多少',
    who: ['operator', 'administrator'],
    answer: z.object({
      departments: z.number().int(),
      items: z.number().int(),
      queues: z.number().int(),
      /** Queues that are switched on. */
      queuesOn: z.number().int(),
      windows: z.number().int(),
      /** Windows that serve at least one queue. */
      windowsServing: z.number().int(),
      /** Active accounts that have a window. */
      staffAtWindows: z.number().int(),
      terminals: z.number().int(),
      terminalsEnrolled: z.number().int(),
      kiosksEnrolled: z.number().int(),
    }),
  },
  staff: {
    method: 'GET',
    path: '/staff',
    says: '人员',
    who: ['administrator', 'director'],
    answer: z.object({ staff: z.array(staffMember) }),
  },
  addStaff: {
    method: 'POST',
    path: '/staff',
    says: '新增人员',
    who: ['administrator'],
    body: staffInput.extend({ password }),
    answer: staffMember,
    status: 201,
    secret: true,
  },
  saveStaff: {
    method: 'PATCH',
    path: '/staff/:id',
    says: '更改人员',
    who: ['administrator'],
    params: byId,
    body: staffInput.omit({ account: true }).partial().extend({ password: password.optional() }),
    answer: staffMember,
    secret: true,
  },
} as const satisfies Record<string, RouteSpec>

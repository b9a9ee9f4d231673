import { z } from 'zod'
import {
  hallSettings,
  hallWindow,
  id,
  line,
  openingHours,
  prefix,
  settingsChange,
  text,
  zone,
} from '../shapes.ts'
import { byId, type RouteSpec } from './route-spec.ts'

const queueInput = z.object({
  name: line(60),
  nameEn: text(120).nullable(),
  prefix: prefix,
  zoneId: id.nullable(),
  departmentId: id.nullable(),
  switchedOn: z.boolean(),
  hours: openingHours,
  dailyLimit: z.number().int().min(1).max(9999).nullable(),
  /** The numbers 号段 that it gives on a day. */
  firstNumber: z.number().int().min(1).max(9999),
  lastNumber: z.number().int().min(1).max(99999).nullable(),
  /** How long somebody should wait here at most; null: the hall's own target holds. */
  waitTargetMinutes: z.number().int().min(1).max(600).nullable(),
})
export const queueRegistration = queueInput.extend({ id })
const windowInput = z.object({
  number: z
    .string()
    .trim()
    .regex(/^[0-9A-Z]{1,4}$/, '窗口号为 1–4 位数字或大写字母'),
  name: text(60),
  zoneId: id.nullable(),
  queueIds: z.array(id).max(40),
  /** False switches a closed window off that nobody waits for; a new one is on. */
  active: z.boolean().optional(),
})

/** What an operator registers: settings, zones, queues, windows. */
export const registryRoutes = {
  settings: {
    method: 'GET',
    path: '/settings',
    says: '大厅设置',
    who: ['operator', 'director', 'supervisor'],
    answer: z.object({ settings: hallSettings, caFingerprint: z.string().nullable() }),
  },
  saveSettings: {
    method: 'PATCH',
    path: '/settings',
    says: '更改大厅设置',
    who: ['operator'],
    body: settingsChange,
    answer: z.object({ settings: hallSettings }),
  },
  zones: {
    method: 'GET',
    path: '/zones',
    says: '区域',
    who: ['operator', 'administrator', 'leader', 'supervisor', 'director'],
    answer: z.object({ zones: z.array(zone) }),
  },
  addZone: {
    method: 'POST',
    path: '/zones',
    says: '新增区域',
    who: ['operator'],
    body: z.object({ name: line(40), nameEn: text(80).nullable() }),
    answer: zone,
    status: 201,
  },
  queueRegister: {
    method: 'GET',
    path: '/registry/queues',
    says: '队列登记表',
    who: ['operator', 'supervisor', 'director'],
    answer: z.object({ queues: z.array(queueRegistration) }),
  },
  addQueue: {
    method: 'POST',
    path: '/queues',
    says: '新增队列',
    who: ['operator'],
    body: queueInput.partial().required({ name: true }),
    answer: queueRegistration,
    status: 201,
  },
  saveQueue: {
    method: 'PATCH',
    path: '/queues/:id',
    says: '更改队列',
    who: ['operator'],
    params: byId,
    /** Without `cancelBookings` a change that would call bookings off is refused with `bookings-affected`. */
    body: queueInput.partial().extend({ cancelBookings: z.boolean().optional() }),
    answer: queueRegistration,
  },
  addWindow: {
    method: 'POST',
    path: '/windows',
    says: '新增窗口',
    who: ['operator'],
    body: windowInput,
    answer: hallWindow,
    status: 201,
  },
  saveWindow: {
    method: 'PATCH',
    path: '/windows/:id',
    says: '更改窗口',
    who: ['operator'],
    params: byId,
    body: windowInput.partial(),
    answer: hallWindow,
  },
} as const satisfies Record<string, RouteSpec>

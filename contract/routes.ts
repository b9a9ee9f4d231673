import { z } from 'zod'
import { journalEntry } from './entries.ts'
import {
  department,
  displayView,
  hallSettings,
  hallWindow,
  helpCall,
  id,
  item,
  itemDetail,
  line,
  openingHours,
  padView,
  prefix,
  queue,
  ratingLevel,
  staffMember,
  staffRole,
  terminal,
  terminalRole,
  text,
  ticket,
  ticketClass,
  time,
  windowService,
  zone,
} from './shapes.ts'
import { streamQuery } from './stream.ts'

/** Who may stand behind a request. `phone` is whoever holds the secret of one ticket's phone address. */
export const principals = [
  'anyone',
  'phone',
  'kiosk',
  'pad',
  'display',
  'staff',
  'leader',
  'supervisor',
  'director',
  'operator',
  'administrator',
  'auditor',
] as const
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
  /** Largest body in bytes, where the default of 64 KiB does not do. */
  readonly bodyLimit?: number
}

const everybody = principals.filter((one) => one !== 'anyone' && one !== 'phone')
const catalogueReaders = everybody.filter((one) => one !== 'pad' && one !== 'display')
const signedIn = [
  'staff',
  'leader',
  'supervisor',
  'director',
  'operator',
  'administrator',
  'auditor',
] as const
const windowWork = ['staff', 'leader'] as const
const byId = z.object({ id })
/** How many rows are asked for: more than the most is answered with the most, and `next` leads on. */
const pageOf = (usual: number, most: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(usual)
    .transform((asked) => Math.min(asked, most))
const forTicket = z.object({ ticketId: id })
/** What becomes of the ticket in hand when a window is left: nothing is dropped silently. */
const leaving = {
  inHand: z.enum(['put-back', 'hold', 'hand-over']).optional(),
  toWindowId: id.optional(),
}
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

const queueInput = z.object({
  name: line(60),
  nameEn: text(120).nullable(),
  prefix: prefix,
  zoneId: id.nullable(),
  departmentId: id.nullable(),
  switchedOn: z.boolean(),
  hours: openingHours,
  dailyLimit: z.number().int().min(1).max(9999).nullable(),
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
})
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
const terminalInput = z.object({
  role: terminalRole,
  name: line(60),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  padWindows: z.union([z.literal('all'), z.array(id).max(300)]),
})
const itemInput = z.object({ queueId: id.nullable() })

export const importFault = z.object({
  line: z.number().int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
})
export const importSummary = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  faulty: z.array(importFault),
})
export const importPreview = importSummary.extend({
  departmentsAdded: z.array(z.string()),
  changes: z.array(
    z.object({
      line: z.number().int(),
      code: z.string(),
      name: z.string(),
      what: z.enum(['added', 'changed']),
      fields: z.array(z.string()),
    }),
  ),
  contentHash: z.string(),
})
const csvText = z.object({ csv: z.string().min(1).max(20_000_000) })

/** What the paper says. The bridge lays it out; the hall alone knows the words. */
export const ticketPaper = z.object({
  hallName: z.string(),
  number: z.string(),
  queueName: z.string(),
  class: ticketClass,
  ahead: z.number().int(),
  estimate: z.object({ lowMinutes: z.number(), highMinutes: z.number() }).nullable(),
  zoneName: z.string().nullable(),
  windowNumbers: z.array(z.string()),
  issuedAt: time,
  timeZone: z.string(),
  items: z.array(z.string()),
  bring: z.array(z.string()),
  phoneUrl: z.string(),
  returnWithinMinutes: z.number().int(),
  reprint: z.boolean(),
})
export type TicketPaper = z.infer<typeof ticketPaper>

/** Every route of the hall's interface. Handlers, OpenAPI, the typed client and the tests of denial read this table. */
export const routes = {
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
  openTerminalPage: {
    method: 'POST',
    path: '/terminal-sessions',
    says: '终端页面以令牌换取 Cookie',
    who: ['kiosk', 'pad', 'display'],
    answer: z.object({ terminal }),
    status: 201,
    secret: true,
  },
  currentTerminal: {
    method: 'GET',
    path: '/terminal-sessions/current',
    says: '当前终端',
    who: ['kiosk', 'pad', 'display'],
    answer: z.object({ terminal }),
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
  enrolTerminal: {
    method: 'POST',
    path: '/terminals/enrol',
    says: '终端用一次性注册码换取令牌',
    who: ['anyone'],
    body: z.object({ code: z.string().min(1).max(40) }),
    answer: z.object({
      token: z.string(),
      terminal,
      hallName: z.string(),
      caCertificate: z.string().nullable(),
      caFingerprint: z.string().nullable(),
    }),
    status: 201,
    secret: true,
  },

  hall: {
    method: 'GET',
    path: '/hall',
    says: '大厅概况',
    who: everybody,
    answer: z.object({
      seq: z.number().int(),
      epoch: id,
      name: z.string(),
      nameEn: z.string(),
      timeZone: z.string(),
      now: time,
      day: z.string(),
      publicUrl: z.string().nullable(),
      undoSeconds: z.number(),
      zones: z.array(zone),
      departments: z.array(department),
      topics: z.array(z.string()),
      queues: z.array(queue),
      windows: z.array(hallWindow),
    }),
  },
  queues: {
    method: 'GET',
    path: '/queues',
    says: '各队列现状',
    who: everybody,
    answer: z.object({ seq: z.number().int(), queues: z.array(queue) }),
  },
  windows: {
    method: 'GET',
    path: '/windows',
    says: '各窗口现状',
    who: everybody,
    answer: z.object({ seq: z.number().int(), windows: z.array(hallWindow) }),
  },
  display: {
    method: 'GET',
    path: '/display',
    says: '显示屏内容',
    who: everybody,
    query: z.object({ zone: id.optional(), window: id.optional() }),
    answer: displayView,
  },
  departments: {
    method: 'GET',
    path: '/departments',
    says: '部门，按拼音',
    who: catalogueReaders,
    answer: z.object({ departments: z.array(department) }),
  },
  department: {
    method: 'GET',
    path: '/departments/:id',
    says: '部门的事项组',
    who: catalogueReaders,
    params: byId,
    answer: z.object({
      department,
      groups: z.array(z.object({ name: z.string(), items: z.number().int() })),
    }),
  },
  items: {
    method: 'GET',
    path: '/items',
    says: '查事项：汉字、拼音或首字母',
    who: catalogueReaders,
    query: z.object({
      q: z.string().max(100).optional(),
      department: z.string().max(100).optional(),
      group: z.string().max(300).optional(),
      topic: z.string().max(60).optional(),
      limit: pageOf(50, 2000),
      after: z.string().max(200).optional(),
    }),
    answer: z.object({ items: z.array(item), next: z.string().nullable() }),
  },
  item: {
    method: 'GET',
    path: '/items/:id',
    says: '办事指南',
    who: catalogueReaders,
    params: byId,
    answer: itemDetail,
  },
  stream: {
    method: 'GET',
    path: '/stream',
    says: '事件流 (SSE)',
    who: [...everybody, 'phone'],
    query: streamQuery,
    answer: z.unknown(),
  },

  takeTicket: {
    method: 'POST',
    path: '/tickets',
    says: '取号',
    who: ['kiosk'],
    body: z
      .object({
        queueId: id.optional(),
        itemIds: z.array(id).min(1).max(20).optional(),
        class: ticketClass.optional(),
        idNumber: z.string().trim().min(5).max(30).optional(),
      })
      .refine((input) => (input.queueId === undefined) !== (input.itemIds === undefined), {
        path: ['queueId'],
        message: '队列和事项须给出其一',
      }),
    answer: ticket.extend({ phoneUrl: z.string() }),
    status: 201,
  },
  ticket: {
    method: 'GET',
    path: '/tickets/:id',
    says: '号票',
    who: ['kiosk', 'pad', 'phone', 'staff', 'leader', 'supervisor', 'director'],
    params: byId,
    answer: ticket,
  },
  cancelTicket: {
    method: 'POST',
    path: '/tickets/:id/cancel',
    says: '取消',
    who: ['kiosk', 'phone'],
    params: byId,
    answer: ticket,
  },
  returnTicket: {
    method: 'POST',
    path: '/tickets/:id/return',
    says: '过号后回到队列',
    who: ['kiosk', 'phone', ...windowWork],
    params: byId,
    answer: ticket,
  },
  correctClass: {
    method: 'POST',
    path: '/tickets/:id/class',
    says: '更正优先类别',
    who: windowWork,
    params: byId,
    body: z.object({ class: ticketClass, reason: line(120) }),
    answer: ticket,
  },
  reprintTicket: {
    method: 'POST',
    path: '/tickets/:id/reprint',
    says: '补打号票；员工补打时旧二维码失效',
    who: ['kiosk', ...windowWork],
    params: byId,
    body: z.object({ terminalId: id.optional() }),
    answer: ticket.extend({ phoneUrl: z.string().nullable() }),
    status: 201,
  },
  ticketPaper: {
    method: 'GET',
    path: '/tickets/:id/paper',
    says: '号票上的文字',
    who: ['kiosk'],
    params: byId,
    answer: ticketPaper,
  },
  reportPrint: {
    method: 'POST',
    path: '/tickets/:id/print-reports',
    says: '终端报告打印结果',
    who: ['kiosk'],
    params: byId,
    body: z.object({
      state: z.enum(['printed', 'failed', 'unknown']),
      reason: z.string().max(60).nullable(),
    }),
    answer: z.object({ recorded: z.literal(true) }),
  },
  rateTicket: {
    method: 'POST',
    path: '/tickets/:id/rating',
    says: '评价',
    who: ['pad', 'kiosk', 'phone'],
    params: byId,
    body: z.object({
      level: ratingLevel,
      reasons: z.array(line(40)).max(10).default([]),
      text: text(500).default(''),
      channel: z.enum(['pad', 'phone', 'kiosk']),
    }),
    answer: z.object({ id, level: ratingLevel, at: time }),
    status: 201,
  },
  phoneTicket: {
    method: 'GET',
    path: '/phone',
    says: '手机页：凭二维码中的密钥查看一张号票',
    who: ['phone'],
    answer: z.object({
      hallName: z.string(),
      hallNameEn: z.string(),
      ticket,
      zoneName: z.string().nullable(),
      windowNumbers: z.array(z.string()),
      unattended: z.boolean(),
      returnUntil: time.nullable(),
      seq: z.number().int(),
    }),
  },

  openWindow: {
    method: 'POST',
    path: '/windows/:id/open',
    says: '开放窗口',
    who: windowWork,
    params: byId,
    body: z.object({ reason: text(60).optional() }).optional(),
    answer: hallWindow,
  },
  pauseWindow: {
    method: 'POST',
    path: '/windows/:id/pause',
    says: '暂停窗口',
    who: windowWork,
    params: byId,
    body: z.object({ reason: text(60).optional(), ...leaving }).optional(),
    answer: hallWindow,
  },
  closeWindow: {
    method: 'POST',
    path: '/windows/:id/close',
    says: '关闭窗口',
    who: windowWork,
    params: byId,
    body: z.object({ reason: text(60).optional(), ...leaving }).optional(),
    answer: hallWindow,
  },
  callNext: {
    method: 'POST',
    path: '/windows/:id/call-next',
    says: '呼叫下一位',
    who: windowWork,
    params: byId,
    answer: ticket,
    none: true,
  },
  callTicket: {
    method: 'POST',
    path: '/windows/:id/call',
    says: '呼叫选定的号',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  recallTicket: {
    method: 'POST',
    path: '/windows/:id/recall',
    says: '重呼',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  missTicket: {
    method: 'POST',
    path: '/windows/:id/no-show',
    says: '过号',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  startService: {
    method: 'POST',
    path: '/windows/:id/start',
    says: '开始办理',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  holdService: {
    method: 'POST',
    path: '/windows/:id/hold',
    says: '挂起',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  resumeService: {
    method: 'POST',
    path: '/windows/:id/resume',
    says: '继续办理',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  finishService: {
    method: 'POST',
    path: '/windows/:id/finish',
    says: '办结',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  transferTicket: {
    method: 'POST',
    path: '/windows/:id/transfer',
    says: '转到队列或窗口',
    who: windowWork,
    params: byId,
    body: z
      .object({ ticketId: id, toQueueId: id.optional(), toWindowId: id.optional() })
      .refine((input) => (input.toQueueId === undefined) !== (input.toWindowId === undefined), {
        path: ['toQueueId'],
        message: '队列和窗口须给出其一',
      }),
    answer: ticket,
  },
  undo: {
    method: 'POST',
    path: '/windows/:id/undo',
    says: '撤销误按的开始、过号或办结',
    who: windowWork,
    params: byId,
    body: forTicket,
    answer: ticket,
  },
  windowLine: {
    method: 'GET',
    path: '/windows/:id/line',
    says: '本窗口前面的队伍，按将被呼叫的顺序',
    who: [...windowWork, 'supervisor', 'director'],
    params: byId,
    answer: z.object({
      seq: z.number().int(),
      waiting: z.array(ticket),
      total: z.number().int(),
      held: z.array(ticket),
      missed: z.array(ticket),
      undoable: ticket.nullable(),
    }),
  },
  windowServices: {
    method: 'GET',
    path: '/windows/:id/services',
    says: '本窗口今天的服务与已提交的评价',
    who: [...windowWork, 'supervisor', 'director'],
    params: byId,
    answer: z.object({
      services: z.array(windowService),
      rated: z.number().int(),
      satisfied: z.number().int(),
      notRated: z.number().int(),
    }),
  },
  padView: {
    method: 'GET',
    path: '/windows/:id/pad',
    says: '评价器内容',
    who: ['pad', 'kiosk'],
    params: byId,
    answer: padView,
  },

  callHelp: {
    method: 'POST',
    path: '/help-calls',
    says: '呼叫人工',
    who: ['kiosk'],
    body: z.object({ about: text(120) }),
    answer: helpCall,
    status: 201,
  },
  helpCalls: {
    method: 'GET',
    path: '/help-calls',
    says: '未结束的人工呼叫',
    who: ['kiosk', 'staff', 'leader', 'supervisor', 'director', 'operator'],
    answer: z.object({ calls: z.array(helpCall), seq: z.number().int() }),
  },
  takeHelp: {
    method: 'POST',
    path: '/help-calls/:id/take',
    says: '应答',
    who: ['staff', 'leader', 'supervisor', 'operator'],
    params: byId,
    answer: helpCall,
  },
  endHelp: {
    method: 'POST',
    path: '/help-calls/:id/end',
    says: '结束',
    who: ['kiosk', 'staff', 'leader', 'supervisor', 'operator'],
    params: byId,
    answer: helpCall,
  },

  journal: {
    method: 'GET',
    path: '/journal',
    says: '日志',
    who: ['auditor'],
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: pageOf(100, 5000),
      type: z.string().max(60).optional(),
      ticket: z.string().max(64).optional(),
      latest: z.enum(['true', 'false']).optional(),
    }),
    answer: z.object({ entries: z.array(journalEntry), next: z.number().int().nullable() }),
  },
  journalCheck: {
    method: 'GET',
    path: '/journal/check',
    says: '校验日志的哈希链',
    who: ['auditor'],
    answer: z.object({
      entries: z.number().int(),
      intact: z.boolean(),
      brokenAt: z.number().int().nullable(),
      head: z.string(),
    }),
  },

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
    body: hallSettings.partial(),
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
    body: queueInput.partial(),
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
  saveItem: {
    method: 'PATCH',
    path: '/items/:id',
    says: '事项改归队列',
    who: ['operator'],
    params: byId,
    body: itemInput,
    answer: itemDetail,
  },
  previewImport: {
    method: 'POST',
    path: '/catalogue/preview',
    says: '预览目录导入',
    who: ['operator'],
    body: csvText,
    answer: importPreview,
    bodyLimit: 24_000_000,
    secret: true,
  },
  importCatalogue: {
    method: 'POST',
    path: '/catalogue/import',
    says: '导入目录，全部或全不',
    who: ['operator'],
    body: csvText,
    answer: importSummary,
    bodyLimit: 24_000_000,
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
  terminals: {
    method: 'GET',
    path: '/terminals',
    says: '终端',
    who: ['operator'],
    answer: z.object({ terminals: z.array(terminal) }),
  },
  /** Kiosks by name, for staff who choose where a lost ticket is printed again. */
  printers: {
    method: 'GET',
    path: '/terminals/printers',
    says: '可补打号票的自助机',
    who: windowWork,
    answer: z.object({ terminals: z.array(z.object({ id, name: z.string() })) }),
  },
  addTerminal: {
    method: 'POST',
    path: '/terminals',
    says: '新增终端，得到一次性注册码',
    who: ['operator'],
    body: terminalInput,
    answer: z.object({ terminal, code: z.string(), expiresAt: time }),
    status: 201,
    secret: true,
  },
  terminalCode: {
    method: 'POST',
    path: '/terminals/:id/code',
    says: '重新生成注册码；旧令牌在新注册时失效',
    who: ['operator'],
    params: byId,
    answer: z.object({ terminal, code: z.string(), expiresAt: time }),
    status: 201,
    secret: true,
  },
  revokeTerminal: {
    method: 'POST',
    path: '/terminals/:id/revoke',
    says: '吊销终端',
    who: ['operator'],
    params: byId,
    answer: terminal,
  },
  reportDevice: {
    method: 'POST',
    path: '/device-reports',
    says: '终端报告设备状态',
    who: ['kiosk', 'pad', 'display'],
    body: z.object({
      device: line(60),
      kind: line(40),
      state: z.enum(['ready', 'absent', 'fault', 'off']),
      detail: text(120),
    }),
    answer: z.object({ recorded: z.literal(true) }),
  },
  devices: {
    method: 'GET',
    path: '/devices',
    says: '各终端设备现状',
    who: ['operator', 'supervisor', 'director', 'leader'],
    answer: z.object({
      devices: z.array(
        z.object({
          terminalId: id,
          terminalName: z.string(),
          device: z.string(),
          kind: z.string(),
          state: z.enum(['ready', 'absent', 'fault', 'off']),
          detail: z.string(),
          since: time,
        }),
      ),
    }),
  },
  endDay: {
    method: 'POST',
    path: '/day/end',
    says: '结束今天',
    who: ['operator'],
    answer: z.object({ day: z.string(), expired: z.number().int(), windowsClosed: z.number().int() }),
  },
} as const satisfies Record<string, RouteSpec>

export type RouteName = keyof typeof routes

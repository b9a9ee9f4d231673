import { z } from 'zod'
import { bookingPlan } from './appointment.ts'
import { cellChange } from './registry-columns.ts'
import {
  department,
  hallSettings,
  id,
  prefix,
  ratingLevel,
  staffRole,
  terminalRole,
  ticketClass,
  ticketState,
  time,
  windowState,
} from './shapes.ts'
import type { Topic } from './stream.ts'

/**
 * The vocabulary of the journal: every fact that the hall records, in the domain's words, with the shape of its
 * body, the version of that shape, the stream topics that carry it, and the keys of the body that a display may
 * see. Types, SSE events, the audit's document and the sync between servers all come from this one list.
 * No body ever holds an ID number, a phone number, a citizen's name, a password or a token.
 */
interface EntryType<Body extends z.ZodObject = z.ZodObject> {
  readonly says: string
  readonly version: number
  readonly topics: readonly Topic[]
  readonly body: Body
  /** Keys of the body that leave in the stream. */
  readonly open: readonly string[]
}

function entry<Body extends z.ZodObject>(
  says: string,
  topics: readonly Topic[],
  body: Body,
  open: readonly (keyof z.infer<Body> & string)[] = [],
  version = 1,
): EntryType<Body> {
  return { says, version, topics, body, open }
}

/** What every entry about a ticket tells: enough for a screen to draw it without asking again. */
const ticketFacts = {
  ticketId: id,
  visitId: id,
  number: z.string(),
  queueId: id,
  class: ticketClass,
  state: ticketState,
}
const atWindow = { windowId: id, windowNumber: z.string(), zoneId: id.nullable() }
const ticketOpen = ['ticketId', 'number', 'queueId', 'class', 'state'] as const
const windowOpen = ['windowId', 'windowNumber', 'zoneId'] as const
const staffId = id.nullable()
/** What was changed, cell by cell as the registry's table writes it; left out by programs that fill an empty store. */
const changes = z.array(cellChange).optional()
/** What every entry about a booking tells; whose it is stands nowhere in the journal. */
const appointmentFacts = {
  appointmentId: id,
  queueId: id,
  itemId: id,
  day: z.string(),
  startsAt: time,
  endsAt: time,
}
const windowFacts = { ...atWindow, state: windowState, staffId }

export const entryTypes = {
  'store-created': entry('大厅的存储建立', [], z.object({ demonstration: z.boolean(), name: z.string() })),
  'set-up-completed': entry(
    '用设置码完成首次设置',
    ['notices'],
    z.object({ operatorId: id, administratorId: id }),
  ),
  'hall-settings-changed': entry(
    '大厅设置更改',
    ['queues', 'windows', 'notices'],
    z.object({ before: hallSettings.nullable(), after: hallSettings }),
  ),
  'day-ended': entry(
    '一天结束',
    ['queues', 'windows', 'notices'],
    z.object({ day: z.string(), expired: z.number().int(), windowsClosed: z.number().int() }),
    ['day'],
  ),

  'ticket-issued': entry(
    '取号',
    ['queues'],
    z.object({
      ...ticketFacts,
      day: z.string(),
      terminalId: id.nullable(),
      itemIds: z.array(id),
      named: z.boolean(),
      ahead: z.number().int(),
      lowMinutes: z.number().nullable(),
      highMinutes: z.number().nullable(),
      dueAt: time.nullable(),
    }),
    ticketOpen,
  ),
  'ticket-called': entry(
    '呼叫',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, calls: z.number().int(), chosen: z.boolean() }),
    [...ticketOpen, ...windowOpen, 'calls'],
  ),
  'ticket-recalled': entry(
    '重呼',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, calls: z.number().int() }),
    [...ticketOpen, ...windowOpen, 'calls'],
  ),
  'ticket-missed': entry(
    '过号',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, returnable: z.boolean() }),
    [...ticketOpen, ...windowOpen, 'returnable'],
  ),
  'ticket-returned': entry('过号后回到队列', ['calls', 'queues'], z.object(ticketFacts), ticketOpen),
  'ticket-cancelled': entry(
    '取消',
    ['queues'],
    z.object({ ...ticketFacts, by: z.enum(['kiosk', 'phone']) }),
    ticketOpen,
  ),
  'ticket-expired': entry(
    '作废',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, reason: z.enum(['end-of-day', 'not-returned']) }),
    ticketOpen,
  ),
  'ticket-transferred': entry(
    '转窗',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, fromQueueId: id, toWindowId: id.nullable() }),
    [...ticketOpen, ...windowOpen, 'fromQueueId', 'toWindowId'],
  ),
  'ticket-put-back': entry(
    '退回队列',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, toWindowId: id.nullable() }),
    [...ticketOpen, ...windowOpen, 'toWindowId'],
  ),
  'class-corrected': entry(
    '更正优先类别',
    ['queues', 'windows'],
    z.object({ ...ticketFacts, from: ticketClass, reason: z.string(), staffId, windowId: id.nullable() }),
    [...ticketOpen],
  ),
  'ticket-reprinted': entry(
    '补打号票',
    ['devices'],
    z.object({
      ...ticketFacts,
      terminalId: id.nullable(),
      printAt: id.nullable(),
      replaces: z.boolean(),
      staffId,
    }),
    ['ticketId', 'number', 'printAt'],
  ),

  'service-started': entry(
    '开始办理',
    ['calls', 'queues', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-held': entry(
    '挂起',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-resumed': entry(
    '继续办理',
    ['calls', 'windows'],
    z.object({ ...ticketFacts, ...atWindow, staffId, serviceId: id }),
    [...ticketOpen, ...windowOpen],
  ),
  'service-finished': entry(
    '办结',
    ['calls', 'queues', 'windows', 'ratings'],
    z.object({
      ...ticketFacts,
      ...atWindow,
      staffId,
      serviceId: id,
      itemId: id.nullable(),
      itemsLeft: z.number().int(),
      serviceSeconds: z.number(),
      /** The service is asked to be rated until then; no answer is recorded as not rated. */
      ratingOpenUntil: time,
    }),
    [...ticketOpen, ...windowOpen, 'itemsLeft', 'ratingOpenUntil'],
  ),
  'action-undone': entry(
    '撤销误操作',
    ['calls', 'queues', 'windows', 'ratings'],
    z.object({ ...ticketFacts, ...atWindow, staffId, undone: z.enum(['start', 'no-show', 'finish']) }),
    [...ticketOpen, ...windowOpen, 'undone'],
  ),

  'rating-given': entry(
    '评价',
    ['ratings'],
    z.object({
      ratingId: id,
      serviceId: id,
      ticketId: id,
      number: z.string(),
      windowId: id,
      staffId,
      itemId: id.nullable(),
      level: ratingLevel,
      reasons: z.array(z.string()),
      /** The words themselves are kept encrypted beside the rating; the journal says only that there are some. */
      hasText: z.boolean(),
      channel: z.enum(['pad', 'phone', 'kiosk']),
      terminalId: id.nullable(),
    }),
    // The level is no display's business: the rater stays confidential.
    ['ticketId', 'number', 'windowId'],
  ),
  'rating-lapsed': entry(
    '未评价',
    ['ratings'],
    z.object({ serviceId: id, ticketId: id, number: z.string(), windowId: id, staffId }),
    ['ticketId', 'number', 'windowId'],
  ),
  'rectification-opened': entry(
    '整改立案',
    ['notices'],
    z.object({ rectificationId: id, ratingId: id, ticketId: id, windowId: id, staffId, dueOn: z.string() }),
  ),

  'window-opened': entry('窗口开放', ['queues', 'windows'], z.object(windowFacts), [...windowOpen, 'state']),
  'window-paused': entry(
    '窗口暂停',
    ['queues', 'windows'],
    z.object({ ...windowFacts, reason: z.string() }),
    [...windowOpen, 'state', 'reason'],
  ),
  'window-closed': entry('窗口关闭', ['queues', 'windows'], z.object(windowFacts), [...windowOpen, 'state']),
  'queue-unattended': entry(
    '队列暂无窗口办理',
    ['queues', 'notices'],
    z.object({ queueId: id, queueName: z.string(), zoneId: id.nullable(), waiting: z.number().int() }),
    ['queueId', 'queueName', 'zoneId', 'waiting'],
  ),
  'queue-attended': entry(
    '队列恢复办理',
    ['queues', 'notices'],
    z.object({ queueId: id, queueName: z.string(), zoneId: id.nullable() }),
    ['queueId', 'queueName', 'zoneId'],
  ),

  'zone-saved': entry(
    '区域登记',
    ['windows'],
    z.object({ zoneId: id, name: z.string(), created: z.boolean(), changes }),
    [],
    2,
  ),
  'zone-removed': entry('区域移除', ['windows'], z.object({ zoneId: id, name: z.string(), changes })),
  'queue-saved': entry(
    '队列登记',
    ['queues'],
    z.object({
      queueId: id,
      prefix,
      name: z.string(),
      switchedOn: z.boolean(),
      zoneId: id.nullable(),
      departmentId: id.nullable(),
      dailyLimit: z.number().int().nullable(),
      created: z.boolean(),
      changes,
    }),
    ['queueId', 'name', 'switchedOn'],
    2,
  ),
  'queue-removed': entry(
    '队列移除',
    ['queues'],
    z.object({ queueId: id, prefix, name: z.string(), changes }),
    ['queueId'],
  ),
  'window-saved': entry(
    '窗口登记',
    ['windows', 'queues'],
    z.object({
      windowId: id,
      number: z.string(),
      zoneId: id.nullable(),
      queueIds: z.array(id),
      created: z.boolean(),
      changes,
    }),
    ['windowId', 'number'],
    2,
  ),
  'window-removed': entry(
    '窗口移除',
    ['windows', 'queues'],
    z.object({ windowId: id, number: z.string(), changes }),
    ['windowId', 'number'],
  ),
  'department-saved': entry(
    '部门登记',
    ['queues'],
    z.object({ departmentId: id, name: z.string(), queueId: id.nullable(), created: z.boolean(), changes }),
  ),
  'department-removed': entry(
    '部门移除',
    ['queues'],
    z.object({ departmentId: id, name: z.string(), changes }),
  ),
  'calendar-day-saved': entry(
    '本厅日历登记',
    ['queues', 'notices'],
    z.object({
      day: z.string(),
      kind: z.enum(['closed', 'open']),
      name: z.string(),
      created: z.boolean(),
      changes,
    }),
    ['day', 'kind'],
  ),
  'calendar-day-removed': entry(
    '本厅日历移除',
    ['queues', 'notices'],
    z.object({ day: z.string(), changes }),
    ['day'],
  ),
  'catalogue-imported': entry(
    '目录导入',
    ['queues', 'notices'],
    z.object({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      departmentsAdded: z.array(department.shape.name),
      contentHash: z.string(),
    }),
    ['added', 'changed', 'unchanged'],
  ),
  'item-saved': entry(
    '事项登记',
    ['queues'],
    z.object({ itemId: id, code: z.string(), queueId: id.nullable(), changes }),
    ['itemId'],
    2,
  ),

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

  'terminal-created': entry(
    '终端登记',
    ['devices'],
    z.object({
      terminalId: id,
      role: terminalRole,
      name: z.string(),
      windowId: id.nullable(),
      zoneId: id.nullable(),
    }),
    ['terminalId'],
  ),
  'terminal-changed': entry(
    '终端更改',
    ['devices'],
    z.object({
      terminalId: id,
      name: z.string(),
      windowId: id.nullable(),
      zoneId: id.nullable(),
      changes,
    }),
    ['terminalId'],
  ),
  'terminal-code-made': entry('终端注册码生成', ['devices'], z.object({ terminalId: id, expiresAt: time }), [
    'terminalId',
  ]),
  'terminal-enrolled': entry(
    '终端注册',
    ['devices'],
    z.object({ terminalId: id, role: terminalRole, name: z.string() }),
    ['terminalId'],
  ),
  'terminal-revoked': entry(
    '终端吊销',
    ['devices'],
    z.object({ terminalId: id, name: z.string().optional() }),
    ['terminalId'],
    2,
  ),
  'device-changed': entry(
    '设备状态变化',
    ['devices', 'notices'],
    z.object({
      terminalId: id,
      terminalName: z.string(),
      device: z.string(),
      kind: z.string(),
      state: z.enum(['ready', 'absent', 'fault', 'off']),
      detail: z.string(),
    }),
    ['terminalId', 'terminalName', 'device', 'kind', 'state', 'detail'],
  ),
  'device-alert-raised': entry(
    '设备停用报警',
    ['devices', 'notices'],
    z.object({
      terminalId: id,
      terminalName: z.string(),
      device: z.string(),
      kind: z.string(),
      state: z.enum(['ready', 'absent', 'fault', 'off']),
      detail: z.string(),
      /** Since when it is out of service, whatever its faults were. */
      since: time,
    }),
    ['terminalId', 'terminalName', 'device', 'kind', 'state', 'detail', 'since'],
  ),
  'device-alert-cleared': entry(
    '设备停用报警解除',
    ['devices', 'notices'],
    z.object({
      terminalId: id,
      terminalName: z.string(),
      device: z.string(),
      kind: z.string(),
      outageSeconds: z.number().int(),
    }),
    ['terminalId', 'terminalName', 'device', 'kind', 'outageSeconds'],
  ),
  'print-ended': entry(
    '打印结果',
    ['devices'],
    z.object({
      ticketId: id,
      terminalId: id,
      state: z.enum(['printed', 'failed', 'unknown']),
      reason: z.string().nullable(),
    }),
    ['ticketId', 'terminalId', 'state', 'reason'],
  ),

  'booking-plan-saved': entry(
    '预约时段与名额更改',
    ['notices'],
    bookingPlan.pick({
      queueId: true,
      bookable: true,
      slotMinutes: true,
      peoplePerSlot: true,
      daysAhead: true,
    }),
    ['queueId'],
  ),
  'appointment-booked': entry('预约', ['notices'], z.object(appointmentFacts), ['queueId']),
  'appointment-cancelled': entry(
    '取消预约',
    ['notices'],
    z.object({ ...appointmentFacts, by: z.enum(['citizen', 'staff']), staffId }),
    ['queueId'],
  ),
  'appointment-checked-in': entry(
    '预约签到',
    ['notices'],
    z.object({ ...appointmentFacts, ticketId: id, number: z.string(), late: z.boolean(), terminalId: id }),
    ['queueId'],
  ),
  'appointment-absent': entry(
    '爽约',
    ['notices'],
    z.object({
      ...appointmentFacts,
      /** Absences of this person in a row, this one included. */
      absences: z.number().int(),
      /** When this absence brought a block: until when. */
      blockedUntil: time.nullable(),
    }),
    ['queueId'],
  ),
  'booking-block-lifted': entry('解除预约限制', [], z.object({ appointmentId: id, staffId })),

  'help-called': entry(
    '呼叫人工',
    ['notices'],
    z.object({ helpId: id, terminalId: id, terminalName: z.string(), about: z.string() }),
    ['helpId', 'terminalId', 'terminalName', 'about'],
  ),
  'help-taken': entry(
    '人工应答',
    ['notices'],
    z.object({ helpId: id, terminalId: id, staffId, staffName: z.string() }),
    ['helpId', 'terminalId', 'staffName'],
  ),
  'help-ended': entry(
    '人工结束',
    ['notices'],
    z.object({ helpId: id, terminalId: id, by: z.enum(['staff', 'kiosk']) }),
    ['helpId', 'terminalId', 'by'],
  ),
} as const satisfies Record<string, EntryType>

export type EntryName = keyof typeof entryTypes
export type EntryBody<Name extends EntryName> = z.infer<(typeof entryTypes)[Name]['body']>

/** A fact that a command wants recorded: its type and body. The journal adds number, time, actor and hash. */
export type Fact = { [Name in EntryName]: { readonly type: Name; readonly body: EntryBody<Name> } }[EntryName]

/** Builds a fact; the body is checked against the list above by the compiler. */
export function fact<Name extends EntryName>(type: Name, body: EntryBody<Name>): Fact {
  // The pairing of name and body is what the signature enforces; TypeScript cannot see it through the union.
  return { type, body } as Fact
}

/** Whether a name is an entry type that this version knows; newer ones are kept and passed on unread. */
export function isEntryName(name: string): name is EntryName {
  return Object.hasOwn(entryTypes, name)
}

/** The part of an entry's body that leaves in the stream. */
export function publicPart(
  type: EntryName,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const open: Record<string, unknown> = {}
  for (const key of entryTypes[type].open) open[key] = body[key]
  return open
}

/** One entry of the journal as it travels. `hash` = SHA-256(previousHash ‖ RFC 8785 form of all but the hashes). */
export const journalEntry = z.object({
  seq: z.number().int(),
  epoch: z.string(),
  id,
  type: z.string(),
  version: z.number().int(),
  at: time,
  actor: z.string(),
  body: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
})
export type JournalEntry = z.infer<typeof journalEntry>

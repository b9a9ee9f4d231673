import type { z } from 'zod'
import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { queueRegistration } from '../../contract/routes.ts'
import { type HallWindow, hallSettings, type OpeningHours } from '../../contract/shapes.ts'
import { nextFreePrefix } from '../../core/queue/number.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { countByQueue } from '../../db/queue/lines.ts'
import {
  allQueues,
  findQueue,
  prefixesTaken,
  type QueueRow,
  queuesOfWindow,
  saveQueue,
} from '../../db/queue/queues.ts'
import { ticketInHand } from '../../db/queue/tickets.ts'
import { allWindows, allZones, findWindow, insertZone, saveWindow } from '../../db/queue/windows.ts'
import { writeSettings } from '../../db/store.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { describeWindow } from '../queue/describe.ts'
import { type Handlers, read, write } from '../serve.ts'
import { definedOnly } from '../staff/routes.ts'

/** Hours of a new queue until somebody sets them: the common office hours of a service centre. */
export const officeHours: OpeningHours = {
  alwaysOpen: false,
  onHolidays: false,
  week: {
    '1': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '2': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '3': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '4': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '5': [
      ['09:00', '12:00'],
      ['13:30', '17:00'],
    ],
    '6': [],
    '7': [],
  },
  lastTicketMinutes: 15,
}

/** Routes of what an operator registers: the hall's settings, zones, queues and windows. */
export const registryRoutes: Handlers<
  | 'settings'
  | 'saveSettings'
  | 'zones'
  | 'addZone'
  | 'queueRegister'
  | 'addQueue'
  | 'saveQueue'
  | 'addWindow'
  | 'saveWindow'
> = {
  settings: read(({ hall }) =>
    ok({ settings: hall.settings(), caFingerprint: hall.authority?.fingerprint ?? null }),
  ),
  saveSettings: write((tx, { body, hall }) => {
    const before = hall.settings()
    const after = hallSettings.parse({ ...before, ...definedOnly(body) })
    if (!isTimeZone(after.timeZone)) return invalid('timeZone', '没有这个时区')
    writeSettings(tx.db, after)
    tx.record(fact('hall-settings-changed', { before, after }))
    return ok({ settings: after })
  }),

  zones: read(({ hall }) => ok({ zones: allZones(hall.db) })),
  addZone: write((tx, { body }) => {
    if (allZones(tx.db).some((zone) => zone.name === body.name))
      return fail(refusal('already-exists', `已有区域“${body.name}”。`))
    const zone = { id: tx.newId(), ...body }
    insertZone(tx.db, zone)
    tx.record(fact('zone-saved', { zoneId: zone.id, name: zone.name, created: true }))
    return ok(zone)
  }),

  queueRegister: read(({ hall }) => ok({ queues: allQueues(hall.db).map(describeRegistration) })),
  addQueue: write((tx, { body }) => {
    const prefix = body.prefix ?? nextFreePrefix(prefixesTaken(tx.db))
    if (prefix === null) return fail(refusal('already-exists', '前缀字母已经用完。'))
    const unset = {
      nameEn: null,
      zoneId: null,
      departmentId: null,
      switchedOn: false,
      hours: officeHours,
      dailyLimit: null,
    }
    return registerQueue(
      tx,
      { ...unset, ...definedOnly(body), name: body.name, id: tx.newId(), prefix },
      true,
    )
  }),
  saveQueue: write((tx, { params, body }) => {
    const known = findQueue(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个队列。'))
    const change = definedOnly(body)
    if (
      change.prefix !== undefined &&
      change.prefix !== known.prefix &&
      (countByQueue(tx.db).get(known.id) ?? 0) > 0
    )
      return fail(refusal('in-use', '队列里还有人等候，不能更改前缀。'))
    return registerQueue(tx, { ...known, ...change }, false)
  }),

  addWindow: write((tx, { body, hall }) => registerWindow(tx, hall, { ...body, id: tx.newId() }, true)),
  saveWindow: write((tx, { params, body, hall }) => {
    const known = findWindow(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个窗口。'))
    const change = definedOnly(body)
    if (change.number !== undefined && change.number !== known.number && ticketInHand(tx.db, known.id))
      return fail(refusal('in-use', '窗口手中有号票，不能更改窗口号。'))
    const queueIds = queuesOfWindow(tx.db, known.id).map((row) => row.queue_id)
    return registerWindow(
      tx,
      hall,
      { id: known.id, number: known.number, name: known.name, zoneId: known.zone_id, queueIds, ...change },
      false,
    )
  }),
}

function describeRegistration({ priorityRun: _, ...queue }: QueueRow): z.infer<typeof queueRegistration> {
  return queue
}

function registerQueue(
  tx: Transaction,
  queue: Omit<QueueRow, 'priorityRun'>,
  created: boolean,
): Result<z.infer<typeof queueRegistration>, Refusal> {
  if (allQueues(tx.db).some((other) => other.prefix === queue.prefix && other.id !== queue.id))
    return invalid('prefix', `前缀 ${queue.prefix} 已被使用`)
  if (queue.zoneId !== null && !allZones(tx.db).some((zone) => zone.id === queue.zoneId))
    return invalid('zoneId', '没有这个区域')
  saveQueue(tx.db, queue)
  const { id: queueId, prefix, name, switchedOn, zoneId, departmentId, dailyLimit } = queue
  tx.record(
    fact('queue-saved', { queueId, prefix, name, switchedOn, zoneId, departmentId, dailyLimit, created }),
  )
  return ok(describeRegistration(must(findQueue(tx.db, queueId), 'it was saved just now')))
}

interface WindowRegistration {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly zoneId: string | null
  readonly queueIds: readonly string[]
}

function registerWindow(
  tx: Transaction,
  hall: Hall,
  window: WindowRegistration,
  created: boolean,
): Result<HallWindow, Refusal> {
  if (allWindows(tx.db).some((other) => other.number === window.number && other.id !== window.id))
    return invalid('number', `已有 ${window.number} 号窗口`)
  if (window.zoneId !== null && !allZones(tx.db).some((zone) => zone.id === window.zoneId))
    return invalid('zoneId', '没有这个区域')
  if (window.queueIds.some((id) => !findQueue(tx.db, id))) return invalid('queueIds', '没有这个队列')
  const queueIds = [...new Set(window.queueIds)]
  saveWindow(tx.db, { ...window, queueIds })
  tx.record(
    fact('window-saved', {
      windowId: window.id,
      number: window.number,
      zoneId: window.zoneId,
      queueIds,
      created,
    }),
  )
  return ok(describeWindow(hall, must(findWindow(tx.db, window.id), 'it was saved just now')))
}

function invalid(path: string, message: string): Result<never, Refusal> {
  return fail(refusal('validation', `${message}。`, { errors: [{ path, message }] }))
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('zh-CN', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // The one way in which the platform tells that it does not know a zone.
    return false
  }
}

import type { z } from 'zod'
import { type Refusal, refusal } from '../../contract/problems.ts'
import type { queueRegistration } from '../../contract/routes.ts'
import { type HallWindow, hallSettings, officeHours } from '../../contract/shapes.ts'
import { nextFreePrefix } from '../../core/queue/number.ts'
import { fail, must, ok, type Result } from '../../core/result.ts'
import { holidayOn, workdayOn } from '../../core/workdays.ts'
import { allHallDays } from '../../db/calendar/hall-days.ts'
import { departmentRegister, findDepartmentRow } from '../../db/catalog/departments.ts'
import { allQueues, findQueue, prefixesTaken } from '../../db/queue/queues.ts'
import { allZones, findWindow, findZone } from '../../db/queue/windows.ts'
import { mindingBookings } from '../appointment/closures.ts'
import type { Hall } from '../hall.ts'
import { describeWindow } from '../queue/describe.ts'
import { type Handlers, read, write } from '../serve.ts'
import { definedOnly } from '../staff/routes.ts'
import { registerDay, removeDay } from './calendar.ts'
import { registerDepartment, removeDepartment } from './departments.ts'
import { type QueueRegistration, registerQueue, removeQueue } from './queues.ts'
import { registerSettings } from './settings.ts'
import { findRegistration, registerWindow, removeWindow, type WindowRegistration } from './windows.ts'
import { registerZone, removeZone } from './zones.ts'

/** Routes of what an operator registers: the hall's settings, zones, queues and windows. */
export const registryRoutes: Handlers<
  | 'settings'
  | 'saveSettings'
  | 'zones'
  | 'addZone'
  | 'saveZone'
  | 'removeZone'
  | 'queueRegister'
  | 'addQueue'
  | 'saveQueue'
  | 'removeQueue'
  | 'addWindow'
  | 'saveWindow'
  | 'removeWindow'
  | 'departmentRegister'
  | 'addDepartment'
  | 'saveDepartment'
  | 'removeDepartment'
  | 'calendar'
  | 'saveCalendarDay'
  | 'removeCalendarDay'
> = {
  settings: read(({ hall }) =>
    ok({ settings: hall.settings(), caFingerprint: hall.authority?.fingerprint ?? null }),
  ),
  saveSettings: write((tx, { body, hall }) => {
    const saved = registerSettings(tx, hallSettings.parse({ ...hall.settings(), ...definedOnly(body) }))
    return saved.ok ? ok({ settings: saved.value }) : saved
  }),

  zones: read(({ hall }) => ok({ zones: allZones(hall.db) })),
  addZone: write((tx, { body }) => registerZone(tx, { id: tx.newId(), ...body })),
  saveZone: write((tx, { params, body }) => {
    const known = findZone(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个区域。'))
    return registerZone(tx, { ...known, ...definedOnly(body) })
  }),
  removeZone: write((tx, { params }) => gone(removeZone(tx, params.id))),

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
      firstNumber: 1,
      lastNumber: null,
      waitTargetMinutes: null,
    }
    const queue = { ...unset, ...definedOnly(body), name: body.name, id: tx.newId(), prefix }
    return described(registerQueue(tx, queue))
  }),
  saveQueue: write((tx, { params, body }) => {
    const known = findQueue(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个队列。'))
    const { cancelBookings = false, ...changed } = body
    const queue = { ...known, ...definedOnly(changed) }
    return described(mindingBookings(tx, cancelBookings, () => registerQueue(tx, queue)))
  }),
  removeQueue: write((tx, { params }) => gone(removeQueue(tx, params.id))),

  addWindow: write((tx, { body, hall }) =>
    windowNow(hall, registerWindow(tx, { ...body, active: body.active ?? true, id: tx.newId() })),
  ),
  saveWindow: write((tx, { params, body, hall }) => {
    const known = findRegistration(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个窗口。'))
    return windowNow(hall, registerWindow(tx, { ...known, ...definedOnly(body) }))
  }),
  removeWindow: write((tx, { params }) => gone(removeWindow(tx, params.id))),

  departmentRegister: read(({ hall }) => ok({ departments: departmentRegister(hall.db) })),
  addDepartment: write((tx, { body }) =>
    registerDepartment(tx, {
      nameEn: null,
      place: null,
      queueId: null,
      ...definedOnly(body),
      name: body.name,
      id: tx.newId(),
    }),
  ),
  saveDepartment: write((tx, { params, body: { cancelBookings = false, ...body } }) => {
    const known = findDepartmentRow(tx.db, params.id)
    if (!known) return fail(refusal('not-found', '没有这个部门。'))
    const department = { ...known, ...definedOnly(body) }
    return mindingBookings(tx, cancelBookings, () => registerDepartment(tx, department))
  }),
  removeDepartment: write((tx, { params }) => gone(removeDepartment(tx, params.id))),

  calendar: read(({ hall }) =>
    ok({ days: allHallDays(hall.db).map((one) => ({ ...one, official: officialDay(one.day) })) }),
  ),
  saveCalendarDay: write((tx, { body: { cancelBookings = false, ...day } }) =>
    mindingBookings(tx, cancelBookings, () => registerDay(tx, day)),
  ),
  removeCalendarDay: write((tx, { params, query }) =>
    gone(mindingBookings(tx, query.cancelBookings === 'true', () => removeDay(tx, params.day))),
  ),
}

function gone(done: Result<null, Refusal>): Result<{ removed: true }, Refusal> {
  return done.ok ? ok({ removed: true }) : done
}

/** What the State Council's calendar says of a day; null where its year is not loaded. */
function officialDay(day: string): 'working-day' | 'weekend' | 'holiday' | null {
  const works = workdayOn(day)
  if (works === null) return null
  return works ? 'working-day' : holidayOn(day) ? 'holiday' : 'weekend'
}

function described(
  done: Result<QueueRegistration, Refusal>,
): Result<z.infer<typeof queueRegistration>, Refusal> {
  return done.ok ? ok(describeRegistration(done.value)) : done
}

function windowNow(hall: Hall, done: Result<WindowRegistration, Refusal>): Result<HallWindow, Refusal> {
  if (!done.ok) return done
  return ok(describeWindow(hall, must(findWindow(hall.db, done.value.id), 'it was saved just now')))
}

function describeRegistration(queue: QueueRegistration): z.infer<typeof queueRegistration> {
  const { id, prefix, name, nameEn, zoneId, departmentId, switchedOn, hours, dailyLimit } = queue
  const { firstNumber, lastNumber, waitTargetMinutes } = queue
  return {
    id,
    prefix,
    name,
    nameEn,
    zoneId,
    departmentId,
    switchedOn,
    hours,
    dailyLimit,
    firstNumber,
    lastNumber,
    waitTargetMinutes,
  }
}

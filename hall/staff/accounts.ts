import { fact } from '../../contract/entries.ts'
import { type Refusal, refusal } from '../../contract/problems.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { mayHoldTogether, type StaffRole, staffRoles } from '../../core/staff/role.ts'
import { ticketInHand } from '../../db/queue/tickets.ts'
import { findWindow, findZone, windowsAttendedBy } from '../../db/queue/windows.ts'
import { deleteSessionsOf } from '../../db/staff/sessions.ts'
import {
  allStaff,
  findStaff,
  rolesOf,
  type StaffRegistration,
  type StaffRow,
  saveStaff,
} from '../../db/staff/staff.ts'
import type { Transaction } from '../../db/writer.ts'
import { vacate } from '../queue/attend.ts'
import { worksAt } from '../queue/facts.ts'
import { changesBetween, yesNo } from '../registry/cells.ts'
import { type NameOf, namesOfCommand } from '../registry/names.ts'
import { invalid } from '../registry/refuse.ts'

/** What each role is called in the table of staff. */
export const roleNames: Readonly<Record<StaffRole, string>> = {
  staff: '窗口人员',
  leader: '组长',
  supervisor: '督查考核',
  director: '大厅主任',
  operator: '运维',
  administrator: '账号管理',
  auditor: '审计',
}

/** Writes people as their table does, without anything of their passwords. */
export function staffCellsOf(
  nameOf: NameOf,
): (
  one: Omit<StaffRegistration, 'passwordHash'>,
) => Record<
  'account' | 'name' | 'roles' | 'window' | 'zone' | 'post' | 'promise' | 'party_member' | 'active',
  string
> {
  return (one) => ({
    account: one.account,
    name: one.name,
    roles: staffRoles
      .filter((role) => one.roles.includes(role))
      .map((role) => roleNames[role])
      .join('、'),
    window: nameOf('windows', one.windowId),
    zone: nameOf('zones', one.zoneId),
    post: one.post,
    promise: one.promise,
    party_member: yesNo(one.partyMember),
    active: yesNo(one.active),
  })
}

/** Registers an account or replaces what is registered of it. */
export function registerStaff(
  tx: Transaction,
  registration: StaffRegistration,
): Result<StaffRegistration, Refusal> {
  const row = findStaff(tx.db, registration.id)
  if (!mayHoldTogether(registration.roles)) return invalid('roles', '运维、账号管理、审计须由不同的人担任')
  const window = registration.windowId === null ? null : findWindow(tx.db, registration.windowId)
  if (window === undefined) return invalid('windowId', '没有这个窗口')
  if (window?.active === 0 && row?.window_id !== window.id) return invalid('windowId', '这个窗口已停用')
  if (registration.zoneId !== null && !findZone(tx.db, registration.zoneId))
    return invalid('zoneId', '没有这个区域')
  const isLast =
    row !== undefined &&
    rolesOf(tx.db, row.id).includes('administrator') &&
    isLastAdministrator(tx, registration.id)
  if (isLast && !registration.roles.includes('administrator'))
    return fail(refusal('in-use', '这是最后一个管理员账号，不能取消它的角色。'))
  if (isLast && !registration.active) return fail(refusal('in-use', '这是最后一个管理员账号，不能停用。'))
  const left = row ? leaveWindows(tx, registration) : ok(null)
  if (!left.ok) return left
  const cells = staffCellsOf(namesOfCommand(tx))
  const before = row ? cells(registrationOf(row, rolesOf(tx.db, row.id))) : null
  saveStaff(tx.db, registration)
  if (!registration.active) deleteSessionsOf(tx.db, registration.id, null)
  const { id: staffId, account, name, roles, windowId, active } = registration
  const changes = changesBetween(before, cells(registration))
  const told = { staffId, account, name, roles: [...roles], windowId, active }
  tx.record(fact('staff-saved', { ...told, created: !row, changes }))
  return ok(registration)
}

/**
 * Closes the windows that somebody has open and may not work at any more once this is registered of them. Whoever is
 * at the counter there is put back, handed over or held by the clerk first, and by nobody else's change.
 */
function leaveWindows(tx: Transaction, registration: StaffRegistration): Result<null, Refusal> {
  const left = windowsAttendedBy(tx.db, registration.id).filter(
    (window) => !registration.active || !worksAt(registration, window),
  )
  for (const window of left) {
    const inHand = ticketInHand(tx.db, window.id)
    if (inHand)
      return fail(
        refusal(
          'ticket-in-hand',
          `${inHand.number} 还在 ${window.number} 号窗口，由${registration.name}接待：请先在窗口办结、挂起、退回或移交，再作更改。`,
        ),
      )
  }
  for (const window of left) vacate(tx, window, 'closed', '', null)
  return ok(null)
}

function isLastAdministrator(tx: Transaction, id: string): boolean {
  const administrators = allStaff(tx.db).filter(
    (row) => row.active === 1 && rolesOf(tx.db, row.id).includes('administrator'),
  )
  return administrators.length === 1 && administrators[0]?.id === id
}

/** What is registered of a person, without the password. */
export function registrationOf(
  row: StaffRow,
  roles: ReturnType<typeof rolesOf>,
): Omit<StaffRegistration, 'passwordHash'> {
  return {
    id: row.id,
    account: row.account,
    name: row.name,
    post: row.post,
    promise: row.promise,
    partyMember: row.party_member === 1,
    roles,
    windowId: row.window_id,
    zoneId: row.zone_id,
    active: row.active === 1,
  }
}

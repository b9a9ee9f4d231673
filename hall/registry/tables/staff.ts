import { type Refusal, refusal } from '../../../contract/problems.ts'
import { choiceCell, codeCell, listCell, listed, textCell, yesNoCell } from '../../../core/registry/cell.ts'
import { fail, ok, type Result } from '../../../core/result.ts'
import { staffRoles } from '../../../core/staff/role.ts'
import { allStaff, findStaff, rolesOf } from '../../../db/staff/staff.ts'
import type { Transaction } from '../../../db/writer.ts'
import { registerStaff, registrationOf, roleNames, staffCellsOf } from '../../staff/accounts.ts'
import { namesNow } from '../names.ts'
import { defineTable, faultsIn, refer } from '../table.ts'

function switchOff(tx: Transaction, id: string): Result<null, Refusal> {
  const row = findStaff(tx.db, id)
  if (!row) return fail(refusal('not-found', '没有这个账号。'))
  if (row.active === 0) return fail(refusal('changed-since', '账号已经停用，没有可以撤销的。'))
  const known = registrationOf(row, rolesOf(tx.db, id))
  const saved = registerStaff(tx, { ...known, active: false, passwordHash: row.password_hash })
  return saved.ok ? ok(null) : saved
}

const role = choiceCell(roleNames)
const roles = listCell(role, { required: true })

export const staffTable = defineTable('staff', {
  read: {
    account: codeCell(/^[A-Za-z0-9_.-]{2,40}$/, '账号为 2–40 位字母、数字、点、下划线或短横', {
      required: true,
    }),
    name: textCell(40, { required: true }),
    // In one order, whatever order they were typed in.
    roles: (typed) => {
      const read = roles(typed)
      if (!read.ok) return read
      const held = listed(read.value)
      const names = staffRoles.map((one) => roleNames[one])
      return ok(names.filter((name) => held.includes(name)).join('、'))
    },
    window: codeCell(/^[0-9A-Z]{1,4}$/, '窗口号为 1–4 位数字或大写字母', { upper: true }),
    zone: textCell(40),
    post: textCell(60),
    promise: textCell(120),
    party_member: yesNoCell('否'),
    active: yesNoCell('是'),
    password: (typed) =>
      typed === '' || (typed.length >= 10 && typed.length <= 200)
        ? ok(typed)
        : fail({ code: 'bad-value', message: '初始密码须有 10–200 位；留空则自动生成。' }),
  },
  list(db) {
    const cells = staffCellsOf(namesNow(db))
    return allStaff(db).map((row) => ({ id: row.id, cells: cells(registrationOf(row, rolesOf(db, row.id))) }))
  },
  save(tx, id, cells, firstHash) {
    const known = id === null ? undefined : findStaff(tx.db, id)
    if (known && cells.password !== '')
      return fail([
        {
          column: 'password',
          code: 'password-of-existing',
          message: '账号已经存在，导入不更改密码。请清空此格；忘记密码请用“重置密码”。',
        },
      ])
    const zoneId = refer(tx, 'zones', 'zone', cells.zone)
    const windowId = refer(tx, 'windows', 'window', cells.window)
    if (!zoneId.ok || !windowId.ok) return fail(faultsIn(zoneId, windowId))
    const held = listed(cells.roles)
    return registerStaff(tx, {
      id: id ?? tx.newId(),
      account: cells.account,
      name: cells.name,
      roles: staffRoles.filter((one) => held.includes(roleNames[one])),
      windowId: windowId.value,
      zoneId: zoneId.value,
      post: cells.post,
      promise: cells.promise,
      partyMember: cells.party_member === '是',
      active: cells.active === '是',
      passwordHash: known?.password_hash ?? firstHash(cells.account),
    })
  },
  // What somebody did is told by their name for years: an account is never deleted, only switched off.
  remove: switchOff,
  columnOf: { roles: 'roles', windowId: 'window', zoneId: 'zone' },
})

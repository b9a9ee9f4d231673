import { fact } from '../../contract/entries.ts'
import { refusal } from '../../contract/problems.ts'
import { fail, must, ok } from '../../core/result.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import { allDepartments } from '../../db/catalog/departments.ts'
import { normaliseCode, sameHash, tokenHash } from '../../db/cipher.ts'
import { allQueues } from '../../db/queue/queues.ts'
import { activeWindows, servedQueues } from '../../db/queue/windows.ts'
import { allStaff, saveStaff } from '../../db/staff/staff.ts'
import { readStore, writeSettings, writeSetUpCode } from '../../db/store.ts'
import { allTerminals } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import { type Handlers, prepared, read } from '../serve.ts'
import { hashPassword } from '../staff/password.ts'

/** Routes of a hall's first hour: the set-up code makes the first two accounts and is used up by it. */
export const setUpRoutes: Handlers<'setUpState' | 'setUp' | 'setUpProgress'> = {
  setUpState: read(({ hall }) => ok({ needed: readStore(hall.db)?.setUpCodeHash !== null })),

  // Counts alone: the operator, who may not read accounts, still sees whether windows have people.
  setUpProgress: read(({ hall }) => {
    const departments = allDepartments(hall.db)
    const queues = allQueues(hall.db)
    const terminals = allTerminals(hall.db).filter((row) => !row.revoked)
    const windows = activeWindows(hall.db)
    const served = servedQueues(hall.db)
    const enrolled = terminals.filter((row) => row.enrolled)
    return ok({
      departments: departments.length,
      items: departments.reduce((sum, department) => sum + department.items, 0),
      queues: queues.length,
      queuesOn: queues.filter((queue) => queue.switchedOn).length,
      windows: windows.length,
      windowsServing: windows.filter(({ id }) => served.has(id)).length,
      staffAtWindows: allStaff(hall.db).filter((row) => row.active === 1 && row.window_id !== null).length,
      terminals: terminals.length,
      terminalsEnrolled: enrolled.length,
      kiosksEnrolled: enrolled.filter((row) => row.role === 'kiosk').length,
    })
  }),

  setUp: prepared<'setUp', { operator: string; administrator: string }>({
    prepare: async ({ body, hall }) => {
      // Looked at before hashing too, so that a wrong code costs the hall no work.
      const expected = readStore(hall.db)?.setUpCodeHash ?? null
      if (expected === null) return fail(refusal('set-up-done', '大厅已经设置，请登录。'))
      if (!sameHash(expected, tokenHash(normaliseCode(body.code))))
        return fail(refusal('code-invalid', '设置码不正确。设置码显示在启动大厅服务的终端里。'))
      const [operator, administrator] = await Promise.all([
        hashPassword(body.operator.password),
        hashPassword(body.administrator.password),
      ])
      return ok({ operator, administrator })
    },
    write(tx, { body, hall }, hashes) {
      if (must(readStore(tx.db), 'a hall runs on a store').setUpCodeHash === null)
        return fail(refusal('set-up-done', '大厅已经设置，请登录。'))
      // Whoever runs the machines does not hand out accounts: GB/T 22239-2019 level 3.
      if (body.operator.account.toLowerCase() === body.administrator.account.toLowerCase())
        return fail(
          refusal('validation', '运维和管理员须是两个账号。', {
            errors: [{ path: 'administrator.account', message: '须与运维账号不同' }],
          }),
        )
      writeSetUpCode(tx.db, null)
      const before = hall.settings()
      const after = { ...before, name: body.hallName }
      writeSettings(tx.db, after)
      tx.record(fact('hall-settings-changed', { before, after }))
      const operatorId = addFirst(tx, body.operator, 'operator', '运维', hashes.operator)
      const administratorId = addFirst(
        tx,
        body.administrator,
        'administrator',
        '账号管理',
        hashes.administrator,
      )
      tx.record(fact('set-up-completed', { operatorId, administratorId }))
      return ok({ done: true })
    },
  }),
}

function addFirst(
  tx: Transaction,
  person: { account: string; name: string },
  role: StaffRole,
  post: string,
  passwordHash: string,
): string {
  const id = tx.newId()
  const { account, name } = person
  saveStaff(tx.db, {
    id,
    account,
    name,
    post,
    promise: '',
    partyMember: false,
    roles: [role],
    windowId: null,
    zoneId: null,
    active: true,
    passwordHash,
  })
  tx.record(
    fact('staff-saved', {
      staffId: id,
      account,
      name,
      roles: [role],
      windowId: null,
      active: true,
      created: true,
    }),
  )
  return id
}

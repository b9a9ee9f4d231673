import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** Signing in, lock-out, accounts, enrolment and set-up. Real: the hall, its store, argon2id, HTTP. By hand: the clock. */
let hall: TestHall
beforeEach(async () => {
  hall = await startTestHall()
})
afterEach(() => hall.stop())
const wrong = (account: string) =>
  refusedWith(hall.client(null)('signIn', { body: { account, password: 'wrong' } }))
const password = (account: string) =>
  must(
    hall.running.demonstration?.accounts.find((one) => one.account === account),
    account,
  ).password

it('an unknown account and a wrong password are told the same', async () => {
  expect(await wrong('nobody')).toBe('wrong-credentials')
  expect(await wrong('w001')).toBe('wrong-credentials')
})

it('five wrong ones lock the account for fifteen minutes, for the right password too, across a restart', async () => {
  for (let count = 0; count < 4; count += 1) expect(await wrong('w001')).toBe('wrong-credentials')
  expect(await wrong('w001')).toBe('locked-out')
  await hall.restart()
  const right = () => hall.client(null)('signIn', { body: { account: 'w001', password: password('w001') } })
  expect(await refusedWith(right())).toBe('locked-out')
  hall.advance(15 * 60_000 + 1)
  expect((await right()).staff.roles).toEqual(['staff'])
})

it('a password never lies in the store, and a changed one ends the other sessions', async () => {
  const one = await hall.as('account:w001')
  const { token } = await hall.client(null)('signIn', {
    body: { account: 'w001', password: password('w001') },
  })
  expect(
    await refusedWith(
      one('changePassword', { body: { current: 'not it at all', next: 'quite another one' } }),
    ),
  ).toBe('wrong-credentials')
  await one('changePassword', { body: { current: password('w001'), next: 'quite another one' } })
  expect(await refusedWith(hall.client(token)('whoAmI', {}))).toBe('not-signed-in')
  expect((await one('whoAmI', {})).staff.name).not.toBe('')
  const hash = hall.running.hall.db
    .prepare<[], { password_hash: string }>("SELECT password_hash FROM staff WHERE account = 'w001'")
    .get()
  expect(hash?.password_hash).toMatch(/^\$argon2id\$/)
})

it('guesses at the present password count as at the door', async () => {
  const one = await hall.as('account:w001')
  const guess = () =>
    refusedWith(one('changePassword', { body: { current: 'not it at all', next: 'quite another one' } }))
  for (let count = 0; count < 4; count += 1) expect(await guess()).toBe('wrong-credentials')
  expect(await guess()).toBe('locked-out')
  expect(
    await refusedWith(
      one('changePassword', { body: { current: password('w001'), next: 'quite another one' } }),
    ),
  ).toBe('locked-out')
})

it('whoever has a ticket in hand keeps one session: the console may be left, the window not', async () => {
  const kiosk = await hall.as('kiosk')
  const window = await hall.as('account:w001')
  await window('openWindow', { params: { id: hall.windowId('1') } })
  await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  await window('callNext', { params: { id: hall.windowId('1') } })
  const { token } = await hall.client(null)('signIn', {
    body: { account: 'w001', password: password('w001') },
  })
  await hall.client(token)('signOut', {})
  expect(await refusedWith(window('signOut', {}))).toBe('ticket-in-hand')
})

it('machines, accounts and audit are never in one hand', async () => {
  const administrator = await hall.as('administrator')
  const body = {
    account: 'x1',
    name: '一人',
    post: '',
    promise: '',
    partyMember: false,
    windowId: null,
    zoneId: null,
    active: true,
    password: 'a long enough one',
  }
  expect(
    await refusedWith(administrator('addStaff', { body: { ...body, roles: ['operator', 'auditor'] } })),
  ).toBe('validation')
  expect(
    (await administrator('addStaff', { body: { ...body, roles: ['operator', 'supervisor'] } })).roles,
  ).toEqual(['operator', 'supervisor'])
})

it('a session ends after its hours', async () => {
  const one = await hall.as('account:w001')
  hall.advance(12 * 3_600_000 + 1)
  expect(await refusedWith(one('whoAmI', {}))).toBe('not-signed-in')
})

it('an account that is closed is nobody at once; the last administrator cannot be closed', async () => {
  const one = await hall.as('account:w001')
  const administrator = await hall.as('administrator')
  const { staff } = await administrator('staff', {})
  const id = (account: string) =>
    must(
      staff.find((row) => row.account === account),
      account,
    ).id
  await administrator('saveStaff', { params: { id: id('w001') }, body: { active: false } })
  expect(await refusedWith(one('whoAmI', {}))).toBe('not-signed-in')
  expect(
    await refusedWith(administrator('saveStaff', { params: { id: id('a001') }, body: { active: false } })),
  ).toBe('in-use')
})

it.each<[string, { zoneId?: string; windowId?: string; padWindows?: string[] }]>([
  ['a zone', { zoneId: 'nowhere' }],
  ['a window', { windowId: 'nowhere' }],
  ['a window whose pad it carries', { padWindows: ['nowhere'] }],
])('a terminal cannot have %s that there is not', async (_, wrong) => {
  const operator = await hall.as('operator')
  const input = { role: 'kiosk', name: '三号自助机', windowId: null, zoneId: null } as const
  const body = { ...input, padWindows: [], ...wrong }
  expect(await refusedWith(operator('addTerminal', { body }))).toBe('validation')
  const { terminals } = await operator('terminals')
  const { id } = must(
    terminals.find(({ role }) => role === 'kiosk'),
    'a kiosk',
  )
  expect(await refusedWith(operator('saveTerminal', { params: { id }, body: wrong }))).toBe('validation')
})

it('a terminal is enrolled by a code that works once, and for a day', async () => {
  const operator = await hall.as('operator')
  const input = { role: 'kiosk', name: '二号自助机', windowId: null, zoneId: null, padWindows: [] } as const
  const { code, terminal } = await operator('addTerminal', { body: { ...input, padWindows: [] } })
  expect(await refusedWith(operator('addTerminal', { body: { ...input, padWindows: [] } }))).toBe(
    'already-exists',
  )
  // As people type it: lower case, no dashes.
  const enrolled = await hall.client(null)('enrolTerminal', {
    body: { code: code.toLowerCase().replaceAll('-', ' ') },
  })
  expect(enrolled.terminal.id).toBe(terminal.id)
  expect((await hall.client(enrolled.token)('queues', {})).queues.length).toBeGreaterThan(0)
  expect(await refusedWith(hall.client(null)('enrolTerminal', { body: { code } }))).toBe('code-invalid')
  const second = await operator('terminalCode', { params: { id: terminal.id } })
  hall.advance(24 * 3_600_000)
  expect(await refusedWith(hall.client(null)('enrolTerminal', { body: { code: second.code } }))).toBe(
    'code-invalid',
  )
})

it('a leader works at any window of the zone, and at no other', async () => {
  const leader = await hall.as('leader')
  const { windows } = await leader('windows', {})
  const zone = must(
    windows.find((window) => window.number === '1'),
    'window 1',
  ).zoneId
  const inside = must(
    windows.find((window) => window.zoneId === zone && window.number !== '1'),
    'another of the zone',
  )
  const outside = must(
    windows.find((window) => window.zoneId !== zone),
    'one elsewhere',
  )
  expect((await leader('openWindow', { params: { id: inside.id } })).state).toBe('open')
  expect(await refusedWith(leader('openWindow', { params: { id: outside.id } }))).toBe('not-permitted')
})

it('staff work at their own window and no other', async () => {
  const one = await hall.as('account:w001')
  for (const route of ['openWindow', 'callNext'] as const)
    expect(await refusedWith(one(route, { params: { id: hall.windowId('2') } }))).toBe('not-permitted')
  expect(await refusedWith(one('windowServices', { params: { id: hall.windowId('2') } }))).toBe(
    'not-permitted',
  )
})

it('a kiosk sees and cancels what it issued, and no other’s', async () => {
  const kiosk = await hall.as('kiosk')
  const ticket = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  const other = hall.client(
    must(
      hall.running.demonstration?.terminals.find((one) => one.role === 'kiosk' && one.name !== 'spare'),
      'the other kiosk',
    ).token,
  )
  for (const route of ['ticket', 'cancelTicket', 'returnTicket', 'ticketPaper'] as const)
    expect(await refusedWith(other(route, { params: { id: ticket.id } })), route).toBe('not-permitted')
})

it('a phone address opens one ticket and nothing else', async () => {
  const kiosk = await hall.as('kiosk')
  const mine = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  const other = await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  const phone = hall.client(must(mine.phoneUrl.split('#')[1], 'secret'))
  expect((await phone('phoneTicket', {})).ticket.id).toBe(mine.id)
  for (const route of ['ticket', 'cancelTicket', 'returnTicket'] as const)
    expect(await refusedWith(phone(route, { params: { id: other.id } })), route).toBe('not-permitted')
  expect(await refusedWith(phone('queues', {}))).toBe('not-permitted')
  expect(
    await refusedWith(
      phone('rateTicket', { params: { id: other.id }, body: { level: 'satisfied', channel: 'phone' } }),
    ),
  ).toBe('not-permitted')
})

it('a new hall has one set-up code and no account; the code makes two accounts and is used up', async () => {
  const fresh = await startTestHall({ fresh: 'empty' })
  try {
    const nobody = fresh.client(null)
    expect(await nobody('setUpState', {})).toEqual({ needed: true })
    const code = must(fresh.running.setUpCode, 'a new hall tells its code')
    const people = {
      operator: { account: 'ops', name: '沈浩', password: 'a long enough one' },
      administrator: { account: 'admin', name: '方琳', password: 'another long one' },
    }
    expect(
      await refusedWith(nobody('setUp', { body: { code: 'AAAA-AAAA-AAAA', hallName: '新大厅', ...people } })),
    ).toBe('code-invalid')
    expect(
      await refusedWith(
        nobody('setUp', {
          body: {
            code,
            hallName: '新大厅',
            ...people,
            administrator: { ...people.administrator, account: 'OPS' },
          },
        }),
      ),
    ).toBe('validation')
    await nobody('setUp', { body: { code, hallName: '新大厅', ...people } })
    expect(await refusedWith(nobody('setUp', { body: { code, hallName: '新大厅', ...people } }))).toBe(
      'set-up-done',
    )
    const { token, staff } = await nobody('signIn', {
      body: { account: 'ops', password: 'a long enough one' },
    })
    expect(staff.roles).toEqual(['operator'])
    expect((await fresh.client(token)('settings', {})).settings.name).toBe('新大厅')
    await fresh.restart()
    expect(fresh.running.setUpCode).toBeNull()
  } finally {
    await fresh.stop()
  }
})

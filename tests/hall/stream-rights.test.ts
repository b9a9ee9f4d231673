import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { type Listening, listenTo } from '../support/listening.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Who may go on listening. Real: the hall, its store, HTTP, sockets. Moved by hand: the clock. */
let hall: TestHall
let kiosk: Client
let administrator: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  administrator = await hall.as('administrator')
})
afterEach(() => hall.stop())

const w001 = async () =>
  must(
    (await administrator('staff', {})).staff.find((one) => one.account === 'w001'),
    'w001',
  )

const statusOf = async (token: string) =>
  (await fetch(`${hall.running.url}/api/v1/stream`, { headers: { authorization: `Bearer ${token}` } })).status

/** Something that everybody who listens would hear. */
const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })

async function listen(who: 'display' | 'account:w001'): Promise<{ token: string; stream: Listening }> {
  const token = must(await hall.token(who), 'a token')
  return { token, stream: await listenTo(hall.running.url, '', { token }) }
}

/** The stream is over, told nothing that came with its end or after it, and is refused when asked for again. */
async function expectCut({ token, stream }: Awaited<ReturnType<typeof listen>>, status: number) {
  await take()
  await stream.over
  expect(stream.events).toEqual([])
  if (status !== 200) expect(await statusOf(token)).toBe(status)
}

it('a revoked display went on showing calls: its stream ends with its token', async () => {
  const display = await listen('display')
  const operator = await hall.as('operator')
  const { terminals } = await operator('terminals', {})
  const other = must(
    terminals.find((one) => one.role === 'pad'),
    'a pad',
  )
  const { terminal: mine } = await (await hall.as('display'))('currentTerminal')
  await operator('revokeTerminal', { params: { id: other.id } })
  await display.stream.until((events) => events.length === 1)
  display.stream.events.length = 0
  await operator('revokeTerminal', { params: { id: mine.id } })
  await expectCut(display, 401)
})

it('a terminal that was enrolled anew is another: whoever holds the token of before is cut off', async () => {
  const display = await listen('display')
  const operator = await hall.as('operator')
  const { terminal: mine } = await (await hall.as('display'))('currentTerminal')
  const { code } = await operator('terminalCode', { params: { id: mine.id } })
  await display.stream.until((events) => events.length === 1)
  display.stream.events.length = 0
  await hall.client(null)('enrolTerminal', { body: { code } })
  await expectCut(display, 401)
})

it('a disabled account hears nothing more', async () => {
  const clerk = await listen('account:w001')
  const { id } = await w001()
  await administrator('saveStaff', { params: { id }, body: { active: false } })
  await expectCut(clerk, 401)
})

it('other roles are another person: the stream ends, and what may be heard is asked anew', async () => {
  const clerk = await listen('account:w001')
  const { id } = await w001()
  await administrator('saveStaff', { params: { id }, body: { roles: ['leader'] } })
  await expectCut(clerk, 200)
})

it('whoever signed out hears nothing more', async () => {
  const clerk = await listen('account:w001')
  await (await hall.as('account:w001'))('signOut')
  await expectCut(clerk, 401)
})

it('a password that the administrator set ends the streams of the sessions that it ends', async () => {
  const clerk = await listen('account:w001')
  const { id } = await w001()
  await administrator('saveStaff', { params: { id }, body: { password: 'another password' } })
  await expectCut(clerk, 401)
})

it('a session that lapsed hears nothing more, though nothing was changed', async () => {
  const clerk = await listen('account:w001')
  hall.advance(hall.running.hall.settings().signIn.sessionHours * 3_600_000)
  await expectCut(clerk, 401)
})

it('a change of somebody else’s account cuts nobody off', async () => {
  const clerk = await listen('account:w001')
  const other = must(
    (await administrator('staff', {})).staff.find((one) => one.account === 'w002'),
    'w002',
  )
  await administrator('saveStaff', { params: { id: other.id }, body: { post: '窗口人员' } })
  await take()
  await clerk.stream.until((events) => events.some((one) => one.event === 'ticket-issued'))
  await clerk.stream.close()
})

it('the code on a lost paper hears nothing more once another is printed', async () => {
  const { id, phoneUrl } = await take()
  const token = must(phoneUrl.split('#')[1], 'a secret')
  const stream = await listenTo(hall.running.url, '', { token })
  const clerk = await hall.as('account:w001')
  const printer = must((await clerk('printers', {})).terminals[0], 'a kiosk')
  await clerk('reprintTicket', { params: { id }, body: { terminalId: printer.id } })
  await expectCut({ token, stream }, 401)
})

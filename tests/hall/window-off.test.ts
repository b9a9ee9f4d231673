import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, ProblemError } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Switching off a window that has a history. Real: the hall, its store, HTTP. */
let hall: TestHall
let operator: Client
let kiosk: Client
let clerk: Client
let window: { id: string }
beforeAll(async () => {
  hall = await startTestHall()
  operator = await hall.as('operator')
  kiosk = await hall.as('kiosk')
  clerk = await hall.as('account:w001')
  window = { id: hall.windowId('1') }
})
afterAll(() => hall.stop())

const switchTo = (active: boolean, id = window.id) =>
  operator('saveWindow', { params: { id }, body: { active } })
const refusal = async (done: Promise<unknown>): Promise<string> => {
  const error = await done.catch((one: unknown) => one)
  if (!(error instanceof ProblemError)) throw new Error('it was not refused')
  return `${error.problem.code}: ${error.problem.detail}`
}
const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
const onDisplay = async () => (await kiosk('display', {})).windows.map(({ number }) => number)
const file = async (text: string) =>
  operator('importRegistry', { params: { name: 'windows' }, body: new TextEncoder().encode(text) })

describe('a window that was at work', () => {
  it('is not switched off while it is open, has a ticket in hand or on hold, or somebody waits for it alone', async () => {
    const taken = await take()
    await clerk('openWindow', { params: window })
    expect(await refusal(switchTo(false))).toMatch(/^in-use: .*先关闭/)
    await clerk('callNext', { params: window })
    expect(await refusal(switchTo(false))).toMatch(/^in-use: .*手中有号票/)
    const at = { params: window, body: { ticketId: taken.id } }
    await clerk('startService', at)
    await clerk('holdService', at)
    await clerk('closeWindow', { params: window })
    expect(await refusal(switchTo(false))).toMatch(new RegExp(`^in-use: ${taken.number} 在本窗口挂起`))
    await clerk('openWindow', { params: window })
    await clerk('resumeService', at)
    await clerk('finishService', at)

    // Somebody whom another window sent here.
    const two = await hall.as('account:w002')
    const second = { id: hall.windowId('2') }
    const sent = await take()
    await two('openWindow', { params: second })
    await two('callTicket', { params: second, body: { ticketId: sent.id } })
    await two('startService', { params: second, body: { ticketId: sent.id } })
    await two('transferTicket', { params: second, body: { ticketId: sent.id, toWindowId: window.id } })
    await clerk('closeWindow', { params: window })
    expect(await refusal(switchTo(false))).toMatch(/^in-use: .*转到本窗口等候/)
    await clerk('openWindow', { params: window })
    await clerk('callTicket', { params: window, body: { ticketId: sent.id } })
    await clerk('startService', { params: window, body: { ticketId: sent.id } })
    await clerk('finishService', { params: window, body: { ticketId: sent.id } })
    await clerk('closeWindow', { params: window })
    await two('closeWindow', { params: second })
    expect((await operator('windows')).windows.find(({ id }) => id === window.id)?.active).toBe(true)
  })

  it('leaves displays, the board and the queues that it served, and keeps its place in reports', async () => {
    expect(await onDisplay()).toContain('1')
    const off = await switchTo(false)
    expect(off).toMatchObject({ active: false, state: 'closed', number: '1' })
    expect(off.queueIds).toContain(hall.queueId('A'))
    expect(await onDisplay()).not.toContain('1')
    expect((await kiosk('display', { query: { window: window.id } })).windows).toEqual([])
    const director = await hall.as('director')
    const board = await director('board', {})
    expect(board.windows.map(({ number }) => number)).not.toContain('1')
    expect(board.totals.windows).toBe(board.windows.length)
    const queue = (await kiosk('queues', {})).queues.find(({ prefix }) => prefix === 'A')
    expect(queue?.windowNumbers).not.toContain('1')
    const report = await director('report', { query: { by: 'window' } })
    expect(report.rows.find(({ code }) => code === '1')?.figures.served).toBe(2)
  })

  it('cannot be opened, sent to or given to anybody, and whoever had it keeps it', async () => {
    expect(await refusal(clerk('openWindow', { params: window }))).toMatch(/^window-switched-off: /)
    const two = await hall.as('account:w002')
    const second = { id: hall.windowId('2') }
    const taken = await take()
    await two('openWindow', { params: second })
    await two('callTicket', { params: second, body: { ticketId: taken.id } })
    await two('startService', { params: second, body: { ticketId: taken.id } })
    const transfer = { params: second, body: { ticketId: taken.id, toWindowId: window.id } }
    expect(await refusal(two('transferTicket', transfer))).toMatch(/^window-switched-off: /)
    const toQueueId = hall.queueId('K')
    await operator('saveQueue', { params: { id: toQueueId }, body: { switchedOn: false } })
    const { params, body } = transfer
    const toQueue = { params, body: { ticketId: body.ticketId, toQueueId } }
    expect(await refusal(two('transferTicket', toQueue))).toMatch(/^queue-closed: /)
    await operator('saveQueue', { params: { id: toQueueId }, body: { switchedOn: true } })
    await two('finishService', { params: second, body: { ticketId: taken.id } })
    const administrator = await hall.as('administrator')
    const { staff } = await administrator('staff')
    const person = (account: string) =>
      must(
        staff.find((one) => one.account === account),
        account,
      ).id
    const move = { params: { id: person('w003') }, body: { windowId: window.id } }
    expect(await refusal(administrator('saveStaff', move))).toMatch(/^validation: .*停用/)
    const post = '综合岗'
    const kept = await administrator('saveStaff', { params: { id: person('w001') }, body: { post } })
    expect(kept).toMatchObject({ windowId: window.id, post })
  })

  it('is switched on again, by the register or its file, and the change can be taken back', async () => {
    expect(await file('窗口号,启用\n1,是\n')).toMatchObject({ changed: 1 })
    expect(await onDisplay()).toContain('1')
    const { changes } = await operator('registryChanges', { params: { name: 'windows' } })
    const latest = must(changes[0], 'it was switched on just now')
    expect(latest.cells).toEqual([{ column: 'active', before: '否', after: '是' }])
    await operator('undoRegistryChange', { params: { name: 'windows', seq: String(latest.seq) } })
    expect(await onDisplay()).not.toContain('1')
    expect(await switchTo(true)).toMatchObject({ active: true })
    expect((await clerk('openWindow', { params: window })).state).toBe('open')
    // A file that would switch an open window off is refused whole.
    expect(await refusal(file('窗口号,启用\n2,是\n1,否\n'))).toMatch(/^import-faulty: /)
    await clerk('closeWindow', { params: window })
    // A column that the file leaves out stays as it is.
    await switchTo(false)
    expect(await file('窗口号,名称\n1,综合窗口\n')).toMatchObject({ changed: 1 })
    expect((await operator('windows')).windows.find(({ id }) => id === window.id)).toMatchObject({
      name: '综合窗口',
      active: false,
    })
  })
})

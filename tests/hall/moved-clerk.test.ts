import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { refusedWith, startTestHall, type TestHall } from '../support/test-hall.ts'

/** A clerk who is moved or disabled while at work. Real: the hall, its store, HTTP. */
let hall: TestHall
let administrator: Client
let clerk: Client
let staffId: string
beforeEach(async () => {
  hall = await startTestHall()
  administrator = await hall.as('administrator')
  clerk = await hall.as('account:w001')
  staffId = must(
    (await administrator('staff', {})).staff.find((one) => one.account === 'w001'),
    'w001',
  ).id
  await clerk('openWindow', { params: { id: hall.windowId('1') } })
})
afterEach(() => hall.stop())

const change = (body: { windowId?: string | null; active?: boolean; roles?: ('staff' | 'supervisor')[] }) =>
  administrator('saveStaff', { params: { id: staffId }, body })

const window1 = async () =>
  must(
    (await administrator('windows', {})).windows.find((one) => one.number === '1'),
    'window 1',
  )

async function callOne(): Promise<string> {
  const kiosk = await hall.as('kiosk')
  await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })
  return must(await clerk('callNext', { params: { id: hall.windowId('1') } }), 'a ticket').id
}

const importStaff = (file: string, preview: boolean) =>
  administrator('importStaff', {
    ...(preview ? { query: { preview: 'true' } } : {}),
    body: new TextEncoder().encode(file),
  })

it('a clerk who was moved left an open window in their name: it is closed with the move', async () => {
  await change({ windowId: hall.windowId('4') })
  expect(await window1()).toMatchObject({ state: 'closed', staffName: null })
  const auditor = await hall.as('auditor')
  const { entries } = await auditor('journal', { query: { type: 'window-closed' } })
  expect(entries.at(-1)?.body).toMatchObject({ windowId: hall.windowId('1') })
  await clerk('openWindow', { params: { id: hall.windowId('4') } })
})

it('a disabled account, and one that is no longer staff, leave no open window either', async () => {
  await change({ roles: ['supervisor'] })
  expect((await window1()).state).toBe('closed')
  await change({ roles: ['staff'] })
  await clerk('openWindow', { params: { id: hall.windowId('1') } })
  await change({ active: false })
  expect((await window1()).state).toBe('closed')
})

it('with a ticket in hand nobody is moved, disabled or given other roles: the refusal names ticket and window', async () => {
  const ticketId = await callOne()
  for (const body of [
    { windowId: hall.windowId('4') },
    { windowId: null },
    { active: false },
    { roles: ['supervisor' as const] },
  ])
    expect(await refusedWith(change(body))).toBe('ticket-in-hand')
  const told = await change({ active: false }).catch((error) => error.problem.detail)
  expect(told).toContain('A001')
  expect(told).toContain('1 号窗口')
  expect(await window1()).toMatchObject({ state: 'open' })
  // The ticket is theirs to finish, and then the change is made.
  await clerk('startService', { params: { id: hall.windowId('1') }, body: { ticketId } })
  await clerk('finishService', { params: { id: hall.windowId('1') }, body: { ticketId } })
  await change({ windowId: hall.windowId('4') })
  expect((await window1()).state).toBe('closed')
})

it('what does not concern the window is changed at any time', async () => {
  await callOne()
  await administrator('saveStaff', { params: { id: staffId }, body: { post: '首席', zoneId: null } })
  expect(await window1()).toMatchObject({ state: 'open' })
})

it('a file obeys the same rule', async () => {
  const file = '账号,窗口\nw001,4\n'
  await callOne()
  expect((await importStaff(file, true)).faulty).toMatchObject([
    { line: 2, column: '', code: 'ticket-in-hand' },
  ])
  expect(await refusedWith(importStaff(file, false))).toBe('import-faulty')
  expect((await window1()).state).toBe('open')
  await clerk('closeWindow', { params: { id: hall.windowId('1') }, body: { inHand: 'put-back' } })
  await clerk('openWindow', { params: { id: hall.windowId('1') } })
  expect(await importStaff(file, false)).toMatchObject({ changed: 1, faulty: [] })
  expect((await window1()).state).toBe('closed')
})

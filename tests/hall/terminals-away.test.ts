import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * ZMSKVR-1132: a kiosk or a screen that nobody hears any more. Real: the hall, its store, HTTP. By hand: the clock and
 * the schedule.
 */
let hall: TestHall
let kiosk: Client
let operator: Client
beforeEach(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  operator = await hall.as('operator')
})
afterEach(() => hall.stop())

const minute = 60_000
/** Lets time pass as the schedule sees it, a look each twenty seconds; `beats` is asked for at each. */
const pass = async (ms: number, beats?: () => Promise<unknown>) => {
  for (let left = ms; left > 0; left -= 20_000) {
    hall.advance(Math.min(left, 20_000))
    await beats?.()
    await runDue(hall.running.hall)
  }
}
const beat = () => kiosk('currentTerminal', {})
const report = (state: 'ready' | 'fault' | 'off') =>
  kiosk('reportDevice', { body: { device: 'printer', kind: 'ticket-printer', state, detail: '' } })
const spare = async () =>
  must(
    (await operator('terminals', {})).terminals.find(({ name }) => name === 'spare'),
    'the spare kiosk',
  )
const printer = async () => must((await operator('devices', {})).devices[0], 'the printer')
const alerts = async () => {
  const auditor = await hall.as('auditor')
  const { entries } = await auditor('journal', { query: { limit: 500 } })
  return entries
    .filter(({ type }) => type.startsWith('terminal-alert'))
    .map(({ type, body }) => ({ type, body }))
}
const metrics = async () => (await fetch(`${hall.running.url}/metrics`)).text()

it('a terminal that is silent for three beats is away, its devices unknown; the operator is alerted once, and it ends', async () => {
  await report('ready')
  await pass(2 * minute, beat)
  const heardAt = hall.now()
  expect(await spare()).toMatchObject({ presence: 'here', alertedAt: null })
  await pass(80_000)
  expect((await spare()).presence).toBe('here')
  await pass(20_000)
  expect((await spare()).presence).toBe('away')
  expect(await printer()).toMatchObject({ state: 'unknown', alertedAt: null })
  expect(Date.parse((await printer()).since)).toBe(heardAt)
  expect(await metrics()).toContain(
    'govhall_terminal_presence{terminal="spare",role="kiosk",presence="away"} 1',
  )
  expect(await metrics()).toContain(
    'govhall_device_state{terminal="spare",device="printer",kind="ticket-printer",state="unknown"} 1',
  )
  await pass(4 * minute)
  expect((await spare()).alertedAt).not.toBeNull()
  expect((await printer()).alertedAt).toBe((await spare()).alertedAt)
  await pass(60 * minute)
  await beat()
  await expect.poll(spare).toMatchObject({ presence: 'here', alertedAt: null })
  expect(await printer()).toMatchObject({ state: 'ready', alertedAt: null })
  expect(await alerts()).toMatchObject([
    { type: 'terminal-alert-raised', body: { terminalName: 'spare', role: 'kiosk' } },
    { type: 'terminal-alert-cleared', body: { terminalName: 'spare', awaySeconds: 65 * 60 + 40 } },
  ])
})

it('a terminal that was never heard, and one that was switched off in good order, alert nobody', async () => {
  await report('ready')
  const display = await hall.as('display')
  await display('stopTerminal')
  await kiosk('stopTerminal')
  await pass(30 * minute)
  const { terminals } = await operator('terminals', {})
  expect(terminals.map(({ presence }) => presence).filter((one) => one === 'off')).toHaveLength(2)
  expect(terminals.some(({ presence }) => presence === 'never')).toBe(true)
  expect(await printer()).toMatchObject({ state: 'off', alertedAt: null })
  expect(await alerts()).toEqual([])
  // Switched on again it is watched again.
  await beat()
  await expect.poll(spare).toMatchObject({ presence: 'here' })
  await pass(6 * minute)
  expect(await alerts()).toHaveLength(1)
})

it('a restart of the hall alerts nobody of terminals that come back, and one that stays away later', async () => {
  await beat()
  await pass(10 * minute, beat)
  await hall.restart()
  hall.advance(60 * minute)
  await hall.restart()
  operator = await hall.as('operator')
  kiosk = await hall.as('kiosk')
  expect((await spare()).presence).toBe('here')
  await pass(4 * minute)
  expect(await alerts()).toEqual([])
  await pass(2 * minute)
  expect(await alerts()).toHaveLength(1)
  await hall.restart()
  operator = await hall.as('operator')
  expect((await spare()).alertedAt).not.toBeNull()
  await pass(10 * minute)
  expect(await alerts()).toHaveLength(1)
})

it('a clock that is set, or a machine that slept, makes nobody silent', async () => {
  await beat()
  await pass(minute, beat)
  hall.advance(8 * 60 * minute)
  await runDue(hall.running.hall)
  expect((await spare()).presence).toBe('here')
  expect(await alerts()).toEqual([])
})

it('terminals that are switched off at night without a word alert nobody before the hall opens, and has been open for the time', async () => {
  await hall.running.hall.writer.run('test', (tx) => {
    tx.db.prepare('UPDATE queues SET switched_on = 0').run()
    return { ok: true, value: null }
  })
  await beat()
  await pass(30 * minute)
  expect((await spare()).presence).toBe('away')
  expect(await alerts()).toEqual([])
  const clerk = await hall.as('account:w001')
  await clerk('openWindow', { params: { id: hall.windowId('1') } })
  await pass(4 * minute)
  expect(await alerts()).toEqual([])
  await pass(2 * minute)
  expect(await alerts()).toHaveLength(1)
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Devices as terminals report them, over HTTP. Real: the hall, its store, HTTP. By hand: the clock and the schedule. */
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
const counters = { framesIn: 12, framesOut: 9, discardedBytes: 3, retries: 1, opened: 2, paperMm: 1840 }
const tell = (state: 'ready' | 'absent' | 'fault' | 'off', detail = '') =>
  kiosk('reportDevice', { body: { device: 'printer', kind: 'ticket-printer', state, detail } })
const device = async () => must((await operator('devices', {})).devices[0], 'the printer')
const facts = async () => {
  const auditor = await hall.as('auditor')
  const { entries } = await auditor('journal', { query: { limit: 500 } })
  return entries.filter(({ type }) => type.startsWith('device-')).map(({ type, body }) => ({ type, body }))
}
const pass = async (ms: number) => {
  hall.advance(ms)
  await runDue(hall.running.hall)
}

it('a device’s place, counters and faults are shown, and counters alone are no fact', async () => {
  const faults = [{ at: '2026-11-23T06:05:00Z', state: 'fault', detail: 'paper-out' } as const]
  const body = { device: 'printer', kind: 'ticket-printer', state: 'ready', detail: '' } as const
  await kiosk('reportDevice', { body: { ...body, place: 'tcp 10.0.0.5:9100', counters, faults } })
  expect(await device()).toMatchObject({ place: 'tcp 10.0.0.5:9100', counters, faults, alertedAt: null })
  await kiosk('reportDevice', { body: { ...body, counters: { ...counters, framesIn: 40 } } })
  expect(await device()).toMatchObject({
    place: 'tcp 10.0.0.5:9100',
    counters: { framesIn: 40, paperMm: 1840 },
    faults,
  })
  // A page that reports without them leaves them as they were.
  await tell('ready')
  expect((await device()).counters?.framesIn).toBe(40)
  expect(await facts()).toHaveLength(1)
})

it('ZMSKVR-1132: an outage that nobody saw becomes an alert after the hall’s time, once, and ends with the outage', async () => {
  await tell('fault', 'paper-out')
  await pass(3 * minute)
  // Another fault of the same outage does not begin it anew.
  await tell('absent')
  await pass(minute)
  expect((await device()).alertedAt).toBeNull()
  await pass(2 * minute)
  expect((await device()).alertedAt).not.toBeNull()
  await pass(10 * minute)
  await tell('fault', 'cover-open')
  await pass(10 * minute)
  await tell('ready')
  expect(await device()).toMatchObject({ state: 'ready', alertedAt: null })
  expect((await facts()).filter(({ type }) => type.startsWith('device-alert'))).toMatchObject([
    { type: 'device-alert-raised', body: { device: 'printer', state: 'absent' } },
    { type: 'device-alert-cleared', body: { device: 'printer', outageSeconds: 26 * 60 } },
  ])
})

it('what was switched off on purpose, and what came back in time, alerts nobody; the next outage does again', async () => {
  await tell('off')
  await pass(60 * minute)
  await tell('fault', 'cutter')
  await pass(4 * minute)
  await tell('ready')
  await pass(60 * minute)
  expect((await facts()).some(({ type }) => type.startsWith('device-alert'))).toBe(false)
  for (const _ of [1, 2]) {
    await tell('absent')
    await pass(6 * minute)
    await tell('ready')
  }
  expect((await facts()).filter(({ type }) => type === 'device-alert-raised')).toHaveLength(2)
})

it('the time is the hall’s setting, and a terminal out of service alerts nobody', async () => {
  await operator('saveSettings', { body: { devices: { alertMinutes: 30 } } })
  await tell('absent')
  await pass(29 * minute)
  expect((await device()).alertedAt).toBeNull()
  await operator('revokeTerminal', { params: { id: (await device()).terminalId } })
  await pass(5 * minute)
  expect((await operator('devices', {})).devices).toEqual([])
  expect((await facts()).some(({ type }) => type === 'device-alert-raised')).toBe(false)
})

it('a device that is taken out of a terminal’s configuration is forgotten, and its alert ends; what a page reports stays', async () => {
  const other = hall.client(
    must(
      hall.running.demonstration?.terminals.find(({ role, name }) => role === 'kiosk' && name !== 'spare'),
      'another kiosk',
    ).token,
  )
  const told = { kind: 'ticket-printer', state: 'absent', detail: '', place: 'serial' } as const
  await kiosk('reportDevice', { body: { ...told, device: 'printer' } })
  await kiosk('reportDevice', { body: { ...told, device: 'printer-1' } })
  await kiosk('reportDevice', { body: { device: 'speech', kind: 'speech', state: 'ready', detail: '' } })
  await other('reportDevice', { body: { ...told, device: 'printer' } })
  await pass(6 * minute)
  const named = async () =>
    (await operator('devices', {})).devices.map(({ terminalName, device: name }) => [terminalName, name])
  const before = await named()
  expect(before).toHaveLength(4)
  expect(await kiosk('listDevices', { body: { devices: ['printer-1'] } })).toEqual({ removed: 1 })
  expect(await kiosk('listDevices', { body: { devices: ['printer-1'] } })).toEqual({ removed: 0 })
  const after = await named()
  expect(before.filter((one) => !after.some((kept) => String(kept) === String(one)))).toHaveLength(1)
  expect(after.map(([, name]) => name).toSorted()).toEqual(['printer', 'printer-1', 'speech'])
  expect((await facts()).slice(-2).map(({ type, body }) => [type, body['device'], body['detail']])).toEqual(
    expect.arrayContaining([
      ['device-changed', 'printer', 'removed'],
      ['device-alert-cleared', 'printer', undefined],
    ]),
  )
})

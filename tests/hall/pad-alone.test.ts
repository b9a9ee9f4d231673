import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { type Bridge, startBridge } from '../../native-bridge/bridge.ts'
import { checkConfig } from '../../native-bridge/config.ts'
import type { SimulatedPadBus } from '../../native-bridge/simulator/pad-bus.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * A window's whole day by its pad, with no PC. Real: the hall, its store, the bridge, every byte between bridge and
 * pad. Simulated: the pad and the rater, on a line that they share.
 */
let hall: TestHall
let bridge: Bridge
let bus: SimulatedPadBus
let kiosk: Client
const folder = mkdtempSync(join(tmpdir(), 'pad-alone-'))
const pad = 3
const rater = 131
beforeAll(async () => {
  hall = await startTestHall()
  kiosk = await hall.as('kiosk')
  const windowId = hall.windowId('1')
  const checked = checkConfig({
    hall: hall.running.url,
    token: await hall.token('kiosk'),
    port: 0,
    data: folder,
    role: 'kiosk',
    devices: [
      {
        name: 'pads',
        kind: 'call-pad',
        driver: 'frames',
        profile: 'qs',
        pads: [
          { address: pad, windowId },
          { address: rater, windowId, is: 'rating-pad' },
        ],
        transport: { virtual: true },
      },
    ],
  })
  const started = await startBridge(must(checked.ok ? checked.value : null, 'a right configuration'), {
    log: pino({ level: 'silent' }),
  })
  bridge = must(started.ok ? started.value : null, 'the bridge starts')
  bus = must(bridge.padBus('pads'), 'a simulated line')
})
afterAll(async () => {
  await bridge.close()
  await hall.stop()
  rmSync(folder, { recursive: true })
})

const cells = () => bus.pad(pad).cells
/** Presses once the pad takes a key again, and waits until it shows what it should. */
async function press(digits: string, key: string, shows: string): Promise<void> {
  await expect.poll(() => bus.pad(pad).unacknowledged).toBeNull()
  const beeps = bus.pad(pad).beeps
  expect(bus.type(pad, digits, key)).toBe(true)
  await expect.poll(() => bus.pad(pad).beeps, { timeout: 4000 }).toBeGreaterThan(beeps)
  await expect.poll(cells).toBe(shows)
}

it('signs on, calls, recalls, serves, is rated, misses, transfers, pauses, holds and signs off', async () => {
  const administrator = await hall.as('administrator')
  const { staff } = await administrator('staff')
  const person = must(
    staff.find((one) => one.windowId === hall.windowId('1')),
    'somebody at window 1',
  )
  await administrator('savePadNumber', {
    params: { id: person.id },
    body: { number: '0107', pin: '4711' },
  })
  const tickets: string[] = []
  for (let n = 0; n < 4; n += 1)
    tickets.push((await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })).id)
  expect(cells()).toBe('      ')

  await press('0107', 'function', '      ')
  await press('4711', 'function', '  4   ')
  await press('', 'call', '   001')
  await press('', 'recall', '   001')
  await press('', 'start', '   001')
  await press('', 'finish', '  3   ')
  await expect.poll(() => bus.pad(rater, 'rating-pad').asking).toBe(true)
  bus.press(rater, 'very-satisfied')
  const rating = async () =>
    (await kiosk('ticket', { params: { id: must(tickets[0], 'the first') } })).rating?.level
  await expect.poll(rating).toBe('very-satisfied')

  await press('', 'call', '   002')
  await press('6', 'function', '  2   ')
  await press('', 'call', '   003')
  await press('', 'start', '   003')
  await press('2', 'transfer', '  1   ')
  await press('', 'pause', '  1   ')
  await press('', 'call', '   004')
  await press('', 'start', '   004')
  await press('0', 'function', '  0   ')
  await press('3', 'function', '   004')
  await press('02', 'transfer', '  0   ')
  await press('', 'call', '  0   ')
  await press('9', 'function', '      ')

  const states: string[] = []
  for (const id of tickets) states.push((await kiosk('ticket', { params: { id } })).state)
  expect(states).toEqual(['done', 'no-show', 'waiting', 'waiting'])
  const { entries } = await (await hall.as('auditor'))('journal', { query: { limit: 1000 } })
  const { terminal } = await kiosk('currentTerminal')
  const byPad = entries.filter(({ body }) => body['windowId'] === hall.windowId('1') && body['windowNumber'])
  expect(byPad.map(({ type }) => type)).toEqual([
    'window-opened',
    'ticket-called',
    'ticket-recalled',
    'service-started',
    'service-finished',
    'ticket-called',
    'ticket-missed',
    'ticket-called',
    'service-started',
    'ticket-transferred',
    'window-paused',
    'window-opened',
    'ticket-called',
    'service-started',
    'service-held',
    'service-resumed',
    'ticket-transferred',
    'window-closed',
  ])
  for (const { actor, body } of byPad)
    expect([actor, body['staffId']]).toEqual([`terminal:${terminal.id}`, person.id])
}, 60_000)

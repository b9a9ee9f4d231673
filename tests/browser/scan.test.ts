import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { bridgeConfig } from '../../contract/bridge.ts'
import { createClient } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { type Bridge, startBridge } from '../../native-bridge/bridge.ts'
import { SimulatedScanner } from '../../native-bridge/simulator/scanner.ts'
import { openTcpPort, type SimulatedPort } from '../../native-bridge/simulator/tcp-port.ts'
import { type Demonstration, startDemonstration } from '../support/demonstration.ts'
import { scanByKeys } from '../support/key-scanner.ts'

/**
 * Codes held to a kiosk's scanner. Real: `npm start`'s processes, a bridge, a scanner's bytes over a socket, a browser
 * whose keyboard is the other kind of scanner.
 */
let hall: Demonstration
let bridge: Bridge
let port: SimulatedPort
const scanner = new SimulatedScanner()
const folder = mkdtempSync(join(tmpdir(), 'govhall-scan-'))

beforeAll(async () => {
  hall = await startDemonstration()
  port = await openTcpPort(scanner)
  const started = await startBridge(
    bridgeConfig.parse({
      hall: hall.line.url,
      token: must(
        hall.line.terminals.find((one) => one.name === 'spare'),
        'the spare kiosk',
      ).token,
      port: 0,
      data: join(folder, 'bridge'),
      role: 'kiosk',
      devices: [{ name: 'scanner', kind: 'scanner', driver: 'lines', transport: { tcp: port.address } }],
    }),
    { log: pino({ level: 'silent' }) },
  )
  if (!started.ok) throw new Error(started.problem)
  bridge = started.value
})
afterAll(async () => {
  await bridge.close()
  scanner.stop()
  await port.close()
  await hall.stop()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  expect(hall.trouble.filter((line) => !/\b(404|409)\b/.test(line))).toEqual([])
  hall.trouble.length = 0
})

const upright = { width: 1080, height: 1920 }

/** A kiosk whose page hears the scanner: the bridge answers its stream with how the devices are. */
async function openKiosk() {
  const kiosk = await hall.open('kiosk', `${bridge.url}/kiosk/`, upright)
  await Promise.all([
    kiosk.waitForResponse((response) => response.url().endsWith('/devices/stream')),
    kiosk.reload(),
  ])
  await kiosk.getByRole('button', { name: /搜索/ }).first().waitFor()
  return kiosk
}

async function hold(code: string) {
  await expect.poll(() => bridge.devices()[0]?.state).toBe('ready')
  scanner.scan(code)
}

async function takeTicket() {
  const queues = await hall.terminal('spare')('queues', {})
  const queue = must(
    queues.queues.find((one) => one.prefix === 'A'),
    'queue A',
  )
  return hall.terminal('spare')('takeTicket', { body: { queueId: queue.id } })
}

async function book() {
  const anyone = createClient({ base: hall.line.url })
  const { items } = await anyone('bookableItems', { query: { q: 'xse' } })
  const params = { id: must(items[0], 'an item').id }
  const { days } = await anyone('bookableDays', { params })
  const { day } = must(
    days.find((one) => one.openness === 'open'),
    'a day',
  )
  const { slots } = await anyone('bookableSlots', { params, query: { day } })
  const { start } = must(
    slots.find((one) => one.open),
    'a slot',
  )
  return anyone('book', { body: { itemId: params.id, day, start, idNumber: '11010519491231002X' } })
}

it('a ticket’s code typed by a scanner shows the ticket, from any page, and its holder cancels it', async () => {
  const ticket = await takeTicket()
  const kiosk = await openKiosk()
  await kiosk.getByRole('button', { name: /搜索/ }).first().click()
  const field = kiosk.getByRole('searchbox').or(kiosk.getByRole('textbox')).first()
  await field.fill('社保')
  await scanByKeys(kiosk, ticket.phoneUrl)
  await kiosk.getByText('您的号码', { exact: true }).waitFor()
  expect(await kiosk.locator('.own-ticket-number').textContent()).toContain(ticket.number)
  await hall.look(kiosk, 'kiosk-own-ticket')
  // The secret stands nowhere on the page, and went into no field.
  const secret = must(ticket.phoneUrl.split('#')[1], 'a secret')
  expect(await kiosk.content()).not.toContain(secret)
  await kiosk.getByRole('button', { name: '返回' }).click()
  expect(await field.inputValue()).toBe('社保')

  await scanByKeys(kiosk, ticket.phoneUrl)
  await kiosk.getByRole('button', { name: '取消这个号' }).click()
  await hall.look(kiosk, 'kiosk-own-ticket-cancel')
  await kiosk.getByRole('button', { name: '确定取消' }).click()
  await kiosk.getByRole('heading', { name: '这个号已取消' }).waitFor()
  await hall.look(kiosk, 'kiosk-own-ticket-cancelled')
  await kiosk.getByRole('button', { name: '好了' }).click()
  await kiosk.getByRole('button', { name: /搜索/ }).first().waitFor()
  await kiosk.context().close()
})

it('a ticket’s code read by the scanner on the line shows it, and follows the call', async () => {
  const ticket = await takeTicket()
  const kiosk = await openKiosk()
  await hold(ticket.phoneUrl)
  await kiosk.getByText('您的号码', { exact: true }).waitFor()
  const clerk = await hall.signIn('w001')
  const window = { id: must(hall.line.accounts.find((one) => one.account === 'w001')?.windowId, 'a window') }
  await clerk('openWindow', { params: window })
  await clerk('callTicket', { params: window, body: { ticketId: ticket.id } })
  await kiosk.getByRole('heading', { name: /请到 \S+ 号窗口/ }).waitFor()
  await hall.look(kiosk, 'kiosk-own-ticket-called')
  await kiosk.context().close()
})

it('a booking’s code read by the scanner is checked in from the first page', async () => {
  const booked = await book()
  const kiosk = await openKiosk()
  await hold(booked.bookingUrl)
  await kiosk.getByText('已签到').waitFor()
  await kiosk.getByRole('button', { name: '好了' }).click()
  // By its short code, as a bar code: the same ticket.
  await scanByKeys(kiosk, booked.bookingCode)
  await kiosk.getByRole('heading', { name: '您已经签到过' }).waitFor()
  await kiosk.context().close()
})

it('a code that is of no use here, and a ticket that is not there, are told kindly', async () => {
  const kiosk = await openKiosk()
  await hold('6901234567892')
  await kiosk.getByRole('heading', { name: '这个码在这里用不上' }).waitFor()
  await hall.look(kiosk, 'kiosk-scan-unknown')
  await scanByKeys(kiosk, `${hall.line.url}/phone/#abcdefghijklmnopqrstuv`)
  await kiosk.getByRole('heading', { name: '没有找到这张号票' }).waitFor()
  await hall.look(kiosk, 'kiosk-scan-no-ticket')
  await kiosk.getByRole('button', { name: '直接取号' }).click()
  await kiosk.getByRole('heading', { name: '办哪类业务？' }).waitFor()
  await kiosk.context().close()
})

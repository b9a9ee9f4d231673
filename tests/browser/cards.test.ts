import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { bridgeConfig } from '../../contract/bridge.ts'
import { type Bridge, startBridge } from '../../native-bridge/bridge.ts'
import { SimulatedSamVReader } from '../../native-bridge/simulator/sam-v-reader.ts'
import { SimulatedSocialCard } from '../../native-bridge/simulator/social-card.ts'
import { numberOn } from '../../native-bridge/testing/card-bench.ts'
import { simulated } from '../../native-bridge/testing/simulated.ts'
import { launchBrowser, listenForTrouble, seriousFaults } from '../support/browser.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Cards on a kiosk's reader. Real: a browser, the hall, the bridge, a simulated reader on a socket. By hand: idle time. */
let hall: TestHall
let bridge: Bridge
let reader: SimulatedSamVReader
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'govhall-cards-'))
const trouble: string[] = []

beforeAll(async () => {
  const pages = await buildPagesIfStale()
  hall = await startTestHall()
  const config = bridgeConfig.parse({
    hall: hall.running.url,
    token: await hall.token('kiosk'),
    port: 0,
    data: folder,
    role: 'kiosk',
    devices: [
      { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { virtual: true } },
      { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: { virtual: true } },
    ],
  })
  const started = await startBridge(config, { pagesFolder: pages.folder, log: pino({ level: 'silent' }) })
  if (!started.ok) throw new Error(started.problem)
  bridge = started.value
  reader = simulated(bridge, 'reader', SimulatedSamVReader)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await bridge.close()
  await hall.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function openKiosk(at = bridge, asks = '放在读卡处'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1080, height: 1920 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  listenForTrouble(page, trouble, 'kiosk')
  await page.clock.install()
  await page.goto(`${at.url}/kiosk/`)
  await page.getByText(asks).waitFor()
  return page
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

async function toFirstQueue(page: Page): Promise<void> {
  await press(page, /^直接取号/)
  await page.getByRole('heading', { name: '办哪类业务？' }).waitFor()
  await page.locator('.page-body button').first().click()
}

it('a card laid where a ticket can be taken is the ticket, by one tap', async () => {
  const page = await openKiosk()
  await toFirstQueue(page)
  await page.getByText('放上身份证，直接实名取号').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  reader.lay('resident')
  await page.getByText('请取走您的号票').waitFor()
  expect(await page.locator('body').textContent()).not.toContain(numberOn(reader, 'resident'))
  await page.context().close()
})

it('a card laid at the start greets its person, serves an elder first, and is forgotten with the session', async () => {
  const page = await openKiosk()
  let streams = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/devices/stream')) streams += 1
  })
  reader.lay('elder')
  await page.getByText('赵*，您好').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await toFirstQueue(page)
  await press(page, '取号（赵*）')
  await page.getByText('优先').first().waitFor()
  await page.getByText('请取走您的号票').waitFor()
  await press(page, '好了')
  await page.getByText('放在读卡处').waitFor()
  expect(await page.locator('body').textContent()).not.toContain('赵')
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toMatch(/赵|\d{4}\*/)
  // Cards, paper and codes come over one connection, for this person and the next.
  expect(streams).toBeLessThanOrEqual(1)
  await page.context().close()
})

it('a kiosk that takes social-security cards only asks for one, and greets its person', async () => {
  const own = mkdtempSync(join(tmpdir(), 'govhall-social-'))
  const pages = await buildPagesIfStale()
  const config = bridgeConfig.parse({
    hall: hall.running.url,
    token: await hall.token('kiosk'),
    port: 0,
    data: own,
    role: 'kiosk',
    devices: [{ name: 'slot', kind: 'social-security-card', driver: 'pcsc', transport: { virtual: true } }],
  })
  const started = await startBridge(config, { pagesFolder: pages.folder, log: pino({ level: 'silent' }) })
  if (!started.ok) throw new Error(started.problem)
  const slot = simulated(started.value, 'slot', SimulatedSocialCard)
  const page = await openKiosk(started.value, '插入读卡口')
  expect(await seriousFaults(page)).toEqual([])
  slot.insert('other-chip')
  await page.getByText('请插入社保卡').waitFor()
  slot.remove()
  await expect.poll(() => slot.seenEmpty).toBe(true)
  slot.insert('social')
  await page.getByText('钱*，您好').waitFor()
  await page.context().close()
  await started.value.close()
  rmSync(own, { recursive: true, force: true })
})

it('who walks away is forgotten within a minute, by the page and by the bridge', async () => {
  const page = await openKiosk()
  const told = page.waitForRequest((request) => request.method() === 'DELETE')
  reader.lay('permit')
  await page.getByText('何*，您好').waitFor()
  await page.clock.runFor(61_000)
  await page.getByText('放在读卡处').waitFor()
  expect(await page.locator('body').textContent()).not.toContain('何')
  expect(new URL((await told).url()).pathname).toMatch(/^\/api\/v1\/cards\//)
  await page.context().close()
})

it('another person’s card begins another session', async () => {
  const page = await openKiosk()
  reader.lay('resident')
  await page.getByText('林*，您好').waitFor()
  await press(page, /^直接取号/)
  reader.lay('elder')
  await page.getByText('赵*，您好').waitFor()
  await page.getByRole('heading', { name: '您要办什么事？' }).waitFor()
  await page.context().close()
})

it('a card that is not read says how to lay it, then that a person helps', async () => {
  const page = await openKiosk()
  reader.lay('damaged')
  await page.getByText('没有读到证件').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  reader.lay('damaged')
  await page.getByText('这张证件读不出来').waitFor()
  reader.lay('foreigner-2023')
  await page.getByText('这种证件请交给工作人员').waitFor()
  reader.lift()
  await page.context().close()
  expect(trouble).toEqual([])
})

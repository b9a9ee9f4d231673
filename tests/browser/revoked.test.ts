import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { must } from '../../core/result.ts'
import { type Bridge, startBridge } from '../../native-bridge/bridge.ts'
import { checkConfig } from '../../native-bridge/config.ts'
import { launchBrowser, seriousFaults } from '../support/browser.ts'
import { signInOn } from '../support/sign-in-form.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Pages whose right is taken away while they stand open. Real: a browser, the hall, a bridge. */
let hall: TestHall
let bridge: Bridge
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'govhall-revoked-'))
beforeAll(async () => {
  await buildPagesIfStale()
  hall = await startTestHall({ startMs: Date.now() })
  const checked = checkConfig({
    hall: hall.running.url,
    token: await hall.token('kiosk'),
    port: 0,
    data: folder,
    role: 'kiosk',
    devices: [],
  })
  const started = await startBridge(must(checked.ok ? checked.value : null, 'a right configuration'), {
    log: pino({ level: 'silent' }),
  })
  bridge = must(started.ok ? started.value : null, 'the bridge starts')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await bridge.close()
  await hall.stop()
  rmSync(folder, { recursive: true })
})

async function open(address: string, size: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(address)
  return page
}

const revoke = async (role: 'display' | 'pad' | 'kiosk') => {
  const { terminal } = await (await hall.as(role))('currentTerminal')
  const operator = await hall.as('operator')
  await operator('revokeTerminal', { params: { id: terminal.id } })
  return async () => (await operator('terminalCode', { params: { id: terminal.id } })).code
}

const asksForCode = (page: Page) =>
  page.getByRole('heading', { name: '这台设备已被停用，需要重新注册' }).waitFor()

it('a revoked display and a revoked pad kept their last picture: they ask for a code, and go on with it', async () => {
  for (const [role, shown] of [
    ['display', '请留意叫号'],
    ['pad', '窗口已关闭'],
  ] as const) {
    const page = await open(`${hall.running.url}/${role}/#token=${await hall.token(role)}`, {
      width: 1280,
      height: 800,
    })
    await page.getByText(shown).first().waitFor()
    const newCode = await revoke(role)
    await asksForCode(page)
    expect(await page.getByText(shown).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await page.getByLabel('注册码').fill(await newCode())
    await page.getByRole('button', { name: '注册' }).click()
    await page.getByText(shown).first().waitFor()
    await page.context().close()
  }
})

it('a page that shares its browser’s stream with another is told of its own end too', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const pages: Page[] = []
  for (const number of ['2', '3']) {
    const page = await context.newPage()
    await page.goto(`${hall.running.url}/pad/#token=${await hall.token(`pad:${number}`)}`)
    await page.getByText('窗口已关闭').waitFor()
    pages.push(page)
  }
  const operator = await hall.as('operator')
  for (const [index, number] of ['2', '3'].entries()) {
    const { terminal } = await (await hall.as(`pad:${number}`))('currentTerminal')
    await operator('revokeTerminal', { params: { id: terminal.id } })
    await asksForCode(must(pages[index], 'a page'))
    if (index === 0) await must(pages[1], 'the other').getByText('窗口已关闭').waitFor()
  }
  await context.close()
})

it('a kiosk behind a bridge says that the bridge needs another token, also when it is loaded anew', async () => {
  const page = await open(`${bridge.url}/kiosk/`, { width: 1080, height: 1920 })
  await page.getByText('取号').first().waitFor()
  await revoke('kiosk')
  await asksForCode(page)
  await page.getByText('写入本机设备服务的配置').waitFor()
  expect(await page.getByLabel('注册码').count()).toBe(0)
  await page.reload()
  await asksForCode(page)
  await page.context().close()
})

it('a clerk whose account was disabled, and an operator who was, stand before the door', async () => {
  const { demonstration } = hall.running
  const accounts = must(demonstration, 'a demonstration').accounts
  const administrator = await hall.as('administrator')
  const { staff } = await administrator('staff', {})
  for (const [path, account] of [
    ['/window/', 'w004'],
    ['/console/', 's001'],
  ] as const) {
    const page = await open(hall.running.url + path, { width: 1366, height: 768 })
    const known = must(
      accounts.find((one) => one.account === account),
      account,
    )
    await signInOn(page, known.account, known.password)
    await page.getByLabel('账号').waitFor({ state: 'detached' })
    const { id } = must(
      staff.find((one) => one.account === account),
      account,
    )
    await administrator('saveStaff', { params: { id }, body: { active: false } })
    await page.getByLabel('账号').waitFor()
    await page.context().close()
  }
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { createClient } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import type { Demonstration } from '../../hall/demonstration/start.ts'
import { portThatStaysFree } from '../../native-bridge/simulator/port-that-stays-free.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Spawned, spawnNode } from '../support/spawn.ts'

/** The hall goes away and comes back, killed and started again on the same address. Real: the process, the kill, a browser. */
let folder: string
let port: number
let browser: Browser
let hall: Spawned
let told: { url: string; demonstration: Demonstration }

async function startHallProcess(): Promise<void> {
  hall = spawnNode(['tests/support/hall-process.ts', join(folder, 'data'), String(port)])
  told = JSON.parse(await hall.firstLine)
}

beforeAll(async () => {
  await buildPagesIfStale()
  folder = mkdtempSync(join(tmpdir(), 'govhall-away-'))
  port = await portThatStaysFree()
  await startHallProcess()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  hall.child.kill('SIGKILL')
  await hall.ended
  rmSync(folder, { recursive: true, force: true })
})

const token = (role: string) =>
  must(
    told.demonstration.terminals.find((one) => one.role === role && one.name !== '一号自助机'),
    role,
  ).token

async function open(path: string, size: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(told.url + path)
  return page
}

it('the display did not connect again; it showed nothing after the hall was back: every page says so and catches up by itself', async () => {
  const display = await open(`/display/#token=${token('display')}`, { width: 1920, height: 1080 })
  const pad = await open(`/pad/#token=${token('pad')}`, { width: 1280, height: 800 })
  const kiosk = createClient({ base: told.url, token: token('kiosk') })
  const account = must(told.demonstration.accounts[0], 'w001')
  const signed = await createClient({ base: told.url })('signIn', {
    body: { account: account.account, password: account.password },
  })
  const clerk = createClient({ base: told.url, token: signed.token })
  const window = { id: must(account.windowId, 'a window') }
  const queueId = must(
    (await kiosk('queues', {})).queues.find((one) => one.prefix === 'A'),
    'A',
  ).id
  await clerk('openWindow', { params: window })
  const first = await kiosk('takeTicket', { body: { queueId } })
  const second = await kiosk('takeTicket', { body: { queueId } })
  await clerk('callNext', { params: window })
  await display.getByText(first.number.slice(1)).first().waitFor()
  await pad.getByText('林晓燕').first().waitFor()

  hall.child.kill('SIGKILL')
  await hall.ended
  // Said in words, and what was on the screen is still there.
  for (const page of [display, pad])
    await page
      .getByText(/连接中断|连不上|暂时中断|重新连接/)
      .first()
      .waitFor()
  expect(await display.getByText(first.number.slice(1)).first().isVisible()).toBe(true)

  await startHallProcess()
  await clerk('missTicket', { params: window, body: { ticketId: first.id } })
  await clerk('callNext', { params: window })
  await display.getByText(second.number.slice(1)).first().waitFor({ timeout: 30_000 })
  for (const page of [display, pad])
    await expect
      .poll(
        () =>
          page
            .getByText(/连接中断|连不上|暂时中断|重新连接/)
            .first()
            .isVisible(),
        { timeout: 20_000 },
      )
      .toBe(false)
  for (const page of [display, pad]) await page.context().close()
})

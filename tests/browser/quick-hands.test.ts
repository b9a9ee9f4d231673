import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { must } from '../../core/result.ts'
import { launchBrowser } from '../support/browser.ts'
import { signInOn } from '../support/sign-in-form.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** A clerk whose hands are quicker than the hall's answers. Real: a browser, the hall. Held back: one answer. */
let hall: TestHall
let browser: Browser
beforeAll(async () => {
  await buildPagesIfStale()
  hall = await startTestHall({ startMs: Date.now() })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await hall.stop()
})

async function deskOf(account: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${hall.running.url}/window/`)
  const { password } = must(
    must(hall.running.demonstration, 'a demonstration').accounts.find((one) => one.account === account),
    account,
  )
  await signInOn(page, account, password)
  await page.getByRole('button', { name: /^开放窗口/ }).click()
  await page.getByRole('button', { name: /呼叫下一位/ }).waitFor()
  return page
}

/** Lets nothing through to this address until it is told to. */
async function holdBack(page: Page, address: RegExp): Promise<{ asked: Promise<void>; letGo: () => void }> {
  const { promise: opened, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    isAsked()
    await opened
    await route.continue()
  })
  return { asked, letGo }
}

it('F was lost when it came while the page still read the line: what is pressed meanwhile is done next', async () => {
  const kiosk = await hall.as('kiosk')
  const [first, second] = [
    await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } }),
    await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } }),
  ]
  const page = await deskOf('w001')
  const state = async ({ id }: { id: string }) => (await kiosk('ticket', { params: { id } })).state
  await page.keyboard.press('Space')
  await expect.poll(() => page.getByRole('button', { name: /开始办理/ }).isEnabled()).toBe(true)

  const line = await holdBack(page, /\/windows\/[^/]+\/line$/)
  await page.keyboard.press('Enter')
  await line.asked
  await page.getByText('正在办理').first().waitFor()
  await page.keyboard.press('f')
  expect(await state(first)).toBe('serving')
  line.letGo()
  await expect.poll(() => state(first)).toBe('done')
  await page.unrouteAll()

  // The same on the way to the hall. By mouse: the space bar again, within 400 ms, would be a slip of the hand.
  await expect.poll(() => page.getByRole('button', { name: /呼叫下一位/ }).isEnabled()).toBe(true)
  await page.getByRole('button', { name: /呼叫下一位/ }).click()
  await expect.poll(() => page.getByRole('button', { name: /开始办理/ }).isEnabled()).toBe(true)
  expect(await state(second)).toBe('called')
  const start = await holdBack(page, /\/start$/)
  await page.keyboard.press('Enter')
  await start.asked
  // Enter, pressed twice, is meant once; H is what is meant next.
  await page.keyboard.press('Enter')
  await page.keyboard.press('h')
  start.letGo()
  await expect.poll(() => state(second)).toBe('held')
  await page.context().close()
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { launchBrowser, seriousFaults } from '../support/browser.ts'
import { sitAtConsole } from '../support/console-page.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** The list of terminals. Real: the hall, its store, HTTP, the pages, a browser. */
let hall: TestHall
let browser: Browser
beforeAll(async () => {
  await buildPagesIfStale()
  hall = await startTestHall()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await hall.stop()
})

it('one may look at a kind and a state alone, and finds what may be done under its own name', async () => {
  const all = hall.running.demonstration?.terminals ?? []
  const pads = all.filter(({ role }) => role === 'pad').length
  const page = await sitAtConsole(browser, hall, 'operator', { width: 1440, height: 900 }, [])
  await page.goto(`${hall.running.url}/console/terminals`)
  const list = page.getByRole('region', { name: '终端', exact: true })
  const rows = list.locator('tbody tr')
  await expect.poll(() => rows.count()).toBe(all.length)
  await list.getByRole('columnheader', { name: '操作' }).waitFor()
  const choose = async (filter: string, what: string) => {
    await page.getByRole('combobox', { name: filter }).click()
    await page.locator('.ant-select-item-option', { hasText: what }).click()
    await expect.poll(() => page.locator('.ant-select-dropdown:visible').count()).toBe(0)
  }
  await choose('种类', '评价器')
  await expect.poll(() => rows.count()).toBe(pads)
  expect(new Set(await rows.locator('td:nth-child(2)').allTextContents())).toEqual(new Set(['评价器']))
  await rows.first().getByRole('button', { name: /^吊销/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '吊销' }).click()
  await choose('状态', '已吊销')
  await expect.poll(() => rows.count()).toBe(1)
  await choose('种类', '显示屏')
  await page.getByText('没有符合条件的').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.context().close()
})

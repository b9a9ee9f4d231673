import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { launchBrowser } from '../support/browser.ts'
import { sitAtConsole } from '../support/console-page.ts'
import { look } from '../support/look.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** A table that is about to change a hall at work. Real: the hall, its store, HTTP, the pages, a browser. */
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

const table = [
  '窗口号,名称,区域,办理的队列',
  '3,出入境综合,一区 民生事务,B、C',
  '7,医保社保综合,二区 社保医保,H、F',
  '13,综合咨询,一区 民生事务,M',
].join('\n')

it('says cell by cell what a file would change, and changes nothing until it is told to', async () => {
  const page = await sitAtConsole(browser, hall, 'operator', { width: 1440, height: 900 }, [])
  await page.goto(`${hall.running.url}/console/windows`)
  await page.getByRole('button', { name: '导入与导出 · 窗口', exact: true }).click()
  const sheet = page.locator('dialog[open]')
  await sheet
    .locator('input[type=file]')
    .setInputFiles({ name: '窗口.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await sheet.getByRole('button', { name: '导入 3 条' }).waitFor()
  for (const words of ['出入境综合', '医保社保综合', '综合咨询'])
    await sheet.getByText(words).first().waitFor()
  await look(page, 'console-import-preview')
  await page.keyboard.press('Escape')
  const operator = await hall.as('operator')
  const { windows } = await operator('windows', {})
  expect(windows).toHaveLength(12)
  expect(windows.find(({ number }) => number === '3')?.name).toBe('出入境')
  await page.context().close()
})

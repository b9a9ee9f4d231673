import { readFileSync } from 'node:fs'
import excel from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { type Demonstration, startDemonstration } from '../support/demonstration.ts'
import { signInOn } from '../support/sign-in-form.ts'

/** A small day's figures where people read them. Real: the processes, a browser, the files that it downloads. */
let hall: Demonstration
beforeAll(async () => {
  hall = await startDemonstration()
})
afterAll(() => hall.stop())

async function signIn(page: Page, account: string): Promise<void> {
  await signInOn(page, account, hall.password(account))
}

/** Three people take a number: one is served and is dissatisfied, one is served and says nothing, one never comes. */
async function workASmallDay(): Promise<void> {
  const kiosk = hall.terminal('spare')
  const clerk = await hall.signIn('w001')
  const { staff } = await clerk('whoAmI', {})
  const windowId = must(staff.windowId, 'w001 has a window')
  const pad: Client = hall.client(
    must(
      hall.line.terminals.find((one) => one.role === 'pad' && one.windowId === windowId),
      'its pad',
    ).token,
  )
  const at = { id: windowId }
  const { windows } = await clerk('windows', {})
  const queueId = must(windows.find((one) => one.id === windowId)?.queueIds[0], 'it serves a queue')
  await clerk('openWindow', { params: at })
  for (let count = 0; count < 3; count += 1) await kiosk('takeTicket', { body: { queueId } })
  for (const what of ['dissatisfied', 'unrated', 'missed'] as const) {
    const ticket = must(await clerk('callNext', { params: at }), 'somebody waits')
    const body = { ticketId: ticket.id }
    if (what === 'missed') {
      await clerk('missTicket', { params: at, body })
      continue
    }
    await clerk('startService', { params: at, body })
    await clerk('finishService', { params: at, body })
    if (what === 'dissatisfied')
      await pad('rateTicket', {
        params: { id: ticket.id },
        body: { level: what, reasons: [], channel: 'pad' },
      })
  }
}

const total = (page: Page, name: string) =>
  page.locator('.room .report-total', { has: page.getByText(name, { exact: true }) })

it('figures, chart, table, spreadsheet and paper of a small day; and the clerk sees their own', async () => {
  await workASmallDay()
  const console = await hall.open('console', hall.line.pages.console, { width: 1440, height: 900 })
  await signIn(console, 'd001')
  await console.locator('nav a').filter({ hasText: '报表' }).click()

  // Of one rating none is satisfied; who did not rate is not counted as satisfied.
  await total(console, '取号').getByText('3', { exact: true }).waitFor()
  expect(await total(console, '满意率').locator('.report-value').textContent()).toBe('0.0%')
  expect(await total(console, '满意率').textContent()).toContain(
    '已评价的 1 次里，0 次满意；办结的 50.0% 有评价',
  )
  expect(await total(console, '过号率').textContent()).toContain('叫到的 3 个号里，1 个始终没有来')
  await expect.poll(() => console.locator('.report-chart canvas').count()).toBe(2)
  await hall.look(console, 'console-reports')

  await console.getByRole('combobox', { name: '按', exact: true }).click()
  await console.locator('.ant-select-item-option:visible').filter({ hasText: '窗口' }).click()
  const row = console.locator('.report-table tbody tr')
  await console.getByRole('region', { name: '按窗口' }).waitFor()
  expect(await row.count()).toBe(1)
  const cells = await row.locator('td').allTextContents()
  expect([cells[0], cells[5], cells[6]]).toEqual(['3', '33.3%', '2'])
  // The chart's figures are there to be read.
  await console.getByText('走势的数字').click()
  await console.getByRole('table').first().getByText('取号', { exact: true }).waitFor()

  const [download] = await Promise.all([
    console.waitForEvent('download'),
    console.getByRole('button', { name: '导出 Excel' }).click(),
  ])
  const book = new excel.Workbook()
  await book.xlsx.load(new Uint8Array(readFileSync(await download.path())).buffer)
  const sheet = must(book.getWorksheet('窗口'), 'the sheet of windows')
  const head = sheet.getRow(1).values
  const column = (name: string) => (Array.isArray(head) ? head : []).indexOf(name)
  expect(sheet.getRow(2).getCell(column('取号')).value).toBe(3)
  expect(sheet.getRow(2).getCell(column('满意率')).value).toBe(0)
  expect(sheet.getRow(2).getCell(column('评价率')).value).toBe(0.5)

  // On paper there is the sheet alone, with every row.
  await console.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await console.emulateMedia({ media: 'print' })
  expect(await console.locator('.paper-table tbody tr').count()).toBe(1)
  expect(await console.locator('.paper-table').isVisible()).toBe(true)
  expect(await console.locator('.paper-charts img').count()).toBeGreaterThan(0)
  expect(await console.locator('nav').isVisible()).toBe(false)
  await console.evaluate(() => dispatchEvent(new Event('afterprint')))
  await console.emulateMedia({ media: 'screen' })

  // A day without anything says so.
  await console.getByRole('button', { name: '前一段' }).click()
  await console.getByText('这段时间没有记录').waitFor()
  await hall.look(console, 'console-reports-nothing')

  const operator = await hall.signIn('o001')
  await operator('saveSettings', {
    body: {
      targets: { services: 30, meanServiceMinutes: 12, satisfiedPercent: 98, longestWaitMinutes: null },
    },
  })
  const desk = await hall.open('window', hall.line.pages.window, { width: 1366, height: 768 })
  await signIn(desk, 'w001')
  const day = desk.getByRole('region', { name: '本窗口今天' })
  await day.getByText('目标 98%', { exact: true }).waitFor()
  expect(await day.textContent()).toContain('满意率0.0%0/1 件目标 98%')
  expect(await day.textContent()).toContain('已办2目标 30')
  await hall.look(desk, 'window-day')
  expect(hall.trouble.filter((line) => !/ 401 /.test(line))).toEqual([])
})

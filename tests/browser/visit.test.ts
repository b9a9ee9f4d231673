import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { bridgeOf, type Demonstration, printed, startDemonstration } from '../support/demonstration.ts'
import { signInOn } from '../support/sign-in-form.ts'

/**
 * One visit, end to end, by people in front of pages. Real: `npm start`'s processes, the bridge, the virtual
 * printer's bytes, a browser. Nothing is faked on the way.
 */
let hall: Demonstration
beforeAll(async () => {
  hall = await startDemonstration()
})
afterAll(() => hall.stop())
afterEach(() => {
  // A page asks once whether somebody is signed in; that answer is the one that a browser logs as an error.
  expect(hall.trouble.filter((line) => !/401 \(Unauthorized\)/.test(line))).toEqual([])
  hall.trouble.length = 0
})

const formats = [
  ['portrait', { width: 1080, height: 1920 }],
  ['landscape', { width: 1920, height: 1080 }],
] as const

async function signInAt(page: Page, account: string): Promise<void> {
  await signInOn(page, account, hall.password(account))
}

describe.each(formats)('kiosk %s', (format, size) => {
  it('kiosk → window → display → pad → phone → console', async () => {
    const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, size)
    await kiosk.getByRole('button', { name: /按部门找/ }).waitFor()
    await hall.look(kiosk, format === 'portrait' ? 'kiosk-home' : 'kiosk-home-landscape')
    // Four touches: the department, the group, the item, the ticket.
    await kiosk.getByRole('button', { name: /按部门找/ }).click()
    await kiosk.getByRole('button', { name: /区公安分局/ }).waitFor()
    await hall.look(kiosk, `kiosk-departments-${format}`)
    await kiosk.getByRole('button', { name: /区公安分局/ }).click()
    await kiosk.getByRole('button', { name: /户口登记/ }).click()
    await hall.look(kiosk, `kiosk-items-${format}`)
    await kiosk.getByRole('button', { name: /新生儿出生登记/ }).click()
    await kiosk.getByText('出生医学证明').waitFor()
    await hall.look(kiosk, `kiosk-item-${format}`)
    const before = (await printed(hall.line)).length
    await kiosk.getByRole('button', { name: '取号', exact: true }).click()
    await kiosk.getByRole('heading', { name: '请取走您的号票' }).waitFor()
    const number = format === 'portrait' ? 'A001' : 'A002'
    await hall.look(kiosk, `kiosk-ticket-${format}`)

    // The paper says what the screen says, and its code opens the phone's page.
    await expect.poll(async () => (await printed(hall.line)).length).toBe(before + 1)
    const paper = must((await printed(hall.line))[0], 'a paper')
    for (const words of [number, '青禾区政务服务中心', '户籍证件', '新生儿出生登记', '出生医学证明', '过号'])
      expect(paper.text).toContain(words)
    const phoneUrl = must(paper.qr[0], 'a QR code')
    expect(phoneUrl).toContain('/phone/#')
    // At once: a page that is left alone goes back by itself.
    await kiosk.getByRole('button', { name: '好了' }).click()
    await kiosk.getByRole('button', { name: /按部门找/ }).waitFor()
    const phone = await hall.open('phone', phoneUrl, { width: 390, height: 844 })
    await phone.getByText(number.slice(1)).first().waitFor()
    await hall.look(phone, `phone-waiting-${format}`)

    const display = await hall.open('display', hall.line.pages.display, { width: 1920, height: 1080 })
    const pad = await hall.open('pad', hall.line.pages.pad, { width: 1280, height: 800 })
    await pad.getByText('号窗口').first().waitFor()

    const window = await hall.open('window', hall.line.pages.window, { width: 1440, height: 900 })
    if (
      await window
        .getByLabel('账号')
        .isVisible()
        .catch(() => false)
    )
      await hall.look(window, 'window-sign-in')
    await window
      .getByRole('button', { name: /登录|开放窗口|呼叫下一位/ })
      .first()
      .waitFor()
    if (await window.getByLabel('账号').isVisible()) await signInAt(window, 'w001')
    await window.getByRole('button', { name: /呼叫下一位/ }).waitFor()
    const openButton = window.getByRole('button', { name: /^开放窗口/ })
    if (await openButton.isVisible()) await openButton.click()
    await hall.look(window, `window-line-${format}`)
    await pad.getByRole('heading', { name: '林晓燕' }).waitFor()
    await hall.look(pad, `pad-rest-${format}`)
    await expect.poll(() => window.getByRole('button', { name: /呼叫下一位/ }).isEnabled()).toBe(true)
    await window.getByRole('button', { name: /呼叫下一位/ }).click()

    await display.getByText(number.slice(1)).first().waitFor()
    await display
      .getByText(/号窗口/)
      .first()
      .waitFor()
    await hall.look(display, format === 'portrait' ? 'display-called' : 'display-called-again')
    await phone.getByText(/请到/).first().waitFor()
    await hall.look(phone, `phone-called-${format}`)

    // By keyboard from here on.
    await window.getByRole('button', { name: /开始办理/ }).waitFor()
    await expect.poll(() => window.getByRole('button', { name: /开始办理/ }).isEnabled()).toBe(true)
    await window.locator('body').press('Enter')
    await window.getByText('正在办理').first().waitFor()
    await hall.look(window, format === 'portrait' ? 'window-serving' : 'window-serving-again')
    await window.locator('body').press('f')

    await pad.getByRole('heading', { name: '请您评价本次服务' }).waitFor()
    await hall.look(pad, format === 'portrait' ? 'pad-question' : 'pad-question-again')
    await pad.getByRole('button', { name: '非常满意', exact: true }).click()
    await pad
      .getByText(/谢谢|感谢/)
      .first()
      .waitFor()
    await hall.look(pad, `pad-thanks-${format}`)
    await phone
      .getByText(/已评价|谢谢|感谢/)
      .first()
      .waitFor()
    await hall.look(phone, `phone-rated-${format}`)
    await window.getByText('非常满意').first().waitFor()
    await hall.look(window, `window-rated-${format}`)

    const console = await hall.open('console', hall.line.pages.console, { width: 1440, height: 900 })
    await console.getByLabel('账号').waitFor()
    await signInAt(console, 'u001')
    await console.getByText('评价', { exact: true }).first().waitFor()
    await hall.look(console, `console-journal-${format}`)

    for (const page of [kiosk, phone, display, pad, window, console]) await page.context().close()
  })
})

describe('the paper', () => {
  it('is out: the citizen is told, keeps the number on the screen, and one paper comes when it is asked for again', async () => {
    const faults = (body: object) =>
      fetch(`${bridgeOf(hall.line)}/api/v1/devices/printer/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await faults({ paperOut: true })
    const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
    await kiosk.getByRole('button', { name: /直接取号/ }).click()
    await kiosk.getByRole('button', { name: /出入境/ }).click()
    await kiosk.getByRole('button', { name: '取号', exact: true }).click()
    await kiosk
      .getByText(/没有纸|缺纸/)
      .first()
      .waitFor({ timeout: 15_000 })
    await hall.look(kiosk, 'kiosk-paper-out')
    const before = (await printed(hall.line)).length
    await faults({ paperOut: false })
    await kiosk.getByRole('button', { name: /再打印一次/ }).click()
    await expect.poll(async () => (await printed(hall.line)).length, { timeout: 15_000 }).toBe(before + 1)
    expect((await printed(hall.line)).filter((paper) => paper.text.includes('B001'))).toHaveLength(1)
    await kiosk.context().close()
  })
})

import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Demonstration, printed, startDemonstration } from '../support/demonstration.ts'

/**
 * A visit played on the dock with no hardware: a card laid, a ticket printed, called and served by a call pad, shown on
 * the LED strip, rated by a rating pad. Real: `npm start`'s processes, every device's bytes over its own port, a
 * browser. Simulated: the devices at the far end.
 */
let hall: Demonstration
let dock: Page
let kiosk: Page
beforeAll(async () => {
  hall = await startDemonstration()
  dock = await hall.open('dock', must(hall.line.pages.dock, 'the dock'), { width: 1440, height: 1000 })
  await device('打印机').waitFor()
})
afterAll(() => hall.stop())
afterEach(() => {
  expect(hall.trouble.filter((line) => !/401 \(Unauthorized\)/.test(line))).toEqual([])
  hall.trouble.length = 0
})

const device = (name: string) => dock.getByRole('region', { name, exact: true })
const pad = (kind: string) => device(`1 号窗口 ${kind}`)
const press = async (where: Locator, ...keys: string[]) => {
  for (const key of keys) {
    const before = await where.textContent()
    await where.getByRole('button', { name: key, exact: true }).click()
    // A pad takes the next key when the last one was acknowledged; digits only wait for it.
    if (!/^\d$/.test(key)) await expect.poll(() => where.textContent(), { timeout: 15_000 }).not.toBe(before)
  }
}
const strip = () => dock.getByRole('status', { name: '窗口屏' }).first()
const takeAtKiosk = async () => {
  await kiosk.getByRole('button', { name: /直接取号/ }).click()
  await kiosk.getByRole('button', { name: /户籍证件/ }).click()
  await kiosk.locator('.action-main').click()
}

/** The next person in front of the kiosk. */
const begin = async () => {
  await kiosk.reload()
  await kiosk.getByRole('button', { name: /按部门找/ }).waitFor()
}

it('card laid, ticket printed and torn off, called by pad, read on the LED strip, rated by pad', async () => {
  kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await kiosk.getByRole('button', { name: /按部门找/ }).waitFor()
  await device('身份证阅读器')
    .getByRole('button', { name: /赵样例/ })
    .click()
  // The reader found, selected and read it; the kiosk greets whoever laid it, with the name masked.
  await kiosk.getByText(/赵\*/).first().waitFor()
  await takeAtKiosk()
  await kiosk.getByRole('heading', { name: '请取走您的号票' }).waitFor()
  await expect.poll(async () => (await printed(hall.line)).length, { timeout: 15_000 }).toBe(1)
  const paper = must((await printed(hall.line))[0], 'a paper')
  expect(paper.text).toContain('A001')
  // Seventy-one years old: the class came from the card.
  expect(paper.text).toContain('优先')
  expect(paper.text).not.toContain('赵样例')
  const printer = device('打印机')
  await printer.getByRole('img', { name: '号票' }).first().waitFor()
  expect(await printer.getByRole('img', { name: '号票' }).first().textContent()).toContain('A001')
  await hall.look(dock, 'dock-ticket')
  await printer.getByRole('button', { name: '撕下号票' }).click()
  await printer.getByText('手里的号票').waitFor()

  await press(pad('呼叫器'), '0', '1', '功能')
  await press(pad('呼叫器'), '呼叫')
  await expect.poll(() => strip().textContent(), { timeout: 15_000 }).toContain('A001')
  const digits = pad('呼叫器').getByRole('img', { name: /数码管显示/ })
  await expect.poll(() => digits.getAttribute('aria-label')).toMatch(/001/)
  await hall.look(dock, 'dock-called')
  await press(pad('呼叫器'), '开始')
  await pad('呼叫器').getByRole('button', { name: '评价', exact: true }).click()
  await pad('评价器').getByText('请评价').waitFor()
  await pad('评价器').getByRole('button', { name: '满意', exact: true }).click()
  await pad('评价器').getByText('空闲').waitFor()
  const journal = await hall.signIn('u001')
  const rated = async () =>
    (await journal('journal', { query: { type: 'rating-given', limit: 10 } })).entries.map(({ body }) => body)
  await expect.poll(rated, { timeout: 15_000 }).toMatchObject([{ level: 'satisfied', channel: 'pad' }])
  await device('身份证阅读器').getByRole('button', { name: '拿走卡' }).click()
  await kiosk.getByRole('button', { name: '好了' }).click()
})

it('with the paper out the citizen keeps the number on the screen, and it prints once when asked again', async () => {
  const printer = device('打印机')
  await printer.getByRole('button', { name: '取走纸卷' }).click()
  await printer.getByText(/本机程序看到：缺纸/).waitFor()
  await begin()
  const before = (await printed(hall.line)).length
  await takeAtKiosk()
  await kiosk
    .getByText(/没有纸|缺纸/)
    .first()
    .waitFor({ timeout: 15_000 })
  await printer.getByRole('button', { name: '换新纸卷' }).click()
  await kiosk.getByRole('button', { name: /再打印一次/ }).click()
  await expect.poll(async () => (await printed(hall.line)).length, { timeout: 15_000 }).toBe(before + 1)
  await kiosk.getByRole('button', { name: '好了' }).click()
})

it('with the cable pulled the citizen is told too, and the printer is back within moments of the cable', async () => {
  const printer = device('打印机')
  await printer.getByRole('button', { name: '拔下线缆' }).click()
  await printer.getByText(/本机程序看到：没有连上/).waitFor()
  await begin()
  await takeAtKiosk()
  await kiosk.getByRole('button', { name: /再打印一次/ }).waitFor({ timeout: 15_000 })
  await hall.look(dock, 'dock-cable-pulled')
  const before = (await printed(hall.line)).length
  await printer.getByRole('button', { name: '插上线缆' }).click()
  await printer.getByText('本机程序看到：正常').waitFor()
  // Nothing prints by itself; asked for, it prints once.
  expect((await printed(hall.line)).length).toBe(before)
  await kiosk.getByRole('button', { name: /再打印一次/ }).click()
  await expect.poll(async () => (await printed(hall.line)).length, { timeout: 15_000 }).toBe(before + 1)
})

it('is used by keyboard, in English, and at twice the text size', async () => {
  await dock.getByRole('button', { name: 'English' }).click()
  const reader = dock.getByRole('region', { name: 'ID card reader', exact: true })
  await reader.getByRole('button', { name: /林样例/ }).focus()
  await dock.keyboard.press('Enter')
  await reader.getByText(/The card of 林样例/).waitFor()
  await reader.getByRole('button', { name: 'Take the card away' }).focus()
  await dock.keyboard.press('Enter')
  await reader.getByText('Lay a card here').waitFor()
  await dock.setViewportSize({ width: 720, height: 500 })
  // A page of half the width is what a person sees who doubled the text: nothing lies beside it.
  expect(await dock.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await hall.look(dock, 'dock-english')
})

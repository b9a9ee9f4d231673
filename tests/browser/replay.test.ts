import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import type { Client } from '../../contract/client.ts'
import { must } from '../../core/result.ts'
import { launchBrowser, seriousFaults } from '../support/browser.ts'
import { sitAtConsole } from '../support/console-page.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * A small day, and what a supervisor sees of it: replayed, and on the wall while it runs. Real: the hall, its store,
 * HTTP, the pages, a browser. By hand: the hall's clock.
 */
let hall: TestHall
let browser: Browser
let kiosk: Client
let clerk: Client
const trouble: string[] = []
const at = (number: string) => ({ params: { id: hall.windowId(number) } })
const minutes = (count: number) => hall.advance(count * 60_000)
const take = () => kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })

/** Tuesday 24 November 2026 from 10:00, one clerk at window 1. */
beforeAll(async () => {
  await buildPagesIfStale()
  hall = await startTestHall()
  browser = await launchBrowser()
  kiosk = await hall.as('kiosk')
  clerk = await hall.as('account:w001')
  await clerk('openWindow', at('1'))
  const first = await take() // 10:00
  await take()
  minutes(5)
  await take() // 10:05, three wait
  minutes(5)
  const body = { ticketId: first.id }
  await clerk('callNext', at('1')) // 10:10, two wait
  await clerk('startService', { ...at('1'), body })
  minutes(10)
  await clerk('finishService', { ...at('1'), body }) // 10:20
  const pad = await hall.as('pad')
  await pad('rateTicket', { params: { id: first.id }, body: { level: 'dissatisfied', channel: 'pad' } })
  // Switched off in good order: a pad that falls silent would be on the wall too.
  await pad('stopTerminal', {})
  minutes(5)
  const second = must(await clerk('callNext', at('1')), 'two wait') // 10:25, one waits
  minutes(5)
  await clerk('missTicket', { ...at('1'), body: { ticketId: second.id } }) // 10:30
  await clerk('pauseWindow', { ...at('1'), body: { reason: '用餐' } })
  minutes(40)
  await take() // 11:10, two wait
})
afterAll(async () => {
  await browser.close()
  await hall.stop()
})

const signIn = (size: { width: number; height: number }) =>
  sitAtConsole(browser, hall, 'supervisor', size, trouble)

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`).textContent()
const time = (page: Page) => page.locator('.player-time').textContent()

describe('the replayed day', () => {
  let page: Page
  beforeAll(async () => {
    page = await signIn({ width: 1440, height: 900 })
    await page.goto(`${hall.running.url}/console/replay?day=2026-11-24`)
    await page.getByRole('slider', { name: '时间' }).waitFor()
  })

  it('shows who waited at the moment that is chosen', async () => {
    expect(await time(page)).toBe('10:00:00')
    expect(await figure(page, 'waiting')).toBe('2')
    const seen: Record<string, (string | null)[]> = {}
    for (const until of ['10:05:00', '10:10:00', '10:20:00', '10:25:00', '10:30:00', '11:10:00']) {
      for (let presses = 0; (await time(page)) !== until; presses += 1) {
        expect(presses, `on the way to ${until}`).toBeLessThan(50)
        await page.keyboard.press('ArrowRight')
      }
      seen[until] = [await figure(page, 'waiting'), await figure(page, 'serving'), await figure(page, 'done')]
    }
    expect(seen).toEqual({
      '10:05:00': ['3', '0', '0'],
      '10:10:00': ['2', '1', '0'],
      '10:20:00': ['2', '0', '1'],
      '10:25:00': ['1', '0', '1'],
      '10:30:00': ['1', '0', '1'],
      '11:10:00': ['2', '0', '1'],
    })
    expect(await figure(page, 'missed')).toBe('1')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('steps from mark to mark', async () => {
    await page.getByRole('button', { name: '上一处低分评价' }).click()
    expect(await time(page)).toBe('10:20:00')
    await page.getByRole('button', { name: '下一处过号' }).click()
    expect(await time(page)).toBe('10:30:00')
    await page.getByRole('button', { name: '上一处窗口开放' }).click()
    expect(await time(page)).toBe('10:00:00')
    await page.getByRole('button', { name: '下一处窗口暂停' }).click()
    expect(await time(page)).toBe('10:30:00')
  })

  it('tells the day of a window and of a ticket, and leads to its moments', async () => {
    await page.getByRole('button', { name: /^1 号 暂停/ }).click()
    const panel = page.getByRole('dialog', { name: '1 号窗口的一天' })
    await panel.waitFor()
    expect(await panel.getByRole('listitem').allInnerTexts()).toEqual(
      [
        '10:00:00 窗口开放',
        '10:10:00 呼叫 A001',
        '10:10:00 开始办理 A001',
        '10:20:00 办结 A001',
        '10:20:00 整改立案 A001',
        '10:25:00 呼叫 A002',
        '10:30:00 过号 A002',
        '10:30:00 窗口暂停 用餐',
      ].map((line) => expect.stringMatching(new RegExp(`^${line.split(' ').join('\\s+')}\\s*$`))),
    )
    expect(await seriousFaults(page)).toEqual([])
    await panel.getByRole('button', { name: '到 10:25:00' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(await time(page)).toBe('10:25:00')
    await page.getByRole('button', { name: 'A003' }).click()
    await page.getByRole('dialog', { name: 'A003 的一天' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('plays to the end by itself, begun with the space bar', async () => {
    await page.getByRole('button', { name: '600 倍' }).click()
    await page.getByRole('heading', { name: '回放' }).click()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: '暂停播放' }).waitFor()
    await page.getByRole('button', { name: '播放', exact: true }).waitFor()
    expect(await time(page)).toBe('11:10:00')
  })

  it('a day without a record says so', async () => {
    await page.getByRole('button', { name: '前一天' }).click()
    await page.getByText('这一天没有记录').waitFor()
  })
})

it('the wall says what to act on, without a scroll, on either size', async () => {
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 3840, height: 2160 },
  ]) {
    const page = await signIn(size)
    await page.goto(`${hall.running.url}/console/board?wall=1`)
    await page.getByRole('heading', { name: '需要处理' }).waitFor()
    const lines = page.locator('.attention li')
    await expect
      .poll(() => lines.allInnerTexts(), { timeout: 10_000 })
      .toEqual([
        'A 户籍证件有 2 人等候，没有窗口办理',
        'A 户籍证件已有 1 人等候超过 45 分钟',
        '1 号窗口已暂停 40 分钟',
      ])
    const box = await page.evaluate(() => {
      const line = document.querySelector('.attention li')
      const parts = [...document.querySelectorAll('.board-parts section, .board-parts dl')]
      return {
        scrolls: document.documentElement.scrollHeight > innerHeight,
        lowest: Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)),
        text: line === null ? 0 : Number.parseFloat(getComputedStyle(line).fontSize) / innerHeight,
      }
    })
    expect(box.scrolls).toBe(false)
    expect(box.lowest).toBeLessThanOrEqual(size.height)
    // A sentence is 2.8 % of the height at least, whatever the pixels: on a wall 2.2 m high 61 mm, 0.7° at 5 m.
    expect(box.text).toBeGreaterThanOrEqual(0.028)
    expect(await seriousFaults(page)).toEqual([])
    await page.context().close()
  }
})

it('no page complained', () => {
  // A page asks once whether somebody is signed in; that answer is the one that a browser logs as an error.
  expect(trouble.filter((line) => !/401 \(Unauthorized\)/.test(line))).toEqual([])
})

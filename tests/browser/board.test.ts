import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { must } from '../../core/result.ts'
import { launchBrowser, seriousFaults } from '../support/browser.ts'
import { sitAtConsole } from '../support/console-page.ts'
import { type LivelyHall, startLively } from '../support/lively-hall.ts'
import { look } from '../support/look.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * The live board of a busy morning, at a desk and on a wall, until the hall goes away. Real: the hall, its store,
 * HTTP, the pages, a browser. By hand: the hall's clock.
 */
let hall: TestHall
let lively: LivelyHall
let browser: Browser
const trouble: string[] = []
const desk = { width: 1440, height: 900 }
const wall = { width: 1920, height: 1080 }
const windows = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']
const at = (day: number, hour: number, minute: number) => Date.UTC(2026, 10, day, hour - 8, minute)

/** A Tuesday, and the next one until 10:40: more come than eleven windows can serve. */
beforeAll(async () => {
  await buildPagesIfStale()
  hall = await startTestHall({ startMs: at(17, 9, 0) })
  browser = await launchBrowser()
  const before = await startLively(hall, windows.slice(0, 9))
  await before.play(100, 1.1)
  await before.close()
  hall.setClock(at(24, 8, 52))
  lively = await startLively(hall, windows)
  await lively.play(108, 1.7)
})
afterAll(async () => {
  await browser.close()
  await hall.stop()
})

const sit = (size: typeof desk) => sitAtConsole(browser, hall, 'supervisor', size, trouble)
const board = async (size: typeof desk, path = 'board'): Promise<Page> => {
  const page = await sit(size)
  await page.goto(`${hall.running.url}/console/${path}`)
  await page.locator('.board').waitFor()
  return page
}
/** How far down each part of the board reaches, in pixels. */
const bottoms = (page: Page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.board-parts section, .board-parts dl')].map((part) => [
        part.className.split(' ')[0],
        part.getBoundingClientRect().bottom,
      ]),
    ),
  )

describe('at a desk', () => {
  it('shows waits, windows and pace at once, and of what is to be done the worst three and how many more', async () => {
    const page = await board(desk)
    expect(await page.locator('.attention li').count()).toBe(3)
    const reach = await bottoms(page)
    for (const part of ['attention', 'totals', 'waits', 'plan', 'pace'])
      expect(reach[part], part).toBeLessThanOrEqual(desk.height)
    await look(page, 'console-board')
    const more = Number(
      /\d+/.exec((await page.getByRole('button', { name: /还有 \d+ 件/ }).textContent()) ?? '')?.[0],
    )
    await page.getByRole('button', { name: /还有 \d+ 件/ }).click()
    expect(await page.locator('.attention li').count()).toBe(3 + more)
    await page.context().close()
  })

  it('stays in the language that was chosen, also on the window page, and speaks of one person as of one', async () => {
    const page = await board(desk)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Live board' }).waitFor()
    expect(await page.locator('.attention').textContent()).not.toMatch(/\b1 (people|have)\b/)
    expect(await seriousFaults(page)).toEqual([])
    await page.reload()
    await page.getByRole('heading', { name: 'Live board' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.goto(`${hall.running.url}/window/`)
    await page.getByLabel('Account').waitFor()
    // A page of citizens begins in Chinese, whoever used this browser before.
    await page.goto(`${hall.running.url}/booking/`)
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    await page.context().close()
  })
})

it('the replay of the same morning is as long as its entries, with a scale, and its slider as wide as its lanes', async () => {
  const page = await sit(desk)
  await page.goto(`${hall.running.url}/console/replay?day=2026-11-24`)
  const slider = page.getByRole('slider', { name: '时间' })
  await slider.waitFor()
  expect(await page.locator('.player-time').textContent()).toBe('08:52:00')
  // What the hall does by itself each minute may be its last entry.
  const scale = await page.locator('.time-line-scale span').allTextContents()
  expect(scale.slice(0, 10)).toEqual([
    '09:00',
    '09:10',
    '09:20',
    '09:30',
    '09:40',
    '09:50',
    '10:00',
    '10:10',
    '10:20',
    '10:30',
  ])
  const [track, lane] = [await slider.boundingBox(), await page.locator('svg.marks').first().boundingBox()]
  // The thumb, 16 pixels wide, hangs over by half of itself at either end.
  expect(must(track, 'the slider').x + 8).toBeCloseTo(must(lane, 'a lane').x, 0)
  expect(must(track, 'the slider').width - 16).toBeCloseTo(must(lane, 'a lane').width, 0)
  const middle = must(lane, 'a lane')
  await page.mouse.click(middle.x + middle.width * 0.8, middle.y - 60)
  await look(page, 'console-replay')
  await page.context().close()
})

describe('on a wall', () => {
  it('shows all of it without a scroll', async () => {
    const page = await board(wall, 'board?wall=1')
    await look(page, 'console-wall')
    await page.context().close()
  })

  it('says of a call for a person over the name of the hall, and moves nothing', async () => {
    const page = await board(wall, 'board?wall=1')
    const before = await bottoms(page)
    const kiosk = await hall.as('kiosk')
    const call = await kiosk('callHelp', { body: { about: '' } })
    await page.locator('.help-bar').waitFor()
    expect(await bottoms(page)).toEqual(before)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(wall.height)
    expect(await seriousFaults(page)).toEqual([])
    const leader = await hall.as('leader')
    await leader('takeHelp', { params: { id: call.id } })
    await page.locator('.help-bar').waitFor({ state: 'detached' })
    await page.context().close()
  })
  it('keeps what it knows where it stands while the hall is away, and says of what time it is', async () => {
    const page = await board(wall, 'board?wall=1')
    const before = await bottoms(page)
    await hall.running.stop()
    const words = page.locator('.board-as-of')
    await words.waitFor()
    expect(await words.textContent()).toBe('连不上大厅服务，数据截至 10:40')
    expect(await bottoms(page)).toEqual(before)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(wall.height)
    // The words are read from as far as the rest: 2.8 % of the height, as what is to be acted on.
    const size = await words.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    expect(size / wall.height).toBeGreaterThanOrEqual(0.028)
    // Ticks of the page's own clock pass; a service of which nothing is known does not get longer.
    const timers = await page.locator('.tile-state').allInnerTexts()
    expect(timers.join()).toMatch(/\d:\d\d/)
    await page.waitForFunction((until) => Date.now() > until, Date.now() + 2200)
    expect(await page.locator('.tile-state').allInnerTexts()).toEqual(timers)
    await look(page, 'console-wall-away')
    await page.context().close()
  })
})

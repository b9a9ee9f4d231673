import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Demonstration, printed, startDemonstration } from '../support/demonstration.ts'
import { signInOn } from '../support/sign-in-form.ts'

/** Sizes, keyboard, many tabs, and a hall that goes away. Real: the processes and a browser; sizes are computed by the page. */
let hall: Demonstration
beforeAll(async () => {
  hall = await startDemonstration()
})
afterAll(() => hall.stop())

interface Sizes {
  /** Font sizes of all text that is visible, in mm of glass. */
  readonly textMm: { text: string; mm: number }[]
  /** The smaller side of everything that can be touched, in mm of glass. */
  readonly targetMm: { name: string; mm: number }[]
}

/** What the page itself computes, turned into millimetres of the glass that the kiosk stands for. */
function measure(page: Page, glassMm: number): Promise<Sizes> {
  return page.evaluate((widthMm) => {
    const perMm = innerWidth / widthMm
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect()
      return (
        box.width > 1 &&
        box.height > 1 &&
        getComputedStyle(element).visibility !== 'hidden' &&
        box.bottom > 0 &&
        box.top < innerHeight
      )
    }
    const textMm: { text: string; mm: number }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim()
      const parent = node.parentElement
      // What is for a screen reader alone is clipped to a pixel; a drawing of the paper is a drawing.
      if (!text || !parent || !seen(parent) || parent.closest('svg')) continue
      textMm.push({ text, mm: Number.parseFloat(getComputedStyle(parent).fontSize) / perMm })
    }
    const targetMm = [...document.querySelectorAll('button, a[href], input, [role="button"]')]
      .filter(seen)
      .map((element) => {
        const box = element.getBoundingClientRect()
        return {
          name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 20),
          mm: Math.min(box.width, box.height) / perMm,
        }
      })
    return { textMm, targetMm }
  }, glassMm)
}

const formats = [
  ['portrait', { width: 1080, height: 1920 }, 336],
  ['landscape', { width: 1920, height: 1080 }, 597],
] as const

it('a terminal without a Chinese font waits for ours and draws no boxes; a phone draws its own at once', async () => {
  const displays = (page: Page) => page.evaluate(() => [...document.fonts].map((face) => face.display))
  const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await kiosk.getByRole('heading', { level: 1 }).waitFor()
  const terminal = await displays(kiosk)
  expect(terminal.length).toBeGreaterThan(100)
  expect(new Set(terminal)).toEqual(new Set(['block']))
  const booking = await hall.open('booking', must(hall.line.pages['booking'], 'booking'), {
    width: 390,
    height: 844,
  })
  await booking.getByRole('heading', { level: 1 }).waitFor()
  expect(new Set(await displays(booking))).toEqual(new Set(['swap']))
  await kiosk.context().close()
  await booking.context().close()
})

describe.each(formats)('the sizes of a kiosk, %s', (_, size, glassMm) => {
  it('hold on every page: main text 7.3 mm, none below 4.8, nothing to touch below 15', async () => {
    const page = await hall.open('kiosk', hall.line.pages.kiosk, size)
    const steps: [string, () => Promise<void>][] = [
      ['home', async () => {}],
      ['departments', () => page.getByRole('button', { name: /按部门找/ }).click()],
      ['groups', () => page.getByRole('button', { name: /区公安分局/ }).click()],
      ['items', () => page.getByRole('button', { name: /户口登记/ }).click()],
      ['item', () => page.getByRole('button', { name: /新生儿出生登记/ }).click()],
      [
        'check-in',
        async () => {
          await page.getByRole('button', { name: '首页' }).click()
          await page.getByRole('button', { name: /预约取号/ }).click()
          await page.getByRole('heading', { name: '预约签到取号' }).waitFor()
        },
      ],
    ]
    for (const [name, go] of steps) {
      await go()
      await page.getByRole('heading', { level: 1 }).waitFor()
      const { textMm, targetMm } = await measure(page, glassMm)
      expect(textMm.length, name).toBeGreaterThan(5)
      expect(
        textMm.filter((one) => one.mm < 4.79),
        name,
      ).toEqual([])
      expect(textMm.filter((one) => one.mm >= 7.29).length, name).toBeGreaterThan(0)
      expect(targetMm.length, name).toBeGreaterThan(5)
      expect(
        targetMm.filter((one) => one.mm < 14.9),
        name,
      ).toEqual([])
    }
    await page.context().close()
  })

  it('at the smallest size that one may choose nothing is below 3.5 mm, and at the largest it all still fits', async () => {
    const page = await hall.open('kiosk', hall.line.pages.kiosk, size)
    for (const chosen of ['小', '大']) {
      await page.getByRole('button', { name: '大字' }).click()
      await page.getByRole('button', { name: chosen, exact: true }).click()
      const { textMm, targetMm } = await measure(page, glassMm)
      expect(textMm.filter((one) => one.mm < 3.49)).toEqual([])
      expect(targetMm.filter((one) => one.mm < 14.9)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await page.getByRole('button', { name: '大字' }).click()
    }
    await page.context().close()
  })

  it('low reach brings every target into a band of 800 to 1,100 mm', async () => {
    const page = await hall.open('kiosk', hall.line.pages.kiosk, size)
    await page.getByRole('button', { name: /低位操作/ }).click()
    await page.getByRole('button', { name: /按部门找/ }).waitFor()
    const band = await page.evaluate((widthMm) => {
      const perMm = innerWidth / widthMm
      const boxes = [...document.querySelectorAll('button')]
        .map((one) => one.getBoundingClientRect())
        .filter((box) => box.width > 1 && box.height > 1)
      return {
        heightMm:
          (Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top))) / perMm,
        targets: boxes.length,
      }
    }, glassMm)
    expect(band.targets).toBeGreaterThan(5)
    expect(band.heightMm).toBeLessThanOrEqual(300)
    await page.context().close()
  })
})

it('the number on the hall’s screen is as high as its distance asks: 12.2 mm for each metre', async () => {
  const clerk = await hall.signIn('w002')
  const windowId = must(hall.line.accounts.find((one) => one.account === 'w002')?.windowId, 'a window')
  const queue = must(
    (await clerk('queues', {})).queues.find((one) => one.prefix === 'A'),
    'queue A',
  )
  const ticket = await hall.terminal('spare')('takeTicket', { body: { queueId: queue.id } })
  await clerk('openWindow', { params: { id: windowId } })
  await clerk('callTicket', { params: { id: windowId }, body: { ticketId: ticket.id } })
  const page = await hall.open('display', hall.line.pages.display, { width: 1920, height: 1080 })
  await page.getByText(ticket.number.slice(1)).first().waitFor()
  const heightMm = await page.evaluate((figures) => {
    const holders = [...document.querySelectorAll('*')].filter(
      (one) => one.children.length === 0 && one.textContent?.trim() === figures,
    )
    // Figures of this face are 0.733 of the size high; what is asked is the height that is seen.
    return (
      Math.max(...holders.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))) *
      0.733 *
      (1209 / innerWidth)
    )
  }, ticket.number.slice(1))
  expect(heightMm).toBeGreaterThanOrEqual(122)
  await page.context().close()
  // A call that stands would be said by the screen that the next test opens, before its own.
  await clerk('missTicket', { params: { id: windowId }, body: { ticketId: ticket.id } })
})

it('the hall’s screen says a call with the hall’s own voice', async () => {
  const page = await hall.open('display', hall.line.pages.display, { width: 1920, height: 1080 })
  // Browsers are silent until somebody touched the page.
  await page.getByRole('heading', { level: 1 }).click()
  const clerk = await hall.signIn('w007')
  const windowId = must(hall.line.accounts.find((one) => one.account === 'w007')?.windowId, 'a window')
  await clerk('openWindow', { params: { id: windowId } })
  const queue = must(
    (await clerk('queues', {})).queues.find((one) => one.prefix === 'H'),
    'queue H',
  )
  const ticket = await hall.terminal('spare')('takeTicket', { body: { queueId: queue.id } })
  const [sound] = await Promise.all([
    page.waitForResponse((response) => response.url().includes(`/api/v1/voice/call?number=${ticket.number}`)),
    clerk('callTicket', { params: { id: windowId }, body: { ticketId: ticket.id } }),
  ])
  expect(sound.status()).toBe(200)
  expect(sound.headers()['content-type']).toContain('audio/wav')
  await page.context().close()
})

it('a long number and a long item leave nothing outside the glass of screen and pad', async () => {
  const operator = await hall.signIn('o001')
  const queue = must(
    (await operator('queueRegister', {})).queues.find((one) => one.prefix === 'J'),
    'queue J',
  )
  await operator('saveQueue', { params: { id: queue.id }, body: { firstNumber: 9999 } })
  const name =
    '对符合条件的高校毕业生及就业困难人员灵活就业给予社会保险补贴的资格审核（含首次申请、续期申领、变更与终止）'
  await operator('importCatalogue', {
    body: { csv: `department,group,name,item_code,task_type\n区自然资源和规划局,,${name},QH-LONG-1,7\n` },
  })
  const kiosk = hall.terminal('spare')
  const [item] = (await kiosk('items', { query: { q: '灵活就业给予社会保险补贴' } })).items
  await kiosk('takeTicket', { body: { queueId: queue.id } })
  const ticket = await kiosk('takeTicket', { body: { itemIds: [must(item, 'the long item').id] } })
  expect(ticket.number).toBe('J10000')

  const account = must(
    hall.line.accounts.find((one) => one.account === 'w009'),
    'w009',
  )
  const clerk = await hall.signIn('w009')
  const params = { id: must(account.windowId, 'a window') }
  await clerk('openWindow', { params })
  await clerk('callTicket', { params, body: { ticketId: ticket.id } })
  const screen = await hall.open('display', hall.line.pages.display, { width: 1080, height: 1920 })
  const number = screen.locator('[data-testid="number-called"] .ticket-number')
  await number.filter({ hasText: '10000' }).waitFor()
  const card = must(await screen.locator('.board-call').boundingBox(), 'the card of the call')
  const figures = must(await number.boundingBox(), 'the number')
  expect(figures.x + figures.width).toBeLessThanOrEqual(card.x + card.width)

  await clerk('startService', { params, body: { ticketId: ticket.id } })
  const token = must(
    hall.line.terminals.find((one) => one.role === 'pad' && one.windowId === account.windowId),
    'its pad',
  ).token
  const pad = await hall.open('pad', `${hall.line.url}/pad/#token=${token}`, { width: 1024, height: 600 })
  await pad.getByText('正在办理').waitFor()
  const fits = async (what: string) => {
    const outside = await pad.evaluate(() => {
      const foot = document.querySelector('.pad-foot')?.getBoundingClientRect().top ?? 0
      return [...document.querySelectorAll('main button, main .ticket-number')]
        .filter((one) => {
          const box = one.getBoundingClientRect()
          return box.right > innerWidth + 1 || box.left < -1 || box.bottom > foot + 1 || box.top < 0
        })
        .map((one) => one.textContent)
    })
    expect(outside, what).toEqual([])
  }
  await fits('at rest')
  await clerk('finishService', { params, body: { ticketId: ticket.id } })
  await pad.getByRole('heading', { name: '请您评价本次服务' }).waitFor()
  await fits('the question')
  await pad.getByRole('button', { name: '大字' }).click()
  await fits('the question in large text')
  await pad.getByRole('button', { name: '大字' }).click()
  await pad.getByRole('button', { name: /非常不满意/ }).click()
  await pad.getByRole('heading', { name: '哪里没有做好？' }).waitFor()
  await fits('the reasons')
  for (const page of [screen, pad]) await page.context().close()
})

it('the kiosk is used with the keyboard alone', async () => {
  const page = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1920, height: 1080 })
  const press = async (name: RegExp) => {
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const { activeElement } = document
        // Past the last control the browser gives the focus to the page itself, which says everything.
        if (!activeElement || activeElement === document.body) return { name: '', outlined: false }
        return {
          name: activeElement.textContent ?? '',
          outlined: getComputedStyle(activeElement).outlineStyle !== 'none',
        }
      })
      if (!name.test(focused.name)) continue
      expect(focused.outlined, `focus is seen on ${focused.name}`).toBe(true)
      await page.keyboard.press('Enter')
      return
    }
    throw new Error(`Tab never came to ${name}`)
  }
  await page.getByRole('button', { name: /按部门找/ }).waitFor()
  await press(/按部门找/)
  await page.getByRole('button', { name: /区民政局/ }).waitFor()
  await press(/区民政局/)
  await page.getByRole('heading', { name: '区民政局' }).waitFor()
  // Back is one key.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /区民政局/ }).waitFor()
  await press(/区教育局/)
  await page.getByRole('heading', { name: '区教育局' }).waitFor()
  await press(/项/)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const first = page.locator('main button').first()
  await first.waitFor()
  await press(new RegExp(((await first.textContent()) ?? '').slice(0, 6)))
  const before = (await printed(hall.line)).length
  await page.getByRole('button', { name: '取号', exact: true }).waitFor()
  await press(/^取号$/)
  await page.getByRole('heading', { name: '请取走您的号票' }).waitFor()
  await expect.poll(async () => (await printed(hall.line)).length).toBe(before + 1)
  await page.context().close()
})

it('search finds by initials with the keyboard on the screen', async () => {
  const page = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await page.getByRole('button', { name: /搜索/ }).first().click()
  for (const letter of ['s', 'b'])
    await page.locator(`[data-skbtn="${letter}"], [data-skbtn="${letter.toUpperCase()}"]`).first().click()
  await page
    .getByRole('button', { name: /社保|社会保/ })
    .first()
    .waitFor()
  await hall.look(page, 'kiosk-search')
  await page.context().close()
})

it('somebody at a kiosk asks for a person: the window is told which kiosk, one goes, the kiosk says who', async () => {
  const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  const window = await hall.open('window', hall.line.pages.window, { width: 1440, height: 900 })
  await signInOn(window, 'w003', hall.password('w003'))
  await window.getByText('窗口还没有开放').waitFor()
  await kiosk.getByRole('button', { name: '人工' }).click()
  await window
    .getByText(/一号自助机/)
    .first()
    .waitFor()
  await hall.look(window, 'window-help-call')
  await window.getByRole('button', { name: /我去/ }).click()
  await kiosk.getByText(/陈思雨.*过来/).waitFor()
  await hall.look(kiosk, 'kiosk-help-coming')
  await window.getByRole('button', { name: /帮好了/ }).click()
  await kiosk.getByText(/陈思雨.*过来/).waitFor({ state: 'detached' })
  for (const page of [kiosk, window]) await page.context().close()
})

it('ten tabs in one browser are all live', async () => {
  const first = await hall.open('display', hall.line.pages.display, { width: 1280, height: 720 })
  const tabs = [first]
  for (let count = 1; count < 10; count += 1) {
    const tab = await first.context().newPage()
    await tab.goto(first.url())
    tabs.push(tab)
  }
  for (const tab of tabs) await tab.getByRole('heading', { level: 1 }).waitFor()
  const clerk = await hall.signIn('w005')
  const windowId = must(hall.line.accounts.find((one) => one.account === 'w005')?.windowId, 'a window')
  await clerk('openWindow', { params: { id: windowId } })
  const queue = must(
    (await clerk('queues', {})).queues.find((one) => one.prefix === 'F'),
    'queue F',
  )
  for (let round = 1; round <= 2; round += 1) {
    const ticket = await hall.terminal('spare')('takeTicket', { body: { queueId: queue.id } })
    await clerk('callTicket', { params: { id: windowId }, body: { ticketId: ticket.id } })
    for (const tab of tabs) await tab.getByText(ticket.number.slice(1)).first().waitFor()
    await clerk('missTicket', { params: { id: windowId }, body: { ticketId: ticket.id } })
  }
  await first.context().close()
})

it('a kiosk that nobody touches warns, can be stopped, and goes back to the start without what was chosen', async () => {
  const page = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await page.clock.install()
  await page.getByRole('button', { name: /搜索/ }).first().click()
  await page.getByRole('textbox').first().fill('户口')
  await page.clock.runFor(46_000)
  await page.getByText('您还在吗？').waitFor()
  await hall.look(page, 'kiosk-still-there')
  await page.getByRole('button', { name: '我还在' }).click()
  expect(await page.getByRole('textbox').first().inputValue()).toBe('户口')
  await page.clock.runFor(61_000)
  await page.getByRole('button', { name: /按部门找/ }).waitFor()
  await page.getByRole('button', { name: /搜索/ }).first().click()
  expect(await page.getByRole('textbox').first().inputValue()).toBe('')
  await page.context().close()
})

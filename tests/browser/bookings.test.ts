import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildPagesIfStale } from '../../build/pages.ts'
import { must } from '../../core/result.ts'
import { runDue } from '../../hall/day/schedule.ts'
import { at, book, hall, kiosk, operator, person, plan, rules, takeBookings } from '../support/bookings.ts'
import { launchBrowser } from '../support/browser.ts'
import { sitAtConsole } from '../support/console-page.ts'
import { look } from '../support/look.ts'
import { refusedWith } from '../support/test-hall.ts'

/**
 * A day of bookings as the operator sees it. Real: the hall, its store, HTTP, the pages, a browser. By hand: the
 * clock, which stands at Tuesday 24 November, 10:00.
 */
takeBookings()
let browser: Browser
const trouble: string[] = []
beforeAll(async () => {
  await buildPagesIfStale()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  // A page asks once whether somebody is signed in, and a change that calls bookings off is refused before it is asked
  // about: a browser logs both answers as errors.
  const isExpected = /401 \(Unauthorized\)|409 \(Conflict\) \S+\/departments\//
  expect(trouble.filter((line) => !isExpected.test(line))).toEqual([])
})

async function openBookings(): Promise<Page> {
  const page = await sitAtConsole(browser, hall, 'operator', { width: 1440, height: 900 }, trouble)
  await page.goto(`${hall.running.url}/console/appointments`)
  await page.getByRole('heading', { name: '预约' }).first().waitFor()
  return page
}
const row = (page: Page, slot: string) => page.getByRole('row').filter({ hasText: slot })

it('who came in time, who came late, who stayed away; and the operator lifts the block of the last', async () => {
  await rules({ absencesInRow: 1, blockDays: 30 })
  const [right, late, absent] = [
    await book(person(1), '10:30'),
    await book(person(2), '11:00'),
    await book(person(3), '11:30'),
  ]
  const page = await openBookings()
  await expect.poll(() => row(page, '待签到').count()).toBe(3)

  at(24, 10, 25)
  const inTime = await kiosk('checkIn', { body: { code: right.bookingCode } })
  expect(inTime.checkIn).toBe('on-time')
  await row(page, '10:30–11:00').getByText('已签到', { exact: true }).waitFor()
  await row(page, '10:30–11:00').getByText(inTime.number, { exact: true }).waitFor()

  at(24, 11, 50)
  const tooLate = await kiosk('checkIn', { body: { code: late.bookingCode } })
  expect(tooLate).toMatchObject({ checkIn: 'late', class: 'ordinary' })
  await row(page, '11:00–11:30').getByText('迟到签到', { exact: true }).waitFor()

  at(24, 13, 10)
  await runDue(hall.running.hall)
  const stayedAway = row(page, '11:30–12:00')
  await stayedAway.getByText('爽约', { exact: true }).waitFor()
  await stayedAway.getByText(/限制至 12月24日/).waitFor()
  expect(await refusedWith(kiosk('checkIn', { body: { code: absent.bookingCode } }))).toBe('too-late')
  for (const [place, slot] of ['14:30', '14:30', '15:00', '15:30', '16:00'].entries())
    await book(person(4 + place), slot)
  await expect.poll(() => row(page, '待签到').count()).toBe(5)
  await look(page, 'console-appointments')

  // The operator looks the person up by their number, as somebody who calls would say it.
  await page.getByLabel('预约码或证件号码').fill(person(3))
  await page.getByRole('button', { name: '查找', exact: true }).click()
  const found = page.getByRole('region', { name: '查预约' })
  await found.getByRole('button', { name: /解除限制/ }).click()
  const ask = page.getByRole('alertdialog', { name: '解除此人的预约限制？' })
  await ask.getByRole('button', { name: '解除限制' }).click()
  await expect.poll(() => page.getByText(/限制至/).count()).toBe(0)
  await page.context().close()
  // Nobody stands in their way any more.
  await book(person(3), '14:00')
})

it('all bookings of a full day are listed and searched, not the first pages of them', async () => {
  await plan({ peoplePerSlot: 500 })
  for (let number = 1; number <= 430; number += 1)
    await book(person(number), number <= 420 ? '10:30' : '16:30', '2026-11-25')
  const page = await openBookings()
  await page.getByLabel('日期').fill('2026-11-25')
  const list = page.getByRole('region', { name: '预约登记', exact: true })
  await list.getByText('430 条').waitFor()
  await list.getByRole('searchbox').fill('16:30')
  await list.getByText('找到 10 条').waitFor()
  await page.context().close()
})

it('rows with something to do are as high as the others, and the button stands beside its field', async () => {
  const first = await book(person(1), '11:00')
  await book(person(2), '11:30')
  await hall.client(must(first.bookingUrl.split('#')[1], 'a secret'))('cancelBooking', {})
  const page = await openBookings()
  await row(page, '11:30–12:00').getByRole('button', { name: /取消/ }).waitFor()
  const height = async (slot: string) => must(await row(page, slot).boundingBox(), slot).height
  // The last row has no rule below it.
  expect(Math.abs((await height('11:30–12:00')) - (await height('11:00–11:30')))).toBeLessThanOrEqual(1)
  const middle = async (what: 'field' | 'button') => {
    const place =
      what === 'field'
        ? page.getByLabel('预约码或证件号码')
        : page.getByRole('button', { name: '查找', exact: true })
    const box = must(await place.boundingBox(), what)
    return box.y + box.height / 2
  }
  expect(Math.abs((await middle('field')) - (await middle('button')))).toBeLessThan(1)
  await page.context().close()
})

it('a department that goes to no queue: the form asks before its bookings are called off', async () => {
  const booked = await book(person(1), '14:00')
  const page = await sitAtConsole(browser, hall, 'operator', { width: 1440, height: 900 }, trouble)
  await page.goto(`${hall.running.url}/console/departments`)
  const { departments } = await operator('departmentRegister', {})
  const { name } = must(
    departments.find(({ queueId }) => queueId === hall.queueId('A')),
    'the department of queue A',
  )
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByLabel('默认队列').click()
  await page.locator('.ant-select-item-option').filter({ hasText: '没有：请咨询人工' }).click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '有 1 个预约会因此取消' }).waitFor()
  await look(page, 'department-bookings')
  await page.getByRole('button', { name: '更改并取消 1 个预约' }).click()
  await expect
    .poll(async () => (await operator('findAppointments', { body: { idNumber: person(1) } })).appointments[0])
    .toMatchObject({ id: booked.appointment.id, state: 'cancelled', cancelledBecause: 'not-offered' })
  await page.context().close()
})

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Demonstration, printed, startDemonstration } from '../support/demonstration.ts'
import { scanByKeys } from '../support/key-scanner.ts'
import { signInOn } from '../support/sign-in-form.ts'

/**
 * A booking, from the public page to the window that calls it. Real: `npm start`'s processes, the bridge, the virtual
 * printer's bytes, a browser. The demonstration lets a slot be booked while it lasts, so nothing waits for a clock.
 */
let hall: Demonstration
beforeAll(async () => {
  hall = await startDemonstration()
})
afterAll(() => hall.stop())
afterEach(() => {
  // A refusal that a page tells its person is what a browser logs as an error.
  expect(hall.trouble.filter((line) => !/\b(401|404|409)\b/.test(line))).toEqual([])
  hall.trouble.length = 0
})

it('booked on a phone, checked in at the kiosk by its QR code, printed, and called before who came earlier', async () => {
  const phone = await hall.open('booking', hall.line.pages.booking, { width: 390, height: 844 })
  await phone.getByRole('searchbox').fill('xse')
  await phone.getByRole('button', { name: /新生儿出生登记/ }).waitFor()
  await hall.look(phone, 'booking-what')
  await phone.getByRole('button', { name: /新生儿出生登记/ }).click()
  await phone.getByRole('heading', { name: '什么时候来？' }).waitFor()
  await phone
    .getByRole('button', { name: /\d\d:\d\d–\d\d:\d\d/ })
    .first()
    .waitFor()
  await hall.look(phone, 'booking-when')
  await phone
    .getByRole('button', { name: /\d\d:\d\d–\d\d:\d\d/ })
    .first()
    .click()
  // A wrong check digit is found on the page.
  await phone.getByLabel('证件号码').fill('110105194912310021')
  await phone.getByRole('button', { name: '确认预约' }).click()
  await phone.getByRole('alert').waitFor()
  await hall.look(phone, 'booking-who')
  await phone.getByLabel('证件号码').fill('11010519491231002X')
  await phone.getByRole('button', { name: '确认预约' }).click()
  await phone.getByRole('heading', { name: '预约成功' }).waitFor()
  await hall.look(phone, 'booking-done')
  const address = phone.url()
  expect(address).toContain('/booking/#')
  expect(await phone.content()).not.toContain('11010519491231002X')

  const queue = must(
    (await hall.terminal('spare')('queues', {})).queues.find((one) => one.prefix === 'A'),
    'A',
  )
  const before = await hall.terminal('spare')('takeTicket', { body: { queueId: queue.id } })

  const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await kiosk.getByRole('button', { name: /预约取号/ }).click()
  await kiosk.getByRole('textbox').waitFor()
  await hall.look(kiosk, 'kiosk-check-in')
  const papers = (await printed(hall.line)).length
  await scanByKeys(kiosk, address)
  await kiosk.getByRole('heading', { name: '请取走您的号票' }).waitFor()
  await kiosk.getByText('已签到').waitFor()
  await hall.look(kiosk, 'kiosk-checked-in')
  await expect.poll(async () => (await printed(hall.line)).length).toBe(papers + 1)
  const paper = must((await printed(hall.line))[0], 'a paper')
  for (const words of ['A002', '预约', '新生儿出生登记']) expect(paper.text).toContain(words)

  // Once more, by the number on the card: the same ticket and no second paper.
  await kiosk.getByRole('button', { name: '好了' }).click()
  await kiosk.getByRole('button', { name: /预约取号/ }).click()
  await kiosk.getByRole('textbox').fill('11010519491231002x')
  await kiosk.getByRole('button', { name: '签到取号' }).click()
  await kiosk.getByRole('heading', { name: '您已经签到过' }).waitFor()
  expect((await printed(hall.line)).length).toBe(papers + 1)

  const clerk = await hall.signIn('w001')
  const window = { id: must(hall.line.accounts.find((one) => one.account === 'w001')?.windowId, 'a window') }
  await clerk('openWindow', { params: window })
  expect((await clerk('callNext', { params: window }))?.number).toBe('A002')
  expect(before.number).toBe('A001')
  await phone.reload()
  await phone.getByRole('heading', { name: '已签到取号' }).waitFor()
  for (const page of [phone, kiosk]) await page.context().close()
})

it('a code that the hall does not know is told kindly, with the way to a person and to an ordinary ticket', async () => {
  const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1920, height: 1080 })
  await kiosk.getByRole('button', { name: /预约取号/ }).click()
  for (const key of ['k', '7', 'q', 'm', '3', 'h', 'x', '8'])
    await kiosk.locator(`[data-skbtn="${key}"]`).click()
  await kiosk.getByRole('button', { name: '签到取号' }).click()
  await kiosk.getByRole('alert').waitFor()
  await kiosk.getByRole('textbox').fill('E00000001')
  await kiosk.keyboard.press('Enter')
  await kiosk.getByRole('heading', { name: '没有找到预约' }).waitFor()
  await hall.look(kiosk, 'kiosk-check-in-unknown')
  await kiosk.getByRole('button', { name: '请咨询人工' }).waitFor()
  await kiosk.getByRole('button', { name: '直接取号' }).click()
  await kiosk.getByRole('heading', { name: '办哪类业务？' }).waitFor()
  await kiosk.context().close()
})

it('a day that the operator closes: how many bookings that calls off is asked, and the holder’s page says why', async () => {
  const operator = await hall.signIn('o001')
  const { queues } = await operator('queueRegister', {})
  const queue = must(
    queues.find(({ prefix }) => prefix === 'A'),
    'A',
  )
  const allDay: [string, string][] = [['00:00', '24:00']]
  const week = { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay, 7: allDay }
  await operator('saveQueue', {
    params: { id: queue.id },
    body: { hours: { ...queue.hours, alwaysOpen: false, onHolidays: false, week } },
  })
  const citizen = hall.terminal('spare')
  const { items } = await citizen('bookableItems', { query: { q: '新生儿出生登记' } })
  const itemId = must(items[0], 'an item').id
  const { days } = await citizen('bookableDays', { params: { id: itemId } })
  const { day } = must(days[1], 'tomorrow')
  // Open whatever tomorrow is, a holiday or a day of a year that is not announced.
  await operator('saveCalendarDay', { body: { day, kind: 'open', name: '' } })
  const booked = await citizen('book', {
    body: { itemId, day, start: '10:00', idNumber: '11010519491231002X' },
  })

  const phone = await hall.open('booking', booked.bookingUrl, { width: 390, height: 844 })
  await phone.getByRole('heading', { name: '预约成功' }).waitFor()
  const desk = await hall.open('console', hall.line.pages.console, { width: 1440, height: 900 })
  await signInOn(desk, 'o001', hall.password('o001'))
  await desk.getByRole('link', { name: '日历' }).click()
  await desk.getByRole('button', { name: day }).click()
  await desk.getByRole('radio', { name: /休息/ }).check()
  await desk.getByLabel('说明').fill('停电检修')
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByRole('heading', { name: '有 1 个预约会因此取消' }).waitFor()
  await hall.look(desk, 'console-calendar-bookings')
  await desk.getByRole('button', { name: '先不更改' }).click()
  expect((await operator('calendar', {})).days).toMatchObject([{ day, kind: 'open' }])
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByRole('button', { name: '更改并取消 1 个预约' }).click()
  await expect
    .poll(async () => (await operator('calendar', {})).days)
    .toMatchObject([{ day, kind: 'closed' }])

  await phone.reload()
  await phone.getByRole('heading', { name: '大厅已取消此预约' }).waitFor()
  await phone.getByText('不计爽约').waitFor()
  await hall.look(phone, 'booking-called-off')
  await desk.getByRole('link', { name: '预约' }).click()
  await desk.getByLabel('预约码或证件号码').fill('11010519491231002X')
  await desk.keyboard.press('Enter')
  await desk.getByText('大厅取消：当天不办公').waitFor()
  await hall.look(desk, 'console-booking-called-off')
  for (const page of [phone, desk]) await page.context().close()
})

it('a queue and an item with bookings are switched off only by somebody who was told of them', async () => {
  const operator = await hall.signIn('o001')
  const citizen = hall.terminal('spare')
  const item = must((await citizen('bookableItems', { query: { q: '新生儿出生登记' } })).items[0], 'an item')
  const day = must((await citizen('bookableDays', { params: { id: item.id } })).days[2], 'in two days').day
  await operator('saveCalendarDay', { body: { day, kind: 'open', name: '' } })
  const person = '11010519491231002X'
  await citizen('book', { body: { itemId: item.id, day, start: '10:00', idNumber: person } })
  const state = async () =>
    must(
      (await operator('findAppointments', { body: { idNumber: person } })).appointments.find(
        (one) => one.day === day,
      ),
      'the booking',
    ).state

  const desk = await hall.open('console', hall.line.pages.console, { width: 1440, height: 900 })
  await signInOn(desk, 'o001', hall.password('o001'))
  await desk.getByRole('link', { name: '队列' }).click()
  const open = desk.getByRole('switch').first()
  await open.click()
  await desk.getByRole('heading', { name: '有 1 个预约会因此取消' }).waitFor()
  await hall.look(desk, 'console-queue-bookings')
  await desk.getByRole('button', { name: '先不更改' }).click()
  expect(await open.isChecked()).toBe(true)
  expect(await state()).toBe('booked')

  await desk.getByRole('link', { name: '目录' }).click()
  await desk.getByRole('searchbox').first().fill('新生儿出生登记')
  await desk.getByRole('button', { name: item.name, exact: true }).click()
  await desk.getByRole('checkbox', { name: '启用这个事项' }).uncheck()
  await desk.getByRole('button', { name: '保存' }).click()
  await desk.getByRole('heading', { name: '有 1 个预约会因此取消' }).waitFor()
  await hall.look(desk, 'console-item-bookings')
  await desk.getByRole('button', { name: '更改并取消 1 个预约' }).click()
  await expect.poll(state).toBe('cancelled')
  await desk.getByRole('link', { name: '预约' }).click()
  await desk.getByLabel('预约码或证件号码').fill(person)
  await desk.keyboard.press('Enter')
  await desk.getByText('大厅取消：业务暂停办理').waitFor()
  await operator('saveItem', { params: { id: item.id }, body: { active: true } })
  await desk.context().close()
})

it('anybody jumped the line by choosing 预约 as a class: at the kiosk that word leads to check-in', async () => {
  const kiosk = await hall.open('kiosk', hall.line.pages.kiosk, { width: 1080, height: 1920 })
  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  await kiosk.getByRole('button', { name: /区公安分局/ }).click()
  await kiosk.getByRole('button', { name: /户口登记/ }).click()
  await kiosk.getByRole('button', { name: /新生儿出生登记/ }).click()
  await kiosk.getByRole('button', { name: '优先、预约、绿色通道' }).click()
  await kiosk.getByRole('heading', { name: '您属于哪一类？' }).waitFor()
  expect(await kiosk.getByRole('button', { name: /^预约/ }).count()).toBe(0)
  await kiosk.getByRole('button', { name: /我有预约/ }).click()
  await kiosk.getByRole('button', { name: '签到取号' }).waitFor()
  await kiosk.context().close()
})

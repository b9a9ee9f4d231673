import exceljs from 'exceljs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Demonstration, startDemonstration } from '../support/demonstration.ts'
import { signInOn } from '../support/sign-in-form.ts'

/**
 * A real hall from an empty store, by the people who do it, with nothing but browsers: registries by forms and by
 * files, accounts, a closed day, limits, terminals. It ends when a citizen was called, served and has rated. Real: the
 * processes, the browsers.
 */
let hall: Demonstration
beforeAll(async () => {
  hall = await startDemonstration('--new')
})
afterAll(() => hall.stop())

const catalogue = `department,group,name,item_code,task_type
区公安局,户籍,出生登记,511Z07001006-511602000000-000-11511301008778183N-1-00,7
区公安局,户籍,户口迁移,A-2,7
区民政局,未分类,结婚登记,B-1,7
`

const room = (page: Page, name: string) => page.locator('nav a').filter({ hasText: name }).click()

/** Imports a file in the sheet of a registry: what it would change is looked at first. */
async function importTable(
  page: Page,
  registry: string,
  file: { name: string; buffer: Buffer },
  rows: number,
  table?: string,
): Promise<void> {
  await page.getByRole('button', { name: `导入与导出 · ${registry}`, exact: true }).click()
  const sheet = page.locator('dialog[open]')
  if (table !== undefined) await sheet.getByText(table, { exact: true }).click()
  await sheet.locator('input[type=file]').setInputFiles({ ...file, mimeType: 'application/octet-stream' })
  await sheet.getByRole('button', { name: `导入 ${rows} 条` }).click()
  await sheet.getByText(/^已导入：/).waitFor()
}
const csv = (text: string) => ({ name: 'table.csv', buffer: Buffer.from(text) })

/** The hall's day now, and the next one, should midnight pass meanwhile. */
function todayAndTomorrow(): string[] {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
  return [0, 1].map((days) => day.format(new Date(Date.now() + days * 86_400_000)))
}

async function staffWorkbook(): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('人员')
  sheet.addRow(['账号', '姓名', '角色', '窗口', '岗位', '初始密码'])
  sheet.addRow(['w001', '林晓燕', '窗口人员', 1, '户籍岗', ''])
  sheet.addRow(['w002', '周志强', '窗口人员、组长', 2, '婚姻登记岗', 'a first password'])
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

/** Chooses in a list; `within` is the sheet where one is open, for the page below has lists of the same name. */
async function choose(within: Page | Locator, name: string | RegExp, option: RegExp): Promise<void> {
  await within.getByRole('combobox', typeof name === 'string' ? { name, exact: true } : { name }).click()
  await within.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click()
}

/** One of each by its form: a zone, a queue that is open, an item with its guide, a window. */
async function registerByForms(page: Page): Promise<void> {
  const sheet = page.locator('dialog[open]')
  const save = async (): Promise<void> => {
    await sheet.getByRole('button', { name: '保存' }).click()
    await sheet.waitFor({ state: 'detached' })
  }
  await room(page, '窗口')
  await page.getByRole('button', { name: '新增区域' }).click()
  await sheet.getByLabel('区域名称').fill('三楼大厅')
  await save()

  await room(page, '队列')
  await page.getByRole('button', { name: '新增队列' }).click()
  await sheet.getByLabel('名称', { exact: true }).fill('档案查阅')
  await sheet.getByLabel(/^前缀/).fill('c')
  await choose(sheet, '区域 （可选）', /三楼大厅/)
  await sheet.getByLabel(/^全天取号/).check()
  await save()
  await page.getByRole('switch', { name: '档案查阅 开放' }).click()
  await page.getByText('“档案查阅”已开放').waitFor()

  await room(page, '目录')
  await page.getByRole('button', { name: '新增事项' }).click()
  await sheet.getByLabel('事项名称').fill('查阅婚姻登记档案')
  await sheet.getByLabel('事项编码').fill('C-1')
  await choose(sheet, '部门', /区民政局/)
  await choose(sheet, '事项类型', /公共服务/)
  await choose(sheet, '队列 （可选）', /档案查阅/)
  await sheet.getByRole('button', { name: '加一项材料' }).click()
  await sheet.getByLabel('材料', { exact: true }).fill('居民身份证')
  await sheet.getByLabel(/^份数/).fill('原件 1 份')
  await sheet.getByLabel(/^收费\s*（/).fill('12.5')
  await sheet.getByLabel(/^承诺时限/).fill('0')
  await sheet.getByLabel(/^跑动次数/).fill('1')
  await sheet.getByRole('button', { name: '保存' }).click()
  // No fee line without its legal basis.
  await sheet.getByText('收费须写明依据').waitFor()
  await sheet.getByLabel(/^收费依据/).fill('渝价〔2019〕1 号')
  await save()
  await page.getByRole('button', { name: '查阅婚姻登记档案' }).waitFor()

  await room(page, '窗口')
  await page.getByRole('button', { name: '新增窗口' }).click()
  await sheet.getByLabel('窗口号').fill('3')
  await choose(sheet, '区域 （可选）', /三楼大厅/)
  await choose(sheet, /加一个队列/, /档案查阅/)
  await save()
  await page.getByRole('button', { name: '3', exact: true }).waitFor()
}

/** A rule that was changed by mistake is taken back, and the form shows what holds. */
async function changeRuleAndBack(page: Page): Promise<void> {
  await room(page, '设置')
  const minutes = page.getByLabel('设备停用报警')
  const before = await minutes.inputValue()
  await minutes.fill('99')
  await page.getByRole('button', { name: '保存更改' }).click()
  await page.getByRole('link', { name: '更改记录' }).click()
  const change = page.locator('.change-list > li').first()
  await change.getByText('设备停用报警').waitFor()
  await change.getByText('99', { exact: true }).waitFor()
  await change.getByRole('button', { name: /^撤销/ }).click()
  await expect.poll(() => minutes.inputValue()).toBe(before)
  await page.getByText('没有更改', { exact: true }).waitFor()
}

it('set-up code, registries, accounts, terminals; then a citizen takes a number, is called, and rates', async () => {
  const console = await hall.open('console', hall.line.pages.console, { width: 1440, height: 900 })
  await console.getByRole('heading', { name: '开办一个新的大厅' }).waitFor()
  await hall.look(console, 'console-set-up')

  // A wrong code is told, and nothing that was typed is lost.
  const fill = (label: string, value: string, place = 0) =>
    console.getByLabel(label, { exact: true }).nth(place).fill(value)
  await fill('设置码', 'AAAA-AAAA-AAAA')
  await fill('大厅名称', '新河区政务服务中心')
  await fill('账号', 'ops', 0)
  await fill('姓名', '沈浩', 0)
  await fill('密码', 'a long enough one', 0)
  await fill('账号', 'admin', 1)
  await fill('姓名', '方琳', 1)
  await fill('密码', 'another long one', 1)
  await console.getByRole('button', { name: '建立大厅' }).click()
  await console
    .getByText(/设置码不正确/)
    .first()
    .waitFor()
  await fill('设置码', hall.setUpCode())
  await console.getByRole('button', { name: '建立大厅' }).click()
  await console.getByRole('button', { name: '登录' }).waitFor()

  await signInOn(console, 'ops', 'a long enough one')
  await console.getByRole('heading', { name: '开办清单' }).waitFor()
  await hall.look(console, 'console-checklist')

  // A hall that never closes, so that people come at whatever hour this runs.
  await room(console, '设置')
  await console.getByRole('textbox', { name: /^每天结束/ }).fill('')
  await console.getByRole('button', { name: '保存更改' }).click()
  await console.getByText('没有更改', { exact: true }).waitFor()

  // A file with a fault changes nothing and names its line.
  await room(console, '目录')
  await console.getByRole('button', { name: '导入目录' }).first().click()
  const chooseFile = (text: string) =>
    console
      .locator('input[type=file]')
      .setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await chooseFile(catalogue.replace('B-1,7', 'A-2,7'))
  await console.getByText(/A-2/).first().waitFor()
  await hall.look(console, 'console-import-faulty')
  await chooseFile(catalogue)
  await console.getByRole('button', { name: '导入 3 条' }).click()
  await console.getByText('去开放队列').waitFor()

  await room(console, '窗口')
  const zones = csv('区域,英文名称\n一楼大厅,First floor\n二楼大厅,Second floor\n')
  await importTable(console, '区域', zones, 2)
  await console.keyboard.press('Escape')

  await room(console, '部门')
  const departments = csv('部门,英文名称,位置\n区公安局,Public Security,一楼 1 号窗口\n')
  await importTable(console, '部门', departments, 1)
  await console.keyboard.press('Escape')
  await console.getByText('Public Security').waitFor()

  await room(console, '目录')
  const items = csv('事项编码,英文名称\nA-2,Move of household registration\n')
  await importTable(console, '事项', items, 1)
  await console.keyboard.press('Escape')

  // Queues, when they are open, and which numbers they give, each as a table.
  await room(console, '队列')
  await importTable(
    console,
    '队列',
    csv('前缀,名称,英文名称,区域,开放\nA,户籍业务,Household,一楼大厅,是\nB,婚姻登记,Marriage,二楼大厅,是\n'),
    2,
  )
  await console.keyboard.press('Escape')
  const allDay = Array.from({ length: 7 }, () => '00:00-24:00').join(',')
  await importTable(
    console,
    '队列',
    csv(`前缀,全天,周一,周二,周三,周四,周五,周六,周日,提前停止取号分钟\nA,是,,,,,,,,0\nB,否,${allDay},0\n`),
    2,
    '办公时间',
  )
  await console.keyboard.press('Escape')
  await importTable(console, '队列', csv('前缀,起始号,每日限额\nA,101,50\n'), 1, '号段与限额')
  await console.keyboard.press('Escape')
  await hall.look(console, 'console-queues')

  // Windows by range: 1 and 2 serve the first queue; the second window takes the other one as well by its table.
  await room(console, '窗口')
  await console.getByRole('button', { name: '批量新增' }).first().click()
  await console.getByLabel('到', { exact: true }).fill('2')
  await choose(console, /加一个队列/, /户籍业务/)
  await console.getByRole('button', { name: '新增 2 个窗口' }).click()
  await console.getByRole('button', { name: '2', exact: true }).waitFor()
  await importTable(console, '窗口', csv('窗口号,名称,办理的队列\n2,综合窗口,B、A\n'), 1)
  await hall.look(console, 'console-import-table')
  await console.keyboard.press('Escape')
  await console.getByText('B 婚姻登记、A 户籍业务').waitFor()

  await registerByForms(console)
  await changeRuleAndBack(console)

  // A day on which this hall is closed: queues with hours follow it.
  await room(console, '日历')
  for (const day of todayAndTomorrow()) {
    await console.getByRole('button', { name: '登记一天' }).click()
    await console.getByLabel('日期').fill(day)
    await console.getByLabel('说明').fill('停电检修')
    await console.getByRole('button', { name: '保存' }).click()
    await console.getByRole('button', { name: day }).waitFor()
  }
  await hall.look(console, 'console-calendar')

  await room(console, '终端')
  const codes: string[] = []
  for (const [role, name] of [
    ['自助取号机', '门口自助机'],
    ['评价器', '1 号评价器'],
    ['显示屏', '一楼大屏'],
  ] as const) {
    await console.getByRole('button', { name: '新增终端' }).first().click()
    await console.getByLabel(role).check()
    await console.getByLabel('名称').fill(name)
    if (role === '评价器') await choose(console, '窗口', /^1 号窗口/)
    await console.getByRole('button', { name: '新增并生成注册码' }).click()
    codes.push(must(await console.getByTestId('terminal-code').first().textContent(), 'the code'))
    if (role === '自助取号机') await hall.look(console, 'console-terminal-code')
    await console.keyboard.press('Escape')
  }
  const [kioskCode = '', padCode = '', displayCode = ''] = codes
  await console.getByRole('button', { name: '一楼大屏', exact: true }).click()
  await console.getByLabel('名称').fill('一楼主屏')
  await console.getByRole('button', { name: '保存' }).click()
  await console.getByRole('button', { name: '一楼主屏', exact: true }).waitFor()

  // Who changed what, and what is done by mistake is taken back.
  await room(console, '窗口')
  await console.getByRole('button', { name: '更改记录 · 窗口', exact: true }).click()
  await console.getByText('沈浩（ops）').first().waitFor()
  await hall.look(console, 'console-changes')
  await console.keyboard.press('Escape')
  await console.getByRole('button', { name: '二楼大厅', exact: true }).click()
  await console.getByRole('button', { name: '移除', exact: true }).click()
  await console.getByRole('alertdialog').getByRole('button', { name: '移除' }).click()
  await console.getByText(/还有1 个队列|还有 1 个队列/).waitFor()
  await console.keyboard.press('Escape')
  await console.getByRole('button', { name: '退出登录' }).click()

  // Accounts from a workbook; a password that the file does not give is made, and shown this once.
  await signInOn(console, 'admin', 'another long one')
  await importTable(console, '人员', { name: '人员.xlsx', buffer: await staffWorkbook() }, 2)
  const made = console.locator('dialog[open] tr').filter({ hasText: 'w001' }).locator('.code')
  const password = must(await made.textContent(), 'the first password')
  await hall.look(console, 'console-first-passwords')
  await console.keyboard.press('Escape')
  await console.getByRole('button', { name: '新增人员' }).first().click()
  await console.getByLabel('账号', { exact: true }).fill('w003')
  await console.getByLabel('姓名', { exact: true }).fill('何静')
  await console.getByRole('button', { name: '生成密码' }).click()
  await choose(console, '窗口 （可选）', /^3 号窗口/)
  await console.getByRole('button', { name: '保存' }).click()
  await console.getByRole('button', { name: '我已记下，关闭' }).click()
  await console.getByRole('button', { name: '何静', exact: true }).waitFor()
  await console.getByRole('button', { name: '退出登录' }).click()

  const kiosk = await hall.open('kiosk', `${hall.line.url}/kiosk/`, { width: 1080, height: 1920 })
  await kiosk.getByLabel('注册码').waitFor()
  await hall.look(kiosk, 'kiosk-enrol')
  const enrol = async (page: Page, code: string): Promise<void> => {
    await page.getByLabel('注册码').fill(code)
    await page.getByRole('button').filter({ hasText: /注册/ }).first().click()
  }
  await enrol(kiosk, kioskCode)
  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  // A queue with hours on a day on which the hall is closed.
  await kiosk.getByRole('button', { name: /区民政局/ }).click()
  await kiosk.getByRole('button', { name: /结婚登记/ }).click()
  await kiosk
    .getByText(/今天不办公/)
    .first()
    .waitFor()
  await hall.look(kiosk, 'kiosk-closed-day')
  await kiosk.getByRole('button', { name: '首页' }).click()

  // What the operator wrote of an item is what a citizen reads, and a change is read at once.
  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  await kiosk.getByRole('button', { name: /区民政局/ }).click()
  await kiosk.getByRole('button', { name: /查阅婚姻登记档案/ }).click()
  for (const told of [
    '居民身份证',
    '原件 1 份',
    '12.50 元',
    '收费依据：渝价〔2019〕1 号',
    '当场办结',
    '最多跑一次',
  ])
    await kiosk.getByText(told, { exact: true }).waitFor()
  await hall.look(kiosk, 'kiosk-own-item')
  await signInOn(console, 'ops', 'a long enough one')
  await room(console, '目录')
  await console.getByRole('button', { name: '查阅婚姻登记档案' }).click()
  await console.getByLabel(/^份数/).fill('原件、复印件各 1 份')
  await console.getByRole('button', { name: '保存' }).click()
  await kiosk.getByText('原件、复印件各 1 份').waitFor()
  await kiosk.getByRole('button', { name: '取号', exact: true }).click()
  await kiosk.getByText('C001').first().waitFor()
  await kiosk
    .getByRole('button', { name: /首页|好|完成/ })
    .first()
    .click()

  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  await kiosk.getByRole('button', { name: /区公安局/ }).click()
  await kiosk.getByRole('button', { name: /出生登记/ }).click()
  await kiosk.getByRole('button', { name: '取号', exact: true }).click()
  await kiosk.getByText('101').first().waitFor()

  const pad = await hall.open('pad', `${hall.line.url}/pad/`, { width: 1280, height: 800 })
  await enrol(pad, padCode)
  const display = await hall.open('display', `${hall.line.url}/display/`, { width: 1920, height: 1080 })
  await enrol(display, displayCode)

  const window = await hall.open('window', hall.line.pages.window, { width: 1440, height: 900 })
  await signInOn(window, 'w001', password)
  await window.getByRole('button', { name: /^开放窗口/ }).click()
  await expect
    .poll(() => window.getByRole('button', { name: /呼叫下一位/ }).isEnabled(), { timeout: 10_000 })
    .toBe(true)
  await window.getByRole('button', { name: /呼叫下一位/ }).click()
  await display.getByText('101').first().waitFor()
  await expect.poll(() => window.getByRole('button', { name: /开始办理/ }).isEnabled()).toBe(true)
  await window.getByRole('button', { name: /开始办理/ }).click()
  await window.getByText('正在办理').first().waitFor()
  await window.locator('body').press('f')
  await pad.getByRole('heading', { name: '请您评价本次服务' }).waitFor()
  await pad.getByRole('button', { name: '非常满意', exact: true }).click()
  await pad
    .getByText(/谢谢|感谢/)
    .first()
    .waitFor()
  await window.getByText('非常满意').first().waitFor()
  // What a browser logs of refusals that are meant: nobody signed in yet, a wrong code, a file with a fault; and a
  // kiosk that asks whether a bridge serves it, which the hall is not.
  expect(
    hall.trouble.filter((line) => !/ (401|409) /.test(line) && !line.endsWith('/api/v1/terminal')),
  ).toEqual([])
}, 240_000)

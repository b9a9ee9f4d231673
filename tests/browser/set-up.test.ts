import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { type Demonstration, startDemonstration } from '../support/demonstration.ts'

/**
 * A real hall from an empty store, by the people who do it, in the console alone: no file is edited. It ends when a
 * citizen has been called. Real: the processes, a browser.
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
async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

async function choose(page: Page, name: string | RegExp, option: RegExp): Promise<void> {
  await page.getByRole('combobox', typeof name === 'string' ? { name, exact: true } : { name }).click()
  await page.locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click()
}

it('set-up code, catalogue, queues, windows, staff, terminals; then a citizen takes a number and is called', async () => {
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

  await signIn(console, 'ops', 'a long enough one')
  await console.getByRole('heading', { name: '开办清单' }).waitFor()
  await hall.look(console, 'console-checklist')

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

  await room(console, '队列')
  await console.getByRole('button', { name: '全部开放' }).waitFor()
  // A new department's queue is closed until somebody opens it; this one is to be open around the clock.
  await console.getByRole('button', { name: '区公安局', exact: true }).click()
  await console.getByLabel('全天取号，不按时间').check()
  await console.getByRole('button', { name: '保存' }).click()
  await console.getByLabel('全天取号，不按时间').waitFor({ state: 'detached' })
  await console
    .getByRole('switch', { name: '区公安局 开放' })
    .or(console.getByRole('button', { name: '区公安局 开放' }))
    .first()
    .click()
  await expect
    .poll(
      async () =>
        (await console.getByText('现在取号').count()) +
        (await console.locator('[aria-checked="true"]').count()),
    )
    .toBeGreaterThan(0)
  await hall.look(console, 'console-queues')

  await room(console, '窗口')
  await console.getByRole('button', { name: '新增窗口' }).first().click()
  await console.getByLabel('窗口号').fill('1')
  await choose(console, /加一个队列/, /区公安局/)
  await console.getByRole('button', { name: '保存' }).click()
  await console.getByRole('button', { name: '1', exact: true }).waitFor()

  await room(console, '终端')
  await console.getByRole('button', { name: '新增终端' }).first().click()
  await console.getByLabel('名称').fill('门口自助机')
  await console.getByRole('button', { name: '新增并生成注册码' }).click()
  const code = must(await console.getByTestId('terminal-code').first().textContent(), 'the code')
  await hall.look(console, 'console-terminal-code')
  await console.keyboard.press('Escape')
  await console.getByRole('button', { name: '退出登录' }).click()

  await signIn(console, 'admin', 'another long one')
  await console.getByRole('button', { name: '新增人员' }).first().click()
  await console.getByRole('textbox', { name: '账号', exact: true }).fill('w001')
  await console.getByRole('textbox', { name: '姓名', exact: true }).fill('林晓燕')
  await console.getByRole('textbox', { name: '初始密码', exact: true }).fill('the first password')
  await choose(console, /^窗口/, /1 号窗口/)
  await console.getByRole('button', { name: '保存' }).click()
  await console.getByText('the first password').first().waitFor()
  await console.keyboard.press('Escape')
  await console.getByRole('button', { name: '退出登录' }).click()

  const kiosk = await hall.open('kiosk', `${hall.line.url}/kiosk/`, { width: 1080, height: 1920 })
  await kiosk.getByLabel('注册码').waitFor()
  await hall.look(kiosk, 'kiosk-enrol')
  await kiosk.getByLabel('注册码').fill(code)
  await kiosk.getByRole('button').filter({ hasText: /注册/ }).first().click()
  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  // A department whose queue is not open yet: the kiosk sends people to a person.
  await kiosk.getByRole('button', { name: /区民政局/ }).click()
  await kiosk.getByRole('button', { name: /结婚登记/ }).click()
  await kiosk
    .getByText(/请咨询人工/)
    .first()
    .waitFor()
  await hall.look(kiosk, 'kiosk-ask-a-person')
  await kiosk.getByRole('button', { name: '首页' }).click()
  await kiosk.getByRole('button', { name: /按部门找/ }).click()
  await kiosk.getByRole('button', { name: /区公安局/ }).click()
  await kiosk.getByRole('button', { name: /出生登记/ }).click()
  await kiosk.getByRole('button', { name: '取号', exact: true }).click()
  await kiosk.getByText('001').first().waitFor()

  const window = await hall.open('window', hall.line.pages.window, { width: 1440, height: 900 })
  await signIn(window, 'w001', 'the first password')
  await window.getByRole('button', { name: /^开放窗口/ }).click()
  await expect
    .poll(() => window.getByRole('button', { name: /呼叫下一位/ }).isEnabled(), { timeout: 10_000 })
    .toBe(true)
  await window.getByRole('button', { name: /呼叫下一位/ }).click()
  await expect.poll(() => window.getByRole('button', { name: /开始办理/ }).isEnabled()).toBe(true)
  // What a browser logs of refusals that are meant: nobody signed in yet, a wrong code, a file with a fault; and a
  // kiosk that asks whether a bridge serves it, which the hall is not.
  expect(
    hall.trouble.filter((line) => !/ (401|409) /.test(line) && !line.endsWith('/api/v1/terminal')),
  ).toEqual([])
})

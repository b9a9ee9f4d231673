import type { Browser, Page } from 'playwright-core'
import { must } from '../../core/result.ts'
import type { StaffRole } from '../../core/staff/role.ts'
import { listenForTrouble } from './browser.ts'
import { signInOn } from './sign-in-form.ts'
import type { TestHall } from './test-hall.ts'

/** A person at the console in a browser of their own; what their page complains of is added to `trouble`. */
export async function sitAtConsole(
  browser: Browser,
  hall: TestHall,
  role: StaffRole,
  size: { readonly width: number; readonly height: number },
  trouble: string[],
): Promise<Page> {
  const person = must(
    hall.running.demonstration?.accounts.find(({ roles }) => roles.includes(role)),
    role,
  )
  const context = await browser.newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  listenForTrouble(page, trouble, `console of a ${role}`)
  await page.goto(`${hall.running.url}/console/`)
  await signInOn(page, person.account, person.password)
  await page.getByRole('navigation').waitFor()
  return page
}

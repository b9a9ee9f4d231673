import type { Page } from 'playwright-core'

/** Fills in the sign-in form that a page shows, and sends it. Whether one is let in is the caller's to look at. */
export async function signInOn(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

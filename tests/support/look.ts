import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { seriousFaults } from './browser.ts'
import { root } from './spawn.ts'

/** Where pictures go: into the documentation when asked for, else nowhere. */
const pictures = process.env['GOVHALL_SCREENSHOTS']

/** Looks at a page: takes its picture, once no passing word covers anything, and holds it to what axe finds serious. */
export async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await expect.poll(() => page.locator('.ant-message-notice').count(), { timeout: 10_000 }).toBe(0)
  if (pictures !== undefined) {
    mkdirSync(join(root, pictures), { recursive: true })
    await page.screenshot({ path: join(root, pictures, `${name}.png`) })
  }
  expect(await seriousFaults(page), name).toEqual([])
}

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
  // A part of the font is asked for when its characters are laid out, which may be in the frame that is to come.
  await page.evaluate(async () => {
    for (let still = 0; still < 2; still += 1) {
      await new Promise(requestAnimationFrame)
      if (document.fonts.status === 'loading') still = 0
      await document.fonts.ready
    }
  })
  const passing = page.locator('.ant-message-notice')
  // Such a word stays while the pointer rests on it, and it comes where a button was pressed a moment ago.
  if ((await passing.count()) > 0) await page.mouse.move(1, 1)
  await expect.poll(() => passing.count(), { timeout: 10_000 }).toBe(0)
  if (pictures !== undefined) {
    mkdirSync(join(root, pictures), { recursive: true })
    await page.screenshot({ path: join(root, pictures, `${name}.png`) })
  }
  expect(await seriousFaults(page), name).toEqual([])
}

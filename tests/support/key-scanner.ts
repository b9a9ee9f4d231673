import type { Page } from 'playwright-core'

/** What a scanner in keyboard mode does: a key every five milliseconds, by the clock that the events carry. */
export async function scanByKeys(page: Page, code: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const began = Date.now() / 1000
  const keys = [...code].map((key) => ({ key, text: key }))
  const strokes = [...keys, { key: 'Enter', text: '\r', code: 'Enter', windowsVirtualKeyCode: 13 }].map(
    (stroke, index) =>
      keyboard.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        ...stroke,
        timestamp: began + index * 0.005,
      }),
  )
  await Promise.all(strokes)
  await keyboard.detach()
}

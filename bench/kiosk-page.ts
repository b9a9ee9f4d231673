import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { catalogueColumns } from '../core/catalog/item-row.ts'
import { planItems } from '../simulate/reference/items.ts'
import { launchBrowser } from '../tests/support/browser.ts'
import { spawnNode } from '../tests/support/spawn.ts'
import { quantile } from './quantile.ts'

const readyLine = z.object({ pages: z.object({ kiosk: z.string() }) })
/** What somebody types: initials, pinyin, characters of items of the reference hall. */
const typedWords = ['sb', 'shebao', 'ys', 'gjj', 'yyzz', 'hukou', 'jsz', 'bdc'] as const

/** A person who types fast. Keys that follow each other much faster are a scanner's to the page, and not typed. */
const betweenKeysMs = 80
/** A page that takes longer has a fault, and no figure. */
const drawnInMs = 30_000

/** What a citizen waits for at the kiosk's screen. */
export interface KioskFigures {
  /** All scripts that the page loads, gzipped, KiB. */
  readonly scriptKiB: number
  /** From the request for the page until its first buttons stand, nothing cached, milliseconds. */
  readonly firstScreenMs: number
  /** From a key to the drawn results of the search among the items, milliseconds. */
  readonly searchMs: { readonly p50: number; readonly p99: number }
  readonly items: number
}

/** Opens the kiosk's page of a demonstration hall, with the reference hall's items beside its own, in a real browser. */
export async function measureKiosk(folder: string, opens: number): Promise<KioskFigures> {
  const items = planItems(1, 798)
  const file = join(folder, 'items.csv')
  writeFileSync(
    file,
    stringify([
      [...catalogueColumns],
      ...items.map((item) => [item.department, item.group, item.name, item.code, item.taskType]),
    ]),
  )
  const data = join(folder, 'kiosk')
  const hall = spawnNode(['build/start.mjs', '--json', '--port', '0', '--data', data])
  const { pages } = readyLine.parse(JSON.parse(await hall.firstLine))
  const imported = await spawnNode(['build/import.mjs', file, '--data', data, '--yes', '--json']).ended
  if (imported.code !== 0) throw new Error(`the items were not imported: ${imported.code}`)
  const browser = await launchBrowser()
  try {
    const firsts: number[] = []
    let scriptKiB = 0
    for (let turn = 0; turn < opens; turn += 1) {
      const opened = await openOnce(browser, pages.kiosk)
      firsts.push(opened.firstScreenMs)
      scriptKiB = opened.scriptKiB
    }
    const searches = await search(browser, pages.kiosk)
    return {
      scriptKiB,
      firstScreenMs: quantile(firsts, 0.5),
      searchMs: { p50: quantile(searches, 0.5), p99: quantile(searches, 0.99) },
      items: items.length,
    }
  } finally {
    await browser.close()
    hall.child.kill('SIGTERM')
    await hall.ended
  }
}

async function newPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('button', { name: /按部门找/ }).waitFor()
  return page
}

async function openOnce(
  browser: Browser,
  url: string,
): Promise<{ firstScreenMs: number; scriptKiB: number }> {
  const page = await newPage(browser, url)
  const firstScreenMs = await page.evaluate(() => performance.now())
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((one) => new URL(one.name).pathname.endsWith('.js'))
      .reduce((sum, one) => sum + ('encodedBodySize' in one ? Number(one.encodedBodySize) : 0), 0),
  )
  await page.context().close()
  return { firstScreenMs, scriptKiB: bytes / 1024 }
}

/** Types words key by key and measures, in the page, from each key until its results are drawn. */
async function search(browser: Browser, url: string): Promise<number[]> {
  const page = await newPage(browser, url)
  // A kiosk's page is opened in the morning: what it reads ahead has long come when somebody types.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Twice in a row: the fonts are asked for a moment after the items came.
        const look = (before: boolean) => {
          const now =
            performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/searchable')) &&
            document.fonts.status === 'loaded'
          if (now && before) resolve()
          else setTimeout(look, 200, now)
        }
        look(false)
      }),
  )
  await page
    .getByRole('button', { name: /搜索|查找/ })
    .first()
    .click()
  const field = page.getByRole('textbox')
  await field.waitFor()
  const took: number[] = []
  let arrived: () => void = () => {}
  await page.exposeFunction('tellDrawn', (ms: number) => {
    took.push(ms)
    arrived()
  })
  // Watched from the key's own event on, so that no drawing is missed and none of before is taken for it.
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      ({ target, key }) => {
        if (!(target instanceof HTMLInputElement)) return
        const begun = performance.now()
        const wanted = target.value + key
        const observer = new MutationObserver(() => {
          if (document.querySelector('[data-found-for]')?.getAttribute('data-found-for') !== wanted) return
          observer.disconnect()
          requestAnimationFrame(() =>
            requestAnimationFrame(() => Reflect.get(window, 'tellDrawn')(performance.now() - begun)),
          )
        })
        observer.observe(document.body, { childList: true, subtree: true, attributes: true })
      },
      { capture: true },
    )
  })
  for (const word of typedWords) {
    for (const key of word) {
      await sleep(betweenKeysMs)
      const drawn = new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`the kiosk did not draw what it found for "${key}" of "${word}"`)),
          drawnInMs,
        )
        arrived = () => {
          clearTimeout(late)
          resolve()
        }
      })
      await field.press(key)
      await drawn
    }
    await field.fill('')
    await page.locator('[data-found-for]').waitFor({ state: 'detached' })
  }
  await page.context().close()
  return took
}

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromium, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium'
import type { AxeResults } from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Flags of the packaged browser that would make it another browser than a hall's: these are taken out. */
const unlike = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
  '--disable-site-isolation-trials',
]

/** A real Chromium: the machine's own where `GOVHALL_CHROMIUM` names one, else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['GOVHALL_CHROMIUM']
  if (own !== undefined && existsSync(own))
    return playwright.launch({ executablePath: own, args: ['--no-sandbox'] })
  const executablePath = await chromium.executablePath()
  const args = chromium.args.filter((flag) => !unlike.some((one) => flag.startsWith(one)))
  try {
    return await playwright.launch({ executablePath, args })
  } catch (error) {
    if (!String(error).includes('error while loading shared libraries')) throw error
    await bringLibraries()
    return playwright.launch({ executablePath, args })
  }
}

/** A machine that never had a browser lacks the libraries for certificates; the package carries them too. */
async function bringLibraries(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  await inflate(join(folder, '..', 'bin', 'al2023.tar.br'))
  setupLambdaEnvironment(join(tmpdir(), 'al2023', 'lib'))
}

/** What a page complained of: errors, refused scripts and styles, failed requests. */
export function listenForTrouble(page: Page, trouble: string[], name: string): void {
  page.on('pageerror', (error) => trouble.push(`${name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`${name}: ${message.text()} ${message.location().url}`)
  })
}

/** What axe finds serious or critical on a page as it stands, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's own policy stays as strict as it is.
  await page.evaluate(axeSource)
  const results = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as AxeResults
  return results.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.help} — ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join('; ')}`,
    )
}

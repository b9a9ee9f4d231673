import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { type Client, createClient } from '../../contract/client.ts'
import { printedPapers } from '../../contract/dock.ts'
import { must } from '../../core/result.ts'
import { launchBrowser, listenForTrouble } from './browser.ts'
import { look } from './look.ts'
import { type Spawned, spawnNode } from './spawn.ts'

const readyLine = z.object({
  url: z.string(),
  pages: z.object({
    kiosk: z.string(),
    window: z.string(),
    pad: z.string(),
    display: z.string(),
    console: z.string(),
    booking: z.string(),
    dock: z.string().optional(),
  }),
  accounts: z
    .array(
      z.object({
        account: z.string(),
        password: z.string(),
        name: z.string(),
        windowId: z.string().optional(),
      }),
    )
    .default([]),
  terminals: z
    .array(
      z.object({
        role: z.string(),
        name: z.string(),
        token: z.string(),
        windowId: z.string().optional(),
        zoneId: z.string().optional(),
      }),
    )
    .default([]),
})
export type ReadyLine = z.infer<typeof readyLine>

/** A hall as `npm start` runs it, and people with browsers in front of its pages. */
export interface Demonstration {
  readonly line: ReadyLine
  readonly spawned: Spawned
  readonly setUpCode: () => string
  /** What pages complained of; a test that ends expects none. */
  readonly trouble: string[]
  /** A person's own browser window. */
  open(name: string, url: string, size: { width: number; height: number }): Promise<Page>
  readonly look: typeof look
  client(token: string): Client
  terminal(name: string): Client
  signIn(account: string): Promise<Client>
  password(account: string): string
  stop(): Promise<void>
}

/** Starts a hall and a browser. `--new` gives an empty one. */
export async function startDemonstration(...args: string[]): Promise<Demonstration> {
  const folder = mkdtempSync(join(tmpdir(), 'govhall-browser-'))
  const spawned = spawnNode([
    'build/start.mjs',
    '--json',
    '--port',
    '0',
    '--data',
    join(folder, 'data'),
    ...args,
  ])
  const line = readyLine.parse(JSON.parse(await spawned.firstLine))
  const browser: Browser = await launchBrowser()
  const trouble: string[] = []
  const client = (token: string) => createClient({ base: line.url, token })
  const account = (name: string) =>
    must(
      line.accounts.find((one) => one.account === name),
      name,
    )
  return {
    line,
    spawned,
    setUpCode: () =>
      must(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(spawned.stderr()), 'the set-up code is told')[0],
    trouble,
    async open(name, url, size) {
      const context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      listenForTrouble(page, trouble, name)
      await page.goto(url)
      return page
    },
    look,
    client,
    terminal: (name) =>
      client(
        must(
          line.terminals.find((one) => one.name === name),
          name,
        ).token,
      ),
    async signIn(name) {
      const { password } = account(name)
      const { token } = await createClient({ base: line.url })('signIn', {
        body: { account: name, password },
      })
      return client(token)
    },
    password: (name) => account(name).password,
    async stop() {
      await browser.close()
      spawned.child.kill('SIGINT')
      await spawned.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The bridge's own address, where the kiosk's page comes from. */
export function bridgeOf(line: ReadyLine): string {
  return new URL(line.pages.kiosk).origin
}

/** What the demonstration's printer has put on paper: the text of each ticket and its QR codes, the newest first. */
export async function printed(line: ReadyLine): Promise<{ text: string; qr: string[] }[]> {
  const answer = await fetch(`${bridgeOf(line)}/api/v1/devices/printer/paper`)
  const papers = printedPapers.parse(await answer.json())
  return papers.map(({ texts, codes }) => ({ text: texts.join('\n'), qr: codes }))
}

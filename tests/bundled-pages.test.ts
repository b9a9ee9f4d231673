import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, spawnNode } from './support/spawn.ts'

/** What React's variant for developers says in the browser's console, and no other file of a page does. */
const developersVariant = 'Download the React DevTools'

it('pages are bundled for use, whatever the environment of whoever starts the first hall says', async () => {
  const own = join(root, 'node_modules', 'react-dom', 'cjs', 'react-dom-client.development.js')
  expect(readFileSync(own, 'utf8')).toContain(developersVariant)
  const folder = mkdtempSync(join(tmpdir(), 'govhall-bundle-'))
  try {
    const bundling = spawnNode(['build/bundle-pages.ts', folder], { env: { NODE_ENV: 'development' } })
    // Nothing is said on success.
    bundling.firstLine.catch(() => undefined)
    expect(await bundling.ended, bundling.stderr()).toMatchObject({ code: 0 })
    const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(0)
    const forDevelopers = scripts.filter((name) =>
      readFileSync(join(folder, 'assets', name), 'utf8').includes(developersVariant),
    )
    expect(forDevelopers).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

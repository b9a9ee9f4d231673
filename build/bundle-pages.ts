import { join } from 'node:path'
import { build } from 'vite'

/** Bundles the pages into a folder. Usage: node build/bundle-pages.ts FOLDER */
const [outDir] = process.argv.slice(2)
if (outDir === undefined) throw new Error('usage: node build/bundle-pages.ts FOLDER')
// The libraries choose by this name, whatever the mode: a test's or a developer's own would give their slow variants, for
// everybody who opens the pages until the sources change.
process.env['NODE_ENV'] = 'production'
await build({
  configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
  mode: 'production',
  // What it reports is nothing for whoever starts a hall; what fails is thrown.
  logLevel: 'silent',
  build: { outDir, emptyOutDir: true },
})

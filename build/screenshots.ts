import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Takes the documentation's pictures anew: the browser's tests, with their pictures kept. */
const root = join(import.meta.dirname, '..')
const run = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'whole', 'tests/browser'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, GOVHALL_SCREENSHOTS: 'docs/screenshots' },
  },
)
process.exit(run.status ?? 1)

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = join(root, 'dist', 'pages')
const stampName = '.stamp'
/** What the pages are made of. Tests and notes beside the sources do not count. */
const sources = [
  'renderer',
  'core',
  'contract',
  'build/bundle-pages.ts',
  'vite.config.ts',
  'package-lock.json',
]

export interface PagesBuilt {
  readonly built: boolean
  /** Where the pages lie: `<folder>/<app>/index.html` and `<folder>/assets/`. */
  readonly folder: string
}

/**
 * Builds the pages when their sources changed since the last build, into a folder of its own that then takes the
 * place of the old one: whoever serves the pages never sees half a build, and a build that fails leaves the old
 * pages standing. Says what it does on standard error only. Throws when the sources do not build.
 */
export async function buildPagesIfStale(): Promise<PagesBuilt> {
  const stamp = sourceStamp()
  const present = await readFile(join(pages, stampName), 'utf8').catch(() => null)
  if (present === stamp) return { built: false, folder: pages }

  const startedAt = performance.now()
  process.stderr.write('Building the pages …\n')
  // A sibling, so that the swap is a rename inside one file system.
  const fresh = `${pages}.${process.pid}.new`
  const old = `${pages}.${process.pid}.old`
  try {
    await runVite(fresh)
    await compress(join(fresh, 'assets'))
    await writeFile(join(fresh, stampName), stamp)
    await rename(pages, old).catch(ignoreMissing)
    await rename(fresh, pages)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(old, { recursive: true, force: true })
  }
  process.stderr.write(`Pages built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`)
  return { built: true, folder: pages }
}

/** A hash of every source file's path and content. */
function sourceStamp(): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((name) => filesBelow(join(root, name))))
    hash
      .update(`${relative(root, path).split(sep).join('/')}\0`)
      .update(readFileSync(path))
      .update('\0')
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (extname(path) !== '') return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * Bundles in a process of its own: what the bundler takes, some 800 MiB, would stay with the hall that was started after it
 * for as long as it runs.
 */
async function runVite(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true })
  const bundler = spawn(process.execPath, [join(root, 'build', 'bundle-pages.ts'), outDir], {
    // Standard output belongs to the program that starts us.
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code, signal] = await once(bundler, 'exit')
  if (code !== 0) throw new Error(`the pages were not built: the bundler ended with ${code ?? signal}`)
}

const squeeze = promisify(gzip)

/** Lays a `.gz` beside every script and style, so that the server compresses nothing itself. Fonts are compressed already. */
async function compress(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      await writeFile(`${path}.gz`, await squeeze(await readFile(path), { level: 9 }))
    }),
  )
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

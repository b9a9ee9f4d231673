// Plain JavaScript on purpose: it must run on any Node to say that this one is too old.
const needed = 24
const major = Number(process.versions.node.split('.')[0])
if (major < needed) {
  process.stderr.write(
    `GovHall 需要 Node ${needed} 或更高版本，现在是 ${process.versions.node}。请在项目目录运行 npm install，再用 npm start 启动（它自带所需的 Node）。\n` +
      `GovHall needs Node ${needed} or later and this is ${process.versions.node}. Run npm install, then npm start, which brings its own Node.\n`,
  )
  process.exit(1)
}
const { enableCompileCache } = await import('node:module')
const { fileURLToPath } = await import('node:url')
// Types are taken off and code is compiled once for each version of a file, and not at each start: Node's tool for the
// types alone holds 17 MiB once it was needed. Where the folder cannot be written, all goes on as without it.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/govhall', import.meta.url)))
const { beginWithFewArenas } = await import('../hall/few-arenas.ts')
beginWithFewArenas()
const { main } = await import('./start.ts')
await main(process.argv.slice(2))

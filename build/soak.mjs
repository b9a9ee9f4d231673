// Checks the version before anything is loaded that an older Node cannot read (or that would crash it).
const oldest = 24
if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `需要 Node ${oldest} 或更高版本，现在是 ${process.versions.node}。请先运行 npm install，再用 npm run soak。\n`,
  )
  process.exitCode = 1
} else {
  const { soakCommand } = await import('./soak.ts')
  process.exitCode = await soakCommand(process.argv.slice(2))
}

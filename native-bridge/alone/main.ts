import { createInterface } from 'node:readline'
import { readAlone } from './arguments.ts'
import { commandHelp, readCommand } from './commands.ts'
import { startAlone } from './simulator.ts'

/**
 * `npm run simulator -- escpos --tcp 9100`: one simulated device alone, for people who write drivers elsewhere. The
 * first line on standard output is `{"device":"…","address":"…","dock":…}`; each line on standard input is something
 * that a person does to it, and is answered by `ok` or by why not.
 */
async function main(): Promise<void> {
  const asked = readAlone(process.argv.slice(2))
  if (!asked.ok) return complain(asked.problem)
  const started = await startAlone(asked.value)
  if (!started.ok) return complain(started.problem)
  const device = started.value
  const { name, address, dock, simulator } = device
  const say = (text: string) => process.stdout.write(`${text}\n`)
  say(JSON.stringify({ device: name, address, dock }))
  process.stderr.write(`${commandHelp}\n`)

  const obey = (line: string): string => {
    if (line === 'help') return commandHelp
    if (line === 'show') return device.show()
    const action = readCommand(line)
    if (!action.ok) return action.problem
    return simulator.act(action.value) ? 'ok' : '这种设备没有这个操作，或者现在不能这样做。'
  }
  // Without anybody who types it goes on: it may have been started in the background.
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() !== '') say(obey(line.trim()))
  })

  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    await device.close()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

await main()

import { parseArgs } from 'node:util'
import { startBridge } from './bridge.ts'
import { readConfig } from './config.ts'

/**
 * `node native-bridge/main.ts --config FILE` (`npm run bridge`): one terminal's service. The first line on standard
 * output is `{"url":"…","devices":[…]}`, printed when it listens; all else goes to standard error. What is wrong
 * is one clear text and exit code 1.
 */
async function main(): Promise<void> {
  const file = readArguments()
  if (file === null) return complain('用法：npm run bridge -- --config 文件.json')
  const config = readConfig(file)
  if (!config.ok) return complain(config.problem)
  const started = await startBridge(config.value)
  if (!started.ok) return complain(started.problem)
  const bridge = started.value

  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    await bridge.close()
    process.exit(0)
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  // Started by another program of ours: when that is gone, nobody would end this one.
  process.on('disconnect', end)
  process.stdout.write(`${JSON.stringify({ url: bridge.url, devices: bridge.devices() })}\n`)
}

function readArguments(): string | null {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' } } })
    return values.config ?? null
  } catch {
    return null
  }
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}

await main()

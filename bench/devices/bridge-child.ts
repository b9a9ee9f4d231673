import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { deviceRow } from '../../contract/devices/row.ts'
import { must } from '../../core/result.ts'
import { answerOf, type Usage, usage } from '../hall-child.ts'

/** A terminal's service in a process of its own, as `npm run bridge` runs it. */
export interface BridgeChild {
  readonly url: string
  usage(): Promise<Usage>
  stop(): Promise<void>
}

const bridgeFolder = join(import.meta.dirname, '..', '..', 'native-bridge')
const readyLine = z.object({ url: z.string() })
const rows = z.object({ devices: z.array(deviceRow) })
/** Devices that are not ready by then will not be. */
const readyMs = 10_000

/** Starts a bridge from a configuration file in a folder of its own, and waits until all its devices are ready. */
export async function startBridgeChild(
  folder: string,
  config: { readonly hall: string; readonly token: string; readonly devices: readonly object[] },
): Promise<BridgeChild> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'bridge.json')
  writeFileSync(file, JSON.stringify({ ...config, port: 0, data: 'data', role: 'kiosk' }))
  const child = fork(join(bridgeFolder, 'main.ts'), ['--config', file], {
    execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'bridge-usage.ts')).href],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    said = (said + part).slice(-4000)
  })
  const ended = once(child, 'exit')
  const output = createInterface(must(child.stdout, 'it was started with a pipe'))
  const line = await Promise.race([
    once(output, 'line').then(([first]) => String(first)),
    ended.then(() => Promise.reject(new Error(`the bridge ended at its start: ${said}`))),
  ])
  const { url } = readyLine.parse(JSON.parse(line))
  const bridge: BridgeChild = {
    url,
    async usage() {
      child.send('usage')
      return usage.parse(await answerOf(child))
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
  try {
    await allReady(url)
  } catch (error) {
    await bridge.stop()
    throw error
  }
  return bridge
}

async function allReady(url: string): Promise<void> {
  const untilMs = performance.now() + readyMs
  for (;;) {
    const answer = await fetch(`${url}/api/v1/devices`)
    const waiting = rows.parse(await answer.json()).devices.filter(({ state }) => state !== 'ready')
    if (waiting.length === 0) return
    if (performance.now() > untilMs)
      throw new Error(
        `not ready: ${waiting.map(({ name, state, detail }) => `${name} ${state} ${detail}`).join(', ')}`,
      )
    await pause(50)
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { type Chaos, type ChaosProgress, runChaos } from '../simulate/chaos/chaos.ts'
import { exitOnSignal } from './exit-on-signal.ts'

const usage = '用法：npm run chaos -- [--kills N] [--seed N] [--json]'
const mostKills = 100_000

/**
 * `npm run chaos`: made-up days in a hall that is killed again and again. Returns the exit code: 1 when something
 * that was acknowledged is lost, was done twice, or a book does not balance.
 */
export async function chaosCommand(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  if (!wanted.ok) {
    process.stderr.write(`${wanted.problem}\n`)
    return 1
  }
  const { kills, seed, json } = wanted.value
  const folder = mkdtempSync(join(tmpdir(), 'govhall-chaos-'))
  // The hall's processes end with this one, whose pipe they hold.
  exitOnSignal()
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const begunMs = performance.now()
  const chaos = await runChaos({ folder, kills, seed, onProgress: progressLine(kills) })
  const { acknowledged, lost, doubled, balanced } = chaos
  if (process.stderr.isTTY) process.stderr.write('\n')
  const seconds = (performance.now() - begunMs) / 1000
  ;(json ? process.stderr : process.stdout).write(inWords(chaos, seconds))
  if (json)
    process.stdout.write(`${JSON.stringify({ kills: chaos.kills, acknowledged, lost, doubled, balanced })}\n`)
  return balanced && lost === 0 && doubled === 0 ? 0 : 1
}

function readArguments(
  args: readonly string[],
): Result<{ kills: number; seed: number; json: boolean }, string> {
  const read = optionsOf(
    {
      args,
      options: {
        kills: { type: 'string', default: '20' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values } = read.value
  const kills = Number(values.kills)
  const seed = Number(values.seed)
  if (!Number.isInteger(kills) || kills < 0 || kills > mostKills)
    return fail(`--kills 须为 0 到 ${mostKills} 的整数，现在是 ${values.kills}。\n${usage}`)
  if (!Number.isSafeInteger(seed)) return fail(`--seed 须为整数，现在是 ${values.seed}。\n${usage}`)
  return ok({ kills, seed, json: values.json })
}

/** On a terminal one line that is written over; elsewhere a line now and then. */
function progressLine(of: number): (progress: ChaosProgress) => void {
  let toldMs = 0
  return ({ kills, days, acknowledged }) => {
    const line = `已断 ${kills}/${of} 次，已过 ${days} 天，已确认 ${acknowledged} 笔`
    if (process.stderr.isTTY) process.stderr.write(`\r${line}`)
    else if (performance.now() - toldMs > 10_000) {
      toldMs = performance.now()
      process.stderr.write(`${line}\n`)
    }
  }
}

function inWords(chaos: Chaos, seconds: number): string {
  const { kills, days, acknowledged, lost, doubled, balanced, retries, reconnections, awayMs } = chaos
  const lines = [
    `强制终止 ${kills} 次，${days} 个模拟日，用时 ${seconds.toFixed(0)} 秒；每次中断 ${awayMs.p50} 毫秒（中位），最长 ${awayMs.max} 毫秒。`,
    `客户端重发 ${retries} 次，事件流重连 ${reconnections} 次。`,
    `已确认 ${acknowledged} 笔：丢失 ${lost}，重复 ${doubled}，账目${balanced ? '相符' : '不符'}。`,
    ...chaos.faults.slice(0, 20).map((fault) => `  ${fault}`),
  ]
  if (chaos.history !== null) lines.push(chaos.history)
  return `${lines.join('\n')}\n`
}

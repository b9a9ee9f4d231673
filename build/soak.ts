import { z } from 'zod'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { soakCards } from '../native-bridge/soak/cards.soak.ts'
import { escposSoaks } from '../native-bridge/soak/escpos.soak.ts'
import { soakLed } from '../native-bridge/soak/led.soak.ts'
import { soakPads } from '../native-bridge/soak/pads.soak.ts'
import { soakTerminal } from '../native-bridge/soak/terminal.soak.ts'
import { complain } from './caller-file.ts'

const usage = [
  '用法：npm run soak -- escpos|cards|pads|led|terminal [--count N] [--seed N] [选项]',
  '  --count N          号票、卡、按键、屏幕变化各多少次；terminal 为拔插多少轮（不写时 1000，terminal 200）',
  '  --seed N           同一个数得到同样的故障（不写时 1）',
  '  --way tcp|serial   escpos、cards、led 的线路（不写时 tcp，cards 为 serial）',
  '  --printers N       escpos：同时几台（不写时 10）',
  '  --driver 名称      led：onbon-bx5k、a090 或 aabb（不写时 onbon-bx5k）',
  '  --windows N        pads：多少个窗口，每个有呼叫器和评价器各一（不写时 16）',
  '  --baud 速率        pads：线路的波特率（不写时 115200）',
  '  --pause 毫秒       pads：一个窗口两次按键之间最多停多久（不写时 0；9600 波特须 2000 左右）',
].join('\n')

const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const given = z.object({
  count: number(1, 10_000_000).optional(),
  seed: number(0, 2 ** 31).default(1),
  way: z.enum(['tcp', 'serial']).optional(),
  printers: number(1, 100).default(10),
  driver: z.enum(['onbon-bx5k', 'a090', 'aabb']).default('onbon-bx5k'),
  windows: number(1, 60).default(16),
  baud: number(1200, 921_600).default(115_200),
  pause: number(0, 60_000).default(0),
})
type Given = z.infer<typeof given>

/** What a long run found: its figures, and what must not be among them; none of that is a pass. */
interface Soaked {
  readonly report: object
  readonly wrongs: readonly string[]
}

const soaks: Readonly<Record<string, (asked: Given) => Promise<Soaked>>> = {
  async escpos({ count = 1000, seed, way, printers }) {
    const onProgress = (tickets: number) => process.stderr.write(`${tickets}\n`)
    const on = way === 'serial' ? 'pty' : 'tcp'
    const report = await escposSoaks({ count, seed, way: on, onProgress }, printers)
    return { report, wrongs: report.wrongs }
  },
  async cards({ count = 1000, seed, way }) {
    const report = await soakCards(count, seed, way === 'tcp' ? 'TCP' : 'a serial port')
    const { readTwice, wrong, lost, swallowed } = report
    return { report, wrongs: named({ readTwice, wrong, lost, swallowed }) }
  },
  async pads({ count = 1000, seed, windows, baud, pause }) {
    const report = await soakPads({ count, seed, windows, baudRate: baud, pauseMs: pause })
    const { lost, doubled, wrongRatings } = report
    return { report, wrongs: named({ lost, doubled, wrongRatings }) }
  },
  async led({ count = 1000, seed, way = 'tcp', driver }) {
    const report = await soakLed({ count, seed, driver, way })
    return { report, wrongs: report.wrongs }
  },
  async terminal({ count = 200, seed }) {
    const report = await soakTerminal(count, seed)
    return { report, wrongs: report.wrongs }
  },
}

/**
 * `npm run soak -- KIND`: one kind of device, or a whole terminal, for long while things go wrong at random. The figures
 * go to standard output as one JSON object. Returns the exit code: 1 when anything is lost, doubled, wrong or
 * swallowed without a word.
 */
export async function soakCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (!asked.ok) return complain(asked.problem)
  const { kind, run, options } = asked.value
  const begunMs = performance.now()
  const { report, wrongs } = await run(options)
  const seconds = Math.round((performance.now() - begunMs) / 1000)
  process.stdout.write(`${JSON.stringify({ kind, ...report, seconds })}\n`)
  for (const wrong of wrongs) process.stderr.write(`${wrong}\n`)
  return wrongs.length > 0 ? 1 : 0
}

function readArguments(args: readonly string[]) {
  const read = optionsOf(
    {
      args,
      allowPositionals: true,
      options: {
        count: { type: 'string' },
        seed: { type: 'string' },
        way: { type: 'string' },
        printers: { type: 'string' },
        driver: { type: 'string' },
        windows: { type: 'string' },
        baud: { type: 'string' },
        pause: { type: 'string' },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [kind = '', ...rest] = positionals
  const run = Object.hasOwn(soaks, kind) ? soaks[kind] : undefined
  if (run === undefined || rest.length > 0) return fail(usage)
  const checked = given.safeParse(values)
  return checked.success
    ? (ok({ kind, run, options: checked.data }) satisfies Result<unknown, string>)
    : fail(`选项不对：${checked.error.issues.map(({ path }) => `--${path.join('.')}`).join('、')}\n${usage}`)
}

function named(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`)
}

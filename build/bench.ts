import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BenchFigures,
  fullEffort,
  measureAll,
  quickEffort,
  type StoreFigures,
} from '../bench/measure.ts'
import { optionsOf } from '../core/command-options.ts'
import { digits, rounded, wide } from './bench-print.ts'

const usage = '用法：npm run bench -- [--quick] [--year] [--json] [--work 目录]'

/** `npm run bench`: measures a hall beside its base line in one run, and prints a table. Returns the exit code. */
export async function benchCommand(args: readonly string[]): Promise<number> {
  const read = readArguments(args)
  if (!read.ok) {
    process.stderr.write(`${read.problem}\n`)
    return 1
  }
  const wanted = read.value.values
  mkdirSync(wanted.work, { recursive: true })
  const folder = mkdtempSync(join(wanted.work, 'govhall-bench-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  // The folder may hold gigabytes: it goes however the run ends.
  process.once('exit', clear)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const figures = await measureAll(folder, wanted.quick ? quickEffort : fullEffort, wanted.year, (says) =>
    process.stderr.write(`${says}\n`),
  )
  process.stdout.write(wanted.json ? `${JSON.stringify(rounded(figures))}\n` : tableOf(figures))
  return 0
}

function readArguments(args: readonly string[]) {
  return optionsOf(
    {
      args,
      options: {
        quick: { type: 'boolean', default: false },
        year: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        work: { type: 'string', default: tmpdir() },
      },
    },
    usage,
  )
}

function tableOf({ year, issue, kiosk, ...plain }: BenchFigures): string {
  const rows: [string, string, string][] = [
    ['', '空库', year ? `一年（${year.visits.toLocaleString('en')} 件）` : ''],
    ...storeRows({ issue, ...plain }, year),
    ['逐张提交基线（张/秒）', digits(issue.barePerSecond), ''],
    ['取号 ÷ 基线', digits(issue.ratio), year ? digits(year.issue.ratio) : ''],
    ...(year
      ? [['一年历史的代价（倍）', '', digits(year.costRatio)] satisfies [string, string, string]]
      : []),
    ['自助机页面：脚本，压缩后（KiB）', digits(kiosk.scriptKiB), ''],
    ['　首屏可用（毫秒）', digits(kiosk.firstScreenMs), ''],
    ['　检索一键 p50（毫秒）', digits(kiosk.searchMs.p50), ''],
    ['　p99（毫秒）', digits(kiosk.searchMs.p99), ''],
  ]
  return `${rows.map(([name, first, second]) => `${wide(name, 34)}${wide(first, 16)}${second}`.trimEnd()).join('\n')}\n`
}

function storeRows(plain: StoreFigures, year: StoreFigures | undefined): [string, string, string][] {
  const row = (name: string, of: (figures: StoreFigures) => number): [string, string, string] => [
    name,
    digits(of(plain)),
    year ? digits(of(year)) : '',
  ]
  return [
    row('取号（张/秒，64 个连接）', (one) => one.issue.perSecond),
    row('　p50（毫秒）', (one) => one.issue.p50Ms),
    row('　p99（毫秒）', (one) => one.issue.p99Ms),
    row('　处理器（微秒/张）', (one) => one.issue.cpuMicroseconds),
    row('叫号，199 个窗口 p50（毫秒）', (one) => one.callNextMs.p50),
    row('　p99（毫秒）', (one) => one.callNextMs.p99),
    row('叫号到第 300 块屏 p50（毫秒）', (one) => one.callToLastScreenMs.p50),
    row('　p99（毫秒）', (one) => one.callToLastScreenMs.p99),
    row('　最大（毫秒）', (one) => one.callToLastScreenMs.max),
    row('启动到就绪（毫秒）', (one) => one.readyMs),
    row('内存，300 块屏（MiB）', (one) => one.memoryMiB),
  ]
}

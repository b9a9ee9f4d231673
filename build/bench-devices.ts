import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Aim, checkAims } from '../bench/devices/aims.ts'
import {
  type DeviceFigures,
  fullDeviceEffort,
  measureDevices,
  type Quantiles,
  quickDeviceEffort,
} from '../bench/devices/measure.ts'
import { optionsOf } from '../core/command-options.ts'
import { digits, rounded, wide } from './bench-print.ts'

const usage = '用法：npm run bench:devices -- [--quick] [--json]'

/**
 * `npm run bench:devices`: measures what passes between hands and devices, beside the wire alone in the same run, and
 * prints a table. Returns the exit code: 0 whether aims are met or not, 1 when it could not measure.
 */
export async function benchDevicesCommand(args: readonly string[]): Promise<number> {
  const read = readArguments(args)
  if (!read.ok) {
    process.stderr.write(`${read.problem}\n`)
    return 1
  }
  const wanted = read.value.values
  const folder = mkdtempSync(join(tmpdir(), 'govhall-bench-devices-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const effort = wanted.quick ? quickDeviceEffort : fullDeviceEffort
  const loadBefore = loadavg()[0] ?? 0
  try {
    const figures = await measureDevices(folder, effort, (says) => process.stderr.write(`${says}\n`))
    const aims = checkAims(figures)
    const load = { before: loadBefore, after: loadavg()[0] ?? 0 }
    process.stdout.write(
      wanted.json
        ? `${JSON.stringify(rounded({ ...figures, aims, load }))}\n`
        : benchTable(figures, aims, load),
    )
    return 0
  } catch (error) {
    process.stderr.write(`没有测成：${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

function readArguments(args: readonly string[]) {
  return optionsOf(
    {
      args,
      options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    },
    usage,
  )
}

/** One line of the table. */
type Row = readonly [name: string, p50: string, p99: string, max: string, aim: string]

/** The figures as people read them, with the machine’s load before and after. */
export function benchTable(
  { touchSerial, touchTcp, card, pad, rest }: DeviceFigures,
  aims: readonly Aim[],
  load: { before: number; after: number },
): string {
  const says = (what: Aim['what'], before: string) => {
    const one = aims.find((aim) => aim.what === what)
    return one ? `${before}≤ ${one.aim}，${one.met ? '达到' : '未达到'}` : ''
  }
  const row = (name: string, { p50, p99, max }: Quantiles, aim = ''): Row => [
    name,
    digits(p50),
    digits(p99),
    digits(max),
    aim,
  ]
  const rows: Row[] = [
    ['毫秒', 'p50', 'p99', '最大', '目标'],
    row(`触摸到小票末字节，串口 ${touchSerial.baudRate}（${touchSerial.bytes} 字节）`, touchSerial.totalMs),
    row('　同样的字节，只有线路', touchSerial.wireMs),
    row('　其余', touchSerial.beyondMs, says('touchSerialBeyondP99', 'p99 ')),
    row(`触摸到小票末字节，网络（${touchTcp.bytes} 字节）`, touchTcp.totalMs),
    row('　同样的字节，只有线路', touchTcp.wireMs),
    row('　其余', touchTcp.beyondMs, says('touchTcpBeyondP99', 'p99 ')),
    row(
      `放证到取号，串口 ${card.baudRate}`,
      card.totalMs,
      `${says('cardP50', 'p50 ')}；${says('cardP99', 'p99 ')}`,
    ),
    row('　等待下一次询问', card.pollMs),
    row('　同样的字节，只有线路', card.wireMs),
    row('　其余', card.beyondMs, says('cardBeyondP50', 'p50 ')),
    row(`按键到显示屏，串口 ${pad.baudRate}`, pad.totalMs),
    row('　同样的字节，只有线路', pad.wireMs),
    row('　其余', pad.beyondMs, says('padBeyondP99', 'p99 ')),
    ['空闲时处理器占用（%，一个核）', '', '', '', ''],
    [`　一条线路 ${pad.pads} 个按键器`, digits(rest.padsPercent), '', '', says('padsAtRest', '')],
    ['　打印机和读卡器', digits(rest.kioskPercent), '', '', ''],
  ]
  const lines = rows.map(
    ([name, p50, p99, max, aim]) => `${wide(name, 52)}${wide(p50, 10)}${wide(p99, 10)}${wide(max, 10)}${aim}`,
  )
  const counts = `${touchSerial.count} 张（串口）、${touchTcp.count} 张（网络）、${card.count} 张证件（另 ${card.laidAgain} 张须重放）、${pad.count} 次按键、空闲 ${rest.seconds} 秒；负载 ${digits(load.before)} → ${digits(load.after)}`
  return `${[...lines, counts].map((line) => line.trimEnd()).join('\n')}\n`
}

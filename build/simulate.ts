import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../core/result.ts'
import { type Arrival, type ArrivalFault, readArrivals } from '../simulate/arrivals.ts'
import { type MeasuredDay, runMeasuredDay, unservedQueues } from '../simulate/measured-day.ts'
import {
  breaksInWords,
  faultsInWords,
  figuresAsJson,
  figuresInWords,
  progressInWords,
  ticketsAsCsv,
} from '../simulate/report.ts'
import { planWindows } from '../simulate/window-plan.ts'
import { complain, fromCaller, readBytes } from './caller-file.ts'
import { progressLine } from './progress-line.ts'
import { dayUsage, simulateDayCommand } from './simulate-day.ts'

const usage = `${dayUsage}\n      npm run simulate -- --arrivals 文件.csv --windows N [--queues W1=A,B] [--speed 倍数] [--seed N] [--tickets 输出.csv] [--json]`
const mostWindows = 999

/** `npm run simulate`: a day that somebody measured (`--arrivals`), or one that is made up. Returns the exit code. */
export function simulateCommand(args: readonly string[]): Promise<number> {
  const isMeasured = args.some((word) => word === '--arrivals' || word.startsWith('--arrivals='))
  return isMeasured ? simulateMeasuredDay(args) : simulateDayCommand(args)
}

/** Replays a measured day in a hall of its own and checks the books: 1 when the file or a book is faulty. */
async function simulateMeasuredDay(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  if (!wanted.ok) return complain(wanted.problem)
  const { file, json } = wanted.value
  const read = readFile(file)
  if (!read.ok) {
    if (typeof read.problem === 'string') return complain(read.problem)
    process.stderr.write(faultsInWords(read.problem, file))
    if (json) process.stdout.write(`${JSON.stringify({ faulty: read.problem })}\n`)
    return 1
  }
  const arrivals = read.value
  const windows = planWindows(
    wanted.value.windows,
    wanted.value.queues,
    new Set(arrivals.map(({ queue }) => queue)),
  )
  if (!windows.ok) return complain(`${windows.problem}\n${usage}`)
  for (const queue of unservedQueues(arrivals, windows.value))
    process.stderr.write(`没有窗口办理队列 ${queue}：其中的人会一直等候。\n`)

  // The simulated hall's folder is removed when the process exits, and a signal alone is no exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const line = progressLine()
  const day = await runMeasuredDay(arrivals, {
    windows: windows.value,
    speed: wanted.value.speed,
    onProgress: (progress) => line.show(() => progressInWords(progress, arrivals.length)),
  })
  line.end()
  if (wanted.value.tickets !== null) {
    const written = writeTickets(wanted.value.tickets, day)
    if (!written.ok) return complain(written.problem)
  }
  if (day.breaks.length > 0) process.stderr.write(breaksInWords(day.breaks, day.record.journal))
  process.stdout.write(json ? `${figuresAsJson(day.figures)}\n` : figuresInWords(day.figures))
  return day.figures.balanced ? 0 : 1
}

interface Wanted {
  readonly file: string
  readonly windows: number
  readonly queues: readonly string[]
  readonly speed: number | null
  readonly tickets: string | null
  readonly json: boolean
}

function readArguments(args: readonly string[]): Result<Wanted, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        arrivals: { type: 'string' },
        windows: { type: 'string' },
        queues: { type: 'string', multiple: true, default: [] },
        speed: { type: 'string' },
        // A measured day leaves nothing to chance; taken so that every simulation is called alike.
        seed: { type: 'string' },
        tickets: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    // `--queues W1=A,B W2=C`: the shell leaves the second one standing alone.
    const queues = [...values.queues, ...positionals.filter((word) => word.includes('='))]
    const stray = positionals.find((word) => !word.includes('='))
    if (stray !== undefined) return fail(`不明白“${stray}”。\n${usage}`)
    if (values.arrivals === undefined || values.windows === undefined) return fail(usage)
    const windows = Number(values.windows)
    if (!Number.isInteger(windows) || windows < 1 || windows > mostWindows)
      return fail(`--windows 须为 1 到 ${mostWindows} 的整数，现在是 ${values.windows}。`)
    const speed = values.speed === undefined ? null : Number(values.speed)
    if (speed !== null && !(speed > 0 && Number.isFinite(speed)))
      return fail(`--speed 须为大于 0 的数（每秒模拟多少秒），现在是 ${values.speed}。`)
    if (values.seed !== undefined && !/^\d+$/.test(values.seed))
      return fail(`--seed 须为非负整数，现在是 ${values.seed}。`)
    return ok({
      file: fromCaller(values.arrivals),
      windows,
      queues,
      speed,
      tickets: values.tickets === undefined ? null : fromCaller(values.tickets),
      json: values.json,
    })
  } catch (error) {
    if (error instanceof TypeError) return fail(`${error.message}\n${usage}`)
    throw error
  }
}

function readFile(file: string): Result<readonly Arrival[], string | readonly ArrivalFault[]> {
  const bytes = readBytes(file)
  return bytes.ok ? readArrivals(bytes.value.toString('utf8')) : bytes
}

function writeTickets(file: string, day: MeasuredDay): Result<null, string> {
  try {
    writeFileSync(file, ticketsAsCsv(day))
    return ok(null)
  } catch (error) {
    return fail(`文件无法写入：${file}（${error instanceof Error ? error.message : String(error)}）`)
  }
}

import { writeFileSync } from 'node:fs'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { type Arrival, type ArrivalFault, readArrivals } from '../simulate/arrivals.ts'
import {
  type DayOptions,
  type MeasuredDay,
  runMeasuredDay,
  unservedQueues,
} from '../simulate/measured-day.ts'
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
import { exitOnSignal } from './exit-on-signal.ts'
import { progressLine } from './progress-line.ts'
import { dayUsage, type SpoilMadeUpDay, simulateDayCommand } from './simulate-day.ts'

const usage = `${dayUsage}\n      npm run simulate -- --arrivals 文件.csv --windows N [--queues W1=A,B] [--speed 倍数] [--seed N] [--tickets 输出.csv] [--json]`
const mostWindows = 999

/** Spoils a hall before its books are read; tests show with it that the command finds it. */
interface Spoil {
  readonly madeUp?: SpoilMadeUpDay
  readonly measured?: DayOptions['beforeBooks']
}

/** `npm run simulate`: a day that somebody measured (`--arrivals`), or one that is made up. Returns the exit code. */
export function simulateCommand(args: readonly string[], spoil: Spoil = {}): Promise<number> {
  const isMeasured = args.some((word) => word === '--arrivals' || word.startsWith('--arrivals='))
  return isMeasured ? simulateMeasuredDay(args, spoil.measured) : simulateDayCommand(args, spoil.madeUp)
}

/** Replays a measured day in a hall of its own and checks the books: 1 when the file or a book is faulty. */
async function simulateMeasuredDay(
  args: readonly string[],
  beforeBooks: DayOptions['beforeBooks'],
): Promise<number> {
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

  const takeExitBack = exitOnSignal()
  const line = progressLine()
  const day = await runMeasuredDay(arrivals, {
    windows: windows.value,
    speed: wanted.value.speed,
    onProgress: (progress) => line.show(() => progressInWords(progress, arrivals.length)),
    ...(beforeBooks ? { beforeBooks } : {}),
  }).finally(takeExitBack)
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

/** Options of a made-up day that a measured one cannot have. */
const ofMadeUpDays = ['url', 'ready', 'data', 'visits', 'screens'] as const
const inItsOwnHall =
  '测得的一天只在专为它新建的大厅里、按模拟的时钟重放：每个人须在测得的时刻到来、恰好办理测得的时长，而运行中的大厅走自己的钟，还有别的人在等；人数由文件而定，也没有显示屏。'

function readArguments(args: readonly string[]): Result<Wanted, string> {
  const read = optionsOf(
    {
      args,
      allowPositionals: true,
      options: {
        arrivals: { type: 'string' },
        windows: { type: 'string' },
        queues: { type: 'string', multiple: true, default: [] },
        speed: { type: 'string' },
        // A measured day leaves nothing to chance; taken so that every simulation is called alike.
        seed: { type: 'string' },
        tickets: { type: 'string' },
        // Known, so that it can be said why they do not go together with a measured day.
        url: { type: 'string' },
        ready: { type: 'string' },
        data: { type: 'string' },
        visits: { type: 'string' },
        screens: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values, positionals } = read.value
  const foreign = ofMadeUpDays.find((name) => values[name] !== undefined)
  if (foreign !== undefined) return fail(`--arrivals 不能与 --${foreign} 同用。${inItsOwnHall}\n${usage}`)
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

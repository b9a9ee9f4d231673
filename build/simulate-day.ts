import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { ProblemError } from '../contract/client.ts'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { readCredentials } from '../simulate/credentials.ts'
import { dayInWords, dayProgressInWords } from '../simulate/day-report.ts'
import { breaksInWords, figuresAsJson } from '../simulate/report.ts'
import { dayInOwnHall, dayInRunningHall, type WholeDay, type WholeDayOptions } from '../simulate/whole-day.ts'
import { complain, fromCaller } from './caller-file.ts'
import { exitOnSignal } from './exit-on-signal.ts'
import { progressLine } from './progress-line.ts'

export const dayUsage =
  '用法：npm run simulate -- [--visits N] [--windows N] [--screens N] [--speed 倍数] [--seed N] [--url 地址 [--data 目录]] [--ready 文件] [--json]'
const defaultFolder = fileURLToPath(new URL('../data', import.meta.url))
const most = { windows: 999, visits: 100_000, screens: 1000 } as const
const usualWindows = 12
/** As the reference hall has: 199 windows, and a little more than 3,000 visits. */
const visitsPerWindow = 16

/** Spoils a hall before its books are read. */
export type SpoilMadeUpDay = NonNullable<WholeDayOptions['beforeBooks']>

/**
 * `npm run simulate`: plays a made-up day in a hall of its own or in one that runs, and checks the books. Returns the
 * exit code: 1 when a book does not balance, or nobody was let in and there is nothing to balance.
 */
export async function simulateDayCommand(
  args: readonly string[],
  beforeBooks?: SpoilMadeUpDay,
): Promise<number> {
  const wanted = readArguments(args)
  if (!wanted.ok) return complain(wanted.problem)
  const { place, visits, json } = wanted.value
  const takeExitBack = exitOnSignal()
  const line = progressLine()
  const options: WholeDayOptions = {
    ...wanted.value,
    onPreparing: (what) => line.show(() => what),
    onProgress: (progress) => line.show(() => dayProgressInWords(progress, visits)),
    ...(beforeBooks ? { beforeBooks } : {}),
  }
  try {
    const day = await runWhere(place, options)
    line.end()
    if (!day.ok) return complain(day.problem)
    return tell(day.value, json)
  } catch (error) {
    line.end()
    if (error instanceof ProblemError) return complain(error.problem.detail)
    throw error
  } finally {
    takeExitBack()
  }
}

interface RunningPlace {
  readonly file: string
  readonly url: string
}

interface Wanted extends Pick<WholeDayOptions, 'visits' | 'windows' | 'screens' | 'speed' | 'seed'> {
  readonly place: RunningPlace | null
  readonly json: boolean
}

async function runWhere(
  place: RunningPlace | null,
  options: WholeDayOptions,
): Promise<Result<WholeDay, string>> {
  if (place === null) return dayInOwnHall(options)
  const credentials = readCredentials(place.file)
  return credentials.ok ? dayInRunningHall(place.url, credentials.value, options) : credentials
}

function tell({ figures, breaks, record }: WholeDay, json: boolean): number {
  if (breaks.length > 0) process.stderr.write(breaksInWords(breaks, record.journal))
  else if (figures.issued === 0)
    process.stderr.write(
      `来了 ${figures.turnedAway} 人，一个也没有取到号：大厅现在不发号（不在开放时间，或号已发完）。没有号票，账目相符也说明不了什么。\n`,
    )
  process.stdout.write(json ? `${figuresAsJson(figures)}\n` : dayInWords(figures))
  return figures.balanced ? 0 : 1
}

function readArguments(args: readonly string[]): Result<Wanted, string> {
  const read = optionsOf(
    {
      args,
      options: {
        visits: { type: 'string' },
        windows: { type: 'string' },
        screens: { type: 'string' },
        speed: { type: 'string' },
        seed: { type: 'string', default: '1' },
        url: { type: 'string' },
        ready: { type: 'string' },
        data: { type: 'string', default: defaultFolder },
        json: { type: 'boolean', default: false },
      },
    },
    dayUsage,
  )
  if (!read.ok) return read
  const { values } = read.value
  const windows = whole('windows', values.windows, 1)
  const visits = whole('visits', values.visits, 1)
  const screens = whole('screens', values.screens, 0)
  const speed = readSpeed(values.speed)
  const place = readPlace(values.url, values.ready, values.data)
  for (const one of [windows, visits, screens, speed, place]) if (!one.ok) return one
  if (!windows.ok || !visits.ok || !screens.ok || !speed.ok || !place.ok) return fail(dayUsage)
  if (!/^\d{1,9}$/.test(values.seed)) return fail(`--seed 须为非负整数，现在是 ${values.seed}。`)
  const staffed = windows.value ?? (place.value === null ? usualWindows : null)
  return ok({
    place: place.value,
    windows: staffed,
    visits: visits.value ?? visitsPerWindow * (staffed ?? usualWindows),
    screens: screens.value,
    speed: speed.value,
    seed: Number(values.seed),
    json: values.json,
  })
}

function whole(
  name: keyof typeof most,
  text: string | undefined,
  least: number,
): Result<number | null, string> {
  if (text === undefined) return ok(null)
  const number = Number(text)
  return /^\d+$/.test(text) && number >= least && number <= most[name]
    ? ok(number)
    : fail(`--${name} 须为 ${least} 到 ${most[name]} 的整数，现在是 ${text}。`)
}

function readSpeed(text: string | undefined): Result<number | null, string> {
  if (text === undefined) return ok(null)
  const speed = Number(text)
  return speed > 0 && Number.isFinite(speed)
    ? ok(speed)
    : fail(`--speed 须为大于 0 的数（每秒模拟多少秒），现在是 ${text}。`)
}

const readyLine = z.object({ url: z.url() })

/** A running hall: its address, and the file with its accounts and terminals, which may tell the address too. */
function readPlace(
  url: string | undefined,
  ready: string | undefined,
  data: string,
): Result<RunningPlace | null, string> {
  if (url === undefined && ready === undefined) return ok(null)
  const file = ready === undefined ? keptBy(fromCaller(data), url ?? '') : fromCaller(ready)
  if (file === null)
    return fail(
      `不知道 ${url} 的账号：请用 --data 给出它的数据目录，或用 --ready 给出 npm start -- --json 打印的第一行所在的文件。`,
    )
  if (!existsSync(file)) return fail(`没有文件 ${file}。`)
  const told = url ?? urlIn(file)
  if (told === null || !readyLine.safeParse({ url: told }).success)
    return fail(`不知道大厅的地址：请给出 --url，例如 --url http://127.0.0.1:7300。`)
  return ok({ file, url: told.replace(/\/$/, '') })
}

/** Where the hall that answers at an address keeps the accounts of a demonstration or a seeded hall; null when it is another's folder. */
function keptBy(folder: string, url: string): string | null {
  const port = (address: string | null) =>
    address !== null && URL.canParse(address) ? new URL(address).port : null
  const control = join(folder, 'control.json')
  if (!existsSync(control) || port(urlIn(control)) !== port(url)) return null
  const files = ['demonstration.json', 'accounts.json'].map((name) => join(folder, name))
  return files.find((file) => existsSync(file)) ?? null
}

function urlIn(file: string): string | null {
  const text = readFileSync(file, 'utf8')
  const [first = ''] = text.split('\n')
  try {
    const read = readyLine.safeParse(JSON.parse(first.trim().endsWith('}') ? first : text))
    return read.success ? read.data.url : null
  } catch {
    return null
  }
}

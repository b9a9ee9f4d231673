import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '../contract/client.ts'
import { must, ok, type Result } from '../core/result.ts'
import type { Break } from './book-names.ts'
import { checkBooks, type DayRecord } from './books.ts'
import { type Cast, type Credentials, castOf, credentialsShape } from './credentials.ts'
import { type DayClock, realClock } from './day-clock.ts'
import { readDayEnd } from './day-end.ts'
import { figuresOf, type MadeUpDayFigures } from './day-figures.ts'
import { type DayPlan, officeSpans, openOverNoon, type PlanOptions, planDay } from './day-plan.ts'
import { type HallShape, lookOver } from './hall-shape.ts'
import { type DayProgress, type MadeUpDay, runMadeUpDay } from './made-up-day.ts'
import { addScreens, makeUpHall, takeBookings } from './made-up-hall.ts'
import { type OwnHall, startOwnHall } from './own-hall.ts'
import { referenceSize } from './reference/plan.ts'
import { accountsFile, seedReference } from './reference/seed.ts'
import { signIn } from './sign-in.ts'
import { throwAwayFolder } from './throw-away-folder.ts'
import type { Span } from './window-day.ts'

/** What a whole day is asked for with. */
export interface WholeDayOptions {
  readonly visits: number
  /** Windows that are staffed; of a running hall all that have a clerk, unless told. */
  readonly windows: number | null
  readonly screens: number | null
  /** Plan seconds for each real one; null as fast as the hall answers. */
  readonly speed: number | null
  readonly seed: number
  onProgress?(progress: DayProgress): void
  /** Something that takes a while before the day begins. */
  onPreparing?(what: string): void
  /** Makes another plan than the usual one; tests do. */
  plan?(shape: HallShape, options: PlanOptions): DayPlan
  /** Called when the last window has closed, before the books are read; tests spoil the hall here. */
  beforeBooks?(day: MadeUpDay, cast: Cast): Promise<void>
}

/** A day with its books. */
export interface WholeDay {
  readonly figures: MadeUpDayFigures
  readonly breaks: readonly Break[]
  readonly record: DayRecord
  readonly visitors: MadeUpDay['visitors']
}

const hourMs = 3_600_000
/** The hall ends its day at 20:00; the last ratings lapse half an hour later. */
const eveningMs = 20 * hourMs + 35 * 60_000

/** A day in a hall that runs already, on its own clock. */
export async function dayInRunningHall(
  url: string,
  credentials: Credentials,
  options: WholeDayOptions,
): Promise<Result<WholeDay, string>> {
  const cast = castOf(credentials)
  if (!cast.ok) return cast
  const clock = realClock(options.speed)
  const timed = options.speed === 1
  return ok(
    await wholeDay({ url, cast: cast.value, clock, timed, open: openOverNoon, evening: null }, options),
  )
}

/** A day in a hall of its own: the reference hall where it is as large, else a made-up one of so many windows. */
export async function dayInOwnHall(options: WholeDayOptions): Promise<Result<WholeDay, string>> {
  const windows = options.windows ?? 12
  const { folder, remove } = throwAwayFolder()
  let hall: OwnHall | null = null
  try {
    const isReference = windows === referenceSize.windows
    if (isReference) {
      const seeded = await seedReference(folder, options.seed, (hashed, of) =>
        options.onPreparing?.(`生成账号密码 ${hashed}/${of}`),
      )
      if (!seeded.ok) return seeded
    }
    hall = await startOwnHall(folder, options.speed)
    const { url, clock } = hall
    options.onPreparing?.('登记窗口、人员和终端')
    const credentials = isReference
      ? await joinReference(url, folder, options.screens ?? 0)
      : await makeUpHall(url, must(hall.setUpCode, 'an empty store has a set-up code'), {
          windows,
          screens: options.screens ?? 3,
          seed: options.seed,
        })
    const cast = castOf(credentials)
    if (!cast.ok) return cast
    const open = isReference ? officeSpans : openOverNoon
    const { passUntil } = hall
    const place = { url, cast: cast.value, clock, timed: true, open, evening: () => passUntil(eveningMs) }
    return ok(await wholeDay(place, options))
  } finally {
    await hall?.stop()
    remove()
  }
}

/** The seeded hall's own secrets, and as many displays as are wanted; its queues take bookings. */
async function joinReference(url: string, folder: string, screens: number): Promise<Credentials> {
  const seeded = credentialsShape.parse(JSON.parse(readFileSync(join(folder, accountsFile), 'utf8')))
  const operator = must(
    seeded.accounts.find(({ roles }) => roles.includes('operator')),
    'the reference hall has an operator',
  )
  const registry = await signIn(url, operator)
  await takeBookings(registry, (await registry('queueRegister')).queues)
  const there = seeded.terminals.filter(({ role }) => role === 'display').length
  const more = Math.max(0, screens - there)
  return {
    ...seeded,
    terminals: [...seeded.terminals, ...(await addScreens(url, registry, more))],
  }
}

interface Place {
  readonly url: string
  readonly cast: Cast
  readonly clock: DayClock
  /** Whether a minute of the hall's clock is a minute of the day. */
  readonly timed: boolean
  readonly open: readonly Span[]
  /** What is done between the last visit and the books; null where the hall's own clock does it. */
  readonly evening: (() => Promise<void>) | null
}

async function wholeDay(place: Place, options: WholeDayOptions): Promise<WholeDay> {
  const { url, cast, clock, timed, open, evening } = place
  options.onPreparing?.('终端连接、人员登录')
  const { token } = must(cast.kiosks[0], 'a cast has a kiosk')
  // In a hall that keeps its own clock the slots are not those of the plan.
  const web = evening === null ? null : createClient({ base: url })
  const hall = await lookOver(createClient({ base: url, token }), (id) => cast.clerks.has(id), web)
  const windows = hall.shape.windows.slice(0, options.windows ?? hall.shape.windows.length)
  const shape = { ...hall.shape, windows }
  const plan = (options.plan ?? planDay)(shape, { visits: options.visits, seed: options.seed, open })
  const day = await runMadeUpDay({
    url,
    cast,
    plan,
    hall: { shape, ids: hall.ids },
    clock,
    ...(options.screens === null ? {} : { screens: options.screens }),
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  })
  try {
    await evening?.()
    await options.beforeBooks?.(day, cast)
    const record = await readDayEnd({ url }, cast, day)
    const breaks = checkBooks(record)
    const { queueNames } = hall.ids
    const figures = figuresOf(day, record, breaks, { seed: options.seed, queueNames, timed })
    return { figures, breaks, record, visitors: day.visitors }
  } finally {
    await day.leave()
  }
}

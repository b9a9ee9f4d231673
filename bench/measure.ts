import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../core/result.ts'
import { measureBareCommits } from './bare-commits.ts'
import { measureCallNext, openWindows } from './call-next.ts'
import { type HallChild, startChild } from './hall-child.ts'
import { measureIssue } from './issue.ts'
import { type KioskFigures, measureKiosk } from './kiosk-page.ts'
import { measureLastScreen } from './last-screen.ts'
import { quantile } from './quantile.ts'
import { makeReferenceStore, type ReferenceHall } from './reference-store.ts'
import { fillYear, yearOfVisits } from './year.ts'

/** How long each part is measured. */
export interface Effort {
  readonly warmSeconds: number
  readonly issueSeconds: number
  readonly callSeconds: number
  readonly screenCalls: number
  readonly starts: number
}
export const fullEffort: Effort = {
  warmSeconds: 10,
  issueSeconds: 10,
  callSeconds: 20,
  screenCalls: 400,
  starts: 5,
}
export const quickEffort: Effort = {
  warmSeconds: 5,
  issueSeconds: 4,
  callSeconds: 6,
  screenCalls: 100,
  starts: 3,
}

/** Figures of one store. Milliseconds, MiB, tickets a second; of the processor, the hall's microseconds for one ticket. */
export interface StoreFigures {
  readonly issue: {
    readonly perSecond: number
    readonly p50Ms: number
    readonly p99Ms: number
    readonly cpuMicroseconds: number
  }
  readonly callNextMs: { readonly p50: number; readonly p99: number }
  readonly callToLastScreenMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly readyMs: number
  readonly memoryMiB: number
}

/** Figures of one store beside the base line. */
interface ComparedFigures extends StoreFigures {
  readonly issue: StoreFigures['issue'] & { readonly barePerSecond: number; readonly ratio: number }
}

/** All that a run measured. `costRatio` is what a ticket costs with a year of history, as a multiple of what it costs without. */
export interface BenchFigures extends ComparedFigures {
  readonly kiosk: KioskFigures
  readonly year?: ComparedFigures & { readonly costRatio: number; readonly visits: number }
}

/** Runs the benchmark in an empty folder, telling what it is about to do. */
export async function measureAll(
  folder: string,
  effort: Effort,
  withYear: boolean,
  onStep: (says: string) => void,
): Promise<BenchFigures> {
  const own = join(folder, 'hall')
  onStep('建立参考大厅')
  const reference = await makeReferenceStore(own)
  const begun = join(folder, 'begun.sqlite')
  copyFileSync(join(own, 'hall.sqlite'), begun)
  const plain = await measureStore(reference, effort, onStep)
  onStep('逐张提交的基线')
  const barePerSecond = measureBareCommits(join(own, 'hall.sqlite'), begun, join(folder, 'bare'), {
    // Quick to be warm: nearly all of it is SQLite, which nobody compiles as it runs.
    warmSeconds: Math.min(1, effort.warmSeconds),
    seconds: effort.issueSeconds,
  })
  const beside = (issue: StoreFigures['issue']) => ({
    ...issue,
    barePerSecond,
    ratio: issue.perSecond / barePerSecond,
  })
  const issue = beside(plain.issue)
  onStep('自助机页面')
  const kiosk = await measureKiosk(folder, effort.starts)
  if (!withYear) return { ...plain, issue, kiosk }
  const old = await yearOld(join(folder, 'year'), onStep)
  const year = await measureStore(old, effort, (says) => onStep(`一年历史：${says}`))
  const costRatio = plain.issue.perSecond / year.issue.perSecond
  return {
    ...plain,
    issue,
    kiosk,
    year: { ...year, issue: beside(year.issue), costRatio, visits: yearOfVisits },
  }
}

async function yearOld(folder: string, onStep: (says: string) => void): Promise<ReferenceHall> {
  mkdirSync(folder, { recursive: true })
  const reference = await makeReferenceStore(folder)
  // A hall's first start makes its key, which a store with tickets has to have.
  await (await startChild(folder)).stop()
  fillYear(folder, yearOfVisits, (done) =>
    onStep(`写入一年历史 ${done.toLocaleString('en')}/${yearOfVisits.toLocaleString('en')}`),
  )
  return reference
}

async function measureStore(
  reference: ReferenceHall,
  effort: Effort,
  onStep: (says: string) => void,
): Promise<StoreFigures> {
  const readies: number[] = []
  let hall: HallChild | null = null
  for (let turn = 0; turn < effort.starts; turn += 1) {
    onStep(`启动 ${turn + 1}/${effort.starts}`)
    await hall?.stop()
    hall = await startChild(reference.folder)
    readies.push(hall.readyMs)
  }
  const running = must(hall, 'a hall is started once at least')
  await openWindows(running, reference)
  onStep('取号')
  const issued = await measureIssue(running, reference, {
    warmSeconds: effort.warmSeconds,
    seconds: effort.issueSeconds,
  })
  onStep('199 个窗口叫号')
  const calls = await measureCallNext(running, reference, effort.callSeconds)
  onStep('300 块屏')
  const screens = await measureLastScreen(running, reference, effort.screenCalls)
  await running.stop()
  return {
    issue: {
      perSecond: issued.perSecond,
      p50Ms: quantile(issued.latencyMs, 0.5),
      p99Ms: quantile(issued.latencyMs, 0.99),
      cpuMicroseconds: issued.cpuMicroseconds,
    },
    callNextMs: { p50: quantile(calls, 0.5), p99: quantile(calls, 0.99) },
    callToLastScreenMs: {
      p50: quantile(screens.latencyMs, 0.5),
      p99: quantile(screens.latencyMs, 0.99),
      max: Math.max(...screens.latencyMs),
    },
    readyMs: quantile(readies, 0.5),
    memoryMiB: screens.rssBytes / 2 ** 20,
  }
}

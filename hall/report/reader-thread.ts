import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { must } from '../../core/result.ts'
import { countReport } from './count.ts'
import type { ReportQuestion } from './question.ts'
import { type FileWish, reportFile } from './report-file.ts'

/** What the hall asks of this thread: a report, or the same as a file. */
export interface ThreadQuestion {
  readonly ask: number
  readonly question: ReportQuestion
  readonly file: FileWish | null
}

/** The answer, or what went wrong: a bug or a store that cannot be read. */
export type ThreadAnswer =
  | { readonly ask: number; readonly value: unknown }
  | { readonly ask: number; readonly failed: string }

// The store is read through a connection of this thread's own that cannot write: the hall's goes on calling.
const port = must(parentPort, 'this file runs as a worker thread')
const db = new Database(String(workerData), { readonly: true, fileMustExist: true })

// On Linux a thread has a priority of its own: on a busy machine whoever waits to be called goes before a report, which
// still gets a tenth of the processor and so comes (at PRIORITY_LOW it is a sixtieth). Elsewhere this would slow the
// whole hall.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

port.on('message', async ({ ask, question, file }: ThreadQuestion) => {
  let answer: ThreadAnswer
  try {
    const report = countReport(db, question)
    answer = { ask, value: file === null ? report : await reportFile(report, question, file) }
  } catch (error) {
    answer = { ask, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
  port.postMessage(answer)
})

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CountedReport, ReportQuestion } from './question.ts'
import type { ThreadAnswer, ThreadQuestion } from './reader-thread.ts'
import type { FileWish } from './report-file.ts'

/** The thread ends when nobody has asked for so long: its memory is the hall's. */
const idleMs = 60_000

/** MiB. A year of 780,000 visits needs under 100; more would be taken from a machine on which the hall must go on. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 } as const

interface Waiting {
  readonly asked: ThreadQuestion
  readonly gone: AbortSignal
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * Reads reports in a thread of its own, so that a year's figures never stand before a call. The thread is made when
 * somebody asks and ends when nobody does. Questions are answered one after the other; one whose asker has gone
 * meanwhile is left out.
 */
export class ReportReader {
  readonly #file: string
  #thread: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  #asked = 0
  #line: Waiting[] = []
  #now: Waiting | null = null

  /** `file` is the store. */
  constructor(file: string) {
    this.#file = file
  }

  /** Counts a report. Rejects when the store cannot be read, when the hall stops, or when who asked has gone. */
  async count(question: ReportQuestion, gone: AbortSignal): Promise<CountedReport> {
    // The thread answers a question without a wish for a file with the report itself.
    return (await this.#ask(question, null, gone)) as CountedReport
  }

  /** Counts a report and writes it as a file. */
  async write(question: ReportQuestion, file: FileWish, gone: AbortSignal): Promise<Uint8Array> {
    // … and one with such a wish with the file's bytes.
    return (await this.#ask(question, file, gone)) as Uint8Array
  }

  /** Ends the thread; what was asked and not yet answered is rejected. */
  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const thread = this.#thread
    this.#forget(new Error('the hall stops'))
    await thread?.terminate()
  }

  #ask(question: ReportQuestion, file: FileWish | null, gone: AbortSignal): Promise<unknown> {
    this.#asked += 1
    const asked: ThreadQuestion = { ask: this.#asked, question, file }
    return new Promise((resolve, reject) => {
      this.#line.push({ asked, gone, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#now !== null) return
    const next = this.#line.shift()
    if (next === undefined) {
      this.#restSoon()
      return
    }
    if (next.gone.aborted) {
      next.reject(new Error('who asked has gone'))
      this.#next()
      return
    }
    if (this.#idle) clearTimeout(this.#idle)
    this.#now = next
    const thread = this.#thread ?? this.#start()
    thread.postMessage(next.asked)
  }

  #start(): Worker {
    const thread = new Worker(join(import.meta.dirname, 'reader-thread.ts'), {
      workerData: this.#file,
      resourceLimits,
    })
    // A hall that is told to stop does not wait for a thread without work.
    thread.unref()
    thread.on('message', (answer: ThreadAnswer) => {
      const waiting = this.#now
      if (waiting?.asked.ask !== answer.ask) return
      this.#now = null
      if ('failed' in answer) waiting.reject(new Error(answer.failed))
      else waiting.resolve(answer.value)
      this.#next()
    })
    thread.on('error', (error) => {
      if (this.#thread === thread) this.#forget(error)
    })
    this.#thread = thread
    return thread
  }

  #restSoon(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      const thread = this.#thread
      this.#thread = null
      void thread?.terminate()
    }, idleMs)
    this.#idle.unref()
  }

  #forget(error: unknown): void {
    this.#thread = null
    const reason = error instanceof Error ? error : new Error(String(error))
    const left = [...(this.#now ? [this.#now] : []), ...this.#line]
    this.#now = null
    this.#line = []
    for (const { reject } of left) reject(reason)
  }
}

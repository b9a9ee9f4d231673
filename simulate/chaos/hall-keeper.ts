import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { must } from '../../core/result.ts'
import { portThatStaysFree } from '../../native-bridge/simulator/port-that-stays-free.ts'

/** One life of the hall: its process, and what it says. */
interface Life {
  readonly child: ChildProcess
  /** Resolves when the line was said; rejects when the process ended before. */
  said(line: string): Promise<void>
  readonly ended: Promise<void>
}

/** Keeps one hall service alive on a store: whenever it is killed another one takes its place at the same address. */
export class HallKeeper {
  readonly folder: string
  readonly url: string
  readonly #port: number
  #life: Life | null = null
  #spare: Life

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.#port = port
    this.url = `http://127.0.0.1:${port}`
    this.#spare = this.#load()
  }

  static async on(folder: string): Promise<HallKeeper> {
    return new HallKeeper(folder, await portThatStaysFree())
  }

  /** Lets the hall that stands ready take over the store. Comes back when it is ready, unless it was killed first. */
  async revive(): Promise<void> {
    const life = this.#spare
    await life.said('loaded')
    this.#life = life
    must(life.child.stdin, 'a hall is started with a pipe').write('go\n')
    await life.said('ready')
    // Loaded only now, so that it does not slow the start that was just tried.
    this.#spare = this.#load()
  }

  /** As `revive`, but killed so many milliseconds after it began: a machine that fails again while it starts. */
  async dieWhileStarting(afterMs: number): Promise<void> {
    const life = this.#spare
    await life.said('loaded')
    this.#life = life
    must(life.child.stdin, 'a hall is started with a pipe').write('go\n')
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await this.kill()
    this.#spare = this.#load()
  }

  /** kill −9; comes back when the process is gone. Throws when it had died by itself: that is a fault of the hall. */
  async kill(): Promise<void> {
    const life = this.#life
    if (life === null) return
    this.#life = null
    const { exitCode, signalCode } = life.child
    if (exitCode !== null || signalCode !== null)
      throw new Error(`the hall died by itself (${signalCode ?? exitCode})`)
    life.child.kill('SIGKILL')
    await life.ended
  }

  /** Comes back when the hall next writes to its log, or after so long. */
  nextWrite(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        watching.close()
        resolve()
      }
      const timer = setTimeout(end, withinMs)
      const watching = watch(join(this.folder, 'hall.sqlite-wal'), end)
    })
  }

  /** Ends both processes for good. */
  async end(): Promise<void> {
    for (const life of [this.#life, this.#spare]) {
      life?.child.kill('SIGKILL')
      await life?.ended
    }
    this.#life = null
  }

  #load(): Life {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'hall-child.ts'), this.folder, String(this.#port)],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, NODE_COMPILE_CACHE: join(this.folder, '..', 'compiled') },
      },
    )
    const said = new Set<string>()
    const waiting = new Set<() => void>()
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.add(line)
      for (const check of waiting) check()
    })
    let gone = false
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => {
      gone = true
      for (const check of waiting) check()
    })
    return {
      child,
      ended,
      said: (line) =>
        new Promise((resolve, reject) => {
          const check = () => {
            if (said.has(line)) resolve()
            else if (gone) reject(new Error(`the hall ended before it was ${line}`))
            else return
            waiting.delete(check)
          }
          waiting.add(check)
          check()
        }),
    }
  }
}

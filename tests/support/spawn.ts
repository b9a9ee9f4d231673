import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** A process and what it wrote. */
export interface Spawned {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** The first whole line on standard output. */
  readonly firstLine: Promise<string>
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

interface SpawnOptions {
  readonly env?: Record<string, string>
  readonly cwd?: string
}

/** Starts a program of ours under the Node that runs the tests. */
export function spawnNode(args: readonly string[], options: SpawnOptions = {}): Spawned {
  return spawnProgram(process.execPath, args, options)
}

/** Starts any program. */
export function spawnProgram(program: string, args: readonly string[], options: SpawnOptions = {}): Spawned {
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  let out = ''
  let err = ''
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part
      const end = out.indexOf('\n')
      if (end >= 0) resolve(out.slice(0, end))
    })
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      err += part
    })
    void ended.then(({ code }) => reject(new Error(`ended with ${code} before its first line: ${err}`)))
  })
  // Whoever only waits for the end does not ask for the line.
  firstLine.catch(() => undefined)
  return { child, stdout: () => out, stderr: () => err, firstLine, ended }
}

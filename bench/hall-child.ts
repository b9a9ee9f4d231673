import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { fewArenas } from '../hall/few-arenas.ts'
import manifest from '../package.json' with { type: 'json' }

const ready = z.object({ url: z.string() })
export const usage = z.object({ rssBytes: z.number(), cpuMicroseconds: z.number() })
/** Memory that a hall holds and processor time that it used since it began. */
export type Usage = z.infer<typeof usage>

/** A hall service in a process of its own. */
export interface HallChild {
  readonly url: string
  /** Milliseconds from the start of the process to its ready message. */
  readonly readyMs: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** What `npm start` tells Node: the hall is measured as it is run. */
const nodeOptions = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'))

/** As `npm start` keeps compiled code; from the second start on it is used. */
const compileCache = join(import.meta.dirname, '..', 'node_modules', '.cache', 'govhall')

/** Starts a hall on a folder and waits until it is ready; throws when it ends before. */
export async function startChild(folder: string): Promise<HallChild> {
  const begun = performance.now()
  const child = fork(join(import.meta.dirname, 'hall-process.ts'), [folder], {
    execArgv: nodeOptions,
    env: { ...process.env, ...fewArenas, NODE_COMPILE_CACHE: compileCache },
  })
  const { url } = ready.parse(await answerOf(child))
  return {
    url,
    readyMs: performance.now() - begun,
    async usage() {
      child.send('usage')
      return usage.parse(await answerOf(child))
    },
    async stop() {
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
    },
  }
}

/** The next message of a child; throws when it ends without one. */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  const given = new AbortController()
  const died = once(child, 'exit', { signal: given.signal }).then(([code]) => {
    throw new Error(`the hall's process ended with ${code}`)
  })
  // Aborted once the answer is there; that is no failure.
  died.catch(() => undefined)
  const answer = once(child, 'message', { signal: given.signal }).then(([message]: unknown[]) => message)
  try {
    return await Promise.race([answer, died])
  } finally {
    given.abort()
  }
}

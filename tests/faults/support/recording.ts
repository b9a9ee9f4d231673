import { spawn, spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { root } from '../../support/spawn.ts'

/** What a process asked of the system, in the order in which it asked. Paths are absolute. */
export type SystemCall =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'open'; readonly path: string; readonly truncates: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer; readonly offset: number | null }
  | { readonly kind: 'cut'; readonly path: string; readonly length: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  /** Bytes that left the process: to a socket or to standard output. */
  | { readonly kind: 'sent'; readonly to: string; readonly bytes: Buffer }

const traced =
  'openat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync,ftruncate'

/** Why system calls cannot be recorded on this machine; null when they can. */
export function cannotRecord(): string | null {
  const tried = spawnSync('strace', ['-f', '-qq', '-e', 'trace=none', 'true'], { encoding: 'utf8' })
  if (tried.error) return 'strace is not installed (Debian: apt-get install strace)'
  return tried.status === 0 ? null : `strace may not trace here: ${tried.stderr.trim()}`
}

/** Starts a program of ours with every write, sync and send of it written to a file. */
export function spawnRecorded(args: readonly string[], file: string, env: Record<string, string> = {}) {
  return spawn(
    'strace',
    ['-f', '-qq', '-y', '-xx', '-s', '4000000', '--seccomp-bpf', '-e', `trace=${traced}`, '-o', file].concat([
      process.execPath,
      ...args,
    ]),
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  )
}

/** Reads a recording: what happened below `folder`, and what left the process. */
export async function readRecording(file: string, folder: string): Promise<SystemCall[]> {
  const calls: SystemCall[] = []
  const begun = new Map<string, string>()
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    const thread = line.slice(0, line.indexOf(' '))
    let text = line.slice(thread.length + 1).trimStart()
    if (text.endsWith('<unfinished ...>')) {
      // A blank stands before the mark, and where the call goes on there is none.
      begun.set(thread, text.slice(0, -'<unfinished ...>'.length).trimEnd())
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(text)
    if (resumed) text = (begun.get(thread) ?? '') + text.slice(resumed[0].length)
    const call = readCall(text)
    if (call && concerns(call, folder)) calls.push(call)
  }
  return calls
}

function concerns(call: SystemCall, folder: string): boolean {
  const path = call.kind === 'rename' ? call.to : call.kind === 'sent' ? null : call.path
  return path === null || path === folder || path.startsWith(`${folder}/`)
}

/** One line of strace with `-y -xx`: every string and path stands as `\x..`. What failed did nothing. */
function readCall(text: string): SystemCall | null {
  const name = /^\w+/.exec(text)?.[0] ?? ''
  const result = /\) += (-?\d+)/.exec(text)?.[1]
  if (result === undefined || result.startsWith('-')) return null
  const strings = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => plain(match[1] ?? ''))
  const first = strings[0]?.toString() ?? ''
  const second = strings[1]?.toString() ?? ''
  const on = plain(/^\w+\(\d+<((?:\\x[0-9a-f]{2})*)/.exec(text)?.[1] ?? '').toString()
  switch (name) {
    case 'mkdir':
    case 'mkdirat':
      return { kind: 'folder', path: first }
    case 'openat':
      return /O_CREAT|O_TRUNC/.test(text)
        ? { kind: 'open', path: first, truncates: text.includes('O_TRUNC') }
        : null
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', from: first, to: second }
    case 'unlink':
    case 'unlinkat':
      return { kind: 'remove', path: first }
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path: on }
    case 'ftruncate':
      return { kind: 'cut', path: on, length: numberIn(text, /, (\d+)\) += /) }
    default: {
      const bytes = Buffer.concat(strings).subarray(0, Number(result))
      if (!on.startsWith('/')) return { kind: 'sent', to: on, bytes }
      const offset = name.startsWith('pwrite') ? numberIn(text, /, (\d+)\) += /) : null
      return { kind: 'write', path: on, bytes, offset }
    }
  }
}

/** The number that a call ends with; a line that is not understood is a mistake of this reader. */
function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`no number in: ${text.slice(0, 80)} … ${text.slice(-80)}`)
  return Number(found)
}

function plain(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex')
}
